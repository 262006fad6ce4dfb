"""What people allow apps, and the tokens that rest on it. Codes and tokens are kept as their SM3: whoever reads the tables has none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import AppGrant, AppToken
from shuangquan.records.vault import token_hash

MOST = 200


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one person lets one app do. index: blind index of the person's number; level: how well identified when it was given."""

    id: str
    index: bytes
    app: str
    scopes: tuple[str, ...]
    level: int
    given_at: datetime
    until: datetime
    withdrawn: bool

    def is_open(self, moment: datetime) -> bool:
        """Whether it holds then."""
        return not self.withdrawn and moment < self.until


@dataclass(frozen=True, slots=True)
class Code:
    """A code and what it stands for. used: it has been used before. until: the last moment at which it can be."""

    allowed: Allowed
    redirect: str
    challenge: str
    until: datetime
    used: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A token. kind: access | refresh. grant: the id of what it rests on, None for the app's own. ended: used up, or taken back."""

    kind: str
    app: str
    grant: str | None
    scopes: tuple[str, ...]
    until: datetime
    ended: bool

    def is_open(self, moment: datetime) -> bool:
        """Whether it holds then."""
        return not self.ended and moment < self.until


@dataclass(frozen=True, slots=True)
class NewGrant:
    """What is to be kept of a yes. code: as the app gets it, 256 random bits; challenge: S256 (RFC 7636); redirect: where it goes."""

    index: bytes
    app: str
    scopes: tuple[str, ...]
    level: int
    until: datetime
    code: str
    code_until: datetime
    challenge: str
    redirect: str


def append_grant(made: NewGrant) -> str:
    """Keep what the person, under whose claims this runs, allows. Answers its id."""
    grant = new_id()
    with enter_context():
        AppGrant.objects.create(
            id=grant, holder_index=made.index, app=made.app, scopes=list(made.scopes), level=made.level, given_at=now(), until=made.until,
            code=token_hash(made.code), code_until=made.code_until, challenge=made.challenge, redirect=made.redirect,
        )  # fmt: skip
    return grant


def find_grants(index: bytes) -> tuple[Allowed, ...]:
    """What a person allows now, newest first."""
    with enter_context():
        rows = list(AppGrant.objects.filter(holder_index=index, withdrawn_at=None, until__gt=now()).order_by("-given_at")[:MOST])
    return tuple(_allowed(row) for row in rows)


def find_grant(grant: str) -> Allowed | None:
    """One, whether or not it holds; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        row = AppGrant.objects.filter(id=grant).first()
    return _allowed(row) if row is not None else None


def apply_grant_end(grant: str, index: bytes) -> bool:
    """The person takes it back. False when it is not theirs, or taken back already."""
    with enter_context():
        return AppGrant.objects.filter(id=grant, holder_index=index, withdrawn_at=None).update(withdrawn_at=now()) == 1


def apply_grant_void(grant: str) -> None:
    """Its code or token was used twice, so somebody else may have it: it holds no more; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        AppGrant.objects.filter(id=grant, withdrawn_at=None).update(withdrawn_at=now())


def find_code(code: str) -> Code | None:
    """What a code stands for; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        row = AppGrant.objects.filter(code=token_hash(code)).first()
    if row is None or row.code_until is None:
        return None
    return Code(_allowed(row), row.redirect, row.challenge, row.code_until, row.code_used_at is not None)


def apply_code(grant: str) -> bool:
    """Use the code up. False for whoever comes second; for the system."""
    with enter_context(SYSTEM_CLAIMS):
        return AppGrant.objects.filter(id=grant, code_used_at=None).update(code_used_at=now()) == 1


def append_tokens(made: Iterable[tuple[str, Token]]) -> None:
    """Keep tokens, each beside what it stands for."""
    AppToken.objects.bulk_create(
        AppToken(hash=token_hash(token), kind=one.kind, app=one.app, grant=one.grant, scopes=list(one.scopes), until=one.until)
        for token, one in made
    )


def find_token(token: str) -> Token | None:
    """What a token stands for, whether or not it holds."""
    row = AppToken.objects.filter(hash=token_hash(token)).first()
    if row is None:
        return None
    grant = str(row.grant) if row.grant else None
    return Token(row.kind, row.app, grant, tuple(row.scopes), row.until.astimezone(ZONE), row.ended_at is not None)


def apply_token_end(token: str) -> bool:
    """Use it up, or take it back. False for whoever comes second."""
    return AppToken.objects.filter(hash=token_hash(token), ended_at=None).update(ended_at=now()) == 1


def apply_tokens_end(app: str, grant: str | None = None) -> None:
    """Take back every token of an app, or every one that rests on a grant."""
    found = AppToken.objects.filter(app=app, ended_at=None)
    (found.filter(grant=grant) if grant else found).update(ended_at=now())


def apply_scopes_end(app: str, scopes: Iterable[str]) -> None:
    """Take these out of everything that people allow an app, and end the access tokens that carry them; for the system. A refresh token
    stays: what it gives is what is allowed then.
    """
    gone = frozenset(scopes)
    with enter_context(SYSTEM_CLAIMS):
        for row in AppGrant.objects.filter(app=app, withdrawn_at=None, until__gt=now()):
            left = [one for one in row.scopes if one not in gone]
            if len(left) < len(row.scopes):
                AppGrant.objects.filter(id=row.id).update(scopes=left, **({} if left else {"withdrawn_at": now()}))
    for one in gone:
        AppToken.objects.filter(app=app, kind="access", ended_at=None, scopes__contains=[one]).update(ended_at=now())


def apply_token_sweep() -> int:
    """Drop tokens whose time is over. Answers how many."""
    with transaction.atomic():
        return int(AppToken.objects.filter(until__lt=now()).delete()[0])


def _allowed(row: AppGrant) -> Allowed:
    return Allowed(
        str(row.id), bytes(row.holder_index), row.app, tuple(row.scopes), row.level, row.given_at.astimezone(ZONE),
        row.until.astimezone(ZONE), row.withdrawn_at is not None,
    )  # fmt: skip
