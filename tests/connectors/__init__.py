"""Contract suites of the connectors."""
