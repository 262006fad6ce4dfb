"""The third beat: a turn's events, values, rows and jobs become one change, kept in one transaction."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from prometheus_client import Counter

from shuangquan.actions.filed import find_call_rows
from shuangquan.actions.hooks import is_told
from shuangquan.actions.matters import find_matters
from shuangquan.actions.telling import find_messages
from shuangquan.connectors.bound import ports
from shuangquan.core.cases.alerts import find_alert, is_over, was_alerted
from shuangquan.core.cases.appeals import find_appeal_cells
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.case_parts import PartyState
from shuangquan.core.cases.certificate_events import CertificateFreed, CertificateHeld, CertificateReplaced
from shuangquan.core.cases.collect_events import CollectChosen, PaperHanded
from shuangquan.core.cases.delivery import find_delivered_at, has_to_deliver
from shuangquan.core.cases.delivery_events import CellExpired, DeliveryChosen
from shuangquan.core.cases.events import (
    CaseClosed,
    CaseOpened,
    PartyAgreed,
    PartyDeclined,
    PartyInvited,
    PaymentSettled,
    RefundSettled,
    Replanned,
)
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import find_holder_var
from shuangquan.core.cases.kinds import write_event
from shuangquan.core.cases.pledges import OPEN, TO_VERIFY, VOID
from shuangquan.core.cases.result_events import CertificateRevoked, ResultEnds
from shuangquan.core.cases.seats import find_identity, find_seats
from shuangquan.core.cases.sign_events import Signed
from shuangquan.core.cases.stages import find_teller
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.life import REPLACED, REVOKED, SUSPENDED, VALID
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.records.cases import append_change, follow_change
from shuangquan.records.certificates import make_lookup
from shuangquan.records.changes import (
    Answered,
    CaseRow,
    CertificateRow,
    Change,
    JobRow,
    MessageRow,
    NewEvent,
    NewValue,
    PartyRow,
    StatusRow,
    StoredCase,
    TaskRow,
)
from shuangquan.records.correlation import spanning
from shuangquan.records.ids import new_id, new_token
from shuangquan.records.projected import TAKEN_BACK, WENT_ALONG
from shuangquan.records.vault import blind_index

ARCHIVE_AFTER = timedelta(hours=1)
"""After the end: by then what follows it (parcels, refunds) is mostly over, and the busiest time is not made busier."""
_EVENTS = Counter("shuangquan_events", "Events kept, by kind.", ("kind",))
_ISSUED = Counter("shuangquan_certificates_issued", "Certificates issued, by type.", ("type",))


def keep_turn(
    actor: Actor,
    stored: StoredCase | None,
    turn: Turn,
    index: PlanIndex,
    *,
    jobs: Sequence[JobRow] = (),
    messages: Sequence[MessageRow] = (),
    answered: Answered | None = None,
) -> StoredCase | None:
    """Sign what was issued, then keep everything; answers the case as the next change builds on it, None for a new one.

    Raises LostRace, IdempotentReplay and Refusal as records do.
    """
    certificates = _seal(turn, index)
    touched = {(getattr(h.event, "item", None), getattr(h.event, "member", None)) for h in turn.events}
    change = Change(
        actor,
        find_case_row(turn.case, index, stored.row if stored else None, actor.door),
        stored,
        tuple(NewEvent(h.event.kind, h.event.version, write_event(h.event), h.at) for h in turn.events),
        tuple(NewValue(ref, path, plain["v"], plain["s"]) for ref, (path, plain) in turn.kept.items()),
        tuple(find_task_row(index, task) for task in turn.case.tasks.values() if task.key in touched),
        find_party_rows(turn.case, index) if _touches_parties(turn, stored) else (),
        certificates,
        (*messages, *find_messages(turn)),
        (*jobs, *_find_endings(turn), *_find_told(turn, stored, actor.door)),
        answered,
        tuple(turn.dropped),
        find_matters(turn, index),
        _find_statuses(turn),
        find_call_rows(turn),
    )
    kept = follow_change(change) if stored else None
    if stored is None:
        append_change(change)
    _count(change)
    return kept


def _count(change: Change) -> None:
    for event in change.events:
        _EVENTS.labels(event.kind).inc()
    for made in change.certificates:
        _ISSUED.labels(made.type).inc()


def _find_endings(turn: Turn) -> tuple[JobRow, ...]:
    """What ends outside the case is ended by a job of its own: others' certificates are not for whoever decided here."""
    ends = any(isinstance(happened.event, ResultEnds) for happened in turn.events)
    jobs = (JobRow("case.end_others", {"case": turn.case.id}, key=f"ends:{turn.case.id}"),) if ends else ()
    return (*jobs, *_find_archiving(turn), *_find_shelving(turn), *_find_booking(turn), *_find_alerts(turn))


def _find_booking(turn: Turn) -> Iterator[JobRow]:
    """What was paid or paid back goes into our ledger."""
    if any(isinstance(happened.event, PaymentSettled | RefundSettled) for happened in turn.events):
        yield JobRow("case.book", {"case": turn.case.id})


def _find_archiving(turn: Turn) -> Iterator[JobRow]:
    """A matter that has ended is archived a while later; one that was opened again meanwhile, when it ends again."""
    if any(isinstance(happened.event, CaseClosed) for happened in turn.events):
        yield JobRow("case.archive", {"case": turn.case.id}, turn.now + ARCHIVE_AFTER, key=f"archive:{turn.case.id}", priority=-1)


def _find_shelving(turn: Turn) -> Iterator[JobRow]:
    """Papers that are collected at a hall are listed there once the matter has ended; what was listed is looked at again."""
    if turn.case.certificates and any(
        isinstance(happened.event, CaseClosed | CollectChosen | DeliveryChosen | CellExpired | PaperHanded) for happened in turn.events
    ):
        yield JobRow("case.shelve", {"case": turn.case.id})


def _find_alerts(turn: Turn) -> Iterator[JobRow]:
    """Those who supervise are told by a job, for whom is not known to the case; and when it is over, it is taken from before them."""
    for happened in turn.events:
        event: Any = happened.event
        task = turn.case.tasks.get((event.item, event.member)) if hasattr(event, "item") else None
        why = find_alert(event)
        if task is not None and (why or (was_alerted(task) and is_over(turn.case, *task.key))):
            args = {"case": turn.case.id, "item": task.item, "member": task.member, "why": why}
            yield JobRow("case.alert", args, key=f"alert:{turn.case.id}:{task.item}:{task.member or ''}:{why}")


def _find_told(turn: Turn, stored: StoredCase | None, door: str) -> Iterator[JobRow]:
    """An app that opened the case is told by a job: whose case it is, is not looked up here."""
    if is_told(stored.row.door if stored else door, frozenset(happened.event.kind for happened in turn.events)):
        yield JobRow("hook.tell", {"case": turn.case.id}, key=f"tell:{turn.case.id}")


_STATUS = {CertificateRevoked: REVOKED, CertificateHeld: SUSPENDED, CertificateFreed: VALID, CertificateReplaced: REPLACED}


def _find_statuses(turn: Turn) -> tuple[StatusRow, ...]:
    """Certificates that this turn ended, held, freed or replaced."""
    found = []
    for happened in turn.events:
        event: Any = happened.event
        status = _STATUS.get(type(event))
        if status is not None:
            found.append(StatusRow(event.type, getattr(event, "earlier", event.identifier), status))
    return tuple(found)


def find_case_row(case: Case, index: PlanIndex, stored: CaseRow | None, door: str) -> CaseRow:
    """The case as lists show it, after `stored`; door: where it was opened, for a new one."""
    home = stored.home_region if stored else case.region
    number = stored.number if stored else None
    door = stored.door if stored else door
    assert case.opened_at is not None
    return CaseRow(
        case.id, home, case.region, case.theme, case.bundle, case.state.value, door, case.opened_at,
        number or _number(case), case.submitted_at, case.due_at, case.provisional, case.closed_at,
        *((True, find_delivered_at(case, index)) if has_to_deliver(case, index) else (None, None)),
    )  # fmt: skip


def _number(case: Case) -> str | None:
    """What people call the case: region, day and eight digits of the id; given on submission."""
    if case.submitted_at is None:
        return None
    return f"SQ{case.region}{case.submitted_at:%Y%m%d}{int(case.id.replace('-', '')[-10:], 16) % 10**8:08d}"


BY_HAND = (TaskState.SENT, TaskState.WITHDRAWN, TaskState.STOPPED)
"""In which states a package that people type in is still somebody's work."""


def find_task_row(index: PlanIndex, task: Task) -> TaskRow:
    """The task as its department's inbox shows it; while it is to be verified, with that for a reason and its day; while something waits
    for a second officer, with that.
    """
    verify = task.pledge in TO_VERIFY
    asked = task.recheck if task.recheck and task.pledge == OPEN else task.pledge
    reason, due = (f"pledge:{asked}", task.pledge_by) if verify else (task.why or task.held_on, task.due_at)
    if task.pledge in VOID:
        reason = WENT_ALONG if task.because else TAKEN_BACK
    if task.proposal is not None:
        reason = f"second:{task.proposal.kind}"
    elif task.hand is not None and task.hand.step and task.state in BY_HAND:
        reason = f"hand:{task.hand.step}"
    elif task.special or task.away_why:
        reason = f"special:{task.special or 'outside'}"
    return TaskRow(
        task.item, task.member or "", find_teller(index.items[task.item], task), task.state.value, reason, task.outcome, task.officer,
        task.clock_from, due, task.provisional and not verify, task.decided_at, task.decided_by if task.decided_at else "", task.assignee,
        task.card, task.carded_at, *find_appeal_cells(task),
    )  # fmt: skip


_PARTIES = (CaseOpened, PartyInvited, PartyAgreed, PartyDeclined, Signed, Replanned)


def _touches_parties(turn: Turn, stored: StoredCase | None) -> bool:
    """Whether anything a party's row tells may have changed: who it is, what they answered, where the case is handled."""
    if stored is None or stored.row.handling_region != turn.case.region:
        return True
    events = [happened.event for happened in turn.events]
    notes = [note for event in events for note in getattr(event, "notes", ())]
    return any(isinstance(event, _PARTIES) for event in events) or any(note.var.fact == "id_number" for note in notes)


def find_party_rows(case: Case, index: PlanIndex) -> tuple[PartyRow, ...]:
    """The parties as they now stand, by seat."""
    rows = []
    for role in sorted({case.signed_in, *(seat.name for seat in find_seats(case, index))}):
        party, number = case.parties.get(role), find_number(case, role)
        declined = party is not None and party.declined is not None
        if (number is None and not declined) or (role != case.signed_in and party is None):
            continue
        signed = case.signatures.get(role)
        asked = party.invited_at if party else case.opened_at
        answered = (party.agreed_at or party.declined_at) if party else None
        state = "applicant" if role == case.signed_in else _party_state(party)
        found = blind_index("id_number", number) if number else None
        rows.append(PartyRow(role, state, found, asked, answered, signed[2] if signed else None))
    return tuple(rows)


def _party_state(party: PartyState | None) -> str:
    if party is None or (party.agreed_at is None and party.declined is None):
        return "invited"
    return "agreed" if party.agreed_at else "declined"


def find_number(case: Case, role: str) -> str | None:
    """The ID number of a seat, also while it is held back: by it a person is let in, and it is never shown for that."""
    fact = find_identity(case, role)
    return str(fact.value) if fact is not None and fact.value is not None else None


def _seal(turn: Turn, index: PlanIndex) -> tuple[CertificateRow, ...]:
    """Each payload signed by its issuer's key, before anything is kept."""
    outs = {(item.id, out.type): (out.issuer, out.holder) for item in index.plan.items for out in item.certificates}
    issued = {made.identifier: made for made in turn.case.certificates}
    rows = []
    for payload in turn.issued:
        made = issued[payload.identifier]
        issuer, holder = outs[made.item, made.type]
        held = find_holder_index(turn.case, index, holder, made.member)
        rows.append(_certificate_row(turn, payload, made.item, made.member, issuer, held))
    return tuple(rows)


def _certificate_row(turn: Turn, payload: Payload, item: str, member: str | None, issuer: str, holder: bytes | None) -> CertificateRow:
    data, made = payload.signed_bytes(), new_id()
    with spanning("seal", issuer=issuer):
        signature = ports().seal.sign(data, issuer)
    return CertificateRow(
        made, payload.type, payload.identifier, payload.issuer_code, item, member or "", new_token(), data,
        bytes.fromhex(sm3_hex(data)), signature.value, signature.key_id, turn.now, _date(payload.valid_to), holder,
        lookup=make_lookup(payload.number, payload.holder),
    )  # fmt: skip


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def find_holder_index(case: Case, index: PlanIndex, role: str, member: str | None) -> bytes | None:
    """By which the holder finds it again: the ID number, the credit code, else the applicant's number (a parent, for a child)."""
    for kind in ("id_number", "uscc"):
        value = case.value(find_holder_var(index, role, member, kind))
        if value is not None:
            return blind_index(kind, str(value))
    number = find_number(case, case.signed_in)
    return blind_index("id_number", number) if number else None
