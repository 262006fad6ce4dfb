"""The port of the seal: SM2 signatures (GB/T 32918.2) over SM3 with the default signer id. A hardware module fits behind it."""

from collections.abc import Mapping, Sequence
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
