"""An officer's inbox: the tasks of one department in one region, by time left; keyset pages, a bounded number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from shuangquan.core.cases.case import Task as CaseTask
from shuangquan.core.cases.pledges import TO_VERIFY
from shuangquan.core.cases.supervision import RED, YELLOW
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.credentials.masks import mask_name
from shuangquan.core.words.regions import find_prefix
from shuangquan.queries.desk_times import say_left
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.latest import find_latest_values
from shuangquan.records.models import Case, CaseParty, Task
from shuangquan.records.staff import find_names

PAGE = 30
COUNTED = ("review", "hand", "second", "correct", "away", "verify")
MOST_SEARCHED = 400
"""How many tasks a search by name looks through: those with the least time left first."""
SOON = timedelta(hours=1)
HAND = "hand:"
"""What a task's reason begins with while something of it is to be typed by hand."""
_BY_REASON = {"hand": HAND, "second": "second:", "verify": "pledge:"}
"""Tabs whose tasks are told by what their reason begins with."""

S = TaskState
TABS: dict[str, tuple[TaskState, ...]] = {
    "review": (S.REVIEW,),
    "hand": (S.SENT, S.WITHDRAWN, S.STOPPED),
    "second": (S.REVIEW, S.CORRECT, S.DONE),
    "correct": (S.CORRECT, S.OFFERED),
    "away": (S.HELD, S.PASSED, S.WAITING, S.SENT, S.SUSPENDED),
    "verify": (S.DONE,),
    "done": (S.APPROVED, S.DONE, S.REFUSED, S.NOT_ACCEPTED),
}
"""What each tab of the desk holds; 待录入 those whose package is typed by people, 待核查 those whose promise is still to be verified,
待复核 those that wait for a second officer.
"""
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


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A task as a list shows it. applicant: masked. left: time left, or when it was decided. hot: overdue, or less than an hour left.

    card: the card that it has, yellow or red, while it is under way. whose: the name of who is to do it, "" for nobody.
    """

    case: str
    number: str
    item: str
    member: str
    bundle: str
    state: str
    reason: str
    applicant: str
    left: str
    hot: bool
    provisional: bool
    card: str = ""
    whose: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Which task it is."""
        return self.case, self.item, self.member


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of a tab. after: where the next page begins, "" at the end. cut: a search did not look at everything."""

    tab: str
    rows: tuple[InboxRow, ...]
    after: str = ""
    cut: bool = False


def find_tab(task: CaseTask) -> str:
    """The tab that a task stands in."""
    if task.proposal is not None:
        return "second"
    if task.hand is not None and task.hand.step and task.state in TABS["hand"]:
        return "hand"
    if task.pledge in TO_VERIFY:
        return "verify"
    return next((tab for tab, states in TABS.items() if task.state in states and tab not in _BY_REASON), "review")


def find_counts(place: Place) -> dict[str, int]:
    """How many tasks each tab holds. One query; 办结 is not counted, it only grows."""
    states = [state.value for tab in COUNTED if tab not in _BY_REASON for state in TABS[tab]]
    wanted = Q(state__in=states) | Q(state=S.DONE.value, reason__startswith=PLEDGED) | Q(state=S.DONE.value, reason__startswith=SECOND)
    wanted |= Q(state__in=[state.value for state in TABS["hand"]], reason__startswith=HAND)
    of = find_tasks(place).filter(wanted).values("state")
    with enter_context():
        two, hand = (Count("case_id", filter=Q(reason__startswith=begun)) for begun in (SECOND, HAND))
        rows = list(of.annotate(held=Count("case_id"), two=two, hand=hand))
    own = {row["state"]: row["held"] - row["two"] - row["hand"] for row in rows}
    counts = {tab: sum(own.get(state.value, 0) for state in TABS[tab]) for tab in COUNTED}
    return {**counts, "second": sum(row["two"] for row in rows), "hand": sum(row["hand"] for row in rows)}


def find_inbox(place: Place, tab: str, language: str, after: str = "") -> InboxPage:
    """A page of a tab, beginning after the task that `after` names (see InboxPage.after; nonsense begins at the start)."""
    with enter_context():
        rows = list(_in_order(place, tab, after)[: PAGE + 1])
    more = _cursor(rows[PAGE - 1], tab) if len(rows) > PAGE else ""
    return InboxPage(tab, _make(rows[:PAGE], language), more)


def find_matching(place: Place, tab: str, language: str, words: str) -> InboxPage:
    """Tasks of a tab whose case number holds `words`, or whose applicant's name does."""
    words = "".join(words.split())
    numbered = _in_order(place, tab, "").filter(case_id__in=Case.objects.filter(number__icontains=words).values("id"))
    with enter_context():
        rows = list(numbered[:PAGE])
    if rows:
        return InboxPage(tab, _make(rows, language))
    with enter_context():
        looked = list(_in_order(place, tab, "")[: MOST_SEARCHED + 1])
    names = _find_names(looked[:MOST_SEARCHED])
    named = [task for task in looked[:MOST_SEARCHED] if words and words in names.get(str(task.case_id), "")]
    return InboxPage(tab, _make(named[:PAGE], language), cut=len(looked) > MOST_SEARCHED or len(named) > PAGE)


def find_tasks(place: Place) -> "QuerySet[Task]":
    """The place's tasks, not fetched yet: to be counted or listed within a context."""
    found = Task.objects.filter(department=place.department, handling_region__startswith=find_prefix(place.region))
    return found if place.whose is None else found.filter(assignee__in=place.whose)


def _in_order(place: Place, tab: str, after: str) -> "QuerySet[Task]":
    found = find_tasks(place).filter(state__in=[state.value for state in TABS[tab]])
    if tab in _BY_REASON:
        found = found.filter(reason__startswith=_BY_REASON[tab])
    elif tab != "done":
        found = found.exclude(reason__startswith=SECOND).exclude(reason__startswith=HAND)
    if tab == "done":
        order = found.filter(decided_at__isnull=False).order_by("-decided_at", "case_id", "item", "member")
    else:
        order = found.order_by(F("due_at").asc(nulls_last=True), "case_id", "item", "member")
    begun = _read_cursor(after, tab)
    return order if begun is None else order.filter(_later(tab, *begun))


def _cursor(task: Task, tab: str) -> str:
    at = task.decided_at if tab == "done" else task.due_at
    return "~".join((at.isoformat() if at else "", str(task.case_id), task.item, task.member))


def _read_cursor(after: str, tab: str) -> tuple[datetime | None, str, str, str] | None:
    parts = after.split("~")
    if len(parts) != 4:
        return None
    try:
        at, case = datetime.fromisoformat(parts[0]) if parts[0] else None, str(UUID(parts[1]))
    except ValueError:
        return None
    if (at is None and tab == "done") or (at is not None and at.tzinfo is None):
        return None
    return at, case, parts[2], parts[3]


def _later(tab: str, at: datetime | None, case: str, item: str, member: str) -> Q:
    """Strictly after one task in the tab's order."""
    rest = Q(case_id__gt=case) | Q(case_id=case, item__gt=item) | Q(case_id=case, item=item, member__gt=member)
    if tab == "done":
        return Q(decided_at__lt=at) | (Q(decided_at=at) & rest)
    if at is None:
        return Q(due_at__isnull=True) & rest
    return Q(due_at__gt=at) | (Q(due_at=at) & rest) | Q(due_at__isnull=True)


def _find_names(tasks: Iterable[Task]) -> dict[str, str]:
    """Case id → the applicant's name. Three queries."""
    cases = {str(task.case_id) for task in tasks}
    with enter_context():
        roles = dict(CaseParty.objects.filter(case_id__in=cases, state="applicant").values_list("case_id", "role"))
        values = find_latest_values({str(case): f"{role}.name" for case, role in roles.items()})
    return {case: str(value) for case, value in values.items()}


def _make(tasks: list[Task], language: str) -> tuple[InboxRow, ...]:
    with enter_context():
        cases = {str(row.id): row for row in Case.objects.filter(id__in={task.case_id for task in tasks})}
    names, people = _find_names(tasks), _find_people(tasks)
    seen = now()
    return tuple(_row(task, cases, names, people, language, seen) for task in tasks if str(task.case_id) in cases)


def _find_people(tasks: list[Task]) -> dict[str, str]:
    """Names of those who are to do them. At most one query."""
    ids = {int(number) for task in tasks if (number := task.assignee.removeprefix("staff-")).isdecimal()}
    return {f"staff-{number}": name for number, name in find_names(ids).items()} if ids else {}


def _row(
    task: Task, cases: Mapping[str, Case], names: Mapping[str, str], people: Mapping[str, str], language: str, seen: datetime
) -> InboxRow:
    held = cases[str(task.case_id)]
    due = task.due_at.astimezone(ZONE) if task.due_at else None
    over = task.state in (state.value for state in TABS["done"]) and not task.reason.startswith((PLEDGED, SECOND))
    left = say_moment(task.decided_at, language, seen=seen) if over and task.decided_at else say_left(due, language, seen) if due else ""
    hot = not over and task.state not in (S.CORRECT.value, S.SUSPENDED.value) and due is not None and due - seen < SOON
    return InboxRow(
        str(held.id), held.number or "", task.item, task.member, held.bundle, task.state, task.reason,
        mask_name(names.get(str(task.case_id), "")), left, hot, task.due_tentative and not over,
        task.card if task.card in (YELLOW, RED) and not over else "",
        people.get(task.assignee, ""),
    )  # fmt: skip
