"""A sealed file: the rendered bytes, then one trailer line that holds the SM2 signature over all bytes before it.

The trailer is a comment to PDF readers and short enough (under 1,024 bytes) that they still find the end of the document. What is
signed is every byte before the trailer, so an altered byte anywhere is found. ADR 0005 tells why, and what PAdES adds later.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from shuangquan.core.words.errors import Refusal

MARK = b"\n%SHUANGQUAN-SEAL "
END = b"\n%%EOF\n"

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


def read_sealed(data: bytes) -> tuple[bytes, Seal]:
    """Body and seal. Refusal("seal.none") without a trailer, ("seal.malformed") when it cannot be read to the last byte."""
    at = data.rfind(MARK)
    if at < 0:
        raise Refusal("seal.none", "file")
    trailer = data[at + len(MARK) :]
    if not trailer.endswith(END):
        raise Refusal("seal.malformed", "file")
    try:
        held = json.loads(trailer[: -len(END)])
        seal = Seal(held["key"], held["sig"])
        bytes.fromhex(seal.signature)
    except (ValueError, KeyError, TypeError):
        raise Refusal("seal.malformed", "file") from None
    if render_sealed(data[:at], seal) != data:
        raise Refusal("seal.malformed", "file")
    return data[:at], seal


def verify_sealed(data: bytes, verify: Verify) -> Seal:
    """The seal, if it stands. Refusal("seal.broken") when a byte differs from what was sealed or the key is not known."""
    body, seal = read_sealed(data)
    if not verify(body, bytes.fromhex(seal.signature), seal.key):
        raise Refusal("seal.broken", "file")
    return seal
