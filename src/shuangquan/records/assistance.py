"""Who was served where, by whom: begun with the person's own index as the right to it, ended by hand, by idleness or by the next one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import Claims, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Assistance

TOUCH = timedelta(seconds=10)
"""How far `seen_at` may lag: not every request writes."""
SHOWN = 50


@dataclass(frozen=True, slots=True)
class StoredAssistance:
    """One citizen served. party: their blind index; the rest as in the table. ended_how: done | idle | next, "" while it runs."""

    id: str
    door: str
    place: str
    by: str
    party: bytes
    level: int
    basis: str
    begun_at: datetime
    ended_at: datetime | None
    ended_how: str


def append_assistance(actor: Actor, place: str, party: bytes, level: int, basis: str) -> StoredAssistance:
    """Begin; what still runs for others at this place by the same hands ends. actor: who is served, with `by`, door and region."""
    moment = now()
    row = Assistance(
        id=new_id(), home_region=actor.region, handling_region=actor.region, door=actor.door, place=place, by=actor.by, party=party,
        level=level, basis=basis, begun_at=moment, seen_at=moment,
    )  # fmt: skip
    with enter_context(Claims(regions=(actor.region,), party=party)):
        Assistance.objects.filter(by=actor.by, place=place, ended_at=None).update(ended_at=moment, ended_how="next")
        row.save(force_insert=True)
    return _stored(row)


def find_assistance(assistance_id: str, party: bytes, by: str, idle: timedelta, *, touch: bool = True) -> StoredAssistance | None:
    """One that runs, by the hands that began it; it ends here when nothing was done for `idle`. touch: whether this is doing something."""
    moment = now()
    with enter_context(Claims(party=party)):
        row = Assistance.objects.filter(id=assistance_id, party=party, by=by, ended_at=None).first()
        if row is None:
            return None
        if moment - row.seen_at > idle:
            Assistance.objects.filter(id=assistance_id).update(ended_at=moment, ended_how="idle")
            return None
        if touch and moment - row.seen_at > TOUCH:
            Assistance.objects.filter(id=assistance_id).update(seen_at=moment)
    return _stored(row)


def apply_assistance_end(assistance_id: str, party: bytes, how: str) -> bool:
    """End it. how: done | idle. False when it had ended."""
    with enter_context(Claims(party=party)):
        return Assistance.objects.filter(id=assistance_id, ended_at=None).update(ended_at=now(), ended_how=how) == 1


def find_assistances(party: bytes) -> tuple[StoredAssistance, ...]:
    """Where somebody was served, newest first, at most 50: they see who acted for them."""
    with enter_context(Claims(party=party)):
        rows = list(Assistance.objects.filter(party=party).order_by("-begun_at")[:SHOWN])
    return tuple(_stored(row) for row in rows)


def _stored(row: Assistance) -> StoredAssistance:
    ended = row.ended_at.astimezone(ZONE) if row.ended_at else None
    return StoredAssistance(
        str(row.id), row.door, row.place, row.by, bytes(row.party), row.level, row.basis, row.begun_at.astimezone(ZONE), ended,
        row.ended_how,
    )  # fmt: skip
