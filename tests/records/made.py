"""Made-up cases for the tests of records."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import commit_value
from shuangquan.records import ids, vault
from shuangquan.records.changes import (
    CaseRow,
    CertificateRow,
    Change,
    JobRow,
    MessageRow,
    NewEvent,
    NewValue,
    PartyRow,
    StoredCase,
    TaskRow,
)
from shuangquan.records.clock import ZONE

MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
MOTHER_ID = "379901199003070028"
FATHER_ID = "379901198811120017"
MOTHER = Actor(kind="citizen", subject="account-1", region="370783", door="portal", identity=4, purpose="apply")
OFFICER = Actor(kind="officer", subject="staff-1", region="370783", door="desk", identity=5, department="police", purpose="decide")


def case_row(region: str = "370783", **fields: Any) -> CaseRow:
    """A new case's row."""
    row = CaseRow(ids.new_id(), region, region, "moving-house", "0" * 64, "filling", "portal", MOMENT)
    return replace(row, **fields)


def opened(row: CaseRow, *, values: int = 3, party: str = MOTHER_ID) -> Change:
    """A case opened by its first party, with some values that its event commits to."""
    made = tuple(NewValue(ids.new_id(), f"applicant.fact_{n}", f"值{n}", ids.new_salt()) for n in range(values))
    body = {"values": [{"ref": v.ref, "path": v.path, "commitment": commit_value(v.salt, v.value)} for v in made]}
    index = vault.blind_index("id_number", party)
    return Change(MOTHER, row, None, (NewEvent("opened", 1, body, MOMENT),), made, parties=(PartyRow("applicant", "active", index),))


def continued(stored: StoredCase, **fields: Any) -> Change:
    """One more event of a stored case."""
    event = NewEvent("answered", 1, {"question": "follows", "ref": ids.new_id()}, MOMENT + timedelta(minutes=1))
    return replace(Change(MOTHER, stored.row, stored, (event,)), **fields)


def certificate(number: int, token: str = "", holder: bytes | None = None) -> CertificateRow:
    """A certificate with a payload that names its holder."""
    payload = '{"holder":"王小明"}'.encode()
    return CertificateRow(
        id=ids.new_id(),
        type="residence-page",
        identifier=f"37078326{number:08d}",
        issuer="police",
        item="move-in",
        member="",
        token=token or ids.new_token(),
        payload=payload,
        digest=bytes(32),
        signature=bytes(64),
        signer="police-1",
        issued_at=MOMENT,
        holder_index=holder,
    )


def whole(row: CaseRow, number: int) -> Change:
    """As much as one whole chain keeps: 12 events, 20 values, 4 tasks, 4 certificates, 2 parties, a message, a job."""
    first = opened(row, values=20)
    return replace(
        first,
        events=(*first.events, *(NewEvent("task_decided", 1, {"item": f"item-{n}", "reason": "complete"}, MOMENT) for n in range(11))),
        tasks=tuple(TaskRow(f"item-{n}", "", "police", "done", due_at=MOMENT, accepted_at=MOMENT, decided_at=MOMENT) for n in range(4)),
        certificates=tuple(certificate(number * 4 + n) for n in range(4)),
        messages=(MessageRow(ids.new_id(), f"{row.id}/done", "sms", "case-done", {"case": row.id}, "13800000000"),),
        jobs=(JobRow("case.advance", {"case": row.id}, key=f"advance/{row.id}", lock=row.id),),
    )
