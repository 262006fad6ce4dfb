"""Complaints: kept beside the case, their words under the case's key, which ends them when the case is erased."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal
from shuangquan.records import vault
from shuangquan.records.changes import Answered, JobRow, MessageRow, StoredCase
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import CaseParty, Complaint, Idempotency
from shuangquan.records.objections import append_message
from shuangquan.records.queue import enqueue

LATEST = 50


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """What to keep. item, member: "" for the whole matter; department: whose; desk: who answers; party: blind index; papers: file ids."""

    about: str
    item: str
    member: str
    department: str
    desk: str
    party: bytes
    answer_by: datetime
    contact: bool
    text: str = field(repr=False)
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredComplaint:
    """One complaint. answers: (moment, words) level by level; officers: who gave them. Texts are empty once erased."""

    id: str
    case_id: str
    about: str
    item: str
    member: str
    department: str
    desk: str
    first_desk: str
    level: int
    party: bytes
    state: str
    contact: bool
    text: str = field(repr=False)
    papers: tuple[str, ...]
    filed_at: datetime
    answer_by: datetime
    answers: tuple[tuple[datetime, str], ...] = field(repr=False)
    officers: tuple[str, ...]
    closed_at: datetime | None
    satisfied: bool | None


def append_complaint(actor: str, case: StoredCase, new: NewComplaint, answered: Answered) -> None:
    """Keep one. The same key again keeps nothing. ValueError for an erased case, which has no key to seal under."""
    if case.key is None:
        raise ValueError("an erased case takes no complaint")
    made, moment = new_id(), now()
    said = vault.seal_bytes(case.key, canonical_bytes(new.text), complaint_place(made, "said"))
    row = Complaint(
        id=made, home_region=case.row.home_region, handling_region=case.row.handling_region, case_id=case.row.id, item=new.item,
        member=new.member, about=new.about, department=new.department, desk=new.desk, first_desk=new.desk,
        party=new.party, state="open", contact=new.contact, said=said, papers=list(new.papers), filed_at=moment, answer_by=new.answer_by,
    )  # fmt: skip
    try:
        with enter_context():
            Idempotency.objects.create(
                actor=actor, key=answered.key, body_hash=answered.body_hash, answer={**answered.answer, "complaint": made}, kept_at=moment
            )
            row.save(force_insert=True)
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "idempotency_pkey":
            raise


def find_complaints(case: StoredCase) -> tuple[StoredComplaint, ...]:
    """Those of a case that the current claims see, newest first."""
    with enter_context():
        rows = list(Complaint.objects.filter(case_id=case.row.id).order_by("-filed_at", "id")[:LATEST])
    return tuple(_stored(row, case.key) for row in rows)


def apply_complaint_answer(one: StoredComplaint, case: StoredCase, officer: str, text: str, message: MessageRow | None) -> None:
    """Answer an open one on its level. Refusal("complaint.step") when somebody was faster."""
    assert case.key is not None  # an erased case is not shown
    moment = now()
    told = [[at.isoformat(), words] for at, words in (*one.answers, (moment, text))]
    sealed = vault.seal_bytes(case.key, canonical_bytes(told), complaint_place(one.id, "answers"))
    with enter_context():
        _move(
            Complaint.objects.filter(id=one.id, state="open", level=one.level, erased_at__isnull=True).update(
                state="answered", officers=[*one.officers, officer], answers=sealed, answered_at=moment
            )
        )
        if message is not None:
            append_message(message, case.row, moment)
            enqueue([JobRow("message.send", {"limit": 20}, key="message.send")])


def apply_raised(one: StoredComplaint, desk: str, level: int, answer_by: datetime) -> None:
    """One level up. Refusal("complaint.step")."""
    with enter_context():
        found = Complaint.objects.filter(id=one.id, state="answered", level=one.level)
        _move(found.update(state="open", desk=desk, level=level, answer_by=answer_by, satisfied=False))


def apply_closed(one: StoredComplaint, state: str, satisfied: bool | None) -> None:
    """It is over: closed or withdrawn. Refusal("complaint.step") when it moved meanwhile."""
    with enter_context():
        found = Complaint.objects.filter(id=one.id, state=one.state, level=one.level)
        _move(found.update(state=state, satisfied=satisfied, closed_at=now()))


def _move(count: int) -> None:
    if not count:
        raise Refusal("complaint.step", "complaint")


def complaint_place(complaint_id: str, what: str) -> str:
    """What a complaint's text is bound to."""
    return f"complaint:{complaint_id}:{what}"


def _stored(row: Complaint, key: bytes | None) -> StoredComplaint:
    said = _open(key, bytes(row.said), complaint_place(str(row.id), "said"))
    answers = _open(key, bytes(row.answers), complaint_place(str(row.id), "answers"))
    told = tuple((datetime.fromisoformat(at), words) for at, words in json.loads(answers)) if answers else ()
    named = (str(row.id), str(row.case_id), row.about, row.item, row.member, row.department, row.desk, row.first_desk, row.level)
    told_by = (tuple(row.officers), row.closed_at, row.satisfied)
    return StoredComplaint(
        *named, bytes(row.party), row.state, row.contact, json.loads(said) if said else "", tuple(row.papers), row.filed_at, row.answer_by,
        told, *told_by,
    )  # fmt: skip


def _open(key: bytes | None, sealed: bytes, place: str) -> bytes:
    return vault.open_bytes(key, sealed, place) if key is not None and sealed else b""


def find_applicant(case_id: str) -> bytes | None:
    """The blind index of a case's applicant, as the current claims see it; None while nobody is known."""
    with enter_context():
        found = CaseParty.objects.filter(case_id=case_id, state="applicant").values_list("index", flat=True).first()
    return bytes(found) if found else None
