"""Later addition (后来又要办): an item that the applicant took back is taken up again, in the same matter, even after it has ended.

The matter keeps its form, its signature and what was issued; only this item, and what was stopped for want of it, go on.
"""

from datetime import timedelta

from shuangquan.core.cases.appeal_events import AGAIN
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.deadlines import settle_case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.recalling import find_unrecalled
from shuangquan.core.cases.reopening import reopen
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.supply import DROPPED
from shuangquan.core.words.errors import Refusal

AGAIN_WITHIN = timedelta(days=30)
"""After the matter has ended: what was said and fetched for it must not be old (a figure of ours, grade U)."""
_OPEN = frozenset({CaseState.SUBMITTED, CaseState.COMPLETED, CaseState.PARTIALLY_COMPLETED, CaseState.NOT_COMPLETED})


def is_taken_back(case: Case, task: Task) -> bool:
    """Whether there is anything to take up: this item was taken back, and not the whole matter."""
    return task.state is TaskState.WITHDRAWN and case.state in _OPEN and case.erased_at is None


def check_again(turn: Turn, task: Task) -> None:
    """Whether it can be taken up again.

    Refusals: "task.not_here" for what was not taken back; "again.replaced" when its result was had elsewhere meanwhile; "again.recalling"
    while the department has yet to be told of the withdrawal; "again.too_late" a while after the matter has ended.
    """
    case = turn.case
    if not is_taken_back(case, task):
        raise Refusal("task.not_here", task.item)
    if f"{DROPPED}{task.item}" in case.missing:
        raise Refusal("again.replaced", task.item)
    if any(one is task for one in find_unrecalled(case)):
        raise Refusal("again.recalling", task.item)
    if case.closed_at is not None and turn.now > case.closed_at + AGAIN_WITHIN:
        raise Refusal("again.too_late", task.item, days=AGAIN_WITHIN.days)


def may_take_up(turn: Turn, task: Task) -> bool:
    """Whether `check_again` has nothing against it."""
    try:
        check_again(turn, task)
    except Refusal:
        return False
    return True


def decide_again(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str = "", officer: str = "") -> None:
    """Take it up again; what was paid and went back is to be paid again. text: reference of what the applicant said at the desk.

    Refusals: those of `check_again`.
    """
    task = turn.case.tasks.get((item, member))
    if task is None:
        raise Refusal("task.not_here", item)
    check_again(turn, task)
    reopen(turn, index, task, AGAIN, text, officer)
    settle_case(turn, index)
