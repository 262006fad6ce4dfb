"""The one clock, in Asia/Shanghai, and the calendar of working days.

Years 2004 to 2026 come from the State Council's notices as the chinesecalendar package holds them; a later year is known once its notice is
kept in `calendar_year`. Until then a limit that reaches into it is 暂定 (`Calendar.is_working` answers None).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from chinese_calendar import constants
from django.conf import settings

from shuangquan.records.models import CalendarYear

ZONE = ZoneInfo("Asia/Shanghai")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days: `days_off` are weekdays off, `days_on` weekend days worked, `years` those that have been published."""

    years: frozenset[int]
    days_off: frozenset[date]
    days_on: frozenset[date]

    def is_working(self, day: date) -> bool | None:
        """Whether `day` is a working day; None when its year has not been published."""
        if day.year not in self.years:
            return None
        if day.weekday() >= _SATURDAY:
            return day in self.days_on
        return day not in self.days_off


_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """The instant, aware, in Asia/Shanghai."""
    stopped = _stopped.get()
    if stopped is not None:
        return stopped
    return datetime.now(ZONE) + timedelta(seconds=settings.CLOCK_OFFSET)  # noqa: TID251 — this is the one clock


def today() -> date:
    """The day in Asia/Shanghai."""
    return now().date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock at an aware instant (tests, walked examples). ValueError for a naive one or in live mode."""
    if moment.tzinfo is None or settings.MODE == "live":
        raise ValueError("the clock is stopped only outside live mode, at an aware instant")
    token = _stopped.set(moment.astimezone(ZONE))
    try:
        yield
    finally:
        _stopped.reset(token)


def load_calendar() -> Calendar:
    """The package's years and those published in `calendar_year`, which win."""
    packaged = find_packaged()
    kept = {row.year: row for row in CalendarYear.objects.all()}
    off = {day for day in packaged.days_off if day.year not in kept} | {
        date.fromisoformat(d) for row in kept.values() for d in row.days_off
    }
    on = {day for day in packaged.days_on if day.year not in kept} | {date.fromisoformat(d) for row in kept.values() for d in row.days_on}
    return Calendar(packaged.years | frozenset(kept), frozenset(off), frozenset(on))


def append_calendar_year(year: int, days_off: frozenset[date], days_on: frozenset[date], source: str) -> None:
    """Keep (or correct) one published year. ValueError when a day lies in another year, or is off or on already by its weekday."""
    for day in days_off | days_on:
        weekend = day.weekday() >= _SATURDAY
        if day.year != year or weekend != (day in days_on):
            raise ValueError(f"{day} is not a {'weekend' if day in days_on else 'week'}day of {year}")
    fields: Mapping[str, object] = {
        "days_off": sorted(day.isoformat() for day in days_off),
        "days_on": sorted(day.isoformat() for day in days_on),
        "source": source,
        "published_at": now(),
    }
    CalendarYear.objects.update_or_create(year=year, defaults=fields)


@cache
def find_packaged() -> Calendar:
    """The years that the calendar's package has; no database is asked."""
    off = frozenset(day for day in constants.holidays if day.weekday() < _SATURDAY)
    on = frozenset(day for day in constants.workdays if day.weekday() >= _SATURDAY)
    return Calendar(frozenset(day.year for day in constants.holidays), off, on)
