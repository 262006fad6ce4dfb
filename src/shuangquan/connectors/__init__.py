"""Doors out: a folder per outside party, each with a port, a live side, a sandbox side and one contract suite for both."""
