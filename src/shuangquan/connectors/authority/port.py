"""The port of the authority: it certifies public keys, revokes certificates and says which are revoked. It never sees a private key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from shuangquan.core.credentials.sm2_certificates import Purpose
from shuangquan.core.words.canonical import canonical_bytes

PARTY = "authority"
DEMO = "演示 Demo"
"""Stands in the name of every certificate of the built-in authority; live mode takes none that says it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A certificate that is wanted. id: idempotency key. names: X.509 attributes of the subject in order. public: x‖y, 64 bytes.

    proof: r‖s over `signed_bytes()` by the private key, so that nobody has another's key certified.
    """

    id: str
    names: Mapping[str, str]
    public: bytes
    purpose: Purpose
    days: int
    proof: bytes = b""

    def signed_bytes(self) -> bytes:
        """What the proof signs."""
        held = {"request": self.id, "names": dict(self.names), "public": self.public.hex(), "purpose": str(self.purpose), "days": self.days}
        return canonical_bytes(held)


class AuthorityPort(Protocol):
    """A licensed authority, or the built-in one of tests and demos."""

    def issue_certificate(self, request: Request) -> bytes:
        """DER of the certificate. Idempotent by the request's id. Fault("refused") when its proof is not good."""
        ...

    def revoke_certificate(self, serial: int, reason: str) -> None:
        """Revoke from now on. reason: one of REASONS. May be repeated: the first time counts. Fault("refused") for an unknown one."""
        ...

    def find_list(self) -> bytes:
        """DER of the newest revocation list."""
        ...

    def find_roots(self) -> tuple[bytes, ...]:
        """DER of the certificates that a verifier is to believe."""
        ...
