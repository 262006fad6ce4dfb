"""The command line: check, plan, try, verify, doctor. JSON shapes are stable and documented in docs/reference/cli.md."""
