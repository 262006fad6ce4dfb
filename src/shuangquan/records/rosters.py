"""Tables of people for a matter: kept sealed, worked row by row, as the current claims see them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records import vault
from shuangquan.records.changes import CaseRow, JobRow
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import roster_place
from shuangquan.records.ids import new_id
from shuangquan.records.models import Roster
from shuangquan.records.queue import enqueue

GOING, DONE, STOPPED = "going", "done", "stopped"
Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a row. number: in the file; who: by what it names somebody, masked; wrong: why it was not taken."""

    number: int
    who: str
    wrong: Refusal | None = None


@dataclass(frozen=True, slots=True)
class StoredRoster:
    """A table and how far it is. head, rows: empty once it is over; said: of the rows worked so far; stopped: why no more."""

    id: str
    case_id: str
    role: str
    party: bytes = field(repr=False)
    by: str
    door: str
    region: str
    level: int
    state: str
    count: int
    at: int
    head: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    said: tuple[Said, ...]
    stopped: Refusal | None


def append_roster(actor: Actor, case: CaseRow, party: bytes, role: str, head: Sequence[str], rows: Sequence[Row]) -> str:
    """Keep a table and the job that takes it; answers its id. Refusal("roster.going") while another of this case is not over."""
    made = new_id()
    key = vault.new_key()
    wrapped = vault.wrap_key(key, roster_place(made))
    content = json.dumps([list(head), [[number, list(cells)] for number, cells in rows]], ensure_ascii=False).encode()
    with enter_context(), transaction.atomic():
        if Roster.objects.select_for_update().filter(case_id=case.id, state=GOING).exists():
            raise Refusal("roster.going", "table")
        Roster.objects.create(
            id=made, home_region=case.home_region, handling_region=case.handling_region, case_id=case.id, role=role, party=party,
            by=actor.by, door=actor.door, region=actor.region, level=actor.identity, state=GOING, count=len(rows), taken_at=now(),
            wrapped=wrapped.key, key_version=wrapped.version, content=vault.seal_bytes(key, content, f"{roster_place(made)}:content"),
        )  # fmt: skip
        enqueue([JobRow("case.roster", {"roster": made}, key=f"roster:{made}", lock=f"roster:{case.id}")])
    return made


def find_roster(roster_id: str) -> StoredRoster | None:
    """A table, or None when the current claims see none or it was erased."""
    with enter_context():
        row = Roster.objects.filter(id=roster_id, wrapped__isnull=False).first()
    return _open(row) if row is not None else None


def find_latest_roster(case_id: str, role: str) -> StoredRoster | None:
    """The newest table of a list."""
    with enter_context():
        row = Roster.objects.filter(case_id=case_id, role=role, wrapped__isnull=False).order_by("-taken_at").first()
    return _open(row) if row is not None else None


def find_going_roster(case_id: str) -> str:
    """The list for which a table of this case is not over; "" when there is none."""
    with enter_context():
        return Roster.objects.filter(case_id=case_id, state=GOING).values_list("role", flat=True).first() or ""


def apply_roster(roster: StoredRoster, at: int, said: Sequence[Said], state: str = GOING, stopped: Refusal | None = None) -> bool:
    """How far it is now; answers whether it goes on. Once it is over, the table itself is let go; one that was halted stays so."""
    with enter_context(), transaction.atomic():
        row = Roster.objects.select_for_update().get(id=roster.id)
        if row.wrapped is None:  # erased meanwhile
            return False
        if row.state != GOING:  # halted meanwhile: what was worked until then is still told
            state, stopped = row.state, _open(row).stopped
        row.at = at
        _keep(row, said, state, stopped)
    return state == GOING


def halt_roster(case_id: str, role: str, why: Refusal) -> bool:
    """Take no more rows of the table that is being taken into this list; answers whether there was one."""
    with enter_context(), transaction.atomic():
        row = Roster.objects.select_for_update().filter(case_id=case_id, role=role, state=GOING, wrapped__isnull=False).first()
        if row is None:
            return False
        _keep(row, _open(row).said, STOPPED, why)
    return True


def _keep(row: Roster, said: Sequence[Said], state: str, stopped: Refusal | None) -> None:
    told = {"lines": [[one.number, one.who, _plain(one.wrong)] for one in said], "stopped": _plain(stopped)}
    plain = json.dumps(told, ensure_ascii=False).encode()
    row.state, row.reason = state, stopped.code if stopped else ""
    row.said = vault.seal_bytes(_key(row), plain, f"{roster_place(str(row.id))}:said")
    if state != GOING:
        row.content, row.ended_at = b"", now()
    row.save(update_fields=["at", "state", "reason", "said", "content", "ended_at"])


def _key(row: Roster) -> bytes:
    return vault.unwrap_key(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), roster_place(str(row.id)))


def _plain(refusal: Refusal | None) -> list[object] | None:
    return None if refusal is None else [refusal.code, refusal.where, dict(refusal.data)]


def _refusal(plain: Any) -> Refusal | None:
    return Refusal.restore(*plain) if plain else None


def _open(row: Roster) -> StoredRoster:
    key, place = _key(row), roster_place(str(row.id))
    head, rows = json.loads(vault.open_bytes(key, bytes(row.content), f"{place}:content")) if row.content else ((), ())
    told: dict[str, Any] = (
        json.loads(vault.open_bytes(key, bytes(row.said), f"{place}:said")) if row.said else {"lines": [], "stopped": None}
    )
    return StoredRoster(
        str(row.id), str(row.case_id), row.role, bytes(row.party), row.by, row.door, row.region, row.level, row.state, row.count, row.at,
        tuple(head), tuple((number, tuple(cells)) for number, cells in rows),
        tuple(Said(number, who, _refusal(wrong)) for number, who, wrong in told["lines"]), _refusal(told["stopped"]),
    )  # fmt: skip
