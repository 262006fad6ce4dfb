"""The calendar of working days, loaded once a minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.core.words.calendar import Calendar
from shuangquan.records.clock import load_calendar, now


@dataclass(slots=True)
class _Held:
    calendar: Calendar | None = None
    until: datetime | None = None


_held = _Held()


def find_calendar() -> Calendar:
    """Published years with their days off and on; a year published meanwhile is seen within a minute."""
    moment = now()
    if _held.calendar is None or _held.until is None or moment > _held.until:
        found = load_calendar()
        _held.calendar = Calendar(found.years, found.days_off, found.days_on)
        _held.until = moment + timedelta(minutes=1)
    return _held.calendar


def forget_calendar() -> None:
    """Load it again at the next question."""
    _held.calendar = None
