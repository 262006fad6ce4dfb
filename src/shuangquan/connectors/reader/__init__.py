"""Card readers: the identity card on the plate of a window, a terminal or a tablet."""
