"""The sandbox: the departments of a synthetic province over their own protocols. A second program, on loopback only."""
