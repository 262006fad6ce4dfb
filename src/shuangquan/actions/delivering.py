"""After deciding: money that goes back, paper that goes out."""

import logging
from decimal import Decimal

from shuangquan.connectors.bound import ports
from shuangquan.connectors.courier.port import Parcel
from shuangquan.connectors.payment.port import Line, Refund
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.events import ParcelDelivered, ParcelSent, RefundSettled
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.refunds import find_refunded
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault
from shuangquan.core.words.names import Var

_log = logging.getLogger(__name__)


def send_refunds(turn: Turn, index: PlanIndex) -> None:
    """Pay back what was ordered to be paid back. A payment side that fails or refuses is asked again with the next step."""
    for refund, (item, member, amount, state) in list(turn.case.refunds.items()):
        payment = find_refunded(turn.case, refund)
        if state != "ordered" or payment is None:
            continue
        line = Line(item, member or "", Decimal(amount), index.items[item].name.zh)
        reason = f"{index.items[item].name.zh}没有办成"
        try:
            ports().payment.send_refund(Refund(refund, payment.order, turn.case.id, (line,), reason, SYSTEM.subject))
        except Fault as fault:
            _log.warning("refund not paid", extra={"event": "refund", "case": turn.case.id, "code": fault.code})
            continue
        turn.emit(RefundSettled(refund))


def is_parcel_due(case: Case, index: PlanIndex) -> bool:
    """Whether paper certificates are to be sent and have not been handed over."""
    return _find_parcel(case, index) is not None


def _find_parcel(case: Case, index: PlanIndex) -> Parcel | None:
    """The parcel that is due once every task has ended; None when nothing is to be sent (again), or nobody said where to."""
    path = index.plan.delivery_address
    if not path or case.parcels or case.collect or case.state not in (CaseState.COMPLETED, CaseState.PARTIALLY_COMPLETED):
        return None
    names = {out.type: out.name.zh for item in index.plan.items for out in item.certificates}
    contents = tuple(names[made.type] for made in case.certificates if made.type in index.plan.delivery)
    role, fact = path.split(".")
    address = case.value(Var(index.resolve(role), fact))
    if not contents or address is None:
        return None
    name, phone = case.value(Var(case.signed_in, "name")), case.value(Var(case.signed_in, "phone"))
    return Parcel(f"{case.id}.1", case.id, str(name or ""), str(phone or ""), str(address), contents, SYSTEM.subject)


def send_parcels(turn: Turn, index: PlanIndex) -> None:
    """Hand over what is due, and note what the courier has proved to be delivered."""
    try:
        for parcel_id, at in list(turn.case.parcels.items()):
            state = ports().courier.find_parcel(parcel_id, turn.case.id, SYSTEM.subject) if at is None else None
            if state is not None and state.state == "delivered":
                turn.emit(ParcelDelivered(parcel_id, state.stops[-1].at))
        parcel = _find_parcel(turn.case, index)
        if parcel is not None:
            ports().courier.send_parcel(parcel)
            turn.emit(ParcelSent(parcel.id))
    except Fault:
        return
