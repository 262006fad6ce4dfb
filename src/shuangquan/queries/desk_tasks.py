"""Tasks of one department in one region: which there are, in which order, how many. What every list of the desk begins with.

Row security looks at every row before any condition that could tell of it; only conditions that cannot (`=`, `<`) are looked up in an
index. So a region is a range of codes here, not a pattern, and each state has its own ordered lookup (docs/explanation/memory.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import BooleanField, Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from shuangquan.core.cases.transitions import TaskState
from shuangquan.records.context import enter_context
from shuangquan.records.models import Task
from shuangquan.records.within import within

COUNTED = ("review", "hand", "second", "correct", "away", "verify")
HAND = "hand:"
"""What a task's reason begins with while something of it is to be typed by hand."""
BY_REASON = {"hand": HAND, "second": "second:", "verify": "pledge:"}
"""Tabs whose tasks are told by what their reason begins with."""

S = TaskState
TABS: dict[str, tuple[TaskState, ...]] = {
    "review": (S.REVIEW,),
    "hand": (S.SENT, S.WITHDRAWN, S.STOPPED),
    "second": (S.REVIEW, S.CORRECT, S.DONE, S.REFUSED, S.NOT_ACCEPTED),
    "correct": (S.CORRECT, S.OFFERED),
    "away": (S.HELD, S.PASSED, S.WAITING, S.SENT, S.SUSPENDED),
    "verify": (S.DONE,),
    "done": (S.APPROVED, S.DONE, S.REFUSED, S.NOT_ACCEPTED),
}
"""What each tab of the desk holds; 待录入 those whose package is typed by people, 待核查 those whose promise is still to be verified,
待复核 those that wait for a second officer.
"""
UNDER_WAY = [state.value for tab in ("review", "correct", "away") for state in TABS[tab]]
_ENDED = [state.value for state in (S.DONE, S.REFUSED, S.NOT_ACCEPTED)]
PLEDGED = "pledge:"
"""What a task's reason begins with while its promise is to be verified."""
SECOND = "second:"
"""What a task's reason begins with while something proposed waits for a second officer."""


@dataclass(frozen=True, slots=True)
class Place:
    """One department in one region: what an inbox is of. region: digits, trailing pairs of zeros mean all that lies in it.

    whose: only tasks of these officers, "" being nobody; None for everybody's.
    """

    department: str
    region: str
    whose: tuple[str, ...] | None = None


def find_tasks(place: Place) -> "QuerySet[Task]":
    """The place's tasks, not fetched yet: to be counted or listed within a context."""
    found = Task.objects.filter(within(place.region), department=place.department)
    return found if place.whose is None else found.filter(assignee__in=place.whose)


def find_counts(place: Place) -> dict[str, int]:
    """How many tasks each tab holds, and how many appeals (`appeals`) wait for an answer. Two queries: what is under way, and what of the
    rest is marked; 办结 is not counted, it only grows.
    """
    second, hand, asked = Q(reason__startswith=SECOND), Q(reason__startswith=HAND), Q(appeal="open")
    ended_two, ended_hand = second & Q(state__in=_ENDED), hand & Q(state__in=[state.value for state in TABS["hand"]])
    pledged = Q(reason__startswith=PLEDGED)

    def count(which: Q) -> Count:
        return Count("case_id", filter=which)

    with enter_context():
        under = find_tasks(place).filter(state__in=UNDER_WAY).values("state")
        rows = list(under.annotate(held=Count("case_id"), two=count(second), hand=count(hand), asked=count(asked)))
        ended = find_tasks(place).filter(pledged | second | hand | asked).exclude(state__in=UNDER_WAY).values("department")
        verify = count(pledged & Q(state=S.DONE.value))
        rest = list(ended.annotate(verify=verify, two=count(ended_two), hand=count(ended_hand), asked=count(asked)))
    own = {row["state"]: row["held"] - row["two"] - row["hand"] for row in rows}
    counts = {tab: sum(own.get(state.value, 0) for state in TABS[tab]) for tab in COUNTED}
    counts |= {"verify": sum(row["verify"] for row in rest), "second": sum(row["two"] for row in (*rows, *rest))}
    hands, appeals = (sum(row[name] for row in (*rows, *rest)) for name in ("hand", "asked"))
    return counts | {"hand": hands, "appeals": appeals}


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a page begins: after this task. at: its deadline, or when it was decided; None without a deadline."""

    at: datetime | None
    case: str
    item: str
    member: str


def find_ordered(place: Place, tab: str, after: str, most: int) -> list[Task]:
    """The first `most` tasks of a tab after one, those with the least time left first and those without a limit last; 办结 newest first.

    At most two queries for each state of the tab.
    """
    begun = _read_cursor(after, tab)
    with enter_context():
        if tab == "done":
            return list(_find_decided(find_tasks(place), begun)[:most])
        if tab in BY_REASON:
            marked = find_tasks(place).filter(reason__startswith=BY_REASON[tab], state__in=[state.value for state in TABS[tab]])
            return list(islice(_find_due([marked], begun, most), most))
        plain = find_tasks(place).exclude(reason__startswith=SECOND).exclude(reason__startswith=HAND)
        states = [plain.filter(state=state.value) for state in TABS[tab]]
        return list(islice(_find_due(states, begun, most), most))


def _find_decided(found: "QuerySet[Task]", begun: Begun | None) -> "QuerySet[Task]":
    found = found.filter(decided_at__isnull=False, state__in=[state.value for state in TABS["done"]])
    if begun is not None:
        found = found.filter(_beyond("decided_at", "<", begun))
    return found.order_by("-decided_at", "-case_id", "-item", "-member")


def _find_due(parts: "list[QuerySet[Task]]", begun: Begun | None, most: int) -> Iterator[Task]:
    """Merged by deadline: first what has one, then, only when that does not fill the page, what has none."""
    if begun is None or begun.at is not None:
        dated = [part.filter(due_at__isnull=False).order_by("due_at", "case_id", "item", "member") for part in parts]
        if begun is not None:
            dated = [part.filter(_beyond("due_at", ">", begun)) for part in dated]
        yield from sorted((task for part in dated for task in part[:most]), key=lambda task: (task.due_at, *_key(task)))
    undated = [part.filter(due_at__isnull=True).order_by("case_id", "item", "member") for part in parts]
    if begun is not None and begun.at is None:
        undated = [part.filter(_beyond("", ">", begun)) for part in undated]
    yield from sorted((task for part in undated for task in part[:most]), key=_key)


def _beyond(moment: str, sign: str, begun: Begun) -> RawSQL:
    """Behind a task in the order of a list: one comparison of rows, which one index answers however many fall on the same instant."""
    columns = [f'"task"."{name}"' for name in (*((moment,) if moment else ()), "case_id", "item", "member")]
    given = ["%s::timestamptz"] * bool(moment) + ["%s::uuid", "%s", "%s"]
    params = [*((begun.at,) if moment else ()), begun.case, begun.item, begun.member]
    return RawSQL(f"({', '.join(columns)}) {sign} ({', '.join(given)})", params, output_field=BooleanField())


def _key(task: Task) -> tuple[str, str, str]:
    return str(task.case_id), task.item, task.member


def write_cursor(task: Task, tab: str) -> str:
    """What names the place after this task."""
    at = task.decided_at if tab == "done" else task.due_at
    return "~".join((at.isoformat() if at else "", str(task.case_id), task.item, task.member))


def _read_cursor(after: str, tab: str) -> Begun | None:
    parts = after.split("~")
    if len(parts) != 4:
        return None
    try:
        at, case = datetime.fromisoformat(parts[0]) if parts[0] else None, str(UUID(parts[1]))
    except ValueError:
        return None
    if (at is None and tab == "done") or (at is not None and at.tzinfo is None):
        return None
    return Begun(at, case, parts[2], parts[3])
