"""Deadlines that were provisional (暂定) because they reached a year whose holidays were not published."""

from datetime import datetime

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.events import DueSettled
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.task_events import TaskDueSettled
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import Deadline, find_deadline, shift_deadline
from shuangquan.core.words.limits import Limit


def decide_due(turn: Turn, index: PlanIndex) -> None:
    """Settle every deadline of the case that the calendar at hand can now tell. Time that stood still stays added."""
    case = turn.case
    found = _again(turn, case.submitted_at, index.plan.limit) if case.provisional else None
    if found is not None:
        turn.emit(DueSettled(found.at))
    for task in list(case.tasks.values()):
        settle_task(turn, index, task)


def settle_task(turn: Turn, index: PlanIndex, task: Task) -> None:
    """Settle the deadline of a task whose clock runs: its limit from acceptance, moved by every time that it stood still."""
    item = index.items[task.item]
    limit = item.promised or item.statutory
    if task.ended or task.accepted_at is None or task.paused_at is not None or limit is None or not (task.provisional or task.pauses):
        return
    found = find_deadline(task.accepted_at, limit, turn.calendar)
    for paused, resumed in task.pauses:
        moved = shift_deadline(found.at, paused, resumed, limit, turn.calendar)
        found = Deadline(moved.at, found.provisional or moved.provisional)
    if not found.provisional and (task.provisional or found.at != task.due_at):
        turn.emit(TaskDueSettled(task.item, task.member, found.at))


def _again(turn: Turn, since: datetime | None, limit: Limit | None) -> Deadline | None:
    if since is None or limit is None:
        return None
    found = find_deadline(since, limit, turn.calendar)
    return None if found.provisional else found
