"""Certificates as cards: those I hold, and those my matters issued."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuangquan.core.credentials.life import REPLACED, WHY, find_root
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.credentials.payload import Payload, read_payload, render_public_view
from shuangquan.core.words.text import Text
from shuangquan.records.certificates import StoredCertificate, find_certificates_of_case, find_certificates_of_holder
from shuangquan.records.clock import today

TINTS = ("", "brown", "blue", "grey")


@dataclass(frozen=True, slots=True)
class Card:
    """A certificate as a card. tint: of its frame, by issuer. state: valid | expired | revoked …; until: in words, empty without end."""

    id: str
    token: str
    name: Text
    issuer: Text
    holder: str
    number: str
    issued: str
    until: str
    state: str
    tint: str
    sample: bool
    item: str
    member: str
    lines: tuple[tuple[Text, str], ...]


def find_case_cards(case_id: str, language: str) -> tuple[Card, ...]:
    """Those a matter issued, in order of issue."""
    return tuple(make_card(one, language) for one in find_certificates_of_case(case_id))


def find_my_cards(index: bytes, cases: Iterable[str], language: str) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """(holder's name, cards) of everything I hold or applied for, newest holder first; of what was replaced the last version only."""
    found = {one.id: one for one in find_certificates_of_holder(index)}
    for case_id in cases:
        found |= {one.id: one for one in find_certificates_of_case(case_id)}
    found = {name: one for name, one in found.items() if one.status != REPLACED}
    groups: dict[str, list[Card]] = {}
    for one in sorted(found.values(), key=lambda c: c.issued_at, reverse=True):
        card = make_card(one, language)
        groups.setdefault(card.holder, []).append(card)
    return tuple((holder, tuple(cards)) for holder, cards in groups.items())


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a certificate: which, when, why it took the place of the one before (None for the first), and how it stands."""

    id: str
    version: int
    issued: str
    why: Text | None
    state: str


def find_lineage(stored: StoredCertificate, language: str) -> tuple[Version, ...]:
    """Every version of a certificate, newest first; nothing while there is only one. One query."""
    if stored.case_id is None:
        return ()
    root = find_root(stored.identifier)
    found = [one for one in find_certificates_of_case(stored.case_id) if find_root(one.identifier) == root]
    versions = sorted((_make_version(one, language) for one in found), key=lambda one: one.version, reverse=True)
    return tuple(versions) if len(versions) > 1 else ()


def _make_version(stored: StoredCertificate, language: str) -> Version:
    payload = read_payload(stored.plain)
    state = render_public_view(payload, stored.status, today()).state
    return Version(stored.id, payload.version, say_date(date.fromisoformat(payload.issued), language), WHY.get(payload.replaced_for), state)


def make_card(stored: StoredCertificate, language: str) -> Card:
    """The card of a stored certificate."""
    payload: Payload = read_payload(stored.plain)
    view = render_public_view(payload, stored.status, today())
    return Card(
        stored.id,
        stored.token,
        payload.name,
        payload.issuer_name,
        payload.holder,
        payload.number,
        say_date(date.fromisoformat(payload.issued), language),
        say_date(date.fromisoformat(payload.valid_to), language) if payload.valid_to else "",
        view.state,
        TINTS[sum(stored.issuer.encode()) % len(TINTS)],
        payload.sample,
        stored.item,
        stored.member,
        tuple((line.label, line.value) for line in payload.lines),
    )
