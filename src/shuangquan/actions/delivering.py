"""After deciding: money that goes back, paper that goes out."""

import logging
from contextlib import suppress
from decimal import Decimal

from shuangquan.connectors.bound import ports
from shuangquan.connectors.cabinet.port import Deposit
from shuangquan.connectors.courier.port import Parcel
from shuangquan.connectors.payment.port import Line, Refund
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.delivery import (
    CABINET,
    IN_CABINET,
    POST,
    decide_cell,
    decide_loaded,
    decide_reported,
    find_results,
    find_way,
)
from shuangquan.core.cases.events import ParcelDelivered, ParcelSent, RefundSettled
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.refunds import find_refunded
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
    """Whether papers are to be sent, or to be put into a cabinet, and have not been."""
    return _find_parcel(case, index) is not None or _find_deposit(case, index) is not None


def _find_contents(case: Case, index: PlanIndex) -> tuple[str, ...]:
    names = {out.type: out.name.zh for item in index.plan.items for out in item.certificates}
    return tuple(names[made.type] for made in find_results(case, index))


def _find_parcel(case: Case, index: PlanIndex) -> Parcel | None:
    """The parcel that is due once every task has ended; None when nothing is to be sent (again), or nobody said where to."""
    path = index.plan.delivery_address
    if not path or case.parcels or find_way(case, index) != POST:
        return None
    contents = _find_contents(case, index)
    role, fact = path.split(".")
    address = case.value(Var(index.resolve(role), fact))
    if not contents or address is None:
        return None
    name, phone = case.value(Var(case.signed_in, "name")), case.value(Var(case.signed_in, "phone"))
    return Parcel(f"{case.id}.1", case.id, str(name or ""), str(phone or ""), str(address), contents, SYSTEM.subject)


def _find_deposit(case: Case, index: PlanIndex) -> Deposit | None:
    """What is due to be put into a cabinet."""
    contents = _find_contents(case, index)
    if case.parcels or find_way(case, index) != CABINET or not contents:
        return None
    return Deposit(f"{case.id}{IN_CABINET}", case.id, case.delivery.site, contents, SYSTEM.subject)


def send_parcels(turn: Turn, index: PlanIndex) -> None:
    """Hand over what is due, and note what courier and cabinets report: proof of delivery among it."""
    with suppress(Fault):
        _look_parcels(turn)
        parcel = _find_parcel(turn.case, index)
        if parcel is not None:
            ports().courier.send_parcel(parcel)
            turn.emit(ParcelSent(parcel.id))
    with suppress(Fault):
        _look_cells(turn)
        deposit = _find_deposit(turn.case, index)
        if deposit is not None:
            cell = ports().cabinet.send_deposit(deposit)
            if cell.state == "loaded" and cell.until is not None:
                decide_loaded(turn, deposit.id, _name_site(turn, cell.site), cell.cell, cell.code, cell.at, cell.until)


def _name_site(turn: Turn, site: str) -> str:
    """What people call the cabinet."""
    found = ports().cabinet.find_sites(turn.case.region[:6], SYSTEM.subject)
    return next((f"{one.name} {one.address}" for one in found if one.id == site), site)


def _look_parcels(turn: Turn) -> None:
    for parcel, at in list(turn.case.parcels.items()):
        if at is not None or parcel.endswith(IN_CABINET):
            continue
        state = ports().courier.find_parcel(parcel, turn.case.id, SYSTEM.subject)
        if state is None:
            continue
        decide_reported(turn, parcel, state.tracking, ((stop.state, stop.at) for stop in state.stops))
        if state.state == "delivered":
            turn.emit(ParcelDelivered(parcel, state.stops[-1].at))


def _look_cells(turn: Turn) -> None:
    for parcel, at in list(turn.case.parcels.items()):
        if at is None and parcel.endswith(IN_CABINET):
            cell = ports().cabinet.find_deposit(parcel, turn.case.id, SYSTEM.subject)
            if cell is not None:
                decide_cell(turn, parcel, cell.state, cell.at, cell.proof)
