"""Certificates as cards: those I hold, and those my matters issued."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    """(holder's name, cards) of everything I hold or applied for, newest holder first."""
    found = {one.id: one for one in find_certificates_of_holder(index)}
    for case_id in cases:
        found |= {one.id: one for one in find_certificates_of_case(case_id)}
    groups: dict[str, list[Card]] = {}
    for one in sorted(found.values(), key=lambda c: c.issued_at, reverse=True):
        card = make_card(one, language)
        groups.setdefault(card.holder, []).append(card)
    return tuple((holder, tuple(cards)) for holder, cards in groups.items())


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
