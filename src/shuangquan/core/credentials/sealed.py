"""A sealed file: the rendered bytes, then one trailer line that holds the SM2 signature over all bytes before it.

The trailer is a comment to PDF readers and short enough (under 1,024 bytes) that they still find the end of the document. What is
signed is every byte before the trailer, and the trailer has one spelling only, so an altered byte anywhere is found. What is sealed is a
PDF: the platform's key signs other things too, and none of them passes for a file. ADR 0005 tells why, and what PAdES adds later.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from shuangquan.core.words.errors import Refusal

MARK = b"\n%SHUANGQUAN-SEAL "
END = b"\n%%EOF\n"
START = b"%PDF-"
LONGEST = 1024
"""Bytes of a trailer, at most."""
_HEX = re.compile(r"[0-9a-f]{128}", re.ASCII)

Verify = Callable[[bytes, bytes, str], bool]
"""(message, signature, key id) → whether the signature is that key's."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Who sealed: the key's id and its SM2 signature (hex) over the bytes before the trailer."""

    key: str
    signature: str


def render_sealed(body: bytes, seal: Seal) -> bytes:
    """The file as it leaves the house."""
    trailer = json.dumps({"alg": "SM2-SM3", "key": seal.key, "sig": seal.signature}, separators=(",", ":")).encode()
    return body + MARK + trailer + END


def read_signature(text: object) -> bytes:
    """r‖s of its one spelling: 128 hex digits in lower case. ValueError for any other, which a lenient reader would take for the same."""
    if not isinstance(text, str) or not _HEX.fullmatch(text):
        raise ValueError("a signature is 128 hex digits")
    return bytes.fromhex(text)


def _read_text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def read_sealed(data: bytes) -> tuple[bytes, Seal]:
    """Body and seal. Refusal("seal.none") without a trailer, ("seal.malformed") when it cannot be read to the last byte."""
    at = data.rfind(MARK)
    if at < 0:
        raise Refusal("seal.none", "file")
    trailer = data[at + len(MARK) :]
    if not data.startswith(START) or len(trailer) > LONGEST or not trailer.endswith(END):
        raise Refusal("seal.malformed", "file")
    try:
        held = json.loads(trailer[: -len(END)])
        seal = Seal(_read_text(held["key"]), held["sig"])
        read_signature(seal.signature)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal("seal.malformed", "file") from None
    if render_sealed(data[:at], seal) != data:
        raise Refusal("seal.malformed", "file")
    return data[:at], seal


def verify_sealed(data: bytes, verify: Verify) -> Seal:
    """The seal, if it stands. Refusal("seal.broken") when a byte differs from what was sealed or the key is not known."""
    body, seal = read_sealed(data)
    if not verify(body, read_signature(seal.signature), seal.key):
        raise Refusal("seal.broken", "file")
    return seal
