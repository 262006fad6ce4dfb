"""Canonical bytes and SM3: what is chained, signed and committed to."""

import hashlib
import json
from typing import Any


def canonical_bytes(plain: Any) -> bytes:
    """One byte string per JSON value: sorted keys, no spaces, UTF-8."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sm3(data: bytes) -> bytes:
    """SM3 of `data`, 32 bytes."""
    return hashlib.new("sm3", data).digest()


def sm3_hex(data: bytes) -> str:
    """SM3 of `data`, 64 hex digits."""
    return hashlib.new("sm3", data).hexdigest()


def commit_value(salt: str, plain: Any) -> str:
    """A salted commitment to a value: proves later what it was, tells nothing now."""
    return sm3_hex(salt.encode() + b"\x00" + canonical_bytes(plain))
