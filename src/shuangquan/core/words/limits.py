"""Time limits keep their unit: 20 working days, 45 calendar days and 2 hours are three different things."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """The unit in which a limit is written."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in its own unit, e.g. Limit(Unit.WORKING_DAYS, 20)."""

    unit: Unit
    amount: int
