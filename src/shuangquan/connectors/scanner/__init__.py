"""Scanners: what lies in the feeder of a window's device, as one file."""
