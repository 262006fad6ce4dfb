"""Offers and the sweeps that find them: a part of a sweep and what it found are kept together, or not at all."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Sum

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, Claims, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Offer, Sweep, SweepChunk

OFFERED, DOUBT, CONFIRMED, DECLINED = "offered", "doubt", "confirmed", "declined"
A_BATCH = 2_000
_ADD = (
    "insert into offer (home_region, handling_region, id, theme, person, about, state, missing, sweep_id, found_at, until)"
    " values (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)"
    " on conflict (theme, person, about) do update set state = excluded.state, missing = excluded.missing, sweep_id = excluded.sweep_id,"
    " found_at = excluded.found_at, until = excluded.until where offer.state = 'doubt'"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom a sweep found. person, about: blind indexes; missing: names of facts, for who is in doubt."""

    person: bytes
    region: str
    missing: tuple[str, ...] = ()
    about: bytes = b""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer. case_id: the matter that confirming opened."""

    id: str
    theme: str
    region: str
    state: str
    missing: tuple[str, ...]
    until: date | None
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people were looked at, are entitled, are in doubt."""

    people: int = 0
    entitled: int = 0
    doubtful: int = 0


def open_sweep(theme: str, bundle: str, day: date, population: str) -> tuple[str, frozenset[str]]:
    """The id of this sweep, begun now or before, and the chunks that are done."""
    row, _ = Sweep.objects.get_or_create(
        theme=theme, bundle=bundle, day=day, population=population, defaults={"id": new_id(), "started_at": now()}
    )
    return str(row.id), frozenset(SweepChunk.objects.filter(sweep=row).values_list("chunk", flat=True))


def append_chunk(sweep: str, theme: str, chunk: str, tally: Tally, found: Iterable[Found]) -> None:
    """Keep what a chunk found: nobody is offered the same twice; who has answered is left alone, who was in doubt is told anew."""
    moment = now()
    with enter_context(SYSTEM_CLAIMS), connection.cursor() as cursor:
        SweepChunk.objects.create(sweep_id=sweep, chunk=chunk, people=tally.people, entitled=tally.entitled, doubtful=tally.doubtful)
        batch: list[tuple[Any, ...]] = []
        for one in found:
            state = DOUBT if one.missing else OFFERED
            batch.append(
                (one.region, one.region, new_id(), theme, one.person, one.about, state, json.dumps(one.missing), sweep, moment, one.until)
            )
            if len(batch) >= A_BATCH:
                cursor.executemany(_ADD, batch)
                batch.clear()
        if batch:
            cursor.executemany(_ADD, batch)


def close_sweep(sweep: str) -> Tally:
    """Every chunk is done; answers what they come to."""
    Sweep.objects.filter(id=sweep, finished_at=None).update(finished_at=now())
    found = SweepChunk.objects.filter(sweep_id=sweep).aggregate(people=Sum("people"), entitled=Sum("entitled"), doubtful=Sum("doubtful"))
    return Tally(*(found[name] or 0 for name in ("people", "entitled", "doubtful")))


def find_offers(person: bytes) -> tuple[StoredOffer, ...]:
    """What waits for this person's answer, newest first."""
    with enter_context(Claims(party=person)):
        rows = list(Offer.objects.filter(person=person, state__in=(OFFERED, DOUBT)).order_by("-found_at", "id")[:20])
    return tuple(_stored(row) for row in rows)


def find_offer(offer: str, person: bytes) -> StoredOffer | None:
    """One offer of this person, answered or not."""
    with enter_context(Claims(party=person)):
        row = Offer.objects.filter(id=offer, person=person).first()
    return _stored(row) if row else None


def apply_offer_answer(offer: str, person: bytes, state: str, case_id: str | None = None) -> bool:
    """Keep the answer. False when it was answered before."""
    with enter_context(Claims(party=person)):
        found = Offer.objects.filter(id=offer, person=person, state__in=(OFFERED, DOUBT))
        return found.update(state=state, answered_at=now(), case_id=case_id) == 1


def _stored(row: Offer) -> StoredOffer:
    case = str(row.case_id) if row.case_id else None
    return StoredOffer(str(row.id), row.theme, row.home_region, row.state, tuple(row.missing), row.until, case)
