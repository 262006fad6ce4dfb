"""Wiring: settings, the embedded database, the process runner; the only floor that knows every other."""
