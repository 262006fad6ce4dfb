"""How every door looks: style sheets only, no pages."""
