"""An officer's inbox: a page of a list with its words; keyset pages, a bounded number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.core.cases.case import Task as CaseTask
from shuangquan.core.cases.pledges import TO_VERIFY
from shuangquan.core.cases.supervision import RED, YELLOW
from shuangquan.core.credentials.masks import mask_name
from shuangquan.queries.desk_tasks import BY_REASON, PLEDGED, SECOND, TABS, Place, S, find_ordered, find_tasks, write_cursor
from shuangquan.queries.desk_times import say_left
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.latest import find_latest_values
from shuangquan.records.models import Case, CaseParty, Task
from shuangquan.records.staff import find_names

PAGE = 30
MOST_SEARCHED = 200
"""How many tasks a search looks through: those that come first in their list."""
SOON = timedelta(hours=1)


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
    return next((tab for tab, states in TABS.items() if task.state in states and tab not in BY_REASON), "review")


def find_inbox(place: Place, tab: str, language: str, after: str = "") -> InboxPage:
    """A page of a tab, beginning after the task that `after` names (see InboxPage.after; nonsense begins at the start)."""
    rows = find_ordered(place, tab, after, PAGE + 1)
    more = write_cursor(rows[PAGE - 1], tab) if len(rows) > PAGE else ""
    return InboxPage(tab, _make(rows[:PAGE], language), more)


def find_matching(place: Place, tab: str, language: str, words: str) -> InboxPage:
    """Tasks of a tab whose case number holds `words`, or whose applicant's name does, among those that come first in it.

    A whole number finds its task wherever in the tab it stands.
    """
    words = "".join(words.split())
    looked = [*_find_numbered(place, tab, words), *find_ordered(place, tab, "", MOST_SEARCHED + 1)] if words else []
    cut, looked = len(looked) > MOST_SEARCHED, list({task.pk: task for task in looked}.values())[:MOST_SEARCHED]
    with enter_context():
        held = Case.objects.filter(id__in={task.case_id for task in looked}, number__icontains=words)
        cases = set(held.values_list("id", flat=True))
    found = [task for task in looked if task.case_id in cases]
    if not found and not words.isascii():  # digits are of a number: no name need be opened to be looked at
        names = _find_names(looked)
        found = [task for task in looked if words in names.get(str(task.case_id), "")]
    return InboxPage(tab, _make(found[:PAGE], language), cut=cut or len(found) > PAGE)


def _find_numbered(place: Place, tab: str, number: str) -> list[Task]:
    """Tasks of the case with this very number."""
    with enter_context():
        of = Case.objects.filter(number=number.upper()).values_list("id", flat=True)
        return list(find_tasks(place).filter(case_id__in=list(of), state__in=[state.value for state in TABS[tab]]))


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
