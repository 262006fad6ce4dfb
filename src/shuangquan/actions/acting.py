"""Who acts, said once at the door: what the database then lets this transaction see follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager

from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.records.context import Claims, claims_for, use_claims
from shuangquan.records.vault import token_hash


@contextmanager
def acting(actor: Actor, party: bytes | None = None) -> Iterator[Actor]:
    """Act as `actor` meanwhile; `party` is the blind index of a citizen's ID number."""
    with use_claims(claims_for(actor, party)):
        yield actor


@contextmanager
def acting_system() -> Iterator[Actor]:
    """Act as the system: jobs and the command line."""
    with use_claims(claims_for(SYSTEM)):
        yield SYSTEM


@contextmanager
def acting_verifier(token: str) -> Iterator[Actor]:
    """Act as anybody who holds a certificate's link: that one certificate is seen and nothing else."""
    with use_claims(Claims(token_hash=token_hash(token))):
        yield Actor("anonymous", "anonymous", "", "verify", purpose="verify a certificate")
