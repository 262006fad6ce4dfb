"""A task that had ended is opened again, with what it had stopped: by a ruling, its own department (自行纠正) or the applicant."""

from shuangquan.core.cases.appeal_events import TaskReopened
from shuangquan.core.cases.case import Task, TaskKey
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.errors import Refusal


def reopen(turn: Turn, index: PlanIndex, task: Task, why: str, text: str, officer: str) -> None:
    """Open it again; what was stopped for want of its result may go on too. text: reference.

    What was decided has a new limit from now and another officer; what was taken back has its limit when it is accepted.
    """
    item = index.items[task.item]
    limit = (item.promised or item.statutory) if task.state is not TaskState.WITHDRAWN else None
    due = find_deadline(turn.now, limit, turn.calendar) if limit else None
    turn.emit(TaskReopened(task.item, task.member, why, text, due.at if due else None, bool(due and due.provisional), officer))
    for key in _find_stopped(turn, task.key):
        turn.emit(TaskReopened(*key, "freed", "", None, False, officer))


def _find_stopped(turn: Turn, opened: TaskKey) -> tuple[TaskKey, ...]:
    """Tasks that were stopped for want of this result, directly or through others."""
    gone, found = {opened[0]}, dict[TaskKey, None]()
    grown = True
    while grown:
        more = {one.key: None for one in turn.case.tasks.values() if one.state is TaskState.STOPPED and one.because in gone} | found
        grown = len(more) > len(found)
        found, gone = more, gone | {item for item, _ in more}
    return tuple(found)


def check_barred(task: Task, officer: str) -> None:
    """Refusal("appeal.same_officer") for who decided it before it was reopened."""
    if officer in task.recourse.barred:
        raise Refusal("appeal.same_officer", "reason")
