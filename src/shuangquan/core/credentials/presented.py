"""What is shown for a minute (亮证): chosen fields under the platform's signature, small enough for a code of black and white squares.

One text has one spelling: `SQ1.` and base64url (no padding) of: length of the body (2 bytes), the body (canonical JSON), the signer's
certificate (DER), r‖s (64 bytes, ES256). The signature covers PREFIX, body and certificate, so that no other thing the key signs passes.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal

MARK = "SQ1."
PREFIX = b"shuangquan shown 1\n"
LONGEST = 4000
"""Characters of such a text, at most: more than any code holds."""

VerifyRaw = Callable[[bytes, bytes, bytes], bool]


@dataclass(frozen=True, slots=True)
class Presented:
    """name: of the certificate's type; issuer; lines: (label, value) that the holder chose; made, until: seconds since 1970."""

    name: str
    issuer: str
    lines: tuple[tuple[str, str], ...]
    made: int
    until: int


def render_body(shown: Presented) -> bytes:
    """The bytes that are signed, but for PREFIX and the certificate."""
    lines = [list(line) for line in shown.lines]
    return canonical_bytes({"n": shown.name, "i": shown.issuer, "l": lines, "m": shown.made, "u": shown.until})


def render_presented(shown: Presented, certificate: bytes, sign: Callable[[bytes], bytes]) -> str:
    """The text for the code. sign: message → r‖s."""
    body = render_body(shown)
    blob = len(body).to_bytes(2, "big") + body + certificate + sign(PREFIX + body + certificate)
    return MARK + base64.urlsafe_b64encode(blob).rstrip(b"=").decode()


def find_presented(text: str) -> str:
    """The part of a code's text that is signed: the whole of it, or a link's fragment; empty when there is none."""
    held = text.strip().rpartition("#")[2]
    return held if held.startswith(MARK) else ""


def read_presented(text: str, verify: VerifyRaw) -> tuple[Presented, bytes]:
    """What is shown and the signer's certificate (DER), if the signature is that certificate's.

    Refusals: "seal.none" for a text of another kind; "seal.malformed" when it is not spelt as `render_presented` does; "seal.forged".
    """
    if not text.startswith(MARK):
        raise Refusal("seal.none", "code")
    try:
        shown, certificate, signature = _split(text)
        if render_presented(shown, certificate, lambda _: signature) != text:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Refusal("seal.malformed", "code") from None
    if not verify(certificate, PREFIX + render_body(shown) + certificate, signature):
        raise Refusal("seal.forged", "code")
    return shown, certificate


def _split(text: str) -> tuple[Presented, bytes, bytes]:
    if len(text) > LONGEST:
        raise ValueError
    coded = text.removeprefix(MARK).encode("ascii")
    blob = base64.b64decode(coded + b"=" * (-len(coded) % 4), altchars=b"-_", validate=True)
    size = int.from_bytes(blob[:2], "big")
    body, rest = blob[2 : 2 + size], blob[2 + size :]
    held: Any = json.loads(body)
    lines = tuple((str(label), str(value)) for label, value in held["l"])
    shown = Presented(str(held["n"]), str(held["i"]), lines, int(held["m"]), int(held["u"]))
    if len(rest) <= 64:
        raise ValueError
    return shown, rest[:-64], rest[-64:]
