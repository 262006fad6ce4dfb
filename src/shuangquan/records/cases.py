"""Load a case, append to a case. Both are one pipeline: one round trip to the database, whatever the number of rows."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg
from django.core.exceptions import ValidationError

from shuangquan.core.words.errors import Refusal
from shuangquan.records import rows, vault, writes
from shuangquan.records.batch import read_rows
from shuangquan.records.chain import parse_event
from shuangquan.records.changes import CaseRow, Change, IdempotentReplay, LostRace, StoredCase
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import SET_CONTEXT, batching, current_claims, enter_context, opening
from shuangquan.records.correlation import current_correlation, spanning
from shuangquan.records.models import Case, CaseEvent, Idempotency
from shuangquan.records.queue import ENQUEUE, render_jobs

_RACES = ("case_event_once", "case_event_pkey", "case_pkey", "case_id_key", "case_key_case_id_key")
_CASE = (
    "select c.home_region, c.handling_region, c.theme, c.bundle, c.state, c.door, c.opened_at, c.number, c.submitted_at, c.due_at,"
    " c.due_tentative, c.closed_at, c.to_deliver, c.delivered_at, c.version, c.head, k.wrapped, k.key_version"
    ' from "case" c left join case_key k on k.case_id = c.id where c.id = %s::uuid'
)
_EVENTS = "select canonical, hash from case_event where case_id = %s::uuid order by seq"
_VALUES = (
    "select ref::text, ciphertext from fact_value v where case_id = %s::uuid and dropped_at is null"
    ' and home_region = (select home_region from "case" where id = %s::uuid)'
)


def find_case_id(what: str) -> str | None:
    """The id of a case by its id or by the number people call it by, as the current claims see it."""
    by = {"number": what} if what.startswith("SQ") else {"id": what}
    try:
        with enter_context():
            found = Case.objects.filter(**by).values_list("id", flat=True).first()
    except ValidationError:  # neither a number nor an id
        return None
    return str(found) if found else None


def load_case(case_id: str) -> StoredCase | None:
    """The case with its events and values, or None when there is none that the current claims may see.

    vault.Tampered when a stored value is not what was sealed.
    """
    with spanning("case.load"):
        case, events, values = read_rows((_CASE, [case_id]), (_EVENTS, [case_id]), (_VALUES, [case_id, case_id]))
    return _stored(case_id, case[0], events, values) if case else None


def append_change(change: Change) -> int:
    """Keep a decision: all of it or nothing. Returns the case's new version (the seq of its last event).

    LostRace: the case has moved on since `change.stored` was loaded. IdempotentReplay: the actor's key was answered before.
    Refusal("idempotency.other_body"): the key was used for another request. Refusal("case.duplicate"): a live case is about the same
    matter. ValueError: no event, or a value for an erased case.
    """
    return _keep(change)[0]


def follow_change(change: Change) -> StoredCase:
    """Like `append_change`, for a case that was loaded; answers it as the next change builds on it, without loading it again.

    Its events and values are those of the first load: whoever follows a case holds the rest in memory.
    """
    if change.stored is None:
        raise ValueError("a new case is loaded before it is followed")
    version, head = _keep(change)
    return replace(change.stored, row=change.row, version=version, head=head)


def _keep(change: Change) -> tuple[int, bytes]:
    if not change.events:
        raise ValueError("a change has at least one event")
    claims = opening(change.row.id) if change.stored is None else current_claims()
    try:
        with spanning("case.append", events=len(change.events), certificates=len(change.certificates)), batching(claims) as token:
            return _append(change, token)
    except psycopg.errors.DivisionByZero:
        raise LostRace(change.row.id) from None
    except psycopg.errors.UniqueViolation as error:
        if error.diag.constraint_name in _RACES:
            raise LostRace(change.row.id) from None
        if error.diag.constraint_name == "matter_once":
            raise Refusal("case.duplicate", "case") from None
        if error.diag.constraint_name != "idempotency_pkey" or change.answered is None:
            raise
        earlier = find_answer(change.actor.subject, change.answered.key, change.answered.body_hash)
        if earlier is None:
            raise LostRace(change.row.id) from None
        raise IdempotentReplay(earlier) from None


def find_answer(actor: str, key: str, body_hash: bytes) -> dict[str, Any] | None:
    """What this actor's key was answered, or None. Refusal("idempotency.other_body") when it was used for another request."""
    found = Idempotency.objects.filter(actor=actor, key=key).values_list("body_hash", "answer").first()
    if found is None:
        return None
    if bytes(found[0]) != body_hash:
        raise Refusal("idempotency.other_body")
    answer: dict[str, Any] = found[1]
    return answer


def _append(change: Change, token: str) -> tuple[int, bytes]:
    row, stored = change.row, change.stored
    moment = now()
    key = vault.new_key() if stored is None else stored.key
    if change.values and key is None:
        raise ValueError("an erased case takes no values")
    version, head, events = rows.event_rows(change, moment)
    case = (row.home_region, row.handling_region, row.id)
    connection = writes.raw_connection()
    send = _Sender(connection)
    with connection.pipeline():
        if token:
            send(SET_CONTEXT.encode(), [token])
        send(writes.LOCK_TOGETHER, [])
        if change.answered is not None:
            send(writes.NEW_ANSWER, rows.answer_row(change.actor.subject, change.answered, moment))
        if stored is None:
            send(writes.NEW_CASE, rows.new_case_row(row, version, head))
            wrapped = vault.wrap_key(key or b"", row.id)
            send(writes.NEW_KEY, [*case, wrapped.key, wrapped.version])
        else:
            send(writes.SAME_CASE, rows.same_case_row(row, version, head, stored.version))
            if row.handling_region != stored.row.handling_region:
                for moved in (writes.MOVED_TASKS, writes.MOVED_OBJECTIONS, writes.MOVED_COMPLAINTS, writes.MOVED_ALERTS):
                    send(moved, [row.handling_region, row.home_region, row.id, row.handling_region])
        actor = (change.actor.kind, change.actor.subject, current_correlation(), moment)
        send(writes.EVENTS, [*case, *actor, *writes.columns(events)])
        _send_rows(send, change, case, key or b"", moment)
    return version, head


def _send_rows(send: "_Sender", change: Change, case: tuple[str, str, str], key: bytes, moment: datetime) -> None:
    values = [rows.value_row(change.row.id, value, key) for value in change.values]
    messages = [rows.message_row(message) for message in change.messages]
    for statement, same, own in (
        (writes.VALUES, (moment,), values),
        (writes.TASKS, (), [rows.task_row(task) for task in change.tasks]),
        (writes.PARTIES, (), [rows.party_row(party) for party in change.parties]),
        (writes.CERTIFICATES, (moment,), [rows.certificate_row(made) for made in change.certificates]),
        (writes.MATTERS, (), [rows.matter_row(matter) for matter in change.matters]),
        (writes.CALLS, (), [rows.call_row(call) for call in change.calls]),
        (writes.MESSAGES, (moment, "waiting", 0), messages),
    ):
        if own:
            send(statement, [*case, *same, *writes.columns(own)])
    if change.statuses:
        named = [[getattr(one, column) for one in change.statuses] for column in ("type", "identifier", "status")]
        send(writes.STATUSES, [moment, *named, change.row.home_region, change.row.id])
    if change.dropped:
        send(writes.DROPPED, [moment, change.row.home_region, change.row.id, list(change.dropped)])
    if change.jobs:
        send(ENQUEUE.encode(), [render_jobs(change.jobs)])


class _Sender:
    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.cursor = psycopg.Cursor(connection)

    def __call__(self, statement: bytes, values: Sequence[Any]) -> None:
        self.cursor.execute(statement, values, prepare=True)


def _stored(case_id: str, found: Sequence[Any], events: Sequence[Sequence[Any]], sealed: Sequence[Sequence[Any]]) -> StoredCase:
    home, handling, theme, bundle, state, door, opened, number, submitted, due, tentative, closed, *later = found
    to_deliver, delivered, version, head, wrapped, key_version = later
    key = vault.unwrap_key(vault.Wrapped(wrapped, key_version), case_id) if wrapped else None
    opened_values = {} if key is None else {ref: _open_value(case_id, ref, key, text) for ref, text in sealed}
    return StoredCase(
        row=CaseRow(
            id=case_id,
            home_region=home,
            handling_region=handling,
            theme=theme,
            bundle=bundle,
            state=state,
            door=door,
            opened_at=opened.astimezone(ZONE),
            number=number,
            submitted_at=_local(submitted),
            due_at=_local(due),
            due_tentative=tentative,
            closed_at=_local(closed),
            to_deliver=to_deliver,
            delivered_at=_local(delivered),
        ),
        version=version,
        head=head,
        events=tuple(parse_event(canonical, hash_) for canonical, hash_ in events),
        values={ref: value for ref, (_, value) in opened_values.items()},
        salts={ref: salt for ref, (salt, _) in opened_values.items()},
        key=key,
        erased=key is None,
    )


def _open_value(case_id: str, ref: str, key: bytes, sealed: bytes) -> tuple[str, Any]:
    salt, value = json.loads(vault.open_bytes(key, sealed, rows.value_place(case_id, ref)))
    return salt, value


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(ZONE) if moment else None


def has_event(case_id: str, kind: str) -> bool:
    """Whether an event of this kind stands in a case that the current claims see."""
    with enter_context():
        return CaseEvent.objects.filter(case_id=case_id, kind=kind).exists()
