"""Synthetic residents, households, births, companies and vehicles; nobody here exists."""
