"""E-mail to people."""
