"""Events of a later refusal to what a task knows of it: it stays done, and its result does not count."""

from datetime import datetime

from shuangquan.core.cases import later_events as l
from shuangquan.core.cases.case import Task

Later = l.DepartmentRevoked | l.ResultWithdrawn | l.DepartmentInformed


def apply_later(task: Task, event: Later, at: datetime) -> None:
    """Let one of them happen."""
    match event:
        case l.DepartmentRevoked():
            task.pledge, task.pledge_by, task.pledge_text, task.remedy = "revoked", None, event.text, event.remedy
        case l.ResultWithdrawn():
            task.pledge, task.pledge_by, task.pledge_text, task.remedy = "revoked", None, event.text, event.remedy
            task.because = event.because
        case l.DepartmentInformed():
            task.informed_at = at
