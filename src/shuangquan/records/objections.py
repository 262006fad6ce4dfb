"""Requests to correct a fact that a department gave: kept beside the case, their words under the case's key."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal
from shuangquan.records import vault
from shuangquan.records.changes import Answered, CaseRow, JobRow, MessageRow, StoredCase
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Idempotency, Message, Objection
from shuangquan.records.queue import enqueue
from shuangquan.records.rows import message_row

OPEN = "open"
LATEST = 50


@dataclass(frozen=True, slots=True)
class NewObjection:
    """What to keep. fact: a variable's name; source: id of what gave it; party: blind index of who asks; right: what it should be."""

    fact: str
    source: str
    department: str
    party: bytes
    right: str = field(repr=False)
    remark: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class StoredObjection:
    """One request. state: open, corrected or upheld. answer: what the register holds now, or why it stays. Texts are empty once erased."""

    id: str
    case_id: str
    fact: str
    source: str
    department: str
    party: bytes
    state: str
    asked_at: datetime
    right: str = field(repr=False)
    remark: str = field(repr=False)
    officer: str
    answer: str = field(repr=False)
    answered_at: datetime | None


def append_objection(actor: str, case: StoredCase, new: NewObjection, answered: Answered) -> None:
    """Keep a request. The same key again keeps nothing. Refusal("objection.open") while one is open for this fact.

    ValueError for an erased case, which has no key to seal under.
    """
    if case.key is None:
        raise ValueError("an erased case takes no objection")
    made, moment = new_id(), now()
    asked = vault.seal_bytes(case.key, canonical_bytes([new.right, new.remark]), objection_place(made, "asked"))
    row = Objection(
        id=made, home_region=case.row.home_region, handling_region=case.row.handling_region, case_id=case.row.id, fact=new.fact,
        source=new.source, department=new.department, party=new.party, state=OPEN, asked=asked, asked_at=moment,
    )  # fmt: skip
    try:
        with enter_context():
            Idempotency.objects.create(
                actor=actor, key=answered.key, body_hash=answered.body_hash, answer={**answered.answer, "objection": made}, kept_at=moment
            )
            row.save(force_insert=True)
    except IntegrityError as error:
        if _constraint(error) == "objection_once":
            raise Refusal("objection.open", new.fact) from None
        if _constraint(error) != "idempotency_pkey":
            raise


def find_objections(case: StoredCase) -> tuple[StoredObjection, ...]:
    """Those of a case that the current claims see, newest first."""
    with enter_context():
        rows = list(Objection.objects.filter(case_id=case.row.id).order_by("-asked_at", "id")[:LATEST])
    return tuple(_stored(row, case.key) for row in rows)


def apply_answer(objection: StoredObjection, case: StoredCase, state: str, officer: str, text: str, message: MessageRow | None) -> None:
    """Close an open request, and leave a message in the outbox. Refusal("task.not_here") when somebody has closed it before."""
    if case.key is None:
        raise ValueError("an erased case takes no answer")
    sealed = vault.seal_bytes(case.key, canonical_bytes(text), objection_place(objection.id, "answer"))
    moment = now()
    with enter_context():
        found = Objection.objects.filter(id=objection.id, state=OPEN, erased_at__isnull=True)
        if not found.update(state=state, officer=officer, answer=sealed, answered_at=moment):
            raise Refusal("task.not_here", "objection")
        if message is not None:
            append_message(message, case.row, moment)
            enqueue([JobRow("message.send", {"limit": 20}, key="message.send")])


def append_message(message: MessageRow, case: CaseRow, moment: datetime) -> None:
    """Leave a message of a case in the outbox, within the transaction at hand; one that lies there under its key already stays as it is."""
    *_, wrapped, version, ciphertext = message_row(message)
    Message.objects.get_or_create(
        key=message.key,
        defaults={
            "id": message.id, "home_region": case.home_region, "handling_region": case.handling_region, "case_id": case.id,
            "channel": message.channel, "template": message.template, "refs": dict(message.refs), "state": "waiting",
            "created_at": moment, "party": message.party, "wrapped": wrapped, "key_version": version, "ciphertext": ciphertext,
        },
    )  # fmt: skip


def objection_place(objection_id: str, what: str) -> str:
    """What a request's text is bound to."""
    return f"objection:{objection_id}:{what}"


def _stored(row: Objection, key: bytes | None) -> StoredObjection:
    asked = _open(key, bytes(row.asked), objection_place(str(row.id), "asked"))
    right, remark = json.loads(asked) if asked else ("", "")
    answer = _open(key, bytes(row.answer), objection_place(str(row.id), "answer"))
    return StoredObjection(
        str(row.id), str(row.case_id), row.fact, row.source, row.department, bytes(row.party), row.state, row.asked_at, right, remark,
        row.officer, json.loads(answer) if answer else "", row.answered_at,
    )  # fmt: skip


def _open(key: bytes | None, sealed: bytes, place: str) -> bytes:
    return vault.open_bytes(key, sealed, place) if key is not None and sealed else b""


def _constraint(error: IntegrityError) -> str:
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", ""))
