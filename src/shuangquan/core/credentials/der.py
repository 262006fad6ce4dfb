"""DER in its one spelling. A reader that takes another spelling for the same lets bytes change under a signature; ours takes none."""

from typing import ClassVar, TypeVar

from asn1crypto import core

DEEPEST = 24
_Value = TypeVar("_Value", bound=core.Asn1Value)
_CONSTRUCTED = {0x10, 0x11}
"""SEQUENCE and SET; every other universal type is primitive in DER."""


class NotDer(ValueError):
    """Bytes are not the one DER spelling of what they should be. `str()` names the place."""


def read_der(kind: type[_Value], data: bytes) -> _Value:
    """Parse exactly one value of a structure, every part of it. NotDer for anything else, another spelling of the same among it."""
    check_der(data)
    try:
        value: _Value = kind.load(data, strict=True)
        _ = value.native  # parses every part
        again: bytes = value.copy().dump(force=True)
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError, IndexError, RecursionError) as error:
        raise NotDer(kind.__name__) from error
    if again != data:
        raise NotDer(kind.__name__)
    return value


def check_der(data: bytes) -> None:
    """Whether bytes are one DER value: definite shortest lengths, no spare bytes, shortest integers, sorted sets. NotDer."""
    if _check(data, 0, len(data), 0) != len(data):
        raise NotDer("spare bytes")


def _check(data: bytes, at: int, end: int, depth: int) -> int:
    """Where the value that begins at `at` ends."""
    if depth > DEEPEST:
        raise NotDer("depth")
    tag, start, stop = read_head(data, at, end)
    number, constructed, own = tag & 0x1F, bool(tag & 0x20), tag & 0xC0 == 0
    if own and constructed != (number in _CONSTRUCTED):
        raise NotDer(f"form at {at}")
    if constructed:
        parts, inner = [], start
        while inner < stop:
            after = _check(data, inner, stop, depth + 1)
            parts.append(data[inner:after])
            inner = after
        if own and number == 0x11 and parts != sorted(parts):
            raise NotDer(f"order at {at}")
    elif own and not _is_plain(number, data[start:stop]):
        raise NotDer(f"value at {at}")
    return stop


def read_head(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """(tag, where the content begins, where it ends) of the value at `at`, which may reach to `end`. NotDer."""
    if at + 2 > end or data[at] & 0x1F == 0x1F:
        raise NotDer(f"head at {at}")
    first = data[at + 1]
    start, size = at + 2, first
    if first & 0x80:
        many = first & 0x7F
        start += many
        size = int.from_bytes(data[at + 2 : start], "big")
        if not 0 < many <= 4 or start > end or size < 0x80 or size.bit_length() <= 8 * (many - 1):
            raise NotDer(f"length at {at}")
    if start + size > end:
        raise NotDer(f"length at {at}")
    return data[at], start, start + size


def _is_plain(number: int, content: bytes) -> bool:
    """Whether a primitive value is in its one spelling."""
    if number == 1:
        return content in (b"\x00", b"\xff")
    if number in (2, 10):
        return len(content) > 0 and not (len(content) > 1 and content[0] in (0, 0xFF) and (content[0] ^ content[1]) < 0x80)
    if number == 3:
        return _is_plain_bits(content)
    if number == 5:
        return not content
    if number == 6:
        return _is_plain_oid(content)
    if number == 24:
        return len(content) == 15 and content[:14].isdigit() and content.endswith(b"Z")
    if number == 23:
        return len(content) == 13 and content[:12].isdigit() and content.endswith(b"Z")
    return True


def _is_plain_bits(content: bytes) -> bool:
    """The first byte counts the unused bits of the last, which are zero."""
    if len(content) < 2:
        return content == b"\0"
    return content[0] < 8 and not content[-1] & ((1 << content[0]) - 1)


def _is_plain_oid(content: bytes) -> bool:
    starts = [0, *(at + 1 for at, byte in enumerate(content[:-1]) if not byte & 0x80)]
    return len(content) > 0 and not content[-1] & 0x80 and all(content[at] != 0x80 for at in starts)


class _Pair(core.Sequence):
    _fields: ClassVar = [("R", core.Integer), ("S", core.Integer)]


def write_pair(signature: bytes) -> bytes:
    """r‖s, 64 bytes, as SEQUENCE {R, S} (GM/T 0009)."""
    return bytes(_Pair({"R": int.from_bytes(signature[:32], "big"), "S": int.from_bytes(signature[32:], "big")}).dump())


def read_pair(data: bytes) -> bytes:
    """SEQUENCE {R, S} as r‖s, 64 bytes. NotDer for anything else."""
    held = read_der(_Pair, data).native
    try:
        return bytes(held["R"].to_bytes(32, "big") + held["S"].to_bytes(32, "big"))
    except OverflowError as error:
        raise NotDer("R or S") from error
