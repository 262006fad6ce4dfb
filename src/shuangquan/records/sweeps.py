"""Sweeps and news that find whom to offer something: a part and what it found are kept together, or not at all."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, Sum

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Heard, Offer, Sweep, SweepChunk
from shuangquan.records.offers import DOUBT, LAPSED, OFFERED, OPEN

A_BATCH = 2_000
_ADD = (
    "insert into offer (home_region, handling_region, id, theme, person, about, state, missing, sweep_id, found_at, until, due_at)"
    " values (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s)"
    " on conflict (theme, person, about) do update set state = excluded.state, missing = excluded.missing, sweep_id = excluded.sweep_id,"
    " handling_region = excluded.handling_region, until = excluded.until,"
    " found_at = case when offer.state = excluded.state then offer.found_at else excluded.found_at end,"
    " due_at = case when offer.state = excluded.state then offer.due_at else excluded.due_at end"
    " where offer.state in ('offered', 'doubt', 'lapsed')"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom a sweep found. person, about: blind indexes; missing: names of facts, for who is in doubt.

    due: when it is given to who does not say no; only for who is not in doubt.
    """

    person: bytes
    region: str
    missing: tuple[str, ...] = ()
    about: bytes = b""
    until: date | None = None
    due: datetime | None = None


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
    with enter_context(SYSTEM_CLAIMS):
        SweepChunk.objects.create(sweep_id=sweep, chunk=chunk, people=tally.people, entitled=tally.entitled, doubtful=tally.doubtful)
        _append(sweep, theme, found)


def _append(sweep: str, theme: str, found: Iterable[Found]) -> None:
    moment, batch = now(), list[tuple[Any, ...]]()
    with connection.cursor() as cursor:
        for one in found:
            state, due = (DOUBT, None) if one.missing else (OFFERED, one.due)
            place, missing = (one.region, one.region, new_id(), theme), json.dumps(one.missing)
            batch.append((*place, one.person, one.about, state, missing, sweep, moment, one.until, due))
            if len(batch) >= A_BATCH:
                cursor.executemany(_ADD, batch)
                batch.clear()
        if batch:
            cursor.executemany(_ADD, batch)


def close_sweep(sweep: str, regions: Iterable[str] | None = None) -> Tally:
    """Every chunk is done; answers what they come to. What this sweep no longer found lapses.

    regions: those it went through, where alone anything lapses; None: all.
    """
    row = Sweep.objects.get(id=sweep)
    if row.finished_at is None:
        with enter_context(SYSTEM_CLAIMS):
            gone = Offer.objects.filter(theme=row.theme, state__in=OPEN).exclude(sweep_id=sweep)
            if regions is not None:
                gone = gone.filter(handling_region__in=list(regions))
            gone.update(state=LAPSED, answered_at=now())
            Sweep.objects.filter(id=sweep, finished_at=None).update(finished_at=now())
    found = SweepChunk.objects.filter(sweep_id=sweep).aggregate(people=Sum("people"), entitled=Sum("entitled"), doubtful=Sum("doubtful"))
    return Tally(*(found[name] or 0 for name in ("people", "entitled", "doubtful")))


def find_cursor(theme: str, source: str) -> str:
    """How far a register's news have been heard for a theme; "" before the first."""
    found = Heard.objects.filter(theme=theme, source=source).values_list("cursor", flat=True).first()
    return found or ""


def append_heard(theme: str, source: str, before: str, after: str, found: Iterable[Found]) -> bool:
    """Keep offers that news began, and how far they were heard. False, and nothing is kept, when somebody else has heard them meanwhile."""
    moment = now()
    with enter_context(SYSTEM_CLAIMS):
        row, made = Heard.objects.get_or_create(theme=theme, source=source, defaults={"cursor": after, "heard_at": moment})
        if not made and Heard.objects.filter(id=row.id, cursor=before).update(cursor=after, heard_at=moment) != 1:
            return False
        if made and before:
            return False
        _append(new_id(), theme, found)
    return True


def close_over(theme: str, day: date) -> int:
    """Offers that stood until before `day` lapse; answers how many."""
    with enter_context(SYSTEM_CLAIMS):
        return Offer.objects.filter(Q(until__lt=day), theme=theme, state__in=OPEN).update(state=LAPSED, answered_at=now())
