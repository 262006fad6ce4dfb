"""Line drawings of 24 × 24. Each stands beside a word that says the same."""

ICONS: dict[str, str] = {
    "check": '<path d="M4 12.5 9.5 18 20 6.5"/>',
    "alert": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.5v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4.3 3.8-6.5 7.5-6.5s6.7 2.2 7.5 6.5"/>',
    "pen": '<path d="M4 20l1-4L16.5 4.5l3 3L8 19l-4 1ZM14 7l3 3"/>',
    "seal": '<path d="M5 5h14v14H5ZM9 9h6v6H9Z"/>',
    "light": '<path d="M12 4v15M6 13l6 6 6-6"/>',
    "heavy": '<path d="M12 20V5M6 11l6-6 6 6"/>',
    "same": '<path d="M5 9h14M5 15h14"/>',
    "past": '<path d="M4 12a8 8 0 1 0 3-6.2M4 4v5h5"/>',
}
