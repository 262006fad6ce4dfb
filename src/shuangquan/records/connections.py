"""Connections of threads that outlive a request: workers' and the pools that ask sources."""

from django.db import close_old_connections


def refresh_connections() -> None:
    """Let go of this thread's connections that the database has closed meanwhile, and have the others looked at before their next use.

    Django does so before a request and nowhere else: without it a thread keeps a dead connection, and fails, until its process ends.
    """
    close_old_connections()
