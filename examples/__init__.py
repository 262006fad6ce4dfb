"""Code to copy."""
