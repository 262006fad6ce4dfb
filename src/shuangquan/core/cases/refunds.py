"""Money goes back for whatever came to nothing, each fee once."""

from collections import Counter
from collections.abc import Iterable

from shuangquan.core.cases.case import Case, TaskKey
from shuangquan.core.cases.case_parts import Payment
from shuangquan.core.cases.events import RefundOrdered
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState
from shuangquan.core.cases.turn import Turn


def decide_refunds(turn: Turn) -> None:
    """Order a refund for every paid fee of a task that came to nothing, or of a case that was withdrawn."""
    returned = Counter(refund[:2] for refund in turn.case.refunds.values())
    for payment in list(turn.case.payments.values()):
        if payment.state != "paid":
            continue
        for item, member, amount, _pays in payment.lines:
            if returned[item, member]:  # of an earlier order: it was paid again after its task was reopened
                returned[item, member] -= 1
            elif _came_to_nothing(turn.case, item, member):
                turn.emit(RefundOrdered(payment.order, turn.fresh(), item, member, amount))


def find_refunded(case: Case, refund: str) -> Payment | None:
    """The paid order from which a refund is paid: the first one of a fee from its first payment, the second from its second."""
    key = case.refunds[refund][:2]
    nth = [one for one, held in case.refunds.items() if held[:2] == key].index(refund)
    paid = [one for one in case.payments.values() if one.state == "paid" and any(line[:2] == key for line in one.lines)]
    return paid[nth] if nth < len(paid) else None


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
