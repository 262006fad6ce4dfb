"""Tickets in the database: one walk through their life, and windows that call at the same time."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from shuangquan.actions.halls import (
    book_slot,
    call_next,
    cancel_booking,
    find_hall,
    list_bookings,
    list_free_slots,
    move_ticket,
    take_ticket,
)
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.halls import find_hall_now
from shuangquan.records.clock import ZONE, stopped_at
from shuangquan.records.halls import apply_arrival
from tests.counter.conftest import HALL, make_hall

pytestmark = pytest.mark.database
CLERK = Actor("staff", "1", "370783", "counter", 4, OPERATOR, roles=frozenset({"clerk"}))
CITIZEN = Actor("citizen", "c", "370783", "portal", 3)
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
ONE, OTHER = b"1" * 32, b"2" * 32


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.RaisesExc(Refusal, check=lambda found: found.code == code)


def test_the_life_of_tickets(committed_db: str) -> None:
    make_hall()
    with stopped_at(NINE):
        hall = find_hall(HALL)
        slots = list_free_slots(hall, NINE.date())
        assert (len(slots), slots[0].left, slots[0].start) == (15, 3, NINE + timedelta(minutes=30))
        booked = book_slot(CITIZEN, hall, "person", slots[0].start, ONE)
        with refused("slot.once"):
            book_slot(CITIZEN, hall, "person", slots[1].start, ONE)
        for party in (b"3" * 32, b"4" * 32):
            book_slot(CITIZEN, hall, "person", slots[0].start, party)
        with refused("slot.full"):
            book_slot(CITIZEN, hall, "person", slots[0].start, OTHER)
        ((mine, _),) = list_bookings(ONE)
        assert mine.code == booked.code == "A001"
        with refused("ticket.unknown"):
            cancel_booking(CITIZEN, list_bookings(b"3" * 32)[0][0].id, ONE)
        cancel_booking(CITIZEN, list_bookings(b"3" * 32)[0][0].id, b"3" * 32)
        assert list_free_slots(hall, NINE.date())[0].left == 1
        first = take_ticket(hall, "company", "127.0.0.1")
        assert first.code == "B001"
    with stopped_at(NINE + timedelta(minutes=40)):
        late = take_ticket(hall, "person", "127.0.0.1")
        apply_arrival(HALL, "A001")
        assert find_hall_now(HALL).next_ == ("B001", "A001", late.code), "who booked counts from the slot, not from now"
        with refused("window.other"):
            call_next(CLERK, HALL, "B01", ())
        assert call_next(CLERK, HALL, "A01", ("person",)).code == "A001"  # type: ignore[union-attr]
        with refused("ticket.open"):
            call_next(CLERK, HALL, "A01", ())
        assert move_ticket(CLERK, HALL, "A01", "again").calls == 2
        move_ticket(CLERK, HALL, "A01", "skip")
        with refused("ticket.none"):
            move_ticket(CLERK, HALL, "A01", "finish")
        assert call_next(CLERK, HALL, "A01", ()).code == "B001"  # type: ignore[union-attr]
        moved = move_ticket(CLERK, HALL, "A01", "transfer", "collect")
        assert (moved.code, moved.queue) == ("B001", "collect"), "the number on the slip stays"
    with stopped_at(NINE + timedelta(minutes=41)):
        apply_arrival(HALL, "A001")
        assert find_hall_now(HALL).next_ == ("B001", late.code, "A001"), "who was called and comes back waits from now on"
        assert find_hall_now(HALL).wait is None


def test_two_windows_never_call_the_same_ticket(committed_db: str) -> None:
    """Three windows call through thirty tickets as fast as they can: each is called once, and each window serves one at a time."""
    make_hall()
    hall = find_hall(HALL)
    codes = {take_ticket(hall, "person", f"10.0.0.{nth}").code for nth in range(30)}
    called: list[str] = []
    start = threading.Barrier(4)

    def work(window: str) -> None:
        try:
            start.wait()
            while (ticket := call_next(CLERK, HALL, window, ())) is not None:
                called.append(ticket.code)
                move_ticket(CLERK, HALL, window, "finish")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(window,)) for window in ("A01", "A02", "A03")]
    for thread in threads:
        thread.start()
    start.wait()
    for thread in threads:
        thread.join(60)
    assert sorted(called) == sorted(codes)
    assert find_hall_now(HALL).waiting == 0


def test_one_window_pressed_twice_serves_one(committed_db: str) -> None:
    make_hall()
    hall = find_hall(HALL)
    for nth in range(8):
        take_ticket(hall, "person", f"10.0.1.{nth}")
    got: list[str] = []
    start = threading.Barrier(6)

    def press() -> None:
        try:
            start.wait()
            call_next(CLERK, HALL, "A01", ())
            got.append("called")
        except Refusal as refusal:
            got.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(got) == ["called", *["ticket.open"] * 5]
