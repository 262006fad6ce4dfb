"""Eyes: read-only rows for pages and lists; frozen, bounded, nothing decided."""
