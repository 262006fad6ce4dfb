"""Requests for correction that wait for an officer: those of one department in one region, the longest waiting first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from shuangquan.queries.desk_tasks import Place
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case, Objection
from shuangquan.records.objections import OPEN
from shuangquan.records.within import within

MOST = 100


@dataclass(frozen=True, slots=True)
class OpenObjection:
    """A request as a list shows it: names only, never a value. number: of its case, "" for a draft. asked_at: in words."""

    id: str
    case: str
    fact: str
    theme: str
    bundle: str
    number: str
    asked_at: str


def find_objection_count(place: Place) -> int:
    """How many wait. One query."""
    with enter_context():
        return _waiting(place).count()


def find_open_objections(place: Place, language: str) -> tuple[OpenObjection, ...]:
    """Those that wait. Two queries."""
    with enter_context():
        rows = list(_waiting(place).order_by("asked_at", "id")[:MOST])
        cases = {row.id: row for row in Case.objects.filter(id__in={row.case_id for row in rows})}
    return tuple(
        OpenObjection(
            str(row.id), str(row.case_id), row.fact, held.theme, held.bundle, held.number or "", say_moment(row.asked_at, language)
        )
        for row in rows
        if (held := cases.get(row.case_id)) is not None
    )


def _waiting(place: Place) -> "QuerySet[Objection]":
    found = Objection.objects.filter(department=place.department, state=OPEN, erased_at__isnull=True)
    return found.filter(within(place.region))
