"""After submission: every task goes as far as it can by itself; what is left waits for a stated reason."""

from collections.abc import Iterator
from datetime import timedelta

from shuangquan.core.cases.case import Case, Task, TaskKey
from shuangquan.core.cases.conditions import ask_table, holds
from shuangquan.core.cases.deadlines import settle_case, settle_task
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.events import CaseClosed
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import decide_issue, decide_numbered
from shuangquan.core.cases.needs import find_unmet, find_waitable
from shuangquan.core.cases.parties import find_item_members
from shuangquan.core.cases.refunds import decide_refunds
from shuangquan.core.cases.task_events import (
    StageBegun,
    StageEnded,
    TaskAccepted,
    TaskHeld,
    TaskPassed,
    TaskReferred,
    TaskResumed,
    TaskStopped,
)
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.rules.table import BY_CLAIM, BY_UNKNOWN
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import find_deadline, shift_deadline

HELD_AT_MOST = timedelta(hours=24)
"""How long a task waits for a source before a person takes it; ours to set."""


def decide_running(turn: Turn, index: PlanIndex) -> None:
    """Advance every task until nothing more can be decided here; close the case when every task has ended.

    Of a withdrawn case nothing goes on but the money, which goes back, also when it was paid only after that.
    """
    if turn.case.state is CaseState.WITHDRAWN:
        decide_refunds(turn)
    if turn.case.state is not CaseState.SUBMITTED:
        return
    moved = True
    while moved:
        moved = False
        for item, member in find_planned(turn, index):
            while _advance(turn, index, item, member):
                moved = True
    decide_refunds(turn)
    _close(turn, index)


def find_planned(turn: Turn, index: PlanIndex) -> Iterator[tuple[PlanItem, str | None]]:
    """(item, member) of every task this case has, in the plan's order."""
    for item in index.plan.items:
        for member in find_item_members(turn.case, index, item):
            if _is_planned(turn, index, item, member):
                yield item, member


def _is_planned(turn: Turn, index: PlanIndex, item: PlanItem, member: str | None) -> bool:
    """Whether a member's task is part of this case: it is until its condition is known not to hold."""
    if not item.when or (item.id, member) in turn.case.tasks:
        return True
    return holds(index, item.when, item_env(turn.case, index, item, member, turn.today)) is not False


def _advance(turn: Turn, index: PlanIndex, item: PlanItem, member: str | None) -> bool:
    task = turn.case.tasks.get((item.id, member)) or Task(item.id, member)
    before = len(turn.events)
    if task.state is TaskState.PLANNED:
        _start(turn, index, item, member)
    elif task.state is TaskState.ACCEPTED:
        _examine(turn, index, item, task)
    elif task.state is TaskState.HELD:
        _resume(turn, task)
    elif task.state is TaskState.PASSED and task.stages < len(item.waits):
        _begin_stage(turn, item, task)
    elif task.state is TaskState.PASSED and not needs_outside(item):
        decide_numbered(turn, index, item, task)
    elif task.state is TaskState.WAITING:
        _end_stage(turn, index, item, task)
    elif task.state is TaskState.APPROVED:
        decide_issue(turn, index, item, task)
    return len(turn.events) > before


def needs_outside(item: PlanItem) -> bool:
    """Whether the department's own system decides or numbers this item."""
    return item.decided_by == "department" or item.numbering == "outside"


def is_for_outside(item: PlanItem, task: Task) -> bool:
    """Whether the task is ready for the department's own system: passed, and through every stage."""
    return task.state is TaskState.PASSED and needs_outside(item) and task.stages >= len(item.waits)


def _begin_stage(turn: Turn, item: PlanItem, task: Task) -> None:
    wait = item.waits[task.stages]
    until = find_deadline(turn.now, wait.limit, turn.calendar)
    turn.emit(StageBegun(item.id, task.member, wait.id, until.at, until.provisional))


def _end_stage(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """Over by the calendar as it is known now: one that reached an unpublished year is counted again."""
    wait, begun = item.waits[task.stages], task.paused_at
    assert begun is not None
    if turn.now <= find_deadline(begun, wait.limit, turn.calendar).at:
        return
    limit, moved = item.promised or item.statutory, None
    if task.due_at is not None and limit is not None:
        moved = shift_deadline(task.due_at, begun, turn.now, limit, turn.calendar)
    turn.emit(StageEnded(item.id, task.member, wait.id, moved.at if moved else task.due_at, bool(moved and moved.provisional)))
    settle_task(turn, index, task)
    settle_case(turn, index)


def find_feeders(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> Iterator[tuple[TaskKey, bool]]:
    """Tasks that come before this one, and whether their result is needed (or only their turn)."""
    for feeder, needed in index.feeders.get(item.id, ()):
        same = feeder.for_each is not None and feeder.for_each == item.for_each
        for key in (member,) if same else find_item_members(case, index, feeder):
            yield (feeder.id, key), needed


def _start(turn: Turn, index: PlanIndex, item: PlanItem, member: str | None) -> None:
    for key, needed in find_feeders(turn.case, index, item, member):
        feeder = turn.case.tasks.get(key)
        if feeder is None or not feeder.ended:
            if feeder is None and not _is_planned(turn, index, index.items[key[0]], key[1]):
                continue
            return
        if needed and feeder.state in CAME_TO_NOTHING:
            turn.emit(TaskStopped(item.id, member, key[0]))
            return
    limit = item.promised or item.statutory
    due = find_deadline(turn.now, limit, turn.calendar) if limit else None
    turn.emit(TaskAccepted(item.id, member, due.at if due else None, bool(due and due.provisional)))


def _examine(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """Complete? paid? then the rules. Nothing is refused here: what rules cannot pass goes to a person."""
    unmet = find_unmet(turn.case, index, item, task.member)
    if unmet:
        source = find_waitable(turn.case, index, unmet)
        if source:
            turn.emit(TaskHeld(item.id, task.member, f"source:{source}"))
        else:
            turn.emit(TaskReferred(item.id, task.member, "missing", None, unmet, ()))
        return
    if item.fees and turn.case.paid(item.id, task.member) is None:
        turn.emit(TaskHeld(item.id, task.member, "payment"))
        return
    if not item.rules:
        turn.emit(TaskPassed(item.id, task.member, "rule", None))
        return
    _ask_rules(turn, index, item, task)


def _ask_rules(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    today = (task.accepted_at or turn.now).date()
    found = ask_table(index, item, item_env(turn.case, index, item, task.member, today))
    if found.then == "approve":
        turn.emit(TaskPassed(item.id, task.member, "rule", found.rule))
        return
    missing = tuple(str(var) for var in found.missing)
    claimed = tuple(str(var) for var in found.claimed)
    if found.by == BY_CLAIM:
        source = find_waitable(turn.case, index, claimed)
        if source:
            turn.emit(TaskHeld(item.id, task.member, f"source:{source}"))
            return
    why = {BY_CLAIM: "claimed", BY_UNKNOWN: "missing"}.get(found.by, "rule")
    turn.emit(TaskReferred(item.id, task.member, why, found.rule, missing, claimed))


def _resume(turn: Turn, task: Task) -> None:
    """Go on once what it waited for is there; a source that stays away too long is a person's matter."""
    if task.held_on == "payment":
        if turn.case.paid(task.item, task.member) is not None:
            turn.emit(TaskResumed(task.item, task.member))
        return
    source = task.held_on.removeprefix("source:")
    if any(draw == source and outcome != "down" for (draw, _), (outcome, _at) in turn.case.draws.items()):
        turn.emit(TaskResumed(task.item, task.member))
    elif task.changed_at is not None and turn.now - task.changed_at > HELD_AT_MOST:
        turn.emit(TaskReferred(task.item, task.member, "missing", None, (), ()))


def _close(turn: Turn, index: PlanIndex) -> None:
    tasks = [turn.case.tasks.get((item.id, member)) for item, member in find_planned(turn, index)]
    if not tasks or any(task is None or not task.ended for task in tasks):
        return
    done = sum(task is not None and task.state is TaskState.DONE for task in tasks)
    outcome = CaseState.COMPLETED if done == len(tasks) else CaseState.PARTIALLY_COMPLETED if done else CaseState.NOT_COMPLETED
    turn.emit(CaseClosed(outcome.value))
