"""The wire of the courier."""

from urllib.parse import quote

from shuangquan.connectors.courier.port import Parcel, ParcelState, Stop
from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object

PARTY = "courier"
STATES = frozenset({"collected", "on_the_way", "delivered"})


class CourierWire:
    """Parcels over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def send_parcel(self, parcel: Parcel) -> ParcelState:
        """See CourierPort."""
        to = {"name": parcel.name, "phone": parcel.phone, "address": parcel.address}
        body = write_object({"parcel": parcel.id, "to": to, "contents": list(parcel.contents)})
        about = About(PARTY, "parcels", parcel.case, "", "delivery", parcel.actor, ("parcel",), ("name", "phone", "address"))
        return self.guard.send(about, Ask("POST", "/courier/v1/parcels", body), lambda reply: read_parcel(reply, parcel.id))

    def find_parcel(self, parcel_id: str, case: str, actor: str) -> ParcelState | None:
        """See CourierPort."""
        about = About(PARTY, "parcels", case, "", "delivery", actor, ("parcel",), ("state",))
        ask = Ask("GET", f"/courier/v1/parcels/{quote(parcel_id, safe='')}", accept=frozenset({404}))
        return self.guard.send(about, ask, lambda reply: None if reply.status == 404 else read_parcel(reply, parcel_id))


def read_parcel(reply: Reply, parcel_id: str) -> ParcelState:
    """Parse where a parcel is. Fault malformed."""
    reader = Reader(read_object(reply.body, PARTY), PARTY)
    stops = tuple(Stop(one.text("state"), one.moment("at")) for one in reader.parts("stops"))
    state = reader.text("state")
    if reader.text("parcel") != parcel_id or not {state, *(stop.state for stop in stops)} <= STATES:
        raise malformed(PARTY)
    return ParcelState(parcel_id, reader.text("tracking"), state, stops)
