"""When a department takes a package again after it did not, whoever notices wakes the others that wait for the same."""

import threading
import time
from collections.abc import Iterable
from datetime import timedelta

from shuangquan.core.cases.transitions import TaskState
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.queue import enqueue_now
from shuangquan.records.waiting import find_waiting

WAITED = 3
"""Looks in vain after which a case is taken to have waited for a department that was away."""
EVERY = 3.0
"""Seconds between two wakings for one department by one process: those woken wake the next."""
MOST = 200
APART = 0.02
"""Seconds between those woken, so that a department that is just up again is not run over."""

_woken: dict[str, float] = {}
_lock = threading.Lock()


def wake_waiting(departments: Iterable[str]) -> int:
    """Have the cases looked at soon whose packages these departments did not take; answers how many."""
    count = 0
    for department in departments:
        if not _may_wake(department):
            continue
        moment = now()
        waiting = find_waiting(department, TaskState.PASSED.value, MOST)
        soon = [moment + timedelta(seconds=APART * nth) for nth in range(len(waiting))]
        # A job of this key waits for each of them already: it is only moved forward.
        enqueue_now(*(JobRow("case.run", {"case": one, "tried": 0}, at, key=f"later:{one}") for one, at in zip(waiting, soon, strict=True)))
        count += len(waiting)
    return count


def _may_wake(department: str) -> bool:
    with _lock:
        moment = time.monotonic()
        if moment - _woken.get(department, -EVERY) < EVERY:
            return False
        _woken[department] = moment
        return True
