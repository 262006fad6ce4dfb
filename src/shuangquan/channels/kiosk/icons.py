"""Line drawings: small ones beside words (24 × 24), larger ones for the modules (96 × 76). Each stands beside a word."""

ICONS: dict[str, str] = {
    "low": '<path d="M12 3v10m0 0-3-3m3 3 3-3M5 15v5h14v-5"/>',
    "mic": '<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4.3 3.8-6.5 7.5-6.5s6.7 2.2 7.5 6.5"/>',
    "printer": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.1"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="1"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "qr": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v6h-3.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "check": '<path d="M4 12.5 9.5 18 20 6.5"/>',
    "alert": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.5v.1"/>',
    "glass": '<path d="M6 3h12M6 21h12M7.5 3c0 5 9 6 9 9s-9 4-9 9M16.5 3c0 5-9 6-9 9s9 4 9 9"/>',
    "back": '<path d="m15 5-7 7 7 7"/>',
    "go": '<path d="m9 5 7 7-7 7"/>',
    "list": '<path d="M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.1M4 12h.1M4 18h.1"/>',
    "card": '<rect x="3" y="5" width="18" height="14" rx="1.5"/><path d="M3 9.5h18M7 15h4"/>',
    "phone": '<rect x="7" y="3" width="10" height="18" rx="1.5"/><path d="M11 18h2"/>',
    "out": '<path d="M14 4H5v16h9M10 12h10m0 0-3.5-3.5M20 12l-3.5 3.5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "pen": '<path d="m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19z"/>',
}
ART: dict[str, str] = {
    "tree": (
        "M0 68H96M46 68C42 56 54 48 50 34M50 50 64 44"
        "M22 38C12 36 16 22 28 24 28 10 48 6 54 16 64 8 80 16 76 28 86 30 84 42 74 42H62M22 38H50"
    ),
    "pulse": "M0 68H22L30 46 40 70 52 18 62 68 66 58 70 68H96",
    "briefcase": "M0 68H18V32H78V68H96M36 32V20H60V32M18 47H42M54 47H78M42 42H54V53H42Z",
    "house": "M0 68H18V38L48 12 78 38V68H96M10 45 48 12 86 45M40 68V50H56V68M64 20V14H71V28",
    "abacus": (
        "M0 68H96M14 16H82V68M14 16V68M14 34H82M31 16V68M48 16V68M65 16V68M25 24H37V28H25ZM42 20H54V24H42ZM59 24H71V28H59Z"
        "M25 60H37V64H25ZM25 53H37V57H25ZM42 46H54V50H42ZM59 60H71V64H59Z"
    ),
    "bank": "M0 68H96M18 68V40H78V68M12 40 48 14 84 40M32 68V50M48 68V50M64 68V50M26 50H70",
}
