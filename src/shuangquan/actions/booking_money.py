"""Our ledger: what a case holds to have been paid and paid back becomes lines, item by item, each with the office that receives it."""

from collections.abc import Iterator
from decimal import Decimal

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import Loaded, load
from shuangquan.core.cases.events import PaymentSettled, RefundSettled
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.refunds import find_refunded
from shuangquan.records.clock import ZONE
from shuangquan.records.money import LedgerRow, append_ledger


def book_case(case_id: str) -> None:
    """Write down what is not yet. Doing it twice does no harm."""
    with acting_system():
        loaded = load(case_id)
        append_ledger(loaded.stored.row, _find_rows(loaded))


def _find_rows(loaded: Loaded) -> Iterator[LedgerRow]:
    case = loaded.case
    departments = {item.id: item.department for item in loaded.index.plan.items}
    for stored in loaded.stored.events:
        if stored.kind not in (PaymentSettled.kind, RefundSettled.kind):
            continue
        event, day = read_event(stored.kind, stored.schema_version, dict(stored.body)), stored.happened_at.astimezone(ZONE).date()
        if isinstance(event, PaymentSettled) and event.state == "paid":
            for item, member, amount, _ in case.payments[event.order].lines:
                yield LedgerRow(event.order, "", item, member or "", departments.get(item, ""), Decimal(amount), day)
        elif isinstance(event, RefundSettled):
            item, member, amount, _ = case.refunds[event.refund]
            payment = find_refunded(case, event.refund)
            if payment is not None:
                yield LedgerRow(payment.order, event.refund, item, member or "", departments.get(item, ""), Decimal(amount), day)
