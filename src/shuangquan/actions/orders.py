"""Orders under way at the payment side: which have been paid by now, and how long they are asked after."""

from datetime import timedelta
from decimal import Decimal

from shuangquan.connectors.bound import ports
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now

ASKED_AFTER = timedelta(hours=24)
"""How long a worker asks after an order that nobody came back from; ours to set. Whoever comes back later is still asked after."""


def find_paid_orders(case: Case, actor: Actor) -> tuple[str, ...]:
    """Orders of the case that have been paid and are not noted as such. Fault when the payment side fails, or names another sum."""
    paid = []
    for payment in case.payments.values():
        if payment.state != "ordered":
            continue
        state = ports().payment.find_order(payment.order, case.id, actor.subject)
        if state is None or state.state == "waiting":
            continue
        if state.amount != Decimal(payment.amount):
            raise Fault("payment", "other_amount", permanent=True)
        paid.append(payment.order)
    return tuple(paid)


def is_payment_awaited(case: Case) -> bool:
    """Whether somebody went to pay after submission, or withdrew with an order open: they may never come back to say so."""
    if case.state is CaseState.DRAFT:
        return False
    return any(p.state == "ordered" and now() - p.at < ASKED_AFTER for p in case.payments.values())
