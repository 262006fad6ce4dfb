"""送达: by which way results reach people, when they are proven to have, and where the limit of a theme ends."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.delivery_events import CellExpired, CellLoaded, CellOpened, DeliveryChosen, ParcelReported, ResultOpened
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

POST, COUNTER, CABINET, WALLET = "post", "counter", "cabinet", "wallet"
WAYS: Mapping[str, Text] = {
    POST: Text("快递送上门", "By courier, to the door"),
    COUNTER: Text("到大厅窗口取", "Collect at a hall"),
    CABINET: Text("放进取件柜，自己去取", "From a pick-up cabinet"),
    WALLET: Text("只要电子证照", "Electronic only"),
}
"""Every way that the standard can name (`delivery.to`)."""
IN_CABINET = ".cabinet"
"""How the name of a parcel ends that lies in a cabinet."""
ENDED = (CaseState.COMPLETED, CaseState.PARTIALLY_COMPLETED)


def find_ways(index: PlanIndex) -> tuple[str, ...]:
    """The ways that the theme offers, in its order; none where it delivers nothing."""
    plan = index.plan
    named = plan.delivery_ways or ((POST,) if plan.delivery_address else (COUNTER,))
    return tuple(way for way in named if way in WAYS and (way != POST or plan.delivery_address)) if plan.delivery else ()


def find_way(case: Case, index: PlanIndex) -> str:
    """The way that holds: as chosen, else the courier where there is an address, else the hall. "" where nothing is delivered."""
    if not index.plan.delivery:
        return ""
    if case.delivery.way in WAYS:
        return case.delivery.way
    return COUNTER if case.collect or not index.plan.delivery_address else POST


def decide_way(turn: Turn, index: PlanIndex, way: str, site: str) -> None:
    """Choose it. Refusals: "delivery.way" for what is not offered, or a cabinet without a place; "delivery.over" once under way."""
    case = turn.case
    if way not in find_ways(index) or (way == CABINET and not site):
        raise Refusal("delivery.way", "way")
    if case.parcels or case.delivery.opened or case.state is CaseState.WITHDRAWN:
        raise Refusal("delivery.over", "way")
    site = site if way == CABINET else ""
    if (find_way(case, index), case.delivery.site) != (way, site) or (way == COUNTER and case.collect and not case.delivery.way):
        turn.emit(DeliveryChosen(way, site, case.signed_in))


def find_results(case: Case, index: PlanIndex) -> tuple[IssuedCertificate, ...]:
    """The results that are delivered, once the matter has ended."""
    return tuple(one for one in case.certificates if one.type in index.plan.delivery) if case.state in ENDED else ()


def find_delivered_at(case: Case, index: PlanIndex) -> datetime | None:
    """When delivery was proven: the last parcel signed for, the cell emptied, the papers handed over, the last certificate opened."""
    results = find_results(case, index)
    if not results:
        return None
    if find_way(case, index) == WALLET:
        times = [case.delivery.opened.get(one.identifier) for one in results]
    else:
        times = list(case.parcels.values())
    return max(one for one in times if one is not None) if times and None not in times else None


def find_limit_end(case: Case, index: PlanIndex) -> datetime | None:
    """When the clock of the whole matter stopped; None while it runs. Where the limit runs to delivery, only a proven one stops it, if
    there is anything to deliver.
    """
    return find_delivered_at(case, index) if has_to_deliver(case, index) else case.closed_at


def has_to_deliver(case: Case, index: PlanIndex) -> bool:
    """Whether the limit of this matter runs until delivery is proven."""
    return index.plan.limit_until == "delivered" and bool(find_results(case, index))


def find_lateness(due_at: datetime | None, ended_at: datetime | None, now: datetime) -> str:
    """on_time | late | open (it runs, and is not late yet) | none (it has no limit). ended_at: as `find_limit_end`.

    What counts matters in SQL is `records.lateness`; a test holds the two together.
    """
    if due_at is None:
        return "none"
    if (ended_at or now) > due_at:
        return "late"
    return "on_time" if ended_at is not None else "open"


def decide_reported(turn: Turn, parcel: str, tracking: str, stops: Iterator[tuple[str, datetime]]) -> None:
    """Note what the courier reported and is not noted yet."""
    known = turn.case.delivery.stops.get(parcel, [])
    for state, at in stops:
        if (state, at) not in known:
            turn.emit(ParcelReported(parcel, tracking, state, at))


def decide_loaded(turn: Turn, parcel: str, site: str, cell: str, code: str, at: datetime, until: datetime) -> None:
    """The papers lie in a cell: its code is a value of the case."""
    if parcel not in turn.case.parcels:
        ref, commitment = turn.keep("delivery/code", code)
        turn.emit(CellLoaded(parcel, site, cell, ref, commitment, at, until))


def decide_cell(turn: Turn, parcel: str, state: str, at: datetime, proof: str) -> None:
    """What a cabinet reports of a loaded cell: collected, with its record of the opening, or expired. Anything else changes nothing."""
    if turn.case.parcels.get(parcel, at) is not None:
        return
    if state == "collected" and proof:
        turn.emit(CellOpened(parcel, proof, at))
    elif state == "expired":
        turn.emit(CellExpired(parcel, at))


def decide_opened(turn: Turn, index: PlanIndex, identifier: str, how: str, level: int) -> None:
    """The holder has it before them: the first time counts, and only where it is delivered electronically."""
    if find_way(turn.case, index) != WALLET or identifier in turn.case.delivery.opened:
        return
    found = next((one for one in find_results(turn.case, index) if one.identifier == identifier), None)
    if found is not None:
        turn.emit(ResultOpened(found.type, identifier, how, level))
