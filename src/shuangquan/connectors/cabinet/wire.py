"""The wire of pick-up cabinets: a gateway in front of all of them."""

from urllib.parse import quote

from shuangquan.connectors.cabinet.port import CellState, Deposit, Site
from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object

PARTY = "cabinets"
STATES = frozenset({"waiting", "loaded", "collected", "expired"})


class CabinetWire:
    """Cells over HTTP through a guard; without one there are no cabinets."""

    def __init__(self, guard: Guard | None) -> None:
        self.guard = guard

    def find_sites(self, region: str, actor: str) -> tuple[Site, ...]:
        """See CabinetPort."""
        if self.guard is None:
            return ()
        about = About(PARTY, "sites", "", "", "delivery", actor, ("region",), ("sites",))
        return self.guard.send(about, Ask("GET", f"/cabinets/v1/regions/{quote(region, safe='')}"), read_sites)

    def send_deposit(self, deposit: Deposit) -> CellState:
        """See CabinetPort."""
        if self.guard is None:
            raise malformed(PARTY)
        body = write_object({"deposit": deposit.id, "site": deposit.site, "contents": list(deposit.contents)})
        about = About(PARTY, "deposits", deposit.case, "", "delivery", deposit.actor, ("deposit",), ("site", "contents"))
        return self.guard.send(about, Ask("POST", "/cabinets/v1/deposits", body), lambda reply: read_state(reply, deposit.id))

    def find_deposit(self, deposit_id: str, case: str, actor: str) -> CellState | None:
        """See CabinetPort."""
        if self.guard is None:
            return None
        about = About(PARTY, "deposits", case, "", "delivery", actor, ("deposit",), ("state",))
        ask = Ask("GET", f"/cabinets/v1/deposits/{quote(deposit_id, safe='')}", accept=frozenset({404}))
        return self.guard.send(about, ask, lambda reply: None if reply.status == 404 else read_state(reply, deposit_id))


def read_sites(reply: Reply) -> tuple[Site, ...]:
    """Parse where cabinets stand. Fault malformed."""
    reader = Reader(read_object(reply.body, PARTY), PARTY)
    return tuple(Site(one.text("site"), one.text("name"), one.text("address")) for one in reader.parts("sites"))


def read_state(reply: Reply, deposit_id: str) -> CellState:
    """Parse how a cell stands. Fault malformed, also when it is another's, and for an opening without a record."""
    read = Reader(read_object(reply.body, PARTY), PARTY)
    state, proof = read.text("state"), read.text("proof", "")
    until = read.moment("until") if read.has("until") else None
    if read.text("deposit") != deposit_id or state not in STATES or (state == "collected" and not proof):
        raise malformed(PARTY)
    if state == "loaded" and (until is None or not read.text("code")):
        raise malformed(PARTY)
    return CellState(deposit_id, read.text("site"), state, read.text("cell", ""), read.moment("at"), until, proof, read.text("code", ""))
