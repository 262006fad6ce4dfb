"""What the doors share: style sheets, reading of what a form sent, and the steps of the one form. No pages, no routes."""
