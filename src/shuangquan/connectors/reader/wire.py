"""The wire of card readers: a gateway on the hall's network in front of all of them."""

from datetime import date
from urllib.parse import quote

from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.reader.port import Card
from shuangquan.connectors.shape import Reader, malformed, read_object

PARTY = "readers"


class ReaderWire:
    """Cards over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def read_card(self, device: str, actor: str) -> Card | None:
        """See ReaderPort."""
        about = About(PARTY, "card", "", "", "identify", actor, ("device",), ("id_number", "name", "valid_to"))
        ask = Ask("GET", f"/readers/v1/devices/{quote(device, safe='')}/card", accept=frozenset({404}))
        return self.guard.send(about, ask, read_reply)


def read_reply(reply: Reply) -> Card | None:
    """Parse what lies there. Fault malformed."""
    if reply.status == 404:
        return None
    read = Reader(read_object(reply.body, PARTY), PARTY)
    number, name = read.text("id_number"), read.text("name")
    if not number or not name:
        raise malformed(PARTY)
    return Card(number, name, _read_day(read.text("valid_to", "")), read.truth("faced"))


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise malformed(PARTY) from error
