"""Ids and tokens: the only place that draws them. They are passed in to whoever needs them."""

import secrets
import time
import uuid


def new_id() -> str:
    """A time-ordered 128-bit id (UUID version 7, RFC 9562 §5.7): neighbours in time are neighbours in an index."""
    stamp = time.time_ns() // 1_000_000
    bits = (stamp << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=bits))


def new_ids(count: int) -> tuple[str, ...]:
    """`count` ids, in ascending order."""
    return tuple(sorted(new_id() for _ in range(count)))


def new_token() -> str:
    """An unguessable name for a link (192 bits, URL-safe, 32 characters). Only its hash is stored."""
    return secrets.token_urlsafe(24)


def new_salt() -> str:
    """The salt of a commitment: 128 bits as 32 hex digits."""
    return secrets.token_hex(16)


def new_code() -> str:
    """Six digits to be typed once, within minutes and few tries."""
    return f"{secrets.randbelow(10**6):06d}"


def new_correlation() -> str:
    """A correlation id: 32 hex digits, which are the id of a trace too (W3C Trace Context, trace-id)."""
    return secrets.token_hex(16)
