"""Sessions that are over."""

from django.contrib.sessions.models import Session
from django.utils import timezone


def apply_session_sweep() -> int:
    """Delete sessions that have ended: they name accounts, and nobody can use them any more. Answers how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]  # noqa: TID251 — Django sets their end by its own clock
