"""Hands: named jobs that call actions, with retries and deadlines."""
