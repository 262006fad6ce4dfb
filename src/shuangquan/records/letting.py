"""Codes by which a citizen lets a window act for them: asked, answered once, used once, within minutes."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now
from shuangquan.records.ids import new_token
from shuangquan.records.models import LetIn
from shuangquan.records.vault import token_hash

OPEN, KEPT = timedelta(minutes=5), timedelta(days=1)
"""For how long a code can be answered and used; for how long after that it is known at all."""


@dataclass(frozen=True, slots=True)
class StoredLetIn:
    """A code that was asked. index: of who said yes, empty before and after a no."""

    by: str
    door: str
    place: str
    region: str
    answered: bool
    index: bytes = field(repr=False)
    level: int


def append_let(by: str, door: str, place: str, region: str) -> str:
    """Ask; answers the token of the code. Only its hash is kept."""
    token, moment = new_token(), now()
    LetIn.objects.create(token_hash=token_hash(token), by=by, door=door, place=place, region=region, asked_at=moment, until=moment + OPEN)
    return token


def find_let(token: str) -> StoredLetIn | None:
    """A code that is still open; None for one that is over or used."""
    row = LetIn.objects.filter(token_hash=token_hash(token), until__gt=now(), used_at=None).first()
    return _stored(row) if row else None


def apply_answer(token: str, index: bytes | None, level: int) -> None:
    """Say yes (index) or no (None), once. Refusal("let.over")."""
    fresh = LetIn.objects.filter(token_hash=token_hash(token), until__gt=now(), answered_at=None)
    if fresh.update(index=index, level=level, answered_at=now()) != 1:
        raise Refusal("let.over", "code")


def take_let(token: str, by: str) -> StoredLetIn | None:
    """Use a yes, once, by the hands that asked; None while there is none."""
    with transaction.atomic():
        row = LetIn.objects.select_for_update().filter(token_hash=token_hash(token), by=by, until__gt=now(), used_at=None).first()
        if row is None or row.index is None:
            return None
        LetIn.objects.filter(token_hash=row.token_hash).update(used_at=now())
    return _stored(row)


def apply_let_sweep() -> int:
    """Drop codes that were over a day ago: who said yes is told from then on by what was done. Answers how many."""
    return int(LetIn.objects.filter(until__lt=now() - KEPT).delete()[0])


def _stored(row: LetIn) -> StoredLetIn:
    return StoredLetIn(row.by, row.door, row.place, row.region, row.answered_at is not None, bytes(row.index or b""), row.level)
