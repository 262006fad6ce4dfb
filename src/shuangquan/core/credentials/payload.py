"""The payload of a certificate: what the issuer signs, byte for byte, and what a stranger may see of it."""

from dataclasses import dataclass
from datetime import date

from shuangquan.core.credentials.masks import mask_name
from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.codec import from_plain, to_plain
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: label and value as printed; `kind` is the fact's type; `fact` the value itself, for call-up instead of typing."""

    field: str
    label: Text
    value: str
    kind: str
    fact: Value | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """Everything a certificate states. valid_to: ISO date or "" when it has no end. holder: name as printed.

    replaces: the identifier of the one whose place it takes, "" for the first; replaced_for: why, a key of `life.WHY`.
    """

    identifier: str
    type: str
    name: Text
    number: str
    issuer_code: str
    issuer_name: Text
    region: str
    holder: str
    lines: tuple[Line, ...]
    issued: str
    valid_from: str
    valid_to: str
    layout: str
    sample: bool
    version: int = 1
    replaces: str = ""
    replaced_for: str = ""

    def signed_bytes(self) -> bytes:
        """The canonical bytes that the issuer's key signs."""
        return canonical_bytes(to_plain(self))


@dataclass(frozen=True, slots=True)
class PublicView:
    """What anybody may see who holds the link: type, issuer, validity and a masked holder. state: valid | expired | revoked | …

    version: 1 for the first; replaced_for: why this one took the place of an earlier one, a key of `life.WHY`, "" for the first.
    """

    identifier: str
    name: Text
    issuer_name: Text
    holder: str
    issued: str
    valid_to: str
    state: str
    sample: bool
    version: int = 1
    replaced_for: str = ""


def read_payload(plain: object) -> Payload:
    """The payload of stored JSON. KeyError or TypeError when it is not one."""
    return from_plain(Payload, plain)


def render_public_view(payload: Payload, status: str, today: date) -> PublicView:
    """Type, issuer, validity and masked holder, nothing else."""
    state = status
    if status == "valid" and payload.valid_to and date.fromisoformat(payload.valid_to) < today:
        state = "expired"
    return PublicView(
        payload.identifier,
        payload.name,
        payload.issuer_name,
        mask_name(payload.holder),
        payload.issued,
        payload.valid_to,
        state,
        payload.sample,
        payload.version,
        payload.replaced_for,
    )
