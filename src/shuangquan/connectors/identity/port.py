"""The port of the identity provider: OpenID Connect, code flow with PKCE (S256)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in under way: kept in the visitor's session until the provider sends them back.

    url: where to send the visitor. state, nonce, verifier: secrets of this sign-in. return_to: where they wanted to go.
    """

    url: str
    state: str
    nonce: str
    verifier: str
    return_to: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in. subject: opaque and stable. level: 2 to 5. organisation: a credit code (USCC) they act for, else ""."""

    subject: str
    name: str
    id_number: str
    phone: str
    level: int
    organisation: str = ""


class IdentityPort(Protocol):
    """The provincial identity provider."""

    def begin(self, return_to: str, level: int = 3) -> SignIn:
        """Start a sign-in that asks for at least `level`."""
        ...

    def finish(self, params: Mapping[str, str], saved: SignIn) -> Identity:
        """End it with the callback's query parameters.

        Refusal identity.failed (the person turned back, the state is not this sign-in's, the code is used or too old),
        identity.low (identified less well than asked). Fault when the provider fails or its token does not verify.
        """
        ...
