"""How results reach people: the ways that the theme offers, chosen on the form; and an electronic one that its holder has opened."""

from contextlib import suppress
from datetime import datetime, timedelta

from shuangquan.actions.loading import Loaded, decide_case
from shuangquan.actions.people import Person
from shuangquan.connectors.bound import ports
from shuangquan.connectors.cabinet.port import Site
from shuangquan.core.cases.delivery import CABINET, decide_opened, decide_way, find_way, find_ways
from shuangquan.core.cases.delivery_events import DeliveryChosen
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.records.cases import has_event
from shuangquan.records.certificates import StoredCertificate
from shuangquan.records.clock import now

LASTS, AGAIN = timedelta(minutes=10), timedelta(minutes=1)
"""How long it is taken that cabinets stand where they stood, and that a gateway which failed still fails; ours to set."""


def choose_way(actor: Actor, case_id: str, person: Person, way: str, site: str) -> Loaded:
    """The applicant chooses how the results reach them. Refusals: "delivery.way", "delivery.over", policy."""
    return decide_case(actor, case_id, "case.collect", lambda turn, index: decide_way(turn, index, way, site), person=person)


def find_offered_ways(actor: Actor, loaded: Loaded) -> tuple[tuple[str, ...], str, tuple[Site, ...]]:
    """(ways that can be chosen now, the one that holds, cabinets of the region). Cabinets that cannot be asked are not offered."""
    ways = find_ways(loaded.index)
    sites: tuple[Site, ...] = ()
    if CABINET in ways:
        sites = _find_sites(actor, loaded.case.region[:6])
        ways = ways if sites else tuple(way for way in ways if way != CABINET)
    return ways, find_way(loaded.case, loaded.index), sites


_known: dict[str, tuple[datetime, tuple[Site, ...]]] = {}


def _find_sites(actor: Actor, region: str) -> tuple[Site, ...]:
    """The cabinets of a region, asked of their gateway every ten minutes; after it failed, again in one."""
    until, sites = _known.get(region, (now(), ()))
    if until <= now():
        try:
            sites, lasts = ports().cabinet.find_sites(region, actor.subject), LASTS
        except Fault:
            sites, lasts = (), AGAIN
        _known[region] = (now() + lasts, sites)
    return sites


def note_opened(actor: Actor, stored: StoredCertificate, person: Person, how: str) -> None:
    """Its holder has opened a certificate: where it is delivered electronically, that is its delivery. To anybody else it is nothing."""
    if stored.case_id is None or not has_event(stored.case_id, DeliveryChosen.kind):
        return  # nobody chose so; most looks at a certificate end here, without its matter being loaded
    with suppress(Refusal):  # somebody who may see the certificate and not the matter
        decide_case(
            actor, stored.case_id, "certificate.see",
            lambda turn, index: decide_opened(turn, index, stored.identifier, how, actor.identity), person=person,
        )  # fmt: skip
