"""A package as a tablet made it without a network: read strictly, for nothing in it was checked by anybody."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shuangquan.core.exchange.values import check_resident_id
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.files import find_media_type

VERSION = 1
LARGEST = 12 * 2**20
"""Bytes of a sealed package."""
MOST_PAPERS, MOST_FACTS, LONGEST = 12, 60, 400


@dataclass(frozen=True, slots=True)
class Package:
    """What a helper took in. words: what was signed; notice: digest of what was read of departments; said_at: by the device's own clock.

    answers: situation → value; facts: path → as typed; papers: (path, content); proof: a photograph of the identity card.
    """

    id: str
    shift: str
    theme: str
    role: str
    words: str = field(repr=False)
    notice: str
    drawn: str = field(repr=False)
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    answers: Mapping[str, str] = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)
    papers: tuple[tuple[str, bytes], ...] = field(repr=False)
    proof: bytes = field(repr=False)
    said_at: datetime


def read_package(content: bytes) -> Package:
    """The package of what was decrypted. Refusals: "box.form"; "box.who" for a name or number that cannot be; "box.proof"."""
    try:
        held = json.loads(content)
        if held["v"] != VERSION:
            raise ValueError("version")
        told = {name: _word(held, name) for name in ("id", "shift", "theme", "role", "words", "notice", "drawn")}
        found = Package(
            **told, name=_word(held["who"], "name").strip(), id_number="".join(_word(held["who"], "id_number").split()).upper(),
            answers=_words(held["answers"]), facts=_words(held["facts"]), papers=_papers(held["papers"]), proof=_bytes(held["proof"]),
            said_at=datetime.fromisoformat(_word(held, "said_at")),
        )  # fmt: skip
        if found.said_at.tzinfo is None:
            raise ValueError("said_at")
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise Refusal("box.form", "package") from error
    if not 2 <= len(found.name) <= LONGEST // 8 or check_resident_id(found.id_number) is not None:
        raise Refusal("box.who", "who")
    if find_media_type(found.proof) is None:
        raise Refusal("box.proof", "proof")
    return found


def _word(held: Mapping[str, Any], name: str) -> str:
    value = held[name]
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(name)
    return value


def _words(held: Any) -> dict[str, str]:
    if not isinstance(held, dict) or len(held) > MOST_FACTS:
        raise ValueError("words")
    found = {str(name): _word(held, name) for name in held}
    if any(len(name) > LONGEST or len(value) > LONGEST for name, value in found.items()):
        raise ValueError("words")
    return found


def _papers(held: Any) -> tuple[tuple[str, bytes], ...]:
    if not isinstance(held, list) or len(held) > MOST_PAPERS:
        raise ValueError("papers")
    return tuple((_word(one, "path"), _bytes(one["data"])) for one in held)


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str):
        raise TypeError("bytes")
    return base64.b64decode(text, validate=True)
