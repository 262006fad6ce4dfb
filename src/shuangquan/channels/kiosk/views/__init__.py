"""Views of the kiosk."""
