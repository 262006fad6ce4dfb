"""A task that ended here while its package lies with a department: the department is told, and what it says after that has no effect."""

from collections.abc import Iterator

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.transitions import TaskState

WITHDRAWN, STOPPED, RESENT = "withdrawn", "stopped", "resent"
"""Why a package is taken back; resent: another one with a digest follows it."""


def find_unrecalled(case: Case) -> Iterator[Task]:
    """Tasks whose department's system has yet to be told; what people typed by hand they take back by hand (see `Hand.recall`)."""
    for task in case.tasks.values():
        ended = task.state in (TaskState.WITHDRAWN, TaskState.STOPPED)
        if ended and task.package and task.hand is None and task.recalled_at is None:
            yield task


def find_cause(task: Task) -> str:
    """Why it is taken back: the applicant withdrew it, or what it needs came to nothing."""
    return STOPPED if task.state is TaskState.STOPPED else WITHDRAWN
