"""Tickets of halls: numbers and slots are given out, and tickets called, under locks that the database holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction

from shuangquan.core.cases.tickets import TicketState, find_turn, move, print_ticket
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import ZONE, now, today
from shuangquan.records.ids import new_id
from shuangquan.records.models import HallSlot, HallTicket

_NEXT = """insert into hall_count (hall, day, queue, last) values (%s, %s, %s, 1)
on conflict (hall, day, queue) do update set last = hall_count.last + 1 returning last"""
_SLOT = """insert into hall_slot (hall, start, taken) values (%s, %s, 1)
on conflict (hall, start) do update set taken = hall_slot.taken + 1 where hall_slot.taken < %s returning taken"""

KEPT = timedelta(days=30)
"""For how long it is known who had booked a ticket."""


@dataclass(frozen=True, slots=True)
class StoredTicket:
    """A ticket. code: as it is called; window: "" before; called_at, said_at: its first and its last call."""

    id: str
    hall: str
    region: str
    day: date
    queue: str
    code: str
    state: str
    slot: datetime | None
    taken_at: datetime
    window: str
    calls: int
    called_at: datetime | None
    said_at: datetime | None


def append_ticket(region: str, hall: str, queue: str) -> StoredTicket:
    """One taken at the hall, now."""
    moment = now()
    with transaction.atomic():
        row = _make(region, hall, moment.date(), queue, TicketState.WAITING, moment)
    return _ticket(row)


def append_booking(region: str, hall: str, queue: str, slot: datetime, capacity: int, party: bytes) -> StoredTicket:
    """One for a slot. Refusals: "slot.full"; "slot.once" when this person has a booking of that day already."""
    day = slot.astimezone(ZONE).date()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"booking:{party.hex()}"])
        if HallTicket.objects.filter(party=party, day=day, state__in=(TicketState.BOOKED, TicketState.WAITING)).exists():
            raise Refusal("slot.once", "slot")
        with connection.cursor() as cursor:
            cursor.execute(_SLOT, [hall, slot, capacity])
            if cursor.fetchone() is None:
                raise Refusal("slot.full", "slot")
        row = _make(region, hall, day, queue, TicketState.BOOKED, slot, slot=slot, party=party)
    return _ticket(row)


def _make(
    region: str, hall: str, day: date, queue: str, state: str, due: datetime, slot: datetime | None = None, party: bytes | None = None
) -> HallTicket:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [hall, day, queue])
        number = int(cursor.fetchone()[0])
    return HallTicket.objects.create(
        id=new_id(), region=region, hall=hall, day=day, queue=queue, code=print_ticket(queue, number), state=state, slot=slot,
        taken_at=now(), due_at=due, party=party,
    )  # fmt: skip


def apply_cancel(ticket_id: str, party: bytes) -> None:
    """Give a booking back; its place in the slot is free again. Refusals: "ticket.unknown", "ticket.moved"."""
    with transaction.atomic():
        row = HallTicket.objects.select_for_update().filter(id=ticket_id, party=party).first()
        if row is None or row.slot is None:
            raise Refusal("ticket.unknown", "ticket")
        row.state = move(row.state, "cancel")
        row.ended_at = now()
        row.save(update_fields=["state", "ended_at"])
        slot = HallSlot.objects.select_for_update().get(hall=row.hall, start=row.slot)
        HallSlot.objects.filter(pk=slot.pk).update(taken=slot.taken - 1)


def apply_rebooking(ticket_id: str, party: bytes, region: str, hall: str, queue: str, slot: datetime, capacity: int) -> StoredTicket:
    """Another time instead: both or neither. Refusals of `apply_cancel` and `append_booking`; then the old one stands."""
    with transaction.atomic():
        apply_cancel(ticket_id, party)
        return append_booking(region, hall, queue, slot, capacity, party)


def apply_arrival(hall: str, code: str) -> StoredTicket:
    """Somebody who booked for today, or was called and had not come, is here. Refusals: "ticket.unknown", "ticket.moved"."""
    with transaction.atomic():
        row = HallTicket.objects.select_for_update().filter(hall=hall, day=today(), code=code).first()
        if row is None:
            raise Refusal("ticket.unknown", "code")
        moment, late = now(), row.state == TicketState.SKIPPED
        row.state = move(row.state, "return" if late else "arrive")
        row.due_at, row.window = moment if late else find_turn(moment, row.slot), ""
        row.save(update_fields=["state", "due_at", "window"])
    return _ticket(row)


def apply_next(hall: str, window: str, queues: Sequence[str], clerk: str) -> StoredTicket | None:
    """Call who has waited longest, for this window alone; None when nobody waits. Refusal("ticket.open") while one is being served."""
    try:
        with transaction.atomic():
            waiting = HallTicket.objects.select_for_update(skip_locked=True).filter(
                hall=hall, day=today(), state=TicketState.WAITING, queue__in=queues
            )
            row = waiting.order_by("due_at", "id").first()
            if row is None:
                return None
            row.state, row.window, row.clerk, row.calls = TicketState.CALLED, window, clerk, 1
            row.called_at = row.said_at = now()
            row.save(update_fields=["state", "window", "clerk", "called_at", "said_at", "calls"])
    except IntegrityError as clash:
        raise Refusal("ticket.open", "window") from clash
    return _ticket(row)


def apply_move(hall: str, window: str, verb: str, queue: str = "") -> StoredTicket:
    """Move what this window serves: again | skip | finish, or transfer to `queue`, where it keeps the time it came.

    Refusal("ticket.none") when the window serves nobody.
    """
    with transaction.atomic():
        row = HallTicket.objects.select_for_update().filter(hall=hall, day=today(), window=window, state=TicketState.CALLED).first()
        if row is None:
            raise Refusal("ticket.none", "window")
        row.state = move(row.state, verb)
        if verb == "again":
            row.calls, row.said_at = row.calls + 1, now()
        elif verb == "transfer":
            row.queue, row.window, row.called_at = queue, "", None
        else:
            row.ended_at = now()
        row.save(update_fields=["state", "queue", "window", "calls", "called_at", "said_at", "ended_at"])
    return _ticket(row)


def find_serving(hall: str, window: str) -> StoredTicket | None:
    """What this window serves now."""
    row = HallTicket.objects.filter(hall=hall, day=today(), window=window, state=TicketState.CALLED).first()
    return _ticket(row) if row else None


def find_called(hall: str, most: int = 8) -> tuple[StoredTicket, ...]:
    """Those called and not ended, the last call first. One query."""
    rows = HallTicket.objects.filter(hall=hall, day=today(), state=TicketState.CALLED).order_by("-said_at", "-id")[:most]
    return tuple(_ticket(row) for row in rows)


def find_waiting(hall: str) -> tuple[StoredTicket, ...]:
    """Those that wait, in the order in which they come. One query."""
    rows = HallTicket.objects.filter(hall=hall, day=today(), state=TicketState.WAITING).order_by("due_at", "id")[:500]
    return tuple(_ticket(row) for row in rows)


def find_served(hall: str) -> dict[str, list[float]]:
    """Seconds that people took today, by queue, the latest fifty of the hall. One query."""
    rows = HallTicket.objects.filter(hall=hall, day=today(), state=TicketState.DONE, called_at__isnull=False, ended_at__isnull=False)
    found: dict[str, list[float]] = {}
    for queue, called, ended in rows.order_by("-ended_at").values_list("queue", "called_at", "ended_at")[:50]:
        if called is not None and ended is not None:
            found.setdefault(queue, []).append((ended - called).total_seconds())
    return found


def find_bookings(party: bytes) -> tuple[StoredTicket, ...]:
    """Somebody's bookings from today on. One query."""
    rows = HallTicket.objects.filter(party=party, day__gte=today()).exclude(state=TicketState.CANCELLED).order_by("slot")[:20]
    return tuple(_ticket(row) for row in rows)


def find_taken(hall: str, first: datetime, last: datetime) -> dict[datetime, int]:
    """How many have booked each slot between two instants. One query."""
    rows = HallSlot.objects.filter(hall=hall, start__gte=first, start__lte=last)
    return {start.astimezone(ZONE): taken for start, taken in rows.values_list("start", "taken")}


def _ticket(row: HallTicket) -> StoredTicket:
    slot = row.slot.astimezone(ZONE) if row.slot is not None else None
    return StoredTicket(
        str(row.id), row.hall, row.region, row.day, row.queue, row.code, str(row.state), slot, row.taken_at,
        row.window, row.calls, row.called_at, row.said_at,
    )  # fmt: skip


def apply_booking_sweep() -> int:
    """Forget who had booked a ticket of long ago; the ticket itself stays, and is counted. Answers how many."""
    return HallTicket.objects.filter(day__lt=today() - KEPT, party__isnull=False).update(party=None)
