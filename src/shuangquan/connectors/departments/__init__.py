"""The departments' own systems: sealed packages out, answers back."""
