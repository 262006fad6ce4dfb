"""The wire of the electronic business licence."""

from datetime import date
from urllib.parse import quote

from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.licence.port import AGENT, REPRESENTATIVE, Licence, LicenceAsk
from shuangquan.connectors.shape import Reader, malformed, read_object, write_object
from shuangquan.core.words.errors import Refusal

PARTY = "licences"
LEVELS = frozenset({2, 3, 4, 5})


class LicenceWire:
    """Licences over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def ask(self) -> LicenceAsk:
        """See LicencePort."""

        def read(reply: Reply) -> LicenceAsk:
            reader = Reader(read_object(reply.body, PARTY), PARTY)
            return LicenceAsk(reader.text("id"), reader.text("url"), reader.whole("seconds"))

        # Not repeated: nothing is lost by asking anew.
        return self.guard.send(
            About(PARTY, "ask", purpose="sign in"), Ask("POST", "/licences/v1/asks", write_object({}), repeat=False), read
        )

    def find_licence(self, ask_id: str) -> Licence | None:
        """See LicencePort."""
        about = About(PARTY, "licence", purpose="sign in", key_names=("ask",), field_names=("uscc", "company", "id_number", "name"))
        ask = Ask("GET", f"/licences/v1/asks/{quote(ask_id, safe='')}", accept=frozenset({404, 410}), repeat=False)
        return self.guard.send(about, ask, read_reply)


def read_reply(reply: Reply) -> Licence | None:
    """Parse how the confirmation stands. Refusal("licence.failed"); Fault malformed."""
    if reply.status in (404, 410):
        raise Refusal("licence.failed", "licence")
    read = Reader(read_object(reply.body, PARTY), PARTY)
    if read.text("state") == "waiting":
        return None
    capacity, level = read.text("capacity"), read.whole("level")
    if read.text("state") != "confirmed" or capacity not in (REPRESENTATIVE, AGENT) or level not in LEVELS:
        raise malformed(PARTY)
    scope = tuple(part for part in read.text("scope", "").split(",") if part)
    who = (read.text("uscc"), read.text("company"), read.text("id_number"), read.text("name"))
    return Licence(*who, capacity, scope, _read_day(read.text("until", "")), level)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise malformed(PARTY) from error
