"""Line drawings of 24 × 24 in templates that doors share. Each stands beside a word that says the same."""

ICONS: dict[str, str] = {
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.1"/>',
    "alert": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.5v.1"/>',
    "check": '<path d="M4 12.5 9.5 18 20 6.5"/>',
}
