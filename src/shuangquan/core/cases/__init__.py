"""A case: its events, what they amount to, and what may happen next. Pure: `decide` gives events, `replay` gives the case."""
