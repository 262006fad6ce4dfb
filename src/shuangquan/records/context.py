"""Row security's signed context: what the database lets this transaction see.

A door (or a job) says once who acts: `with use_claims(claims_for(actor, index))`. Every transaction then carries a short-lived token that
the database verifies (migration 0002): `with enter_context():`. Without one, and with one not signed here, no row of a case is seen.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection, transaction

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.regions import find_prefix

ALL_REGIONS = ("*",)
SET_CONTEXT = "select set_config('shuangquan.context', %s, true)"


@dataclass(frozen=True, slots=True)
class Claims:
    """What may be seen. regions: prefixes of region codes ("3707" is all of a city), ALL_REGIONS for everything. party: a blind index,
    whose cases and certificates are seen. case: one that is being opened. token_hash: of one certificate's link. seconds: how long.
    """

    regions: tuple[str, ...] = ()
    party: bytes | None = None
    case: str | None = None
    token_hash: bytes | None = None
    seconds: int = 120


NOBODY = Claims()
SYSTEM_CLAIMS = Claims(regions=ALL_REGIONS, seconds=600)

_claims: ContextVar[Claims] = ContextVar("claims", default=NOBODY)
_entered: ContextVar[Claims | None] = ContextVar("entered", default=None)


def claims_for(actor: Actor, party: bytes | None = None) -> Claims:
    """What an actor may see: the system everything, an officer the own region with what lies in it, a citizen (party) the own cases."""
    if actor.kind == "system":
        return SYSTEM_CLAIMS
    if actor.kind == "officer":
        return Claims(regions=(find_prefix(actor.region),))
    return Claims(party=party)


def current_claims() -> Claims:
    """What `use_claims` said last."""
    return _claims.get()


@contextmanager
def use_claims(claims: Claims) -> Iterator[None]:
    """Act under `claims` meanwhile; opens no transaction."""
    token = _claims.set(claims)
    try:
        yield
    finally:
        _claims.reset(token)


@contextmanager
def enter_context(claims: Claims | None = None) -> Iterator[None]:
    """A transaction (or a savepoint of the one at hand) in which rows are seen under `claims`, by default the ones `use_claims` said.

    Entering again under the same claims costs nothing. Leaving an inner context restores the outer one.
    """
    with entering(claims) as token:
        if token:
            send_context(token)
        yield


@contextmanager
def entering(claims: Claims | None = None) -> Iterator[str]:
    """Like `enter_context`, but the caller sends SET_CONTEXT with the token given (unless it is empty), before anything else."""
    wanted = claims if claims is not None else _claims.get()
    outer = _entered.get() if connection.in_atomic_block else None
    if outer == wanted:
        yield ""
        return
    nested = connection.in_atomic_block
    with transaction.atomic():
        entered = _entered.set(wanted)
        try:
            yield sign_claims(wanted)
        finally:
            _entered.reset(entered)
        if nested and not connection.needs_rollback:
            send_context(sign_claims(outer) if outer is not None else "")


@contextmanager
def batching(claims: Claims | None = None) -> Iterator[str]:
    """Like `entering`, for a single pipeline: outside any transaction the server makes one of the pipeline itself, which spares the round
    trips of BEGIN and COMMIT. All of the pipeline is kept or nothing.
    """
    if connection.in_atomic_block:
        with entering(claims) as token:
            yield token
        return
    connection.close_if_health_check_failed()
    yield sign_claims(claims if claims is not None else _claims.get())


def opening(case_id: str) -> Claims:
    """The current claims, and the right to write the rows of a case that is being opened."""
    return replace(_claims.get(), case=case_id)


def sign_claims(claims: Claims) -> str:
    """The token: '<key id>.<HMAC-SHA256 hex>.<body>' (migration 0002 reads it)."""
    body = "|".join(
        (
            str(int(time.time()) + claims.seconds),
            ",".join(_checked(region) for region in claims.regions),
            claims.party.hex() if claims.party else "",
            claims.case or "",
            claims.token_hash.hex() if claims.token_hash else "",
        )
    )
    made = hmac.new(settings.SECRETS.context_key, body.encode(), hashlib.sha256).hexdigest()
    return f"1.{made}.{body}"


def send_context(token: str) -> None:
    """Put a token on the transaction at hand."""
    with connection.cursor() as cursor:
        cursor.execute(SET_CONTEXT, [token])


def _checked(region: str) -> str:
    if region != "*" and not (region.isascii() and region.isdecimal()):
        raise ValueError("a region is digits")
    return region
