"""How results reach the applicant: what is offered on the form, and on the progress page how far they are and what proves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.delivery import CABINET, COUNTER, POST, WALLET, WAYS, find_delivered_at, find_results, find_way
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import current, say_clock

WHAT = {
    POST: Text("快递公司报了签收，才算送到。", "Delivered once the courier reports that it was signed for."),
    COUNTER: Text("带身份证去，当面签字。", "Bring your identity card and sign."),
    CABINET: Text(
        "放好了发短信，取件码在“我的事”里。三天没取，放回大厅窗口。",
        "A message says when; the code is under My matters. After three days: the hall.",
    ),
    WALLET: Text("不给纸的。你在手机里打开，才算收到。", "No paper. Delivered once you open it."),
}
STOPS = {
    "collected": Text("快递取走了", "Collected by the courier"),
    "on_the_way": Text("在路上", "On the way"),
    "delivered": Text("签收了", "Signed for"),
}


@dataclass(frozen=True, slots=True)
class WayChoice:
    """A way that can be chosen."""

    way: str
    name: Text
    what: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """way, name: how; stops: (what, when) as the courier reported; tracking: its number. cell, code, site, until: of a cabinet.

    opened, total: of electronic results. delivered: when it was proven, "" before; proof: the cabinet's record. back: it lay too long.
    """

    way: str
    name: Text
    stops: tuple[tuple[Text, str], ...]
    tracking: str
    site: str
    cell: str
    code: str
    until: str
    opened: int
    total: int
    delivered: str
    proof: str
    back: str


def offer_ways(ways: Iterable[str], held: str) -> tuple[WayChoice, ...]:
    """The choices of the form; none where there is but one way."""
    found = tuple(WayChoice(way, WAYS[way], WHAT[way], way == held) for way in ways)
    return found if len(found) > 1 else ()


def find_delivery(case: Case, index: PlanIndex, language: str) -> DeliveryPage | None:
    """None until there is something to deliver."""
    results, way = find_results(case, index), find_way(case, index)
    if not results:
        return None
    held, at = case.delivery, find_delivered_at(case, index)
    tracking = next(iter(held.tracking.values()), "")
    stops = [(STOPS.get(state, Text(state)), _say(moment, language)) for told in held.stops.values() for state, moment in told]
    return DeliveryPage(
        way, WAYS[way], tuple(stops), tracking, held.cell.site if held.cell else "", held.cell.cell if held.cell else "",
        held.cell.code if held.cell and at is None else "", _say(held.cell.until, language) if held.cell else "",
        sum(one.identifier in held.opened for one in results), len(results), _say(at, language) if at else "", held.proof,
        _say(held.expired_at, language) if held.expired_at else "",
    )  # fmt: skip


def _say(at: datetime, language: str) -> str:
    return say_clock(at, language, seen=current())
