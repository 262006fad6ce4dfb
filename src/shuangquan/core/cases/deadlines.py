"""Deadlines told anew: a year was published that a provisional (暂定) one reached, or time stood still while the applicant was asked."""

from collections.abc import Iterable
from datetime import datetime

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.events import DueSettled
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.task_events import TaskDueSettled
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import Calendar, Deadline, find_deadline, shift_deadline
from shuangquan.core.words.limits import Limit, Unit


def decide_due(turn: Turn, index: PlanIndex) -> None:
    """Settle every deadline of the case that the calendar at hand can now tell. Time that stood still stays added."""
    settle_case(turn, index)
    for task in list(turn.case.tasks.values()):
        settle_task(turn, index, task)


def settle_case(turn: Turn, index: PlanIndex) -> None:
    """Settle the theme's own limit: from submission, moved by every time that the applicant was waited for, in whichever task, and by
    the longest extension of one of its tasks.

    While somebody is still waited for it stands where it is.
    """
    case, limit = turn.case, index.plan.limit
    if case.state is not CaseState.SUBMITTED or case.submitted_at is None or limit is None:
        return
    moved = case.provisional or any(task.pauses or task.extended for task in case.tasks.values())
    if any(task.paused_at is not None for task in case.tasks.values()) or not moved:
        return
    found = find_case_due(case, case.submitted_at, limit, turn.calendar)
    if (found.at, found.provisional) != (case.due_at, case.provisional):
        turn.emit(DueSettled(found.at, found.provisional))


def find_case_due(case: Case, since: datetime, limit: Limit, calendar: Calendar) -> Deadline:
    """When the theme's own limit ends if it runs from `since`, with the times that people were waited for and what was extended."""
    pauses = _join(pause for task in case.tasks.values() for pause in task.pauses)
    found = _move(find_deadline(since, limit, calendar), pauses, limit, calendar)
    return extend_deadline(found, max((task.extended for task in case.tasks.values()), default=0), calendar)


def _join(pauses: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Times that overlap, as one: two tasks that wait for the same person stop one clock once."""
    joined: list[tuple[datetime, datetime]] = []
    for begun, ended in sorted(pauses):
        if joined and begun <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ended))
        else:
            joined.append((begun, ended))
    return joined


def _move(found: Deadline, pauses: Iterable[tuple[datetime, datetime]], limit: Limit, calendar: Calendar) -> Deadline:
    for paused, resumed in pauses:
        moved = shift_deadline(found.at, paused, resumed, limit, calendar)
        found = Deadline(moved.at, found.provisional or moved.provisional)
    return found


def extend_deadline(found: Deadline, days: int, calendar: Calendar) -> Deadline:
    """`found` and `days` working days more (延期)."""
    if not days:
        return found
    more = find_deadline(found.at, Limit(Unit.WORKING_DAYS, days), calendar)
    return Deadline(more.at, found.provisional or more.provisional)


def settle_task(turn: Turn, index: PlanIndex, task: Task) -> None:
    """Settle the deadline of a task whose clock runs: its limit from acceptance, moved by every time that it stood still."""
    item = index.items[task.item]
    limit = item.promised or item.statutory
    start = task.clock_from
    pauses = [pause for pause in task.pauses if start is not None and pause[0] >= start]
    if task.ended or start is None or task.paused_at is not None or limit is None or not (task.provisional or pauses):
        return
    found = find_task_due(task, start, limit, turn.calendar)
    if not found.provisional and (task.provisional or found.at != task.due_at):
        turn.emit(TaskDueSettled(task.item, task.member, found.at))


def find_task_due(task: Task, since: datetime, limit: Limit, calendar: Calendar) -> Deadline:
    """When a task's limit ends if it runs from `since`, with the times that it stood still after that and what was extended."""
    found = _move(find_deadline(since, limit, calendar), (pause for pause in task.pauses if pause[0] >= since), limit, calendar)
    return extend_deadline(found, task.extended, calendar)
