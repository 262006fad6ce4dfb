"""The counter: tickets, the one form by a clerk, the hand-over."""
