"""Certificates: as a sealed PDF for the holder, as a public view for whoever holds the link."""

import json
from dataclasses import dataclass

from shuangquan.actions.layouts import find_layout
from shuangquan.actions.sealing import seal_pdf
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.credentials.payload import Payload, PublicView, read_payload, render_public_view
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.papers.certificate import render_certificate
from shuangquan.records.certificates import StoredCertificate, find_by_lookup, find_by_token, find_certificate
from shuangquan.records.clock import today

PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Shown:
    """A public view and the platform's SM2 signature over its canonical bytes, so that a program can check it with the public key."""

    view: PublicView
    key: str
    signature: str


def load_payload(actor: Actor, certificate_id: str) -> tuple[StoredCertificate, Payload]:
    """The certificate, if the one who acts may see it. Refusal("certificate.unknown") otherwise. Its signature is verified on the way."""
    stored = find_certificate(certificate_id, actor)
    if stored is None:
        raise Refusal("certificate.unknown", "certificate")
    return stored, _open(stored)


def _open(stored: StoredCertificate) -> Payload:
    """RuntimeError when the stored payload is not what its issuer signed: never shown, a matter for the operator."""
    if not ports().seal.verify(stored.payload, Signature(stored.signature, stored.signer)):
        raise RuntimeError(f"certificate {stored.id} does not verify")
    return read_payload(json.loads(stored.payload))


def render_pdf(actor: Actor, certificate_id: str, link_base: str) -> tuple[str, bytes]:
    """(file name, sealed PDF). `link_base`: the public address that a link's token is put behind."""
    return render_stored(load_payload(actor, certificate_id)[0], link_base)


def render_stored(stored: StoredCertificate, link_base: str) -> tuple[str, bytes]:
    """As `render_pdf`, of one that was loaded before. Its signature is verified on the way."""
    payload, link = _open(stored), f"{link_base}{stored.token}"
    body = render_certificate(payload, link, stored.signature, stored.signer, find_layout(payload))
    return f"{payload.name.zh}-{payload.number}.pdf", seal_pdf(body)


def check_usable(stored: StoredCertificate, payload: Payload) -> None:
    """What does not hold now is neither shown nor copied. Refusals: "show.expired", "show.revoked", "show.suspended", "show.ended"."""
    state = render_public_view(payload, stored.status, today()).state
    if state != "valid":
        raise Refusal(f"show.{state if state in ('expired', 'revoked', 'suspended') else 'ended'}", "certificate")


def find_named(number: str, holder: str) -> str:
    """The link's token of the certificate with this number whose holder has this name. Refusal("certificate.named") when either differs."""
    stored = find_by_lookup(number, holder) if number.strip() and holder.strip() else None
    if stored is None:
        raise Refusal("certificate.named", "number")
    return stored.token


def verify_token(token: str) -> Shown:
    """What a stranger sees who scans the code. Refusal("certificate.unknown") for any other token."""
    stored = find_by_token(token)
    if stored is None:
        raise Refusal("certificate.unknown", "token")
    view = render_public_view(_open(stored), stored.status, today())
    made = ports().seal.sign(canonical_bytes(to_plain(view)), PLATFORM)
    return Shown(view, made.key_id, made.value.hex())
