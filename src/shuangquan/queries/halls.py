"""What a hall shows: who is called where, who waits, and how long it takes today."""

from dataclasses import dataclass

from shuangquan.core.cases.tickets import QUEUES, Queue, estimate_wait
from shuangquan.records.clock import now
from shuangquan.records.halls import StoredTicket, find_called, find_served, find_serving, find_waiting


@dataclass(frozen=True, slots=True)
class QueueNow:
    """A queue. waiting: how many."""

    queue: Queue
    waiting: int


@dataclass(frozen=True, slots=True)
class HallNow:
    """A hall now. called: by windows, the last call first; next_: codes that come next; clock: hours and minutes.

    wait: minutes for who comes now, None where it is not known.
    """

    called: tuple[StoredTicket, ...]
    next_: tuple[str, ...]
    queues: tuple[QueueNow, ...]
    waiting: int
    clock: str
    wait: int | None


def find_hall_now(hall: str) -> HallNow:
    """Three queries."""
    called, waiting, served = find_called(hall), find_waiting(hall), find_served(hall)
    windows = len({one.window for one in called})
    seconds = [second for one in served.values() for second in one]
    queues = tuple(QueueNow(queue, sum(one.queue == queue.id for one in waiting)) for queue in QUEUES.values())
    wait = estimate_wait(len(waiting), seconds, windows)
    return HallNow(called, tuple(one.code for one in waiting[:12]), queues, len(waiting), f"{now():%H:%M}", wait)


def find_served_here(hall: str, window: str) -> StoredTicket | None:
    """What a window serves now."""
    return find_serving(hall, window)
