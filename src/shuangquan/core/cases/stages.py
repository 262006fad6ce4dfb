"""Times between an item's passing and its result: it lies open (公示), or something has to happen outside (踏勘, a file that arrives)."""

from collections.abc import Mapping
from datetime import datetime

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deadlines import settle_case, settle_task
from shuangquan.core.cases.drafting import read_fact
from shuangquan.core.cases.events import FactNote, FactsNoted
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.order import find_feeders, is_planned
from shuangquan.core.cases.task_events import StageBegun, StageEnded, StageObjected, StageReminded, TaskReferred
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem, StageWait
from shuangquan.core.words.calendar import find_deadline, shift_deadline
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Origin

COMING = (TaskState.ACCEPTED, TaskState.REVIEW)
"""States in which a task may soon be ready for a joint visit; for one that waits for its applicant or a source nobody waits."""


def find_wait(item: PlanItem, task: Task) -> StageWait | None:
    """The stage the task is in, or is to begin next; None after the last."""
    return item.waits[task.stages] if task.stages < len(item.waits) else None


def begin_stage(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """Begin the next stage. A joint one begins for all at once, when those that may soon be ready are."""
    wait = item.waits[task.stages]
    if any(_is_coming(turn, index, other, task.member) for other in wait.joint if other != item.id):
        return
    until = find_deadline(turn.now, wait.limit, turn.calendar)
    turn.emit(StageBegun(item.id, task.member, wait.id, until.at, until.provisional, _find_reminder(turn, wait, turn.now, until.at)))


def _find_reminder(turn: Turn, wait: StageWait, since: datetime, until: datetime) -> datetime | None:
    """When to remind next, counted from `since`; not at all where that would be after a person decides anyhow."""
    if wait.remind is None:
        return None
    at = find_deadline(since, wait.remind, turn.calendar).at
    return at if at < until else None


def find_teller(item: PlanItem, task: Task) -> str:
    """The department with which the task is now: the one that tells of what is awaited, else the item's own."""
    wait = find_wait(item, task) if task.state is TaskState.WAITING else None
    return wait.awaits if wait is not None and wait.awaits else item.department


def _is_coming(turn: Turn, index: PlanIndex, other: str, member: str | None) -> bool:
    item = index.items[other]
    key = other, member if item.for_each else None
    task = turn.case.tasks.get(key) or Task(*key)
    if task.state is not TaskState.PLANNED:
        return task.state in COMING
    if not is_planned(turn, index, item, key[1]):
        return False
    before = [turn.case.tasks.get(feeder) for feeder, _ in find_feeders(turn.case, index, item, key[1])]
    return all(task is not None and task.ended for task in before)


def end_stage(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """What time alone does: nobody objected until the end; or what was waited for has not come, and a person decides.

    Over by the calendar as it is known now: one that reached an unpublished year is counted again.
    """
    wait, begun = item.waits[task.stages], task.paused_at
    assert begun is not None
    if task.remind_at is not None and task.until is not None and task.remind_at <= turn.now < task.until:
        turn.emit(StageReminded(item.id, task.member, wait.id, _find_reminder(turn, wait, task.remind_at, task.until)))
    if turn.now <= find_deadline(begun, wait.limit, turn.calendar).at:
        return
    if wait.awaits:
        turn.emit(TaskReferred(item.id, task.member, "awaited", None, (), ()))
    else:
        turn.emit(_make_end(turn, item, task))
    settle_task(turn, index, task)
    settle_case(turn, index)


def _make_end(turn: Turn, item: PlanItem, task: Task, text: str = "", officer: str = "") -> StageEnded:
    limit, moved = item.promised or item.statutory, None
    if task.due_at is not None and task.paused_at is not None and limit is not None:
        moved = shift_deadline(task.due_at, task.paused_at, turn.now, limit, turn.calendar)
    due = moved.at if moved else task.due_at
    return StageEnded(item.id, task.member, item.waits[task.stages].id, due, bool(moved and moved.provisional), text, officer)


def decide_met(
    turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, officer: str, told: Mapping[str, str] | None = None
) -> None:
    """What was waited for has happened, and all is well: the task goes on.

    told: path → what the standard wants told with it. Refusals: "stage.not_event", "reason.empty"; Refusals("fact.…") of what is told.
    """
    task, planned = _find_waiting(turn, index, item, member)
    if not planned.waits[task.stages].awaits:
        raise Refusal("stage.not_event", item)
    if not text.strip():
        raise Refusal("reason.empty", "reason")
    notes = _read_told(turn, index, planned, task, told or {})
    ref, _ = turn.keep(f"stage/{item}", text.strip())
    if notes:
        turn.emit(FactsNoted("department", notes))
    turn.emit(_make_end(turn, planned, task, ref, officer))
    settle_task(turn, index, task)
    settle_case(turn, index)


def _read_told(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, told: Mapping[str, str]) -> tuple[FactNote, ...]:
    """Everything that is told with the event, read. Refusals with all that is empty or cannot be read."""
    origin, notes, faults = Origin("item", item.id, turn.now), list[FactNote](), list[Refusal]()
    for path in item.waits[task.stages].gives:
        planned, var = index.vars[path], find_var(index, path, task.member)
        try:
            value = read_fact(planned, path, told.get(path, ""))
        except Refusal as refusal:
            faults.append(refusal)
        else:
            notes.append(turn.note(var, Form.KNOWN, value, origin))
    if faults:
        raise Refusals(tuple(faults))
    return tuple(notes)


def decide_objected(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, officer: str) -> None:
    """Somebody objects while it lies open, or the visit found something: a person decides. Refusal("reason.empty").

    After it has been decided it does not lie open again; what has to happen outside has to happen again.
    """
    task, planned = _find_waiting(turn, index, item, member)
    if not text.strip():
        raise Refusal("reason.empty", "reason")
    ref, _ = turn.keep(f"stage/{item}", text.strip())
    wait = planned.waits[task.stages]
    turn.emit(StageObjected(item, member, wait.id, bool(wait.awaits), ref, officer))
    settle_task(turn, index, task)
    settle_case(turn, index)


def _find_waiting(turn: Turn, index: PlanIndex, item: str, member: str | None) -> tuple[Task, PlanItem]:
    task = turn.case.tasks.get((item, member))
    if task is None or task.state is not TaskState.WAITING:
        raise Refusal("task.not_here", item)
    return task, index.items[item]
