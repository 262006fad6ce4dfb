"""Opening what a tablet sealed: a key of its own for every package (AES-GCM, NIST SP 800-38D), wrapped for the tablet's key (RSA-OAEP with
SHA-256, RFC 8017 §7.1), as W3C Web Cryptography makes them."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from hashlib import new as new_hash

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

KEY, NONCE = 32, 12


@dataclass(frozen=True, slots=True)
class Envelope:
    """A package as it comes. tablet, id: bound to what is sealed, so that it cannot be sent under another name or by another tablet."""

    id: str
    tablet: str
    key: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)

    @property
    def bound(self) -> bytes:
        """What is authenticated beside the content."""
        return f"1|{self.tablet}|{self.id}".encode()


def read_envelope(content: bytes) -> Envelope | None:
    """The envelope; None for what is none."""
    try:
        held = json.loads(content)
        parts = [base64.b64decode(held[name], validate=True) for name in ("key", "nonce", "sealed")]
        found = Envelope(str(held["id"]), str(held["tablet"]), *parts)
    except (ValueError, KeyError, TypeError, binascii.Error):
        return None
    return found if held.get("v") == 1 else None


def open_envelope(private_key: bytes, envelope: Envelope) -> bytes | None:
    """What is in it; None when it was sealed for another key, or anything of it was changed."""
    pair = load_der_private_key(private_key, None)
    assert isinstance(pair, RSAPrivateKey)  # the only kind that is made here
    try:
        key = pair.decrypt(envelope.key, OAEP(MGF1(SHA256()), SHA256(), None))
        if len(key) != KEY or len(envelope.nonce) != NONCE:
            return None
        return AESGCM(key).decrypt(envelope.nonce, envelope.sealed, envelope.bound)
    except (ValueError, InvalidTag):
        return None


def find_digest(content: bytes) -> bytes:
    """SM3 of a package as it came, 32 bytes."""
    return new_hash("sm3", content).digest()
