"""取号、叫号、预约: tickets of a hall are taken, booked, called and ended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.limiting import check_rate
from shuangquan.actions.loading import Request
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.tickets import AHEAD, QUEUES, SLOT, find_capacity, list_slots, make_hall_key
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.clock import ZONE, now, today
from shuangquan.records.halls import (
    StoredTicket,
    append_booking,
    append_ticket,
    apply_arrival,
    apply_cancel,
    apply_move,
    apply_next,
    apply_rebooking,
    find_bookings,
    find_taken,
)
from shuangquan.records.once import apply_once
from shuangquan.records.organisations import StoredWindow, find_windows

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[–—~-]\s*(\d{1,2}):(\d{2})")
OPENS, CLOSES = time(9), time(17)
"""Where a hall's hours do not say."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall. windows: the numbers of those that take anybody's business (综合窗口), or of all where it has none."""

    key: str
    region: str
    name: Text
    address: Text
    hours: Text
    windows: tuple[str, ...]
    opens: time
    closes: time


def list_halls(region: str) -> tuple[Hall, ...]:
    """The halls of a region, by name. One query."""
    named: dict[str, list[StoredWindow]] = {}
    for one in find_windows((region,)):
        named.setdefault(one.hall, []).append(one)
    return tuple(_make_hall(windows) for windows in named.values())


def find_hall(key: str) -> Hall:
    """The hall of a key. Refusal("hall.unknown")."""
    found = next((hall for hall in list_halls(key.partition("-")[0]) if hall.key == key), None)
    if found is None:
        raise Refusal("hall.unknown", "hall")
    return found


def _make_hall(windows: list[StoredWindow]) -> Hall:
    one = windows[0]
    any_business = tuple(window.number for window in windows if window.department == OPERATOR)
    name, address, hours = (Text(zh, en) for zh, en in zip((one.hall, one.address, one.hours), one.english, strict=True))
    said = _HOURS.search(one.hours)
    opens, closes = (time(int(said[1]), int(said[2])), time(int(said[3]), int(said[4]))) if said else (OPENS, CLOSES)
    numbers = any_business or tuple(window.number for window in windows)
    return Hall(make_hall_key(one.region, one.hall), one.region, name, address, hours, numbers, opens, closes)


def take_ticket(hall: Hall, queue: str, address: str) -> StoredTicket:
    """A number for who stands in the hall, who says nothing of themselves. Refusals: "ticket.queue", "request.limited"."""
    check_rate("ticket", address)
    return append_ticket(hall.region, hall.key, _check_queue(queue))


def note_arrival(hall: Hall, code: str, address: str) -> StoredTicket:
    """Who booked is there, or came back after having been called. Refusals: "ticket.unknown", "ticket.moved", "request.limited"."""
    check_rate("ticket", address)
    return apply_arrival(hall.key, code.strip().upper()[:8])


def _check_queue(queue: str) -> str:
    if queue not in QUEUES:
        raise Refusal("ticket.queue", "queue")
    return queue


@dataclass(frozen=True, slots=True)
class Slot:
    """A beginning of half an hour, and how many can still book it."""

    start: datetime
    left: int


def find_days() -> tuple[date, ...]:
    """Days that can be booked: today and the next, those that are working days."""
    first, calendar = today(), find_calendar()
    days = (first + timedelta(days=nth) for nth in range(AHEAD + 1))
    return tuple(day for day in days if calendar.works(day))


def list_free_slots(hall: Hall, day: date) -> tuple[Slot, ...]:
    """The slots of a day that have not begun, full ones too. One query; none on a day off."""
    if day not in find_days():
        return ()
    starts = tuple(list_slots(day, hall.opens, hall.closes, now()))
    if not starts:
        return ()
    taken, capacity = find_taken(hall.key, starts[0], starts[-1]), find_capacity(len(hall.windows))
    return tuple(Slot(start, max(0, capacity - taken.get(start, 0))) for start in starts)


def book_slot(actor: Actor, hall: Hall, queue: str, start: datetime, party: bytes) -> StoredTicket:
    """Book. Refusals: "slot.gone" for one that cannot be booked, "slot.full", "slot.once", "ticket.queue", policy."""
    check_may(actor, "ticket.book")
    day = start.astimezone(ZONE).date()
    if start not in {slot.start for slot in list_free_slots(hall, day)}:
        raise Refusal("slot.gone", "slot")
    return append_booking(hall.region, hall.key, _check_queue(queue), start, find_capacity(len(hall.windows)), party)


def book_once(actor: Actor, hall: Hall, queue: str, start: datetime, party: bytes, request: Request) -> str:
    """Book, once for this request; answers the ticket's id. Refusals as `book_slot`."""
    return apply_once(actor.subject, request.key, request.digest, lambda: book_slot(actor, hall, queue, start, party).id)


def move_once(actor: Actor, ticket: str, start: datetime, party: bytes, request: Request) -> str:
    """Another time of the same hall and queue instead of a booking, once for this request; answers the new ticket's id.

    Refusals as `book_slot`, "ticket.unknown", "ticket.moved"; the booking stands then.
    """
    check_may(actor, "ticket.book")

    def move() -> str:
        held = next((one for one in find_bookings(party) if one.id == ticket), None)
        if held is None:
            raise Refusal("ticket.unknown", "ticket")
        hall = find_hall(held.hall)
        if start not in {slot.start for slot in list_free_slots(hall, start.astimezone(ZONE).date())}:
            raise Refusal("slot.gone", "slot")
        return apply_rebooking(ticket, party, hall.region, hall.key, held.queue, start, find_capacity(len(hall.windows))).id

    return apply_once(actor.subject, request.key, request.digest, move)


def cancel_booking(actor: Actor, ticket: str, party: bytes) -> None:
    """Give a booking back. Refusals: "ticket.unknown", "ticket.moved", policy."""
    check_may(actor, "ticket.book")
    apply_cancel(ticket, party)


def list_bookings(party: bytes) -> tuple[tuple[StoredTicket, Hall], ...]:
    """Somebody's own bookings that are not over, each with its hall; of a hall that is gone, none."""
    moment = now()
    found = []
    for ticket in find_bookings(party):
        if ticket.slot is None or (ticket.slot + SLOT < moment and ticket.day < today()):
            continue
        hall = next((one for one in list_halls(ticket.region) if one.key == ticket.hall), None)
        if hall is not None:
            found.append((ticket, hall))
    return tuple(found)


def list_own_windows(actor: Actor) -> tuple[tuple[Hall, tuple[str, ...]], ...]:
    """Where a clerk can sit: windows of their department in their region, by hall. Refusal of the policy."""
    check_may(actor, "ticket.call")
    own = find_windows((actor.region,), (actor.department,))
    halls = {hall.key: hall for hall in list_halls(actor.region)}
    found: dict[str, list[str]] = {}
    for one in own:
        found.setdefault(make_hall_key(one.region, one.hall), []).append(one.number)
    return tuple((halls[key], tuple(numbers)) for key, numbers in found.items())


def call_next(actor: Actor, hall: str, window: str, queues: Sequence[str]) -> StoredTicket | None:
    """Call who has waited longest in these queues; None when nobody waits. Refusals: "ticket.open", "window.other", policy."""
    _check_window(actor, hall, window)
    return apply_next(hall, window, [_check_queue(one) for one in queues] or list(QUEUES), actor.subject)


def move_ticket(actor: Actor, hall: str, window: str, verb: str, queue: str = "") -> StoredTicket:
    """Call again, skip, finish, or transfer to another queue. Refusals: "ticket.none", "ticket.queue", "window.other", policy."""
    _check_window(actor, hall, window)
    return apply_move(hall, window, verb, _check_queue(queue) if verb == "transfer" else "")


def _check_window(actor: Actor, hall: str, window: str) -> None:
    if not any(one.key == hall and window in numbers for one, numbers in list_own_windows(actor)):
        raise Refusal("window.other", "window")
