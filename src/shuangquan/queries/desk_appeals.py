"""Appeals as lists show them: those a reviewing body has before it, and those a department has to answer; the next due first."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from shuangquan.queries.desk_tasks import Place
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, Task
from shuangquan.records.within import within

MOST = 100
LIVE = ("filed", "open", "answered")
OVER = "over"
SOON = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class AppealRow:
    """state: filed | open | answered | over. due: until when, or since when it is over, in words; hot: late, or two days left."""

    case: str
    item: str
    member: str
    bundle: str
    theme: str
    number: str
    state: str
    due: str
    hot: bool


def find_review_count(place: Place) -> int:
    """How many appeals a reviewing body has before it. One query."""
    with enter_context():
        return _before(place).count()


def find_reviews(place: Place, language: str, *, over: bool = False) -> tuple[AppealRow, ...]:
    """Those before a reviewing body in its region, or the last ones that are over; none of its own department. Two queries."""
    found = _of(place).filter(appeal=OVER).order_by("-appeal_by") if over else _before(place).order_by("appeal_by")
    return _make(found, language)


def find_to_answer(place: Place, language: str) -> tuple[AppealRow, ...]:
    """Those that a department has to answer. Two queries."""
    found = Task.objects.filter(within(place.region), department=place.department, appeal="open")
    return _make(found.order_by("appeal_by"), language)


def _of(place: Place) -> "QuerySet[Task]":
    return Task.objects.filter(within(place.region)).exclude(appeal="").exclude(department=place.department)


def _before(place: Place) -> "QuerySet[Task]":
    return _of(place).filter(appeal__in=LIVE)


def _make(tasks: "QuerySet[Task]", language: str) -> tuple[AppealRow, ...]:
    with enter_context():
        rows = list(tasks[:MOST])
        cases = {row.id: row for row in Case.objects.filter(id__in={row.case_id for row in rows})}
    seen = now()
    made = []
    for row in rows:
        held = cases.get(row.case_id)
        if held is not None and row.appeal_by is not None:
            due = row.appeal_by.astimezone(ZONE)
            hot = row.appeal != OVER and due - seen < SOON
            said = say_moment(due, language, seen=seen)
            named = (str(row.case_id), row.item, row.member, held.bundle, held.theme, held.number or "")
            made.append(AppealRow(*named, row.appeal, said, hot))
    return tuple(made)
