"""My matters: those I applied for and those I am asked in, newest first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.records.clock import ZONE
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, CaseKey, CaseParty, Task

MOST = 50


@dataclass(frozen=True, slots=True)
class MyCase:
    """A matter of mine. part: applicant | invited | agreed | declined. waits: how many things wait for me.

    ended_at: when its clock stopped, with the last decision or with proven delivery. erased: its data is gone. done, total: items.
    department: whose turn it is, "" when nobody's. running: something goes on by itself.
    """

    id: str
    number: str
    theme: str
    bundle: str
    state: str
    part: str
    opened_at: datetime
    submitted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    waits: int
    done: int
    total: int
    department: str
    reviewing: bool
    erased: bool

    @property
    def running(self) -> bool:
        """Submitted and not ended."""
        return self.state == CaseState.SUBMITTED.value

    @property
    def open(self) -> bool:
        """Counts in the tab: a draft, a running matter, or one in which I am asked."""
        return self.state in (CaseState.DRAFT.value, CaseState.SUBMITTED.value) and self.part != "declined"


def find_my_cases(index: bytes, only: Collection[str] | None = None) -> tuple[MyCase, ...]:
    """The newest matters of the citizen with this blind index, of `only` these where that is said; three queries, whatever their number."""
    with enter_context():
        mine = CaseParty.objects.filter(index=index, **({} if only is None else {"case_id__in": list(only)}))
        parts = {str(row.case_id): row.state for row in mine.exclude(state="removed")}
        gone = Exists(CaseKey.objects.filter(case_id=OuterRef("id"), erased_at__isnull=False))
        rows = list(Case.objects.filter(id__in=parts).annotate(erased=gone).order_by("-opened_at")[:MOST])
        tasks: dict[str, list[Task]] = {}
        for task in Task.objects.filter(case_id__in=[row.id for row in rows]):
            tasks.setdefault(str(task.case_id), []).append(task)
    return tuple(_make(row, parts, tasks.get(str(row.id), ())) for row in rows)


def _make(row: Case, parts: Mapping[str, str], tasks: Iterable[Task]) -> MyCase:
    tasks = list(tasks)
    part = parts[str(row.id)]
    applicant = part == "applicant"
    asks = (TaskState.CORRECT.value, TaskState.OFFERED.value)
    yours = [t for t in tasks if t.state in asks or (t.state == TaskState.HELD.value and t.reason == "payment")]
    moving = [
        t
        for t in tasks
        if t.state
        in (
            TaskState.PASSED.value,
            TaskState.SENT.value,
            TaskState.REVIEW.value,
            TaskState.HELD.value,
            TaskState.WAITING.value,
            TaskState.SUSPENDED.value,
        )
    ]
    asked = part == "invited" and row.state == CaseState.DRAFT.value
    return MyCase(
        str(row.id),
        row.number or "",
        row.theme,
        row.bundle,
        row.state,
        part,
        row.opened_at.astimezone(ZONE),
        _local(row.submitted_at),
        _local(row.due_at),
        _local(row.delivered_at if row.to_deliver else row.closed_at),
        len(yours) if applicant else int(asked),
        sum(t.state == TaskState.DONE.value for t in tasks),
        len(tasks),
        moving[0].department if moving else "",
        any(t.state == TaskState.REVIEW.value for t in tasks),
        bool(getattr(row, "erased", False)),
    )


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(ZONE) if at else None
