"""The departments' own systems: they take packages, work a while, decide, assign numbers and answer."""
