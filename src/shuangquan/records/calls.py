"""The record of every call of an outside party and of every reading of personal data. Names only: never a value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import now
from shuangquan.records.correlation import current_correlation
from shuangquan.records.ids import new_id
from shuangquan.records.models import DataUse, PartyCall


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
    PartyCall.objects.bulk_create(
        PartyCall(
            id=new_id(),
            home_region=where,
            handling_region=where,
            at=call.at,
            party=call.party,
            source=call.source,
            case_id=call.case_id,
            item=call.item,
            purpose=call.purpose,
            actor_kind=actor.kind,
            actor=actor.subject,
            key_names=list(call.key_names),
            field_names=list(call.field_names),
            outcome=call.outcome,
            ms=call.ms,
            correlation=current_correlation(),
        )
        for call in calls
    )


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
        purpose=actor.purpose,
        field_names=list(field_names),
        correlation=current_correlation(),
    )
