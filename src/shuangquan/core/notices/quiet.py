"""Quiet hours: at night nobody's phone rings for what can wait until morning. What somebody is waiting for at that moment goes out."""

from datetime import time

AT_ONCE = frozenset({"party.invited"})
"""Templates that somebody else is waiting for: the applicant has just asked for an answer."""


def read_quiet(text: str) -> tuple[time, time] | None:
    """Of `22:00-07:00`: from, to; None of an empty text. ValueError for anything else, or for no span at all."""
    if not text.strip():
        return None
    first, _, last = text.partition("-")
    found = time.fromisoformat(first.strip()), time.fromisoformat(last.strip())
    if found[0] == found[1]:
        raise ValueError(f"quiet hours of no length: {text}")
    return found


def is_quiet(moment: time, hours: tuple[time, time] | None) -> bool:
    """Whether a moment lies in them, the first minute included and the last not; they may go over midnight."""
    if hours is None:
        return False
    first, last = hours
    return first <= moment < last if first < last else moment >= first or moment < last
