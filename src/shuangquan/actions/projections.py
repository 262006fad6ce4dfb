"""Replay against the tables: what a case's events amount to must be what its rows say, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any

from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.filed import find_call_rows
from shuangquan.actions.keeping import find_case_row, find_holder_index, find_party_rows, find_task_row
from shuangquan.actions.matters import find_matters
from shuangquan.actions.plans import load_index
from shuangquan.actions.telling import find_messages
from shuangquan.connectors.bound import ports
from shuangquan.connectors.seal.port import Signature
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.replay import Happened, apply_event
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.core.words.codec import value_from_plain
from shuangquan.records.cases import load_case
from shuangquan.records.changes import CallRow, MatterRow, MessageRow, StoredCase
from shuangquan.records.ids import new_id
from shuangquan.records.projections import Projections, load_projections


@dataclass(frozen=True, slots=True)
class Drift:
    """A row that is not what its events amount to. row: what names it; what: the column, or "missing", "unexpected". Never a value."""

    case: str
    table: str
    row: str
    what: str


def find_drift(case_id: str) -> tuple[Drift, ...]:
    """Replay the case change by change and compare every row with what the code that writes them makes of it. Empty when all agree.

    Not compared: the door (events do not say it), and of an erased case whatever needs its values.
    """
    stored, rows = load_case(case_id), load_projections(case_id)
    if stored is None or rows is None:
        return (Drift(case_id, "case", case_id, "missing"),)
    made = _replay(stored)
    return tuple(Drift(case_id, *found) for found in (*_find_drift(made, rows), *_find_sealed_drift(made, rows, stored)))


@dataclass(slots=True)
class _Made:
    """The replayed case, and the rows that were written on the way."""

    case: Case
    index: PlanIndex
    matters: dict[tuple[str, bytes], MatterRow]
    messages: dict[str, MessageRow]
    certificates: dict[tuple[str, str], tuple[IssuedCertificate, bytes | None, Any]]
    calls: dict[tuple[str, str], CallRow]


def _replay(stored: StoredCase) -> _Made:
    """Events kept in one transaction carry one moment of recording: they are one change again."""
    case, values = Case(stored.row.id), {ref: value_from_plain(plain) for ref, plain in stored.values.items()}
    made: _Made | None = None
    for _, group in groupby(stored.events, key=lambda event: event.recorded_at):
        happened = [Happened(read_event(e.kind, e.schema_version, dict(e.body)), e.happened_at) for e in group]
        before = len(case.certificates)
        for one in happened:
            apply_event(case, one, values)
        index = load_index(case)
        made = made or _Made(case, index, {}, {}, {}, {})
        made.index = index
        turn = Turn(case, happened[-1].at, new_id, find_calendar(), lambda *_: "", values, events=happened)
        made.matters |= {(row.member, row.index): row for row in find_matters(turn, index)}
        made.calls |= {(row.draw, row.member): row for row in find_call_rows(turn)}
        made.messages |= {row.key: row for row in find_messages(turn)}
        holders = {(item.id, out.type): out.holder for item in index.plan.items for out in item.certificates}
        for issued in case.certificates[before:]:
            holder = find_holder_index(case, index, holders[issued.item, issued.type], issued.member)
            made.certificates[issued.type, issued.identifier] = (issued, holder, turn.now)
    assert made is not None  # a case has at least the event that opened it
    return made


def _find_drift(made: _Made, rows: Projections) -> Iterator[tuple[str, str, str]]:
    case = find_case_row(made.case, made.index, replace(rows.case, number=None), rows.case.door)
    yield from _compare("case", case.id, case, rows.case)
    if (made.case.version, made.case.id) != (rows.version, rows.case.id):
        yield "case", case.id, "version"
    tasks = {(row.item, row.member): row for row in (find_task_row(made.index, task) for task in made.case.tasks.values())}
    yield from _compare_all("task", tasks, rows.tasks)
    yield from _compare_all("certificate_call", made.calls, rows.calls)


def _find_sealed_drift(made: _Made, rows: Projections, stored: StoredCase) -> Iterator[tuple[str, str, str]]:
    """What rests on values of the case."""
    yield from _find_certificate_drift(made, rows, erased=stored.erased)
    if stored.erased:
        return
    parties = {row.role: row for row in find_party_rows(made.case, made.index)}
    # The index of a party whose number was destroyed outlives it: by it they are let in.
    held = {role: row.index for role, row in rows.parties.items()}
    parties = {role: replace(row, index=held.get(role)) if row.index is None else row for role, row in parties.items()}
    yield from _compare_all("case_party", parties, rows.parties)
    yield from _compare_all("matter", made.matters, rows.matters)
    for key, message in made.messages.items():
        sent = rows.messages.get(key)
        if sent is None:
            yield "message", key, "missing"
        elif (message.template, message.channel, message.refs, message.recipient) != (
            sent.template, sent.channel, sent.refs, sent.recipient,
        ):  # fmt: skip
            yield "message", key, "content"


def _find_certificate_drift(made: _Made, rows: Projections, *, erased: bool) -> Iterator[tuple[str, str, str]]:
    found = {(row.type, row.identifier): row for row in rows.certificates}
    for name in made.certificates.keys() ^ found.keys():
        yield "certificate", name[1], "missing" if name in made.certificates else "unexpected"
    for name in made.certificates.keys() & found.keys():
        (issued, holder, at), row = made.certificates[name], found[name]
        told = (issued.item, issued.member or "", issued.digest, issued.valid_to, at)
        if issued.status != row.status and (issued.status == "revoked" or row.status != "ended"):  # another case ends it
            yield "certificate", name[1], "status"
        if told != (row.item, row.member, row.digest.hex(), row.valid_to.isoformat() if row.valid_to else "", row.issued_at):
            yield "certificate", name[1], "column"
        if not erased and holder is not None and rows.holders[row.id] != holder:
            yield "certificate", name[1], "holder_index"
        if sm3_hex(row.payload) != row.digest.hex() or not ports().seal.verify(row.payload, Signature(row.signature, row.signer)):
            yield "certificate", name[1], "signature"


def _compare_all(table: str, replayed: Any, stored: Any) -> Iterator[tuple[str, str, str]]:
    for name in replayed.keys() ^ stored.keys():
        yield table, _name(name), "missing" if name in replayed else "unexpected"
    for name in replayed.keys() & stored.keys():
        yield from _compare(table, _name(name), replayed[name], stored[name])


def _compare(table: str, name: str, replayed: Any, stored: Any) -> Iterator[tuple[str, str, str]]:
    for one in fields(replayed):
        if getattr(replayed, one.name) != getattr(stored, one.name):
            yield table, name, one.name


def _name(key: Any) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return "/".join(part.hex()[:12] if isinstance(part, bytes) else str(part) for part in parts)
