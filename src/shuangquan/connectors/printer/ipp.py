"""IPP/1.1 as bytes (RFC 8010 §3, operations and keywords of RFC 8011): the few operations that printing a PDF needs."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuangquan.connectors.shape import malformed

PRINT_JOB, GET_JOB, GET_PRINTER = 0x0002, 0x0009, 0x000B
OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
CONTENT = "application/ipp"
PARTY = "printer"
Value = str | int
Attribute = tuple[int, str, Value]
"""(tag of its kind, name, value)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """status: below 0x0100 is well. attributes: every name's values, whatever group they came in."""

    status: int
    attributes: Mapping[str, tuple[Value, ...]]

    def numbers(self, name: str) -> tuple[int, ...]:
        """The whole numbers and enums under a name."""
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, int))

    def words(self, name: str) -> tuple[str, ...]:
        """The texts under a name."""
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, str))


def write_request(operation: int, number: int, attributes: Iterable[Attribute], document: bytes = b"") -> bytes:
    """A request with its operation attributes; charset and language come first, as §4.1.4 of RFC 8011 wants."""
    first: tuple[Attribute, ...] = ((CHARSET, "attributes-charset", "utf-8"), (LANGUAGE, "attributes-natural-language", "zh-cn"))
    body = b"".join(_write(attribute) for attribute in (*first, *attributes))
    return struct.pack(">BBHIB", 1, 1, operation, number, OPERATION) + body + bytes([END]) + document


def _write(attribute: Attribute) -> bytes:
    tag, name, value = attribute
    named, held = name.encode(), struct.pack(">i", value) if isinstance(value, int) else value.encode()
    return struct.pack(">BH", tag, len(named)) + named + struct.pack(">H", len(held)) + held


def read_answer(body: bytes) -> Answer:
    """Parse an answer. Fault malformed for anything that is none."""
    try:
        _, _, status, _ = struct.unpack_from(">BBHI", body)
        return Answer(status, _read(body, 8))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise malformed(PARTY) from error


def _read(body: bytes, at: int) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    name = ""
    while body[at] != END:
        tag, at = body[at], at + 1
        if tag < 0x10:  # the next group begins
            continue
        named, at = _take(body, at)
        held, at = _take(body, at)
        name = named.decode() or name  # a further value of the same name comes without it
        value: Value = struct.unpack(">i", held)[0] if tag in (INTEGER, ENUM) else held.decode("utf-8", "replace")
        found[name] = (*found.get(name, ()), value)
    return found


def _take(body: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", body, at)
    held = body[at + 2 : at + 2 + length]
    if len(held) != length:
        raise IndexError
    return held, at + 2 + length
