"""抽查: some of what rules decided by themselves is looked at again by an officer; what was wrong is revoked with all that rests on it."""

from datetime import datetime
from decimal import Decimal

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.pledges import BROKEN, TO_VERIFY
from shuangquan.core.cases.result_events import RecheckOpened
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.limits import Limit, Unit

WITHIN = Limit(Unit.WORKING_DAYS, 20)
"""Within which what was picked is looked at; ours to set."""
SAMPLE, ALL, LAPSED = "sample", "all", "lapsed"
"""Why a result is looked at again: it was drawn by lot, all that these rules decided is gone through, or a certificate it rests on was
revoked.
"""


def open_recheck(turn: Turn, item: PlanItem, task: Task) -> None:
    """Draw a lot for a result that rules decided alone: by chance, so that nobody can tell beforehand which will be looked at.

    What rests on a promise is verified anyway.
    """
    share = turn.approvals.shares.get(item.id, Decimal(0))
    if share and is_by_rule(item, task) and Decimal(int(sm3_hex(turn.fresh().encode())[:8], 16)) < share * 2**32:
        _open(turn, item, task, SAMPLE)


def decide_recheck(turn: Turn, item: PlanItem, member: str | None, asked_at: datetime) -> None:
    """Have a result that rules decided looked at again, as all of its kind are, once for what was asked at an instant.

    Nothing when somebody looks at it already, or it was revoked.
    """
    task = turn.case.tasks.get((item.id, member))
    if task is None or task.state is not TaskState.DONE or not is_by_rule(item, task) or task.pledge in (*TO_VERIFY, BROKEN):
        return
    if task.rechecked_at is None or task.rechecked_at < asked_at:
        _open(turn, item, task, ALL)


def open_lapsed(turn: Turn, item: PlanItem, task: Task) -> None:
    """A certificate that this result rests on was revoked while the matter ran. Nothing when people decided, or look at it already."""
    if is_by_rule(item, task) and task.pledge not in (*TO_VERIFY, BROKEN):
        _open(turn, item, task, LAPSED)


def is_by_rule(item: PlanItem, task: Task) -> bool:
    """Whether no person took part, and nobody verifies a promise."""
    return task.decided_by == "rule" and item.decided_by == "platform" and item.pledge is None


def _open(turn: Turn, item: PlanItem, task: Task, why: str) -> None:
    turn.emit(RecheckOpened(item.id, task.member, find_deadline(turn.now, WITHIN, turn.calendar).at, why))
