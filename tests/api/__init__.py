"""The programs' door: apps that act for people."""
