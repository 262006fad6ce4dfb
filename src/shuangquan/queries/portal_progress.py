"""How far a submitted matter is: a lane for every item, the clock of the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.delivery import find_limit_end
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.lapsing import LAPSED
from shuangquan.core.cases.order import needs_outside
from shuangquan.core.cases.taking_up import is_taken_back
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.withdrawing import may_withdraw_item
from shuangquan.core.standard.later import say_later
from shuangquan.core.standard.plan import PlanItem, StageWait
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text
from shuangquan.queries.called_lapsed import name_lapsed
from shuangquan.queries.portal_appeals import AppealBox, find_appeal_box
from shuangquan.queries.portal_naming import find_labels, find_provider
from shuangquan.queries.portal_outside import find_outside
from shuangquan.queries.portal_pledges import find_pledged, read_words
from shuangquan.queries.portal_procedure import STATES as PROCEDURE
from shuangquan.queries.portal_procedure import find_procedure
from shuangquan.queries.portal_times import current, say_clock, say_limit, say_moment, say_span

WIDTH = 600
"""Units of a lane's drawing from left to right."""

UNREACHED = timedelta(seconds=4)
"""A package that its department has not taken for so long says that the department's system cannot be reached."""

NOTHING = Text("")
S = TaskState
_STATES = {
    S.PLANNED: "later", S.ACCEPTED: "working", S.HELD: "held", S.REVIEW: "review", S.CORRECT: "correct", S.PASSED: "working",
    S.SENT: "sent", S.WAITING: "open", S.APPROVED: "working", S.DONE: "done", S.REFUSED: "refused", S.STOPPED: "stopped",
    S.WITHDRAWN: "withdrawn", **PROCEDURE,
}  # fmt: skip

URGENCY = ("hearing", "correct", "paying", "special", "review", "sent", "held", "awaited", "open", "working")
"""States of a lane in the order in which one of them is what happens now."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One item for one member.

    state: later | working | open (公示) | awaited (踏勘…) | held | paying | review | correct | special | hearing | sent | done | mending |
    revoked | refused | stopped | withdrawn. pledge: how it stands with the promise it rests on, as `Task.pledge`.

    used: how long so far, in words; promised: in words. begin, end: the track from 0 to WIDTH; late: past its own deadline.
    after: the item it waits for; source: the department whose system is down; why: what rules or an officer said; missing, claimed:
    labels of what is missing or only claimed; needs: how many things a notice asks for, until: when to answer; paid: a fee was paid for it;
    leave: whether it can be taken back alone; chased: when its department was reminded; then: what follows a refusal by its own system.
    """

    item: str
    member: str
    name: Text
    department: Text
    who: str
    state: str
    used: str
    promised: str
    begin: int
    end: int
    at: str = ""
    late: bool = False
    optional: bool = False
    leave: bool = False
    again: bool = False
    after: Text = NOTHING
    source: Text = NOTHING
    why: Text = NOTHING
    remedy: Text = NOTHING
    missing: tuple[Text, ...] = ()
    needs: int = 0
    until: str = ""
    by: str = ""
    due: str = ""
    paid: bool = False
    pledge: str = ""
    in_person: bool = False
    chased: str = ""
    then: Text = NOTHING
    appeal: AppealBox | None = None

    @property
    def width(self) -> int:
        """Of the track's bar, never too thin to see."""
        return max(8, self.end - self.begin)


@dataclass(frozen=True, slots=True)
class Clock:
    """The whole. state: running | done | late | untimed (never submitted, or without a deadline).

    used, promised: in words. at: the stroke of now, 0 to WIDTH.
    """

    state: str
    used: str
    promised: str
    began: str
    due: str
    at: int
    late: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """Everything of the page but its history and certificates. turn: the lane that says what happens now, if any."""

    clock: Clock
    lanes: tuple[Lane, ...]
    running: bool
    turn: Lane | None
    to_pay: bool
    done: int


def find_progress(
    case: Case, index: PlanIndex, planned: Iterable[tuple[PlanItem, str | None]], values: dict[str, Value | None], language: str
) -> ProgressPage:
    """`planned`: every (item, member) the case has, in the plan's order."""
    seen = current()
    scale = _Scale.of(case, index, seen)
    lanes = tuple(_find_lanes(case, index, tuple(planned), values, language, scale))
    running = case.state is CaseState.SUBMITTED
    turn = next((lane for state in URGENCY for lane in lanes if lane.state == state), None)
    return ProgressPage(
        _find_clock(case, index, language, scale),
        lanes,
        running,
        turn if running else None,
        any(lane.state == "paying" for lane in lanes),
        sum(lane.state == "done" for lane in lanes),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The axis of all lanes: from submission to the deadline, or to now when that is later."""

    start: datetime
    end: datetime
    seen: datetime

    @staticmethod
    def of(case: Case, index: PlanIndex, seen: datetime) -> "_Scale":
        start = case.submitted_at or case.opened_at or seen
        stop = find_limit_end(case, index) or seen
        return _Scale(start, max(case.due_at or stop, stop, start + timedelta(seconds=1)), stop)

    def at(self, moment: datetime) -> int:
        """The place of a moment, 0 to WIDTH."""
        share = (moment - self.start) / (self.end - self.start)
        return round(min(1.0, max(0.0, share)) * WIDTH)


def _find_clock(case: Case, index: PlanIndex, language: str, scale: _Scale) -> Clock:
    used = scale.seen - scale.start
    late = case.due_at is not None and scale.seen > case.due_at
    state = (
        "untimed"
        if case.submitted_at is None
        else "done"
        if find_limit_end(case, index)
        else "late"
        if late
        else "running"
        if case.due_at
        else "untimed"
    )
    over = say_span(scale.seen - case.due_at, language) if late and case.due_at else ""
    return Clock(
        state,
        say_span(used, language),
        say_limit(index.plan.limit, language),
        say_clock(scale.start, language),
        say_clock(case.due_at, language) if case.due_at else "",
        scale.at(scale.seen),
        over,
        case.provisional,
    )


def _find_lanes(
    case: Case,
    index: PlanIndex,
    planned: tuple[tuple[PlanItem, str | None], ...],
    values: dict[str, Value | None],
    language: str,
    scale: _Scale,
) -> Iterator[Lane]:
    for item, member in planned:
        task = case.tasks.get((item.id, member)) or Task(item.id, member)
        lane = replace(_draw(case, item, task, language, scale), appeal=find_appeal_box(case, item, task, values, language))
        yield _explain(case, index, item, task, values, lane, language, scale.seen)


def _draw(case: Case, item: PlanItem, task: Task, language: str, scale: _Scale) -> Lane:
    began = task.accepted_at
    ended = task.decided_at if task.state is S.DONE else task.ended_at
    stop = ended or (scale.seen if began else None)
    used = say_span(stop - began, language) if began and stop else ""
    due = task.due_at
    late = bool(due and stop and stop > due and task.state not in (S.CORRECT, S.SUSPENDED))
    members = case.members(item.for_each) if item.for_each else ()
    who = str(members.index(task.member) + 1) if task.member in members and len(members) > 1 else ""
    return Lane(
        item.id,
        task.member or "",
        item.name,
        item.department_name,
        who,
        "withdrawn" if case.state is CaseState.WITHDRAWN and not task.ended else _STATES[task.state],
        used,
        say_limit(item.promised or item.statutory, language),
        scale.at(began) if began else 0,
        scale.at(stop) if began and stop else 0,
        say_moment(stop, language) if ended and stop else "",
        late,
        item.group == "optional",
        due=say_moment(due, language) if due else "",
        paid=case.paid(item.id, task.member) is not None or any(refund[:2] == task.key for refund in case.refunds.values()),
        leave=may_withdraw_item(case, task),
        again=is_taken_back(case, task),
    )


def _explain(
    case: Case, index: PlanIndex, item: PlanItem, task: Task, values: dict[str, Value | None], lane: Lane, language: str, seen: datetime
) -> Lane:
    """The one sentence why, by state."""
    if lane.state == "withdrawn":
        return lane
    if task.state in PROCEDURE:
        return replace(lane, **find_procedure(task, values, language, seen))
    if task.state is S.PLANNED:
        return replace(lane, after=_find_before(case, index, item, task.member))
    if task.state is S.HELD:
        if task.held_on == "payment":
            return replace(lane, state="paying")
        return replace(lane, source=find_provider(index, task.held_on.removeprefix("source:")))
    if task.state is S.PASSED and task.stages < len(item.waits):
        return replace(lane, state="awaited", why=item.waits[task.stages].joint_name, needs=len(item.waits[task.stages].joint))
    if task.state is S.PASSED and needs_outside(item) and task.changed_at and seen - task.changed_at > UNREACHED:
        return replace(lane, state="held", source=item.department_name)
    if task.state is S.WAITING and task.until is not None:
        staged = _explain_stage(item.waits[task.stages], task.until, lane, language, seen)
        return replace(staged, in_person=item.group == "offline_only")
    if task.state is S.SENT:
        return replace(lane, by="hand" if task.hand is not None else "", **find_outside(task, values, language, seen))
    if task.state is S.REVIEW:
        rule = item.rules[task.rule] if task.rule is not None and task.why == "rule" else None
        missing = name_lapsed(case, index, task) if task.why == LAPSED else find_labels(index, (*task.missing, *task.claimed))
        return replace(lane, why=rule.reason if rule else Text(""), missing=missing, by=task.why)
    if task.state is S.CORRECT:
        until = say_moment(task.answer_by, language, seen=seen) if task.answer_by else ""
        return replace(lane, needs=len(task.notice_needs), until=until, why=read_words(values, task.notice))
    if task.state is S.REFUSED:
        refused = replace(lane, why=read_words(values, task.text), remedy=read_words(values, task.remedy), by=task.decided_by)
        return replace(refused, then=say_later(item.later, item.refused_later)) if task.decided_by == "department" else refused
    if task.state is S.STOPPED:
        return replace(lane, after=index.items[task.because].name if task.because in index.items else Text(""))
    if task.state is S.DONE:
        return replace(lane, by=task.decided_by, **find_pledged(item, task, values, language, seen))
    return lane


def _explain_stage(wait: StageWait, until: datetime, lane: Lane, language: str, seen: datetime) -> Lane:
    """It lies open; or something has to happen, with others at once where the standard says so."""
    last = say_moment(until, language, seen=seen)
    if not wait.awaits:
        return replace(lane, why=wait.name, until=last)
    usual, name = say_limit(wait.expect, language), wait.joint_name if wait.joint else wait.name
    return replace(lane, state="awaited", why=name, until=last, source=wait.awaits_name, needs=len(wait.joint), by=usual)


def _find_before(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> Text:
    """The nearest item before this one that has not ended."""
    for before, after in reversed(index.plan.edges):
        if after != item.id:
            continue
        key = member if index.items[before].for_each == item.for_each else None
        task = case.tasks.get((before, key))
        if task is None or not task.ended:
            return index.items[before].name
    return Text("")
