"""亮证: a certificate is shown for a minute. The holder picks what is seen; whoever looks says who they are; it is seen once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.actions.certificates import check_usable, load_payload
from shuangquan.actions.sealing import sign_shown
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.masks import mask_name, say_date
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.credentials.presented import Presented
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import clean_text
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import now
from shuangquan.records.ids import new_id
from shuangquan.records.showings import (
    StoredShowing,
    append_showing,
    apply_looked,
    apply_token,
    find_showing,
    find_showing_by_token,
    find_showings,
    find_showings_by,
    new_show_token,
)

SECONDS = 60
HOLDER = "holder"
"""The holder's whole name; without it the name is seen in part."""
LONGEST = 60
"""Characters of what a viewer says of themselves, each."""


@dataclass(frozen=True, slots=True)
class Code:
    """What the code of a showing says for a minute: a token for one look online, and the same signed, for whoever is offline."""

    showing: StoredShowing
    token: str
    text: str
    until: datetime


def find_choices(payload: Payload) -> tuple[str, ...]:
    """What a holder may let others see beyond type, issuer, validity and part of the name. A line that says the name again is none."""
    return (HOLDER, *(line.field for line in payload.lines if line.value != payload.holder))


def begin_showing(actor: Actor, certificate_id: str, party: bytes, fields: Sequence[str]) -> str:
    """Begin to show; answers the showing's id. party: blind index of who shows.

    Refusals: "certificate.unknown", of the policy, "show.expired", "show.revoked", "show.suspended", "show.ended".
    """
    stored, payload = load_payload(actor, certificate_id)
    check_may(actor, "certificate.show", "party")
    check_usable(stored, payload)
    chosen = tuple(name for name in find_choices(payload) if name in fields)
    said = {"name": payload.name.zh, "name_en": payload.name.en, "issuer": payload.issuer_name.zh, "lines": _choose(payload, chosen)}
    return append_showing(stored, party, chosen, said)


def _choose(payload: Payload, chosen: Sequence[str]) -> list[list[str]]:
    """(label in 中文, in English, value) of everything that is seen beside type and issuer."""
    holder = payload.holder if HOLDER in chosen else mask_name(payload.holder)
    until = say_date(datetime.fromisoformat(payload.valid_to).date()) if payload.valid_to else "长期有效"
    picked = [[one.label.zh, one.label.say("en"), one.value] for one in payload.lines if one.field in chosen]
    return [["持证人", "Holder", holder], ["有效期至", "Valid until", until], *picked]


def draw_next_code(actor: Actor, certificate_id: str, showing_id: str, party: bytes) -> Code | StoredShowing:
    """The next code, which ends the one before; the showing itself once somebody has looked.

    Refusals: "certificate.unknown" for a showing that is not one's own, too; those of `begin_showing` when the state has changed.
    """
    stored, payload = load_payload(actor, certificate_id)
    check_may(actor, "certificate.show", "party")
    showing = find_showing(showing_id, party)
    if showing is None or showing.certificate_id != stored.id:
        raise Refusal("certificate.unknown", "showing")
    check_usable(stored, payload)
    made, token = now(), new_show_token()
    until = made + timedelta(seconds=SECONDS)
    if showing.used_at is not None or not apply_token(showing.id, party, token, until):
        return find_showing(showing_id, party) or showing
    lines = tuple((label, value) for label, _, value in showing.said["lines"])
    shown = Presented(showing.said["name"], showing.said["issuer"], lines, int(made.timestamp()), int(until.timestamp()))
    return Code(showing, token, sign_shown(shown), until)


def find_own_showing(actor: Actor, showing_id: str, party: bytes) -> StoredShowing:
    """How it stands, without a new code. Refusal("certificate.unknown") for a showing that is not one's own."""
    check_may(actor, "certificate.show", "party")
    found = find_showing(showing_id, party)
    if found is None:
        raise Refusal("certificate.unknown", "showing")
    return found


def find_waiting(token: str) -> StoredShowing:
    """What waits to be looked at. Refusal("show.over") when it was seen, the minute has passed, or there is no such code."""
    found = find_showing_by_token(token)
    if found is None or found.used_at is not None or found.until < now():
        raise Refusal("show.over", "token")
    return found


def look_once(actor: Actor, token: str, place: str, purpose: str) -> StoredShowing:
    """Look, once. Who looked is kept for the holder: place (or the signed-in person's name) and purpose, at most 60 characters each.

    Refusals: "show.who", "show.why", "show.over".
    """
    check_may(actor, "certificate.verify")
    said = {"place": clean_text(place, LONGEST), "purpose": clean_text(purpose, LONGEST), "look": new_id()}
    if not said["place"]:
        raise Refusal("show.who", "place")
    if not said["purpose"]:
        raise Refusal("show.why", "purpose")
    kind = actor.kind if actor.kind in ("citizen", "officer") else "open"
    found = apply_looked(token, kind, said)
    if found is None:
        raise Refusal("show.over", "token")
    append_data_use(actor, None, tuple(f"shown:{name}" for name in ("holder", *found.fields)), found.home_region)
    return found


def find_own_looks(actor: Actor, party: bytes) -> tuple[StoredShowing, ...]:
    """Who looked at whatever one has shown, newest first."""
    check_may(actor, "certificate.show", "party")
    return find_showings_by(party)


def find_looks(actor: Actor, certificate_id: str) -> tuple[StoredShowing, ...]:
    """Who looked at a certificate that one may see, newest first."""
    check_may(actor, "certificate.show", "party")
    return find_showings(certificate_id)
