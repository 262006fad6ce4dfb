"""The port of the seal: SM2 signatures (GB/T 32918.2) over SM3 with the default signer id, and ECDSA P-256 under X.509 certificates.

A hardware module fits behind it: keys are named, never handed out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the key that made it. value: r‖s, 64 bytes."""

    value: bytes
    key_id: str


class SealPort(Protocol):
    """Keys of the platform and of every department that issues."""

    def sign(self, message: bytes, key: str) -> Signature:
        """Sign with the active key named `key` (e.g. "platform" or a department). KeyError when there is none."""
        ...

    def make_keys(self, names: Sequence[str]) -> Mapping[str, str]:
        """Make a new key for each name, inside; it becomes the active one of that name. Answers name → key id."""
        ...

    def public_key(self, key_id: str) -> bytes:
        """The public key x‖y, 64 bytes, also of a key no longer active. KeyError when unknown."""
        ...

    def key_ids(self) -> tuple[str, ...]:
        """Ids of all keys, sorted: what an offline verifier must be given."""
        ...

    def verify(self, message: bytes, signature: Signature) -> bool:
        """Whether the signature is good under the key it names; False when that key is unknown."""
        ...

    def sign_p256(self, message: bytes) -> bytes:
        """r‖s, 64 bytes: ECDSA P-256 over SHA-256 by the platform's key, for PDFs (PAdES) and for codes that are shown."""
        ...

    def find_chain(self) -> tuple[bytes, ...]:
        """DER certificates of the P-256 key: its own first, the root last. Verifiers are given all but the first."""
        ...

    def find_lists(self) -> tuple[bytes, ...]:
        """Revocation lists of the P-256 authorities that this side knows, DER."""
        ...

    def find_stamper(self) -> Callable[[bytes], bytes] | None:
        """RFC 3161 request → response (DER), from the timestamp authority of the settings; None without one. Fault when it fails."""
        ...
