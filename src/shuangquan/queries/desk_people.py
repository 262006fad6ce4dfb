"""Who has how much on their desk: one department in one region, in a bounded number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.regions import find_prefix
from shuangquan.queries.desk_tasks import SECOND, Place, find_tasks
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.staff import find_names, find_officers

S = TaskState
COUNTY = 6
"""Digits of a county's code."""
OPEN = (S.REVIEW, S.CORRECT, S.OFFERED, S.SUSPENDED, S.HELD, S.PASSED, S.WAITING, S.SENT)


@dataclass(frozen=True, slots=True)
class Load:
    """What lies on one desk. subject: "" for what nobody has taken up. late: past its limit."""

    subject: str
    name: str
    review: int
    waiting: int
    late: int


def find_loads(place: Place) -> tuple[Load, ...]:
    """Every officer of the place, also those with nothing, and what nobody has taken up; most to look at first. Three queries."""
    review, late = Q(state=S.REVIEW.value) & ~Q(reason__startswith=SECOND), Q(due_at__lt=now(), state=S.REVIEW.value)
    rows = find_tasks(place).filter(state__in=[state.value for state in OPEN]).values("assignee")
    with enter_context():
        counted = {
            row["assignee"]: (row["review"], row["held"] - row["review"], row["late"])
            for row in rows.annotate(held=Count("case_id"), review=Count("case_id", filter=review), late=Count("case_id", filter=late))
        }
    names = {one.subject: one.name for one in find_officers(place.department, place.region)}
    gone = {one for one in counted if one and one not in names}
    left = find_names(int(one.removeprefix("staff-")) for one in gone if one.removeprefix("staff-").isdecimal()) if gone else {}
    names |= {f"staff-{number}": name for number, name in left.items()}
    everybody = ["", *sorted({*names, *counted} - {""}, key=lambda one: (-counted.get(one, (0, 0, 0))[0], names.get(one, one)))]
    return tuple(Load(one, names.get(one, ""), *counted.get(one, (0, 0, 0))) for one in everybody)


def find_regions(place: Place) -> tuple[tuple[str, int], ...]:
    """Regions of the place in which something is open, with how much; none where the place is a single county. One query."""
    if len(find_prefix(place.region)) >= COUNTY:
        return ()
    rows = find_tasks(place).filter(state__in=[state.value for state in OPEN]).values_list("handling_region")
    with enter_context():
        return tuple(sorted(rows.annotate(Count("case_id"))))
