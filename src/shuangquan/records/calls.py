"""The record of every call of an outside party and of every reading of personal data. Names only: never a value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import psycopg

from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import now
from shuangquan.records.context import batching
from shuangquan.records.correlation import current_correlation
from shuangquan.records.ids import new_id
from shuangquan.records.models import DataUse
from shuangquan.records.writes import raw_connection

_CALL = (
    b"insert into party_call (id, home_region, handling_region, at, party, source, case_id, item, purpose, actor_kind, actor, key_names,"
    b" field_names, outcome, ms, correlation)"
    b" values (%s::uuid, %s, %s, %s, %s, %s, %s::uuid, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class PartyCallRow:
    """One call. key_names, field_names: names of variables or fields; outcome: ok, or the Fault's code; ms: how long it took."""

    at: datetime
    party: str
    source: str
    case_id: str | None
    item: str
    purpose: str
    key_names: tuple[str, ...]
    field_names: tuple[str, ...]
    outcome: str
    ms: int


def append_calls(actor: Actor, calls: Iterable[PartyCallRow], region: str = "") -> None:
    """Keep what was called, on behalf of whom. region: of the case, else the actor's."""
    where = region or actor.region
    rows = [
        (new_id(), where, where, call.at, call.party, call.source, call.case_id, call.item, call.purpose, actor.kind, actor.subject,
         list(call.key_names), list(call.field_names), call.outcome, call.ms, current_correlation())
        for call in calls
    ]  # fmt: skip
    if rows:
        with batching():  # whoever acts leaves a trace, in whatever context
            psycopg.Cursor(raw_connection()).executemany(_CALL, rows)


def append_data_use(actor: Actor, case_id: str | None, field_names: Iterable[str], region: str = "") -> None:
    """Keep that `actor` read these fields of a case, at the actor's door and for the actor's purpose."""
    where = region or actor.region
    DataUse.objects.create(
        id=new_id(),
        home_region=where,
        handling_region=where,
        at=now(),
        case_id=case_id,
        actor_kind=actor.kind,
        actor=actor.subject,
        department=actor.department,
        door=actor.door,
        by=actor.by,
        purpose=actor.purpose,
        field_names=list(field_names),
        correlation=current_correlation(),
    )
