"""Printers of kiosks and windows, spoken to by IPP."""
