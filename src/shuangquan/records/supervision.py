"""Tasks that run late, and how many there are where. The caller has said who acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from shuangquan.core.cases.supervision import LONG, RED, RUNNING, SOON, WARN, YELLOW
from shuangquan.records.context import enter_context

_STATES = sorted(state.value for state in RUNNING)
# What the levels are stands in core/cases/supervision.py, which decides; this only finds whom to ask, and a test holds the two together.
_DUE = f"""
    select case_id, item, member from task
    where decided_at is null and state = any(%(states)s) and reason not like 'special:%%' and (
        (card = '' and %(now)s >= due_at - (due_at - accepted_at) / {SOON})
        or (card in ('', '{WARN}') and %(now)s > due_at)
        or (card <> '{RED}' and %(now)s > due_at + (due_at - accepted_at) / {LONG})
    )
    order by due_at limit %(most)s
"""
_BOARD = f"""
    select department,
        count(*) filter (where decided_at is null and state = any(%(states)s) and due_at < %(now)s),
        count(*) filter (where card = '{YELLOW}' and carded_at >= %(since)s),
        count(*) filter (where card = '{RED}' and carded_at >= %(since)s)
    from task
    where starts_with(handling_region, %(prefix)s)
        and ((decided_at is null and due_at < %(now)s) or (not (card = '') and carded_at >= %(since)s))
    group by department
"""


def find_due_cards(now: datetime, most: int) -> tuple[tuple[str, str, str], ...]:
    """(case, item, member) of tasks that may have come to the next level, those due first."""
    with enter_context(), connection.cursor() as cursor:
        cursor.execute(_DUE, {"now": now, "states": _STATES, "most": most})
        return tuple((str(case), item, member) for case, item, member in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Late:
    """A department's tasks. late: over their limit and under way now; yellow, red: cards since an instant."""

    late: int
    yellow: int
    red: int


def count_late(prefix: str, since: datetime, now: datetime) -> Mapping[str, Late]:
    """Department → how late it is where region codes begin so; those with nothing are left out."""
    with enter_context(), connection.cursor() as cursor:
        cursor.execute(_BOARD, {"now": now, "since": since, "prefix": prefix, "states": _STATES})
        found = {department: Late(*counts) for department, *counts in cursor.fetchall()}
    return {department: one for department, one in found.items() if one.late or one.yellow or one.red}
