"""Waiting until nothing moves any more by itself: every submitted case has ended or waits for a person."""

import time

from django.db import close_old_connections

from faults.audit import find_standing_of
from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.actions.upkeep import seal_events
from shuangquan.records.messages import find_waiting_messages
from shuangquan.records.projections import find_submitted


def find_open() -> frozenset[str]:
    """Submitted cases that have not ended."""
    close_old_connections()
    with acting_system():
        return frozenset(find_submitted(open_only=True))


def wait_quiet(seconds: float) -> float | None:
    """Seconds until nothing is stuck any more and no message waits; a Merkle root is then signed over all of it. None: never."""
    began = time.monotonic()
    restless: set[str] = set()
    known: set[str] = set()
    while time.monotonic() - began < seconds:
        close_old_connections()
        with acting_system():
            every = set(find_submitted())
            restless |= every - known
            known |= every
            restless = {one for one in restless if find_standing_of(load(one))[1]}
            if not restless and not find_waiting_messages(most=1):
                seal_events()
                return time.monotonic() - began
        time.sleep(0.5)
    with acting_system():
        seal_events()
    return None
