"""The one clock and the calendar of working days."""

from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from shuangquan.records import clock
from shuangquan.records.clock import ZONE, append_calendar_year, load_calendar, stopped_at


def test_the_clock_is_in_shanghai_and_can_be_stopped_and_shifted() -> None:
    moment = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    with stopped_at(moment):
        assert clock.now() == moment
        assert clock.now().tzinfo is ZONE
        assert clock.today() == date(2027, 1, 1)
    machine = clock.now()
    with override_settings(CLOCK_OFFSET=86_400):
        assert 86_399 < (clock.now() - machine).total_seconds() < 86_410


def test_a_naive_instant_and_live_mode_stop_no_clock() -> None:
    with pytest.raises(ValueError, match="aware"), stopped_at(datetime(2026, 1, 1)):  # noqa: DTZ001 — that is the point
        pass
    with override_settings(MODE="live"), pytest.raises(ValueError, match="live"), stopped_at(datetime(2026, 1, 1, tzinfo=UTC)):
        pass


def test_working_days_of_published_years(db: None) -> None:
    calendar = load_calendar()
    assert calendar.is_working(date(2026, 11, 24)) is True
    assert calendar.is_working(date(2026, 11, 28)) is False  # a Saturday
    assert calendar.is_working(date(2026, 10, 1)) is False
    assert calendar.is_working(date(2026, 10, 10)) is True  # a Saturday worked for the holidays
    assert calendar.is_working(date(2027, 1, 4)) is None


def test_a_year_is_known_once_it_is_published(db: None) -> None:
    append_calendar_year(2027, frozenset({date(2027, 1, 1)}), frozenset({date(2027, 2, 20)}), "国办发明电〔2026〕示例")
    calendar = load_calendar()
    assert [calendar.is_working(date(2027, 1, day)) for day in (1, 2, 4)] == [False, False, True]
    assert calendar.is_working(date(2027, 2, 20)) is True
    assert calendar.is_working(date(2026, 10, 1)) is False


@pytest.mark.parametrize(("off", "on"), [({date(2027, 1, 2)}, set()), (set(), {date(2027, 1, 4)}), ({date(2026, 1, 1)}, set())])
def test_a_year_that_contradicts_the_weekdays_is_refused(db: None, off: set[date], on: set[date]) -> None:
    with pytest.raises(ValueError, match="day of 2027"):
        append_calendar_year(2027, frozenset(off), frozenset(on), "")
