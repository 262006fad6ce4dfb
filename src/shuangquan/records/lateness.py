"""How many matters ended in the time that was promised for the whole, by theme. The caller has said who acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from shuangquan.core.words.regions import find_range
from shuangquan.records.context import enter_context

# When the clock of a matter stopped stands in core/cases/delivery.py, which decides; a test holds the two together.
ENDED_AT = "(case when to_deliver then delivered_at else closed_at end)"
_COUNTS = f"""
    select theme,
        count(*) filter (where {ENDED_AT} <= due_at),
        count(*) filter (where coalesce({ENDED_AT}, %(now)s) > due_at)
    from "case"
    where closed_at >= %(since)s and due_at is not null and not (state = 'withdrawn')
        and handling_region >= %(first)s and handling_region < %(end)s
    group by theme
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """Matters of one theme that were decided since an instant: within the limit, and past it. What may still be in time is in neither."""

    on_time: int
    late: int


def count_kept(region: str, since: datetime, now: datetime) -> Mapping[str, Kept]:
    """Theme → how its limit was kept in a region (six digits; trailing pairs of zeros mean all that lies in it)."""
    first, end = find_range(region)
    with enter_context(), connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"since": since, "now": now, "first": first, "end": end})
        found = {theme: Kept(on_time, late) for theme, on_time, late in cursor.fetchall()}
    return {theme: one for theme, one in found.items() if one.on_time or one.late}
