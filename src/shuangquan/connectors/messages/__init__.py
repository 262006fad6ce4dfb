"""Short messages to people."""
