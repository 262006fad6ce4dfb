"""Working days and deadlines. A deadline that reaches a year whose holidays are not published is provisional (暂定)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shuangquan.core.words.limits import Limit, Unit


@dataclass(frozen=True, slots=True)
class Calendar:
    """Published years. off: weekdays that are holidays; on: weekend days that are worked. Other weekends are free."""

    years: frozenset[int]
    off: frozenset[date]
    on: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether `day` is a working day; in an unpublished year, every weekday is taken for one."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a limit ends, and whether that is provisional."""

    at: datetime
    provisional: bool


def find_deadline(start: datetime, limit: Limit, calendar: Calendar) -> Deadline:
    """The end of `limit` from `start`. Days run from the next day and end with the working day's or calendar day's last second.

    Administrative Licensing Law art. 82: limits in days are working days unless said otherwise; the unit stands in the limit.
    """
    if limit.unit is Unit.HOURS:
        return Deadline(start + timedelta(hours=limit.amount), False)
    if limit.unit is Unit.MONTHS:
        return _end_of(_add_months(start.date(), limit.amount), start, calendar, counts=False)
    if limit.unit is Unit.CALENDAR_DAYS:
        return _end_of(start.date() + timedelta(days=limit.amount), start, calendar, counts=False)
    day, left = start.date(), limit.amount
    while left > 0:
        day += timedelta(days=1)
        left -= calendar.works(day)
    return _end_of(day, start, calendar, counts=True)


def find_working_days(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`."""
    return sum(calendar.works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def shift_deadline(due: datetime, paused: datetime, resumed: datetime, limit: Limit, calendar: Calendar) -> Deadline:
    """`due` moved by the time that did not count: to the second for hours and calendar units, in working days otherwise."""
    if limit.unit is not Unit.WORKING_DAYS:
        return Deadline(due + (resumed - paused), False)
    stood = find_working_days(paused.date(), resumed.date(), calendar)
    day = due.date()
    while stood > 0:
        day += timedelta(days=1)
        stood -= calendar.works(day)
    return _end_of(day, due, calendar, counts=True)


def _end_of(day: date, start: datetime, calendar: Calendar, *, counts: bool) -> Deadline:
    end = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=start.tzinfo)
    reached = range(start.year, day.year + 1)
    return Deadline(end, counts and any(year not in calendar.years for year in reached))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
