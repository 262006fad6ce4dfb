"""What is wrong between us and the departments' own systems: counted, shown to operators, closed when it is mended. No personal value."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from shuangquan.records.clock import now
from shuangquan.records.models import DepartmentIssue

_COUNT = (
    "insert into department_issue (department, package, what, first_at, last_at, times) values (%s, %s, %s, %s, %s, 1)"
    " on conflict (department, package, what) do update"
    " set last_at = excluded.last_at, times = department_issue.times + 1, closed_at = null"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong. what: a code; times: how often it was met between `first_at` and `last_at`."""

    department: str
    package: str
    what: str
    first_at: datetime
    last_at: datetime
    times: int


def append_issue(department: str, package: str, what: str) -> None:
    """Note that it was met once more."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [department, package[:200], what, moment, moment])


def apply_closed(department: str, whats: Collection[str], but: Collection[tuple[str, str]]) -> int:
    """Close the open issues of these kinds that were not met again: all but (package, what). Answers how many."""
    closed = 0
    for row in DepartmentIssue.objects.filter(department=department, what__in=whats, closed_at=None):
        if (row.package, row.what) not in but:
            closed += DepartmentIssue.objects.filter(pk=row.pk, closed_at=None).update(closed_at=now())
    return closed


def find_issues(most: int = 500) -> tuple[Issue, ...]:
    """What is open, newest first."""
    rows = DepartmentIssue.objects.filter(closed_at=None).order_by("-last_at", "pk")[:most]
    return tuple(Issue(row.department, row.package, row.what, row.first_at, row.last_at, row.times) for row in rows)
