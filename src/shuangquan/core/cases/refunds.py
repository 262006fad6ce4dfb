"""Money goes back for whatever came to nothing, each fee once."""

from collections.abc import Iterable

from shuangquan.core.cases.case import Case, TaskKey
from shuangquan.core.cases.events import RefundOrdered
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState
from shuangquan.core.cases.turn import Turn


def decide_refunds(turn: Turn) -> None:
    """Order a refund for every paid fee of a task that came to nothing, or of a case that was withdrawn."""
    returned = {refund[:2] for refund in turn.case.refunds.values()}
    for payment in list(turn.case.payments.values()):
        if payment.state != "paid":
            continue
        for item, member, amount, _pays in payment.lines:
            if (item, member) not in returned and _came_to_nothing(turn.case, item, member):
                turn.emit(RefundOrdered(payment.order, turn.fresh(), item, member, amount))


def order_refunds(turn: Turn, results: Iterable[TaskKey]) -> None:
    """Order a refund for what was paid for these results, each once, though they were given: they do not count any more."""
    wanted = set(results) - {refund[:2] for refund in turn.case.refunds.values()}
    for payment in list(turn.case.payments.values()):
        for item, member, amount, _pays in payment.lines if payment.state == "paid" else ():
            if (item, member) in wanted:
                turn.emit(RefundOrdered(payment.order, turn.fresh(), item, member, amount))


def _came_to_nothing(case: Case, item: str, member: str | None) -> bool:
    task = case.tasks.get((item, member))
    return case.state is CaseState.WITHDRAWN or (task is not None and task.state in CAME_TO_NOTHING)
