"""A change's parts as the rows that the statements in `writes.py` take; what is personal is encrypted here."""

import json
from datetime import datetime
from typing import Any

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.records import vault
from shuangquan.records.chain import GENESIS, link, render_event
from shuangquan.records.changes import (
    Answered,
    CallRow,
    CaseRow,
    CertificateRow,
    Change,
    MatterRow,
    MessageRow,
    NewValue,
    PartyRow,
    TaskRow,
)
from shuangquan.records.correlation import current_correlation

Row = tuple[Any, ...]


def event_rows(change: Change, moment: datetime) -> tuple[int, bytes, list[Row]]:
    """The version and head after the change, and the rows of its events, chained to the ones before."""
    seq, head = (0, GENESIS) if change.stored is None else (change.stored.version, change.stored.head)
    correlation = current_correlation()
    rows: list[Row] = []
    for event in change.events:
        seq += 1
        canonical = render_event(change.row.id, seq, event, change.actor, correlation, moment)
        head = link(head, canonical)
        rows.append((seq, event.kind, event.schema_version, event.happened_at, canonical, head))
    return seq, head, rows


def value_place(case_id: str, ref: str) -> str:
    """What a value's ciphertext is bound to."""
    return f"value:{case_id}:{ref}"


def certificate_place(certificate_id: str) -> str:
    """What a certificate's payload is bound to."""
    return f"certificate:{certificate_id}"


def showing_place(showing_id: str) -> str:
    """What is seen in a showing is bound to."""
    return f"showing:{showing_id}"


def copy_place(copy_id: str) -> str:
    """What an annotated copy is for is bound to."""
    return f"copy:{copy_id}"


def message_place(message_id: str) -> str:
    """What a message's recipient is bound to."""
    return f"message:{message_id}"


def share_place(use_id: str) -> str:
    """What the cause of a use of a certificate is bound to."""
    return f"share:{use_id}"


def value_row(case_id: str, value: NewValue, key: bytes) -> Row:
    """Salt and value encrypted together: with the key both go, so that an old commitment cannot be guessed at."""
    plain = canonical_bytes([value.salt, value.value])
    return (value.ref, value.path, vault.seal_bytes(key, plain, value_place(case_id, value.ref)))


def task_row(task: TaskRow) -> Row:
    """In the order of writes.TASKS."""
    when = (task.accepted_at, task.due_at, task.due_tentative, task.decided_at)
    who = (task.decided_by, task.assignee, task.card, task.carded_at, task.appeal, task.appeal_by)
    return (task.item, task.member, task.department, task.state, task.reason, task.outcome, task.officer, *when, *who)


def party_row(party: PartyRow) -> Row:
    """In the order of writes.PARTIES."""
    return (party.role, party.state, party.index, party.invited_at, party.answered_at, party.signed_at)


def certificate_row(made: CertificateRow) -> Row:
    """In the order of writes.CERTIFICATES; its link's token and its payload are sealed under a key of its own."""
    sealed = vault.seal_alone(made.token.encode() + b"\n" + made.payload, certificate_place(made.id))
    named = (made.id, made.type, made.identifier, made.issuer, made.item, made.member, made.holder_index, vault.token_hash(made.token))
    signed = (made.status, made.issued_at, made.valid_to, made.digest, made.signature, made.signer, made.lookup)
    return (*named, *signed, sealed.wrapped.key, sealed.wrapped.version, sealed.ciphertext)


def matter_row(matter: MatterRow) -> Row:
    """In the order of writes.MATTERS."""
    return (matter.member, matter.index, matter.ended)


def call_row(call: CallRow) -> Row:
    """In the order of writes.CALLS."""
    return (call.draw, call.member, call.certificate, call.state)


def message_row(message: MessageRow) -> Row:
    """In the order of writes.MESSAGES; the recipient is sealed under a key of its own."""
    sealed = vault.seal_alone(message.recipient.encode(), message_place(message.id))
    named = (message.id, message.key, message.channel, message.template, json.dumps(dict(message.refs)), message.party)
    return (*named, sealed.wrapped.key, sealed.wrapped.version, sealed.ciphertext)


def answer_row(actor: str, answered: Answered, moment: datetime) -> Row:
    """In the order of writes.NEW_ANSWER."""
    return (actor, answered.key, answered.body_hash, json.dumps(dict(answered.answer)), moment)


def new_case_row(row: CaseRow, version: int, head: bytes) -> Row:
    """In the order of writes.NEW_CASE."""
    named = (row.home_region, row.handling_region, row.id, row.number, row.theme, row.bundle, row.state, row.door)
    return (
        *named,
        row.opened_at,
        row.submitted_at,
        row.due_at,
        row.due_tentative,
        row.closed_at,
        row.to_deliver,
        row.delivered_at,
        version,
        head,
    )


def same_case_row(row: CaseRow, version: int, head: bytes, expected: int) -> Row:
    """In the order of writes.SAME_CASE."""
    when = (row.submitted_at, row.due_at, row.due_tentative, row.closed_at, row.to_deliver, row.delivered_at)
    return (row.handling_region, row.number, row.bundle, row.state, *when, version, head, row.home_region, row.id, expected)
