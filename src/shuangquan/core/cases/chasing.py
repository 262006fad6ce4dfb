"""催办: a department's own system that does not answer is reminded, again each working day, and then whoever supervises it is told."""

from datetime import datetime

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.outside_events import DepartmentChased
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.core.words.limits import Limit, Unit

ACCEPT_WITHIN = Limit(Unit.WORKING_DAYS, 1)
"""How long a department's system may take to say that it has taken a package up; ours to set."""
DECIDE_WITHIN = Limit(Unit.WORKING_DAYS, 5)
"""How long it may take to decide an item that promises no limit; ours to set."""
AGAIN = Limit(Unit.WORKING_DAYS, 1)
"""Between two reminders; ours to set."""
TELL_FROM = 2
"""From this reminder on whoever supervises is told too; ours to set."""
ACCEPT, DECIDE = "accept", "decide"


def find_chase(item: PlanItem, task: Task, calendar: Calendar) -> tuple[str, datetime] | None:
    """(what it owes, when it is to be reminded of it); None while nothing is awaited of it, or its clock stands."""
    if task.state is not TaskState.SENT or task.sent_at is None or task.paused_at is not None:
        return None
    if task.taken_up_at is None:
        return ACCEPT, task.chase_at or find_deadline(task.sent_at, ACCEPT_WITHIN, calendar).at
    limit = item.promised or item.statutory
    due = task.due_at if limit is not None and task.due_at is not None else find_deadline(task.taken_up_at, DECIDE_WITHIN, calendar).at
    return DECIDE, task.chase_at or due


def decide_chased(turn: Turn, item: PlanItem, task: Task, *, reached: bool) -> bool:
    """Note a reminder that is due, and whom else it went to. Whether one was due. reached: whether the department's system took it."""
    found = find_chase(item, task, turn.calendar)
    if found is None or turn.now <= found[1]:
        return False
    nth, told = task.chased + 1, (item.supervised_by,) if item.supervised_by and task.chased + 1 >= TELL_FROM else ()
    turn.emit(DepartmentChased(item.id, task.member, found[0], nth, find_deadline(turn.now, AGAIN, turn.calendar).at, told, reached))
    return True
