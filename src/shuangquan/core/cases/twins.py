"""并件: two submitted cases about the same matter become one. A person says which goes on; nothing of the other is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.deadlines import find_case_due, find_task_due
from shuangquan.core.cases.deskwork import keep_words
from shuangquan.core.cases.events import EvidenceGiven, FactNote, FactsNoted
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parties import end_tasks, may_withdraw
from shuangquan.core.cases.reading import drop_reading
from shuangquan.core.cases.seats import find_identity, find_planned, find_seats_of
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.twin_events import CaseMerged, TaskSince, TwinApart, TwinTaken
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.names import Var

PAPER = "paper:"
"""How a paper is named among what is taken over."""
S = TaskState
_SETTLED = frozenset({S.PASSED, S.WAITING, S.SENT, S.APPROVED, S.DONE, S.REFUSED, S.STOPPED, S.NOT_ACCEPTED})
"""A task that has gone this far was judged by what the case says: that is not changed behind its back."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Something the closed case says that the other does not, or says otherwise. var: the fact; else place: the paper's.

    lacks: the one that goes on says nothing of it. fixed: a task that has been passed, sent or decided rests on what it says.
    """

    var: Var | None
    place: tuple[str, str | None]
    lacks: bool
    fixed: bool

    @property
    def name(self) -> str:
        """`mother.phone`, `paper:marriage_paper`, with `[member]` where it is one's."""
        if self.var is not None:
            return str(self.var)
        return f"{PAPER}{self.place[0]}" + (f"[{self.place[1]}]" if self.place[1] else "")


def has_money(case: Case) -> bool:
    """Whether something was paid that has not gone back."""
    return any(case.paid(item, member) for one in case.payments.values() for item, member, _, _ in one.lines)


def check_merge(kept: Case, closed: Case) -> None:
    """Whether `closed` can be closed into `kept`.

    Refusals: "twin.other" for another theme or place; "twin.ended" unless both are under way; "twin.both" when both have results,
    "twin.results" when only the one to be closed has; "twin.both_money", "twin.money" alike; "twin.party" when whoever applied for it takes
    no part in the one that goes on, and would lose sight of it.
    """
    if kept.id == closed.id or kept.theme != closed.theme or kept.region != closed.region:
        raise Refusal("twin.other", "other")
    if kept.state is not CaseState.SUBMITTED or closed.state is not CaseState.SUBMITTED:
        raise Refusal("twin.ended", "other")
    if not may_withdraw(closed):
        if may_withdraw(kept):
            raise Refusal("twin.results", "keep")
        raise Refusal("twin.both", "keep")
    if has_money(closed):
        if has_money(kept):
            raise Refusal("twin.both_money", "keep")
        raise Refusal("twin.money", "keep")
    applicant = find_identity(closed, closed.signed_in)
    if applicant is None or applicant.value is None or not any(find_seats_of(kept, str(applicant.value))):
        raise Refusal("twin.party", "keep")


def find_takings(kept: Case, closed: Case, index: PlanIndex) -> tuple[Taking, ...]:
    """What can be taken over: what somebody typed or handed in there, and the plan of the one that goes on asks for.

    What a register said stays as it is here; so does what waits for somebody's consent.
    """
    fixed = _find_fixed(kept, index)
    return (*_find_facts(kept, closed, index, fixed), *_find_papers(kept, closed, index, fixed))


def _find_fixed(kept: Case, index: PlanIndex) -> frozenset[str]:
    found = set()
    for task in kept.tasks.values():
        item = index.items.get(task.item)
        if item is not None and task.state in _SETTLED:
            found |= {one.ref for need in item.needs for one in (need, *need.any)}
    return frozenset(found)


def _find_facts(kept: Case, closed: Case, index: PlanIndex, fixed: frozenset[str]) -> Iterator[Taking]:
    for var, fact in closed.facts.items():
        planned = find_planned(kept, index, var)
        if (
            planned is None
            or fact.held
            or fact.know.form is not Form.CLAIMED
            or fact.value is None
            or not _is_same(kept, closed, index, var)
        ):
            continue
        mine = kept.facts.get(kept.own(var))
        known = kept.know(var)
        if known.form is Form.KNOWN or (mine is not None and mine.held) or known.value == fact.value:
            continue
        yield Taking(var, ("", None), known.form is Form.UNKNOWN, bool({planned.path, var.template} & fixed))


def _is_same(kept: Case, closed: Case, index: PlanIndex, var: Var) -> bool:
    """Whether a member is the same one in both: a register named it, or there is one only. What is typed by hand is numbered alone."""
    if var.member is None:
        return True
    one, other = kept.lists.get(var.role), closed.lists.get(var.role)
    if one is None or other is None or index.list_of(var.role) is None:
        return False
    if var.member in one.by_hand | other.by_hand:
        return one.taken() == other.taken() == (var.member,)
    return var.member in one.taken()


def _find_papers(kept: Case, closed: Case, index: PlanIndex, fixed: frozenset[str]) -> Iterator[Taking]:
    for place, (_, sm3) in closed.evidence.items():
        path, member = place
        planned, mine = index.evidence.get(path), kept.evidence.get(place)
        if planned is None or (mine is not None and mine[1] == sm3):
            continue
        if member is not None and not _is_same(kept, closed, index, Var(planned.per_member or "", "", member)):
            continue
        yield Taking(None, place, mine is None, path in fixed)


def check_taken(takings: tuple[Taking, ...], taken: tuple[str, ...]) -> None:
    """Whether all of this can be taken over. Refusal("twin.fixed") for what a task rests on already, or is not there (any more)."""
    free = {one.name for one in takings if not one.fixed}
    if not set(taken) <= free:
        raise Refusal("twin.fixed", "taken")


def decide_merged(turn: Turn, into: Case, taken: tuple[str, ...], text: str, officer: str) -> None:
    """Close the case into another: every open item ends, departments that have a package are told. Refusals as `check_merge`,
    "reason.empty".
    """
    check_merge(into, turn.case)
    turn.emit(CaseMerged(into.id, taken, _keep_why(turn, text), officer))
    end_tasks(turn)


def decide_taken(turn: Turn, index: PlanIndex, closed: Case, how: CaseMerged, text: str, blobs: Mapping[str, tuple[str, str]]) -> None:
    """Take over what was chosen, and let the clocks run from the earlier of both; once. blobs: a paper's name → its copy here, and SM3.

    What this case has settled meanwhile is not touched; what is not taken over stays in the closed one.
    """
    case = turn.case
    if closed.id in case.twins:
        return
    if case.state is CaseState.SUBMITTED:
        chosen = [one for one in find_takings(case, closed, index) if one.name in how.taken and not one.fixed]
        notes = tuple(_note(turn, closed, one.var) for one in chosen if one.var is not None)
        if notes:
            turn.emit(FactsNoted(closed.signed_in, notes))
        for one in chosen:
            if one.var is None and one.name in blobs:
                drop_reading(turn, one.place)
                turn.emit(EvidenceGiven(*one.place, *blobs[one.name], closed.signed_in))
    turn.emit(_find_clocks(turn, index, closed, _keep_why(turn, text), how.officer))


def _note(turn: Turn, closed: Case, var: Var) -> FactNote:
    return turn.note(var, Form.CLAIMED, closed.facts[var].value, closed.facts[var].know.origin)


def _find_clocks(turn: Turn, index: PlanIndex, closed: Case, text: str, officer: str) -> TwinTaken:
    case = turn.case
    assert case.submitted_at is not None and closed.submitted_at is not None
    since = min(case.submitted_at, closed.submitted_at)
    due_at, provisional = case.due_at, case.provisional
    if since < case.submitted_at and index.plan.limit is not None:
        due = find_case_due(case, since, index.plan.limit, turn.calendar)
        due_at, provisional = due.at, due.provisional
    return TwinTaken(closed.id, since, due_at, provisional, tuple(_find_tasks(turn, index, closed)), text, officer)


def _find_tasks(turn: Turn, index: PlanIndex, closed: Case) -> Iterator[TaskSince]:
    for task in turn.case.tasks.values():
        other, item = closed.tasks.get(task.key), index.items.get(task.item)
        begun = task.accepted_at
        if other is None or item is None or task.ended or begun is None or task.recourse.reopened_at is not None:
            continue
        if other.accepted_at is None or other.accepted_at >= begun:
            continue
        limit = item.promised or item.statutory
        due = find_task_due(task, other.accepted_at, limit, turn.calendar) if limit is not None else None
        at: datetime | None = due.at if due else None
        yield TaskSince(task.item, task.member, other.accepted_at, at, bool(due and due.provisional))


def decide_apart(turn: Turn, other: str, text: str, officer: str) -> None:
    """Note that the other case is another matter; once. Refusal("reason.empty")."""
    if other not in turn.case.apart:
        turn.emit(TwinApart(other, _keep_why(turn, text), officer))


def _keep_why(turn: Turn, text: str) -> str:
    return keep_words(turn, "twin/why", text, Refusal("reason.empty", "text"))
