"""Events to a case. Replay never runs rules again: what was decided stands in the events."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases import certificate_events as c
from shuangquan.core.cases import data_events as d
from shuangquan.core.cases import events as e
from shuangquan.core.cases import giving_events as g
from shuangquan.core.cases import member_events as m
from shuangquan.core.cases import paper_events as q
from shuangquan.core.cases import pin_events as n
from shuangquan.core.cases import reading_events as r
from shuangquan.core.cases import replay_appeals, replay_certificates, replay_tasks
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import Fact, FormSignature, Members, PartyState, Payment, SituationState
from shuangquan.core.cases.collect_events import CollectChosen, PaperHanded
from shuangquan.core.cases.consent_events import ConsentEnded, PartyReminded
from shuangquan.core.cases.kinds import Event
from shuangquan.core.cases.readings import PaperReading
from shuangquan.core.cases.replay_delivery import DELIVERY
from shuangquan.core.cases.replay_reading import apply_read
from shuangquan.core.cases.replay_twins import TWINS
from shuangquan.core.cases.return_events import CaseReturned
from shuangquan.core.cases.sign_events import Signed
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.knowledge import Form, Knowledge, Unknown, Value


@dataclass(frozen=True, slots=True)
class Happened:
    """An event and when it happened."""

    event: Event
    at: datetime


Values = Mapping[str, Value | None]
"""Decrypted values by reference; a reference without one was erased."""


def replay(case_id: str, happened: Iterable[Happened], values: Values) -> Case:
    """The case that these events amount to, oldest first."""
    case = Case(case_id)
    for one in happened:
        apply_event(case, one, values)
    return case


def walk_events(case_id: str, happened: Iterable[Happened], values: Values) -> Iterator[tuple[Happened, Case]]:
    """Each event with the case just after it: the same case every time, one event further."""
    case = Case(case_id)
    for one in happened:
        apply_event(case, one, values)
        yield one, case


def apply_event(case: Case, one: Happened, values: Values) -> None:
    """Let one more event happen to `case`, in place. Only `replay` and `Draft` call this."""
    name = type(one.event)
    if name in _CASE:
        _CASE[name](case, one.event, one.at, values)
    else:
        replay_tasks.apply_task_event(case, one.event, one.at)
        replay_appeals.note_weighing(case, one.event, one.at)
        note_facts(case, getattr(one.event, "notes", ()), values)
    case.version += 1


def note_facts(case: Case, notes: Iterable[e.FactNote], values: Values) -> None:
    """Write these notes into the case, with their values where they still exist."""
    for note in notes:
        value = values.get(note.ref) if note.ref else None
        if note.held:
            know = Knowledge(Form.UNKNOWN, None, note.origin, Unknown.PENDING)
        elif note.ref and value is None:
            know = Knowledge(Form.UNKNOWN, None, note.origin, Unknown.ERASED)
        else:
            know = Knowledge(note.form, value, note.origin, note.why)
        case.facts[case.own(note.var)] = Fact(know, note.ref, note.commitment, note.held, value)


def _opened(case: Case, event: e.CaseOpened, at: datetime, _: Values) -> None:
    case.theme, case.region, case.signed_in = event.theme, event.region, event.signed_in
    case.bundle, case.plan, case.opened_at = event.bundle, event.plan, at


def _agreed_notice(case: Case, event: e.NoticeAgreed, _at: datetime, _: Values) -> None:
    case.informed.add(event.role)
    case.told_draws = event.draws


def _noted(case: Case, event: e.FactsNoted, _at: datetime, values: Values) -> None:
    note_facts(case, event.notes, values)


def _answered(case: Case, event: e.SourceAnswered, at: datetime, values: Values) -> None:
    case.draws[event.draw, event.member] = (event.outcome, at)
    if event.list_role:
        members = case.lists.setdefault(event.list_role, Members())
        members.keys += [key for key in event.members if key not in members.keys]
        members.complete = members.complete or event.complete
    note_facts(case, event.notes, values)


def _picked(case: Case, event: e.MembersPicked, _at: datetime, _: Values) -> None:
    case.lists.setdefault(event.role, Members()).picked = event.members


def _added(case: Case, event: e.MemberAdded, _at: datetime, _: Values) -> None:
    members = case.lists.setdefault(event.role, Members())
    if event.member not in members.keys:
        members.keys.append(event.member)
    members.by_hand.add(event.member)


def _chosen(case: Case, event: m.MemberChosen, _at: datetime, _: Values) -> None:
    members = case.lists.setdefault(event.of, Members())
    if event.member not in members.keys:
        members.keys.append(event.member)
    case.chosen |= {role: (along, event.member) for role, along in event.same}
    members.seated = {member for of, member in case.chosen.values() if of == event.of}


def _settled(case: Case, event: e.SituationSettled, _at: datetime, values: Values) -> None:
    value = values.get(event.ref)
    case.situations[event.name, event.member] = SituationState("" if value is None else str(value), event.how)


def _replanned(case: Case, event: e.Replanned, at: datetime, _: Values) -> None:
    case.plan, case.missing = event.plan, event.missing
    if case.state is CaseState.SUBMITTED:
        case.replanned_at = at


def _evidence(case: Case, event: e.EvidenceGiven, at: datetime, _: Values) -> None:
    case.evidence[event.path, event.member] = (event.blob, event.sm3)
    case.readings[event.path, event.member] = PaperReading(event.blob, at)
    case.lacking.discard((event.path, event.member))


def _lacking(case: Case, event: e.EvidenceLacking, _at: datetime, _: Values) -> None:
    case.evidence.pop((event.path, event.member), None)
    case.readings.pop((event.path, event.member), None)
    case.lacking.add((event.path, event.member))


def _invited(case: Case, event: e.PartyInvited, at: datetime, _: Values) -> None:
    party = case.parties.setdefault(event.role, PartyState())
    party.invited_at, party.silent_at = at, event.silent_at


def _agreed(case: Case, event: e.PartyAgreed, at: datetime, values: Values) -> None:
    party = case.parties.setdefault(event.role, PartyState())
    party.agreed_at, party.declined, party.declined_at = at, None, None
    party.until, party.scope = event.until, event.scope
    note_facts(case, event.notes, values)


def _declined(case: Case, event: e.PartyDeclined, at: datetime, values: Values) -> None:
    party = case.parties.setdefault(event.role, PartyState())
    party.agreed_at, party.declined, party.declined_at = None, event.how, at
    note_facts(case, event.notes, values)


def _consent_ended(case: Case, event: ConsentEnded, _at: datetime, values: Values) -> None:
    case.parties[event.role].end_consent()
    note_facts(case, event.notes, values)


def _signed(case: Case, event: Signed, at: datetime, _: Values) -> None:
    made = (event.drawn, event.commitment, event.signature, event.key)
    case.signatures[event.role] = FormSignature(event.digest, event.level, at, *made)


def _ordered(case: Case, event: e.PaymentOrdered, at: datetime, _: Values) -> None:
    lines = tuple((line.item, line.member, line.amount, line.pays) for line in event.lines)
    case.payments[event.order] = Payment(event.order, event.amount, lines, "ordered", at)


def _paid(case: Case, event: e.PaymentSettled, at: datetime, _: Values) -> None:
    payment = case.payments[event.order]
    payment.state, payment.at = event.state, at


def _refund(case: Case, event: e.RefundOrdered, _at: datetime, _: Values) -> None:
    case.refunds[event.refund] = (event.item, event.member, event.amount, "ordered")


def _refunded(case: Case, event: e.RefundSettled, _at: datetime, _: Values) -> None:
    case.refunds[event.refund] = (*case.refunds[event.refund][:3], "settled")


def _submitted(case: Case, event: e.Submitted, at: datetime, _: Values) -> None:
    case.state, case.submitted_at = CaseState.SUBMITTED, at
    case.due_at, case.provisional = event.due_at, event.provisional


def _withdrawn(case: Case, _event: e.CaseWithdrawn, at: datetime, _: Values) -> None:
    case.state, case.closed_at = CaseState.WITHDRAWN, at


def _parcel(case: Case, event: e.ParcelSent, _at: datetime, _: Values) -> None:
    case.parcels[event.parcel] = None


def _delivered(case: Case, event: e.ParcelDelivered, _at: datetime, _: Values) -> None:
    case.parcels[event.parcel] = event.at


def _collects(case: Case, event: CollectChosen, _at: datetime, _: Values) -> None:
    case.collect, case.delivery.way = event.hall, "counter"


def _handed(case: Case, event: PaperHanded, at: datetime, _: Values) -> None:
    case.parcels[event.parcel] = at


def _closed(case: Case, event: e.CaseClosed, at: datetime, _: Values) -> None:
    case.state, case.closed_at, case.unarchived = CaseState(event.outcome), at, True


def _due(case: Case, event: e.DueSettled, _at: datetime, _: Values) -> None:
    case.due_at, case.provisional = event.due_at, event.provisional


def _archived(case: Case, event: d.CaseArchived, at: datetime, _: Values) -> None:
    case.archives.append((event.package, at))
    case.unarchived = False


def _erased(case: Case, _event: d.CaseErased, at: datetime, _: Values) -> None:
    case.erased_at = at


def _lapsed(case: Case, event: c.CallLapsed, _at: datetime, values: Values) -> None:
    replay_certificates.apply_lapsed(case, event)
    note_facts(case, event.notes, values)


def _nothing(_case: Case, _event: Event, _at: datetime, _: Values) -> None:
    return


def _rebased(case: Case, event: n.CaseRebased, at: datetime, _: Values) -> None:
    case.bundle, case.plan, case.missing = event.bundle, event.plan, event.missing
    if case.state is CaseState.SUBMITTED:
        case.replanned_at = at
    else:
        case.informed, case.told_draws = set(), ()


def _given(case: Case, event: g.CaseGiven, _at: datetime, _: Values) -> None:
    case.given = True
    case.informed.add(event.role)
    case.told_draws = event.draws


_CASE: dict[type, Callable[..., None]] = {
    e.CaseOpened: _opened,
    e.NoticeAgreed: _agreed_notice,
    e.FactsNoted: _noted,
    e.SourceAnswered: _answered,
    e.MembersPicked: _picked,
    e.MemberAdded: _added,
    m.MemberChosen: _chosen,
    e.SituationSettled: _settled,
    e.Replanned: _replanned,
    n.CaseRebased: _rebased,
    e.EvidenceGiven: _evidence,
    e.EvidenceLacking: _lacking,
    e.PartyInvited: _invited,
    e.PartyAgreed: _agreed,
    e.PartyDeclined: _declined,
    ConsentEnded: _consent_ended,
    **dict.fromkeys((PartyReminded, CaseReturned), _nothing),
    Signed: _signed,
    e.PaymentOrdered: _ordered,
    e.PaymentSettled: _paid,
    e.RefundOrdered: _refund,
    e.RefundSettled: _refunded,
    e.Submitted: _submitted,
    e.CaseWithdrawn: _withdrawn,
    e.ParcelSent: _parcel,
    e.ParcelDelivered: _delivered,
    CollectChosen: _collects,
    PaperHanded: _handed,
    e.CaseClosed: _closed,
    e.DueSettled: _due,
    q.PaperReceived: lambda case, event, at, _values: case.received.setdefault(event.document, at),
    r.PaperRead: apply_read,
    c.CertificateCalled: lambda case, event, _at, _values: replay_certificates.apply_called(case, event),
    c.CallLapsed: _lapsed,
    d.CaseArchived: _archived,
    d.CaseErased: _erased,
    g.CaseGiven: _given,
    **DELIVERY,
    **TWINS,
}
