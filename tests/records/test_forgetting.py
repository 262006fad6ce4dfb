"""What was needed for minutes is not known for years: codes of yesterday, and who had booked a ticket last month."""

from datetime import timedelta

import pytest

from shuangquan.actions.upkeep import sweep
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.halls import append_booking, find_bookings
from shuangquan.records.letting import append_let, apply_answer
from shuangquan.records.models import HallTicket, LetIn

pytestmark = pytest.mark.database
PARTY = b"p" * 32


def test_a_code_is_dropped_a_day_after_it_was_over(db: None) -> None:
    start = now()
    with stopped_at(start):
        apply_answer(append_let("staff:1", "counter", "A01", "370783"), PARTY, 4)
    with stopped_at(start + timedelta(hours=23)):
        sweep()
        assert LetIn.objects.count() == 1, "what happened today can still be looked into"
    with stopped_at(start + timedelta(hours=25)):
        assert sweep() >= 1
        assert LetIn.objects.count() == 0


def test_who_booked_is_forgotten_and_the_ticket_stays(db: None) -> None:
    start = now()
    with stopped_at(start):
        append_booking("370783", "hall-1", "person", start + timedelta(days=1), 3, PARTY)
    with stopped_at(start + timedelta(days=30)):
        sweep()
        assert HallTicket.objects.get().party is not None
    with stopped_at(start + timedelta(days=33)):
        sweep()
        assert HallTicket.objects.get().party is None and not find_bookings(PARTY)
