"""Deadlines that were provisional (暂定) because they reached a year whose holidays were not published."""

from datetime import datetime

from shuangquan.core.cases.events import DueSettled
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.task_events import TaskDueSettled
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import Deadline, find_deadline
from shuangquan.core.words.limits import Limit


def decide_due(turn: Turn, index: PlanIndex) -> None:
    """Settle every deadline of the case that the calendar at hand can now tell. Time that stood still stays added."""
    case = turn.case
    found = _again(turn, case.submitted_at, index.plan.limit) if case.provisional else None
    if found is not None:
        turn.emit(DueSettled(found.at))
    for task in list(case.tasks.values()):
        if task.provisional and not task.ended and task.paused_at is None:
            item = index.items[task.item]
            found = _again(turn, task.accepted_at, item.promised or item.statutory)
            if found is not None:
                turn.emit(TaskDueSettled(task.item, task.member, max(found.at, task.due_at or found.at) if task.notice else found.at))


def _again(turn: Turn, since: datetime | None, limit: Limit | None) -> Deadline | None:
    if since is None or limit is None:
        return None
    found = find_deadline(since, limit, turn.calendar)
    return None if found.provisional else found
