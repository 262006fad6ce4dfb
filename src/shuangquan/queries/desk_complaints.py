"""Complaints that wait for who has to answer them, the next due first; seen by those who supervise and nobody else."""

from dataclasses import dataclass

from django.db.models import QuerySet

from shuangquan.core.cases.complaints import OPEN
from shuangquan.queries.desk_tasks import Place
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, Complaint
from shuangquan.records.within import within

MOST = 100


@dataclass(frozen=True, slots=True)
class OpenComplaint:
    """One as a list shows it: no words of it. due: in words; late: past its limit; item: "" for the whole matter."""

    id: str
    case: str
    about: str
    item: str
    theme: str
    bundle: str
    number: str
    level: int
    due: str
    late: bool


def find_complaint_count(place: Place) -> int:
    """How many wait. One query."""
    with enter_context():
        return _waiting(place).count()


def find_open_complaints(place: Place, language: str) -> tuple[OpenComplaint, ...]:
    """Those that wait. Two queries."""
    with enter_context():
        rows = list(_waiting(place).order_by("answer_by", "id").defer("said", "answers")[:MOST])
        cases = {row.id: row for row in Case.objects.filter(id__in={row.case_id for row in rows})}
    seen = now()
    return tuple(
        OpenComplaint(
            str(row.id), str(row.case_id), row.about, row.item, held.theme, held.bundle, held.number or "", row.level,
            say_moment(row.answer_by.astimezone(ZONE), language, seen=seen), row.answer_by < seen,
        )
        for row in rows
        if (held := cases.get(row.case_id)) is not None
    )  # fmt: skip


def _waiting(place: Place) -> "QuerySet[Complaint]":
    found = Complaint.objects.filter(desk=place.department, state=OPEN, erased_at__isnull=True)
    return found.filter(within(place.region))
