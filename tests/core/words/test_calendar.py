"""Limits keep their unit; a deadline into an unpublished year is provisional."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from shuangquan.core.words.calendar import Calendar, find_deadline, find_working_days, shift_deadline
from shuangquan.core.words.limits import Limit, Unit

ZONE = timezone(timedelta(hours=8))
NATIONAL_DAYS = frozenset(date(2026, 10, n) for n in (1, 2, 5, 6, 7))
CALENDAR = Calendar(frozenset({2025, 2026}), NATIONAL_DAYS, frozenset({date(2026, 9, 27), date(2026, 10, 10)}))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc, arg-type]


def test_hours_run_through_the_night() -> None:
    assert find_deadline(at(2026, 11, 24, 22), Limit(Unit.HOURS, 2), CALENDAR).at == at(2026, 11, 25, 0)


def test_working_days_leave_out_holidays_and_count_worked_weekends() -> None:
    assert find_deadline(at(2026, 9, 30, 10), Limit(Unit.WORKING_DAYS, 2), CALENDAR).at == at(2026, 10, 9, 23, 59, 59)
    assert find_deadline(at(2026, 9, 30, 10), Limit(Unit.WORKING_DAYS, 3), CALENDAR).at.date() == date(2026, 10, 10) + timedelta(days=0)
    assert find_working_days(date(2026, 9, 26), date(2026, 9, 27), CALENDAR) == 1


def test_calendar_days_and_months_do_not_care() -> None:
    assert find_deadline(at(2026, 10, 1, 10), Limit(Unit.CALENDAR_DAYS, 3), CALENDAR).at.date() == date(2026, 10, 4)
    assert find_deadline(at(2026, 1, 31, 10), Limit(Unit.MONTHS, 1), CALENDAR).at.date() == date(2026, 2, 28)


def test_twenty_working_days_reach_2027_from_4_december_2026() -> None:
    before = find_deadline(at(2026, 12, 3, 10), Limit(Unit.WORKING_DAYS, 20), CALENDAR)
    after = find_deadline(at(2026, 12, 4, 10), Limit(Unit.WORKING_DAYS, 20), CALENDAR)
    assert not before.provisional
    assert after.provisional
    assert not find_deadline(at(2026, 12, 31, 10), Limit(Unit.CALENDAR_DAYS, 20), CALENDAR).provisional


@given(st.integers(0, 400), st.integers(0, 40), st.integers(0, 20))
def test_against_counting_day_by_day(start: int, limit: int, pause: int) -> None:
    begun = at(2025, 1, 1, 9) + timedelta(days=start)
    due = find_deadline(begun, Limit(Unit.WORKING_DAYS, limit), CALENDAR).at
    day, left = begun.date(), limit
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.works(day)
    assert due.date() == day
    assert find_working_days(begun.date(), due.date(), CALENDAR) == limit
    resumed = begun + timedelta(days=pause)
    moved = shift_deadline(due, begun, resumed, Limit(Unit.WORKING_DAYS, limit), CALENDAR).at
    assert find_working_days(due.date(), moved.date(), CALENDAR) == find_working_days(begun.date(), resumed.date(), CALENDAR)
