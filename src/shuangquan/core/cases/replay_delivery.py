"""Events of delivery, to the case."""

from collections.abc import Callable, Mapping
from datetime import datetime

from shuangquan.core.cases import delivery_events as y
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import Cell
from shuangquan.core.words.knowledge import Value

Values = Mapping[str, Value | None]


def _chosen(case: Case, event: y.DeliveryChosen, _at: datetime, _: Values) -> None:
    case.delivery.way, case.delivery.site = event.way, event.site


def _reported(case: Case, event: y.ParcelReported, _at: datetime, _: Values) -> None:
    case.delivery.tracking[event.parcel] = event.tracking
    case.delivery.stops.setdefault(event.parcel, []).append((event.state, event.at))


def _loaded(case: Case, event: y.CellLoaded, _at: datetime, values: Values) -> None:
    code = values.get(event.ref)
    case.delivery.cell = Cell(event.site, event.cell, str(code or ""), event.until)
    case.parcels[event.parcel] = None


def _opened(case: Case, event: y.CellOpened, _at: datetime, _: Values) -> None:
    case.parcels[event.parcel], case.delivery.proof = event.at, event.proof


def _expired(case: Case, event: y.CellExpired, _at: datetime, _: Values) -> None:
    case.parcels.pop(event.parcel, None)
    case.delivery.way, case.delivery.cell, case.delivery.expired_at = "counter", None, event.at


def _seen(case: Case, event: y.ResultOpened, at: datetime, _: Values) -> None:
    case.delivery.opened.setdefault(event.identifier, at)


DELIVERY: dict[type, Callable[..., None]] = {
    y.DeliveryChosen: _chosen,
    y.ParcelReported: _reported,
    y.CellLoaded: _loaded,
    y.CellOpened: _opened,
    y.CellExpired: _expired,
    y.ResultOpened: _seen,
}
