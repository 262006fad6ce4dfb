"""Tickets of a hall: what they are for, how one moves, who comes next, how long it takes. No personal value is part of a ticket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median

from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text


class TicketState(StrEnum):
    """Where a ticket is. skipped: called, and nobody came; it may come back."""

    BOOKED = "booked"
    WAITING = "waiting"
    CALLED = "called"
    SKIPPED = "skipped"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Queue:
    """A kind of business: what people call it, and the letter of its tickets."""

    id: str
    letter: str
    label: Text


QUEUES: dict[str, Queue] = {
    one.id: one
    for one in (
        Queue("person", "A", Text("个人办事", "For a person")),
        Queue("company", "B", Text("企业办事", "For a company")),
        Queue("collect", "C", Text("领取证照", "Collect papers")),
        Queue("ask", "D", Text("咨询", "Ask")),
    )
}
_MOVES: dict[str, tuple[frozenset[TicketState], TicketState]] = {
    "arrive": (frozenset({TicketState.BOOKED}), TicketState.WAITING),
    "cancel": (frozenset({TicketState.BOOKED}), TicketState.CANCELLED),
    "again": (frozenset({TicketState.CALLED}), TicketState.CALLED),
    "skip": (frozenset({TicketState.CALLED}), TicketState.SKIPPED),
    "return": (frozenset({TicketState.SKIPPED}), TicketState.WAITING),
    "transfer": (frozenset({TicketState.CALLED}), TicketState.WAITING),
    "finish": (frozenset({TicketState.CALLED}), TicketState.DONE),
}
SLOT = timedelta(minutes=30)
AHEAD = 7
"""For how many days one can book."""
MEASURED = 3
"""How many people must have been served today before anybody is told how long it takes."""


def move(state: str, verb: str) -> TicketState:
    """Where a ticket goes. Refusal("ticket.moved") when it is somewhere else by now; KeyError for a verb that there is not."""
    before, after = _MOVES[verb]
    if state not in before:
        raise Refusal("ticket.moved", "ticket")
    return after


def make_hall_key(region: str, hall: str) -> str:
    """By which addresses and tickets name a hall: its region and eight digits of its name's SM3."""
    return f"{region}-{sm3_hex(hall.encode())[:8]}"


def print_ticket(queue: str, number: int) -> str:
    """As it is called: A012."""
    return f"{QUEUES[queue].letter}{number:03d}"


def find_turn(arrived: datetime, slot: datetime | None) -> datetime:
    """Since when somebody counts as waiting: who booked and came in time since the slot began, everybody else since they came."""
    return slot if slot is not None and arrived < slot + SLOT else arrived


def estimate_wait(ahead: int, served: Sequence[float], windows: int) -> int | None:
    """Minutes until it is one's turn, from how long people took today (seconds); None where too few were measured or nobody calls."""
    if len(served) < MEASURED or windows < 1:
        return None
    return -(-int(median(served) * ahead) // (60 * windows))


def find_capacity(windows: int) -> int:
    """How many may book a slot: one a window, about half of what it serves, so that who comes without booking is served too."""
    return max(1, windows)


def list_slots(day: date, opens: time, closes: time, after: datetime) -> Iterator[datetime]:
    """Beginnings of slots of a day that lie after `after`, in its time zone. One that would end after closing is none."""
    start = datetime.combine(day, opens, after.tzinfo)
    end = datetime.combine(day, closes, after.tzinfo)
    while start + SLOT <= end:
        if start > after:
            yield start
        start += SLOT
