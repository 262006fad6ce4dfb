"""Every start day of 2015 to 2026, counted again day by day from the notices as published."""

import calendar as months
from datetime import date, datetime, timedelta, timezone
from functools import cache

import pytest
from chinese_calendar import constants, is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.words.calendar import Calendar, find_deadline, find_working_days, shift_deadline
from shuangquan.core.words.limits import Limit, Unit

pytestmark = pytest.mark.proof

ZONE = timezone(timedelta(hours=8))
FIRST, LAST = date(2015, 1, 1), date(2026, 12, 31)
AMOUNTS = (*range(1, 32), 45, 60, 90)
SECONDS = st.integers(0, 24 * 3600 - 1)


@cache
def published() -> Calendar:
    """The calendar as the platform builds it from the package: weekdays off, weekend days worked."""
    off = frozenset(day for day in constants.holidays if day.weekday() < 5)
    on = frozenset(day for day in constants.workdays if day.weekday() >= 5)
    return Calendar(frozenset(range(2004, 2027)), off, on)


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def at(day: date, seconds: int = 36000) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(seconds=seconds)


@cache
def works(day: date) -> bool:
    """Whether people work: as the package says it, one day at a time."""
    return bool(is_workday(day))


def count_on(start: date, amount: int) -> date | None:
    """The day on which `amount` working days after `start` have passed, counted one by one; None beyond what is published."""
    day = start
    while amount > 0:
        day += timedelta(days=1)
        if day > LAST:
            return None
        amount -= works(day)
    return day


def test_every_day_of_twelve_years_is_a_working_day_or_is_not() -> None:
    assert [day for day in days() if published().works(day) is not works(day)] == []
    assert sum(works(day) for day in days(date(2026, 1, 1))) == 248


def test_working_days_from_every_day() -> None:
    calendar = published()
    for start in days():
        for amount in AMOUNTS if start.day % 7 == 0 else (1, 5, 20):
            expected = count_on(start, amount)
            found = find_deadline(at(start), Limit(Unit.WORKING_DAYS, amount), calendar)
            if expected is None:
                assert found.provisional and found.at.date() > LAST, (start, amount)
            else:
                assert (found.at, found.provisional) == (at(expected, 24 * 3600 - 1), False), (start, amount)
                assert find_working_days(start, expected, calendar) == amount, (start, amount)


def test_calendar_days_and_hours_from_every_day() -> None:
    calendar = published()
    for start in days():
        for amount in (0, 1, 15, 45):
            day = start
            for _ in range(amount):
                day += timedelta(days=1)
            found = find_deadline(at(start), Limit(Unit.CALENDAR_DAYS, amount), calendar)
            assert (found.at, found.provisional) == (at(day, 24 * 3600 - 1), False)
        for amount in (0, 2, 24, 72):
            assert find_deadline(at(start), Limit(Unit.HOURS, amount), calendar).at == at(start, 36000 + amount * 3600)


def test_months_from_every_day() -> None:
    """One month at a time through the calendar's pages; the day stays, or is the month's last where the month is too short."""
    for start in days():
        year, month = start.year, start.month
        for amount in range(25):
            day = date(year, month, min(start.day, months.monthrange(year, month)[1]))
            assert find_deadline(at(start), Limit(Unit.MONTHS, amount), published()).at == at(day, 24 * 3600 - 1)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def test_a_deadline_is_provisional_just_when_a_working_day_of_another_year_decides_it() -> None:
    for start in days(date(2026, 11, 1)):
        for amount in range(40):
            found = find_deadline(at(start), Limit(Unit.WORKING_DAYS, amount), published())
            assert found.provisional is (count_on(start, amount) is None)


@settings(max_examples=600, deadline=None)
@given(st.dates(FIRST, date(2026, 3, 1)), st.integers(0, 60), st.integers(0, 40), st.integers(0, 60), SECONDS, SECONDS)
def test_time_that_stood_still_does_not_count(begun: date, amount: int, before: int, stood: int, morning: int, evening: int) -> None:
    """What was left when the clock stopped is left when it runs again, in working days; an overdue one stays as overdue as it was."""
    limit, calendar = Limit(Unit.WORKING_DAYS, amount), published()
    due = find_deadline(at(begun), limit, calendar).at
    paused = at(begun + timedelta(days=before), morning)
    resumed = max(paused, at(paused.date() + timedelta(days=stood), evening))
    moved = shift_deadline(due, paused, resumed, limit, calendar)
    pause = sum(works(day) for day in days(paused.date() + timedelta(days=1), resumed.date()))
    assert moved.at.date() == count_on(due.date(), pause)
    assert (moved.at.hour, moved.at.minute, moved.at.second) == (23, 59, 59)
    if due >= paused:
        left = sum(works(day) for day in days(paused.date() + timedelta(days=1), due.date()))
        assert sum(works(day) for day in days(resumed.date() + timedelta(days=1), moved.at.date())) == left


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([Unit.HOURS, Unit.CALENDAR_DAYS, Unit.MONTHS]), st.dates(FIRST, LAST), st.integers(0, 30), st.integers(0, 10**6))
def test_other_units_stand_still_to_the_second(unit: Unit, begun: date, amount: int, stood: int) -> None:
    due = find_deadline(at(begun), Limit(unit, amount), published()).at
    moved = shift_deadline(due, at(begun), at(begun) + timedelta(seconds=stood), Limit(unit, amount), published())
    assert moved.at - due == timedelta(seconds=stood)


@settings(max_examples=300, deadline=None)
@given(st.dates(FIRST, date(2026, 6, 1)), st.integers(0, 60), st.integers(0, 60))
def test_more_days_never_end_earlier_and_parts_add_up(start: date, one: int, other: int) -> None:
    calendar = published()
    first = find_deadline(at(start), Limit(Unit.WORKING_DAYS, one), calendar)
    both = find_deadline(at(start), Limit(Unit.WORKING_DAYS, one + other), calendar)
    assert both.at >= first.at
    assert find_deadline(first.at, Limit(Unit.WORKING_DAYS, other), calendar).at == both.at
