"""Events of a department's own system to what a task knows of it."""

from collections.abc import Callable
from datetime import datetime

from shuangquan.core.cases import outside_events as o
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.task_events import TaskSent


def apply_sent(task: Task, event: TaskSent, at: datetime) -> None:
    """A package is under way: its reports are counted from one."""
    task.rounds += event.package != task.package
    task.package, task.package_digest, task.sent_at = event.package, event.digest, at
    task.reports, task.heard, task.taken_up_at, task.approved = {}, 0, None, 0
    task.hand, task.recalled_at = None, None
    _forget_chase(task)


def _reported(task: Task, event: o.DepartmentReported, at: datetime) -> None:
    task.reports[event.number] = (event.what, event.digest, event.content)
    _take_up(task, at)


def note_late(task: Task, event: o.DepartmentReported) -> None:
    """A report after the end: it is kept, and moves nothing by itself."""
    task.reports[event.number] = (event.what, event.digest, event.content)


def _take_up(task: Task, at: datetime) -> None:
    """An acceptance whose turn has come needs no event of its own."""
    while task.reports.get(task.heard + 1, ("",))[0] == "accepted":
        task.heard += 1
        if task.taken_up_at is None:
            task.taken_up_at = at
            _forget_chase(task)


def _heard(task: Task, number: int, at: datetime) -> None:
    task.heard = number
    _take_up(task, at)


def _asked(task: Task, event: o.DepartmentAsked, at: datetime) -> None:
    task.paused_at, task.answer_by, task.notice = at, event.answer_by, event.text
    task.notice_needs, task.asked = event.needs, True
    _heard(task, event.number, at)


def _suspended(task: Task, event: o.DepartmentSuspended, at: datetime) -> None:
    task.paused_at, task.away_why, task.away_until = task.paused_at or at, event.text, event.until
    _heard(task, event.number, at)


def _resumed(task: Task, event: o.DepartmentResumed, at: datetime) -> None:
    if task.paused_at is not None:
        task.pauses.append((task.paused_at, at))
    task.paused_at, task.away_why, task.away_until = None, "", ""
    task.due_at, task.provisional = event.due_at, task.provisional or event.provisional
    _heard(task, event.number, at)


def _approved(task: Task, event: o.DepartmentApproved, at: datetime) -> None:
    task.approved = event.number
    _heard(task, event.number, at)


def _chased(task: Task, event: o.DepartmentChased, at: datetime) -> None:
    task.chased, task.chased_at, task.chase_at = event.nth, at, event.next_at
    task.told_of = event.told or task.told_of


def _forget_chase(task: Task) -> None:
    task.chased, task.chase_at = 0, None


NOTES: dict[type, Callable[..., None]] = {
    o.DepartmentReported: _reported,
    o.DepartmentAsked: _asked,
    o.DepartmentSuspended: _suspended,
    o.DepartmentResumed: _resumed,
    o.DepartmentApproved: _approved,
    o.DepartmentChased: _chased,
}
