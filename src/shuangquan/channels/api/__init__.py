"""The programs' door: what everybody may know, as JSON. Read-only; who calls is never asked."""
