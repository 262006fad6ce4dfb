"""The heart: a standard's text is read, checked and compiled into a Plan."""
