"""Encryption at rest: SM4-GCM under keys that are themselves wrapped by a rotating master key; blind indexes by HMAC-SM3.

A case has one key; its destruction is the erasure of every value of the case. Certificates, files, profiles and recipients each have their
own, so that one can end without the other. Layout of everything sealed: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
"""

import secrets
from dataclasses import dataclass, field
from functools import cache
from hashlib import new as new_hash

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings

_NONCE = 12
_TAG = 16


class Tampered(Exception):
    """What was stored is not what was sealed, or it was sealed under another key or for another place."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key under the master key of that version."""

    key: bytes = field(repr=False)
    version: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something encrypted under a data key of its own."""

    wrapped: Wrapped
    ciphertext: bytes = field(repr=False)


def seal_bytes(key: bytes, plain: bytes, place: str) -> bytes:
    """Encrypt `plain`; `place` (which row and column) is bound to it, so that it cannot be moved elsewhere unnoticed."""
    nonce = secrets.token_bytes(_NONCE)
    worker = Cipher(SM4(key), GCM(nonce)).encryptor()
    worker.authenticate_additional_data(place.encode())
    return nonce + worker.update(plain) + worker.finalize() + worker.tag


def open_bytes(key: bytes, sealed: bytes, place: str) -> bytes:
    """What `seal_bytes` sealed for that place. Tampered when it is not."""
    worker = Cipher(SM4(key), GCM(sealed[:_NONCE], sealed[-_TAG:])).decryptor()
    worker.authenticate_additional_data(place.encode())
    try:
        return worker.update(sealed[_NONCE:-_TAG]) + worker.finalize()
    except InvalidTag:
        raise Tampered(place.split(":", 1)[0]) from None


def new_key() -> bytes:
    """A data key: 128 bits."""
    return secrets.token_bytes(16)


def wrap_key(key: bytes, place: str) -> Wrapped:
    """`key` under the newest master key."""
    version = settings.SECRETS.master_version
    return Wrapped(seal_bytes(settings.SECRETS.master_keys[version], key, f"key:{place}"), version)


def unwrap_key(wrapped: Wrapped, place: str) -> bytes:
    """The data key. KeyError when that master key is gone, Tampered when the row was changed."""
    return open_bytes(settings.SECRETS.master_keys[wrapped.version], wrapped.key, f"key:{place}")


def rewrap_key(wrapped: Wrapped, place: str) -> Wrapped:
    """The same data key under the newest master key."""
    return wrap_key(unwrap_key(wrapped, place), place)


def seal_alone(plain: bytes, place: str) -> Sealed:
    """Encrypt under a key of its own."""
    key = new_key()
    return Sealed(wrap_key(key, place), seal_bytes(key, plain, place))


def open_alone(sealed: Sealed, place: str) -> bytes:
    """What `seal_alone` sealed."""
    return open_bytes(unwrap_key(sealed.wrapped, place), sealed.ciphertext, place)


def blind_index(kind: str, value: str) -> bytes:
    """A keyed, one-way name for a value that must be found again (kind: e.g. id_number). 32 bytes; upper-cased and without spaces first."""
    worker = _index_worker(settings.SECRETS.index_key).copy()
    worker.update(f"{kind}|{''.join(value.split()).upper()}".encode())
    return worker.finalize()


def token_hash(token: str) -> bytes:
    """What is stored of a link's token: SM3, 32 bytes. The token has 192 random bits, so no salt is needed."""
    return new_hash("sm3", token.encode()).digest()


@cache
def _index_worker(key: bytes) -> HMAC:
    return HMAC(key, SM3())
