"""Callback addresses of other parties' apps."""
