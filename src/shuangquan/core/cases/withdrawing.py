"""The applicant takes back one item of a matter that is under way; or the whole of it at the desk, where an officer does it for them."""

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.deskwork import keep_words
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.order import find_planned
from shuangquan.core.cases.parties import decide_withdraw, may_withdraw
from shuangquan.core.cases.refunds import decide_refunds
from shuangquan.core.cases.return_events import CaseReturned
from shuangquan.core.cases.task_events import TaskWithdrawn
from shuangquan.core.cases.transitions import TRANSITIONS, CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.errors import Refusal


def may_withdraw_item(case: Case, task: Task) -> bool:
    """Whether it can still be taken back: the matter is under way, and it is not decided. A department that works on it is told."""
    return case.state is CaseState.SUBMITTED and not task.approved and (task.state, TaskWithdrawn.kind) in TRANSITIONS


def decide_withdraw_item(turn: Turn, index: PlanIndex, item: str, member: str | None) -> None:
    """Withdraw one item; what was paid for it goes back. What needs its result stops, unless that can be had elsewhere.

    Refusals: "task.not_here" for what is no part of the matter, "task.too_late" once it is decided.
    """
    planned = {(one.id, key) for one, key in find_planned(turn, index)}
    if (item, member) not in planned:
        raise Refusal("task.not_here", item)
    if not may_withdraw_item(turn.case, turn.case.tasks.get((item, member)) or Task(item, member)):
        raise Refusal("task.too_late", item)
    turn.emit(TaskWithdrawn(item, member))
    decide_refunds(turn)


def check_cancel(case: Case) -> None:
    """Whether the whole matter can be withdrawn at the desk. Refusals: "case.ended", "case.too_late"."""
    if case.state is not CaseState.SUBMITTED:
        raise Refusal("case.ended", "case")
    if not may_withdraw(case):
        raise Refusal("case.too_late", "case")


def decide_cancel(turn: Turn, item: str, text: str, officer: str) -> None:
    """An officer withdraws the whole matter because the applicant asked for it there. Refusals: as `check_cancel`, "reason.empty"."""
    check_cancel(turn.case)
    turn.emit(CaseReturned(keep_words(turn, f"returned/{item}", text), officer))
    decide_withdraw(turn, turn.case.signed_in)
