"""What somebody, or an app for them, looked up of themselves and had printed, newest first: they see what was done in their name."""

from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.clients import find_app
from shuangquan.records.inquiries import StoredInquiry, find_inquiries
from shuangquan.records.kiosks import StoredPrint, find_kiosk, find_prints

MOST = 10
KINDS = {"receipt": Text("收件凭证", "Receipt"), "certificate": Text("证照加注件", "Annotated copy"), "inquiry": Text("查询结果", "Result")}


@dataclass(frozen=True, slots=True)
class Done:
    """One thing. kind: looked | printed. what: its name; state: of a print.

    where: the kiosk's place or the app's name, "" for one's own phone.
    """

    kind: str
    what: Text
    where: Text
    at: str
    state: str = ""


def find_own_record(online: Bundle, party: bytes, language: str) -> tuple[Done, ...]:
    """At most ten, of both kinds together."""
    places: dict[str, Text] = {}
    found: list[tuple[datetime, Done]] = [(one.at, _looked(online, one, places, language)) for one in find_inquiries(party)]
    found += [(one.at, _printed(one, places, language)) for one in find_prints(party)]
    return tuple(done for _, done in sorted(found, key=lambda pair: pair[0], reverse=True)[:MOST])


def _looked(online: Bundle, one: StoredInquiry, places: dict[str, Text], language: str) -> Done:
    known = online.inquiries.get(one.inquiry)
    kind, _, whose = one.by.partition(":")
    where = _find_place(whose, places) if kind == "kiosk" else _find_name(whose, places) if kind == "app" else Text("")
    return Done("looked", known.name if known else Text(one.inquiry), where, say_moment(one.at, language))


def _printed(one: StoredPrint, places: dict[str, Text], language: str) -> Done:
    return Done("printed", KINDS.get(one.kind, Text(one.kind)), _find_place(one.kiosk_id, places), say_moment(one.at, language), one.state)


def _find_name(app: str, names: dict[str, Text]) -> Text:
    if app not in names:
        held = find_app(app)
        names[app] = Text(held[0].name_zh, held[0].name_en) if held else Text(app, app)
    return names[app]


def _find_place(machine: str, places: dict[str, Text]) -> Text:
    if machine not in places:
        held = find_kiosk(machine)
        places[machine] = held.place if held else Text("")
    return places[machine]
