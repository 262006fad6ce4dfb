"""Tickets in core: how one moves, who comes first, and that nobody is told a time that was not measured."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from shuangquan.core.cases.tickets import SLOT, TicketState, estimate_wait, find_turn, list_slots, make_hall_key, move, print_ticket
from shuangquan.core.words.errors import Refusal

ZONE = ZoneInfo("Asia/Shanghai")
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("before", "verb", "after"),
    [
        ("booked", "arrive", "waiting"), ("booked", "cancel", "cancelled"), ("called", "again", "called"), ("called", "skip", "skipped"),
        ("skipped", "return", "waiting"), ("called", "transfer", "waiting"), ("called", "finish", "done"),
    ],
)  # fmt: skip
def test_a_ticket_moves(before: str, verb: str, after: str) -> None:
    assert move(before, verb) == after


@pytest.mark.parametrize("verb", ["arrive", "cancel", "again", "skip", "return", "transfer", "finish"])
def test_what_has_ended_moves_no_more(verb: str) -> None:
    for state in (TicketState.DONE, TicketState.CANCELLED):
        with pytest.raises(Refusal) as found:
            move(state, verb)
        assert found.value.code == "ticket.moved"


def test_who_booked_and_is_in_time_counts_from_the_slot_who_is_late_from_arrival() -> None:
    assert find_turn(TEN - timedelta(minutes=5), TEN) == TEN
    assert find_turn(TEN + SLOT - timedelta(seconds=1), TEN) == TEN
    assert find_turn(TEN + SLOT, TEN) == TEN + SLOT
    assert find_turn(TEN, None) == TEN


@pytest.mark.parametrize(
    ("ahead", "served", "windows", "minutes"),
    [(4, [600, 600], 2, None), (4, [600, 600, 600], 0, None), (4, [600, 300, 900], 2, 20), (0, [600, 600, 600], 1, 0), (1, [61] * 3, 1, 2)],
)
def test_a_wait_is_measured_or_not_said(ahead: int, served: list[float], windows: int, minutes: int | None) -> None:
    assert estimate_wait(ahead, served, windows) == minutes


def test_slots_lie_within_the_hours_and_ahead() -> None:
    day = date(2026, 11, 24)
    starts = list(list_slots(day, time(9), time(17), TEN))
    assert starts[0] == TEN + SLOT and starts[-1] == datetime(2026, 11, 24, 16, 30, tzinfo=ZONE)
    assert not list(list_slots(day, time(9), time(17), TEN + timedelta(days=1)))


def test_halls_and_tickets_have_names() -> None:
    assert make_hall_key("370783", "甲大厅").startswith("370783-") and make_hall_key("370783", "甲") != make_hall_key("370783", "乙")
    assert print_ticket("company", 7) == "B007"
