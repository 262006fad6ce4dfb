"""Durations of a standard as limits, and which of two is longer."""

from shuangquan.core.standard.model import Duration
from shuangquan.core.standard.plan import Basis
from shuangquan.core.words.limits import Limit, Unit

HOURS_OF = {Unit.HOURS: 1, Unit.WORKING_DAYS: 24, Unit.CALENDAR_DAYS: 24, Unit.MONTHS: 31 * 24}


def read_limit(duration: Duration | None) -> Limit | None:
    """The limit a duration states; None for `none`."""
    if duration is None:
        return None
    for unit in Unit:
        amount = getattr(duration, unit.value)
        if amount is not None:
            return Limit(unit, amount)
    return None


def find_basis(duration: Duration | None) -> Basis:
    """The grade and source of a duration; U when it gives none."""
    return Basis("U") if duration is None else Basis(duration.grade or "U", duration.source or "")


def count_hours(limit: Limit) -> int:
    """Roughly how long a limit is, in hours of the clock: only to compare limits of different units and to find the critical path.

    A working day counts as at least one day.
    """
    return HOURS_OF[limit.unit] * limit.amount


def print_limit(limit: Limit | None) -> str:
    """The limit as `5 working_days`."""
    return "none" if limit is None else f"{limit.amount} {limit.unit.value}"
