"""Other people and the last steps before submission: agreeing, declining, signing, paying, submitting."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.consents import end_consent, find_scope, find_until
from shuangquan.core.cases.drafting import check_draft
from shuangquan.core.cases.events import (
    CaseWithdrawn,
    FactNote,
    FeeLine,
    PartyAgreed,
    PartyDeclined,
    PartyInvited,
    PaymentOrdered,
    PaymentSettled,
    Submitted,
)
from shuangquan.core.cases.fees import owes
from shuangquan.core.cases.forms import find_asked_facts, find_asked_papers, find_digest, find_unsigned, find_waiting_parties
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.policy import POLICY
from shuangquan.core.cases.refunds import decide_refunds
from shuangquan.core.cases.seats import Seat, find_choosers, find_identity, find_seat, find_seats, split_seat
from shuangquan.core.cases.settle import find_class
from shuangquan.core.cases.sign_events import Signed
from shuangquan.core.cases.signing import Seal, read_drawing, render_statement
from shuangquan.core.cases.task_events import TaskWithdrawn
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem, Situation
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Unknown


def decide_invite(turn: Turn, index: PlanIndex, role: str) -> None:
    """Ask another person to agree on their own device.

    Refusals: "party.unknown" for a role that takes no part, "party.unnamed" while it is not known who that is.
    """
    check_draft(turn.case)
    seat = _find_other(turn.case, index, role)
    number = find_identity(turn.case, role)
    if number is None or number.value is None:
        raise Refusal("party.unnamed", role)
    within = seat.party.within
    silent = find_deadline(turn.now, within, turn.calendar).at if within else None
    turn.emit(PartyInvited(role, silent))


def _find_other(case: Case, index: PlanIndex, name: str) -> Seat:
    """The seat of somebody else than the applicant. Refusal("party.unknown") when they take no part."""
    seat = find_seat(case, index, name)
    if seat is None or name == case.signed_in:
        raise Refusal("party.unknown", name)
    return seat


def decide_agree(turn: Turn, index: PlanIndex, role: str, level: int) -> None:
    """The person agrees: what was held back is released. Refusal("identity.low") below the level the theme asks."""
    check_draft(turn.case)
    _check_level(turn.case, index, role, level)
    mine = split_seat(turn.case, role)
    notes = tuple(
        FactNote(var, Form.KNOWN, fact.ref, fact.commitment, fact.know.origin)
        for var, fact in turn.case.facts.items()
        if fact.held and (var.role, var.member) == mine
    )
    turn.values.update({fact.ref: fact.value for fact in turn.case.facts.values() if fact.held})
    turn.emit(PartyAgreed(role, level, notes, find_until(turn), find_scope(index, role)))


def _check_level(case: Case, index: PlanIndex, role: str, level: int) -> None:
    seat = find_seat(case, index, role)
    if seat is None:
        raise Refusal("party.unknown", role)
    if level < seat.party.identity:
        raise Refusal("identity.low", role, need=seat.party.identity, have=level)


def decide_decline(turn: Turn, index: PlanIndex, role: str, how: str) -> None:
    """The person refuses, is silent too long, or the applicant does not wait: what was held back is destroyed unseen.

    Whoever had agreed takes that back: what it let in is destroyed too.
    """
    check_draft(turn.case)
    _find_other(turn.case, index, role)
    before = turn.case.parties.get(role)
    if before is not None and before.agreed_at is not None:
        end_consent(turn, role, "withdrawn")
    notes, mine = [], split_seat(turn.case, role)
    for var, fact in turn.case.facts.items():
        if fact.held and (var.role, var.member) == mine:
            turn.drop(fact.ref)
            notes.append(FactNote(var, Form.UNKNOWN, "", "", fact.know.origin, Unknown.REFUSED))
    turn.emit(PartyDeclined(role, how, tuple(notes)))


def check_complete(case: Case, index: PlanIndex, today: date) -> None:
    """Refusals naming everything that is still open on the form, and any situation that the plan was not made for."""
    planned = dict(index.plan.situation)
    faults = [Refusal("situation.open", s.name) for s in index.plan.situations if _is_open(case, s)]
    faults = faults or [Refusal("situation.open", name) for name, value in find_class(case, index).items() if planned.get(name) != value]
    for asked in find_asked_facts(case, index, today):
        if not asked.given:
            faults.append(Refusal("fact.empty", str(asked.var), label=asked.planned.label.zh, label_en=asked.planned.label.en))
    for paper in find_asked_papers(case, index, today):
        if paper.state == "open":
            where = paper.evidence.path if paper.member is None else f"{paper.evidence.path}[{paper.member}]"
            faults.append(Refusal("evidence.open", where, label=paper.evidence.name.zh, label_en=paper.evidence.name.en))
    faults += [
        Refusal("members.none", role.name)
        for role in index.plan.roles
        if role.form == "many" and not case.members(role.name) and not _may_be_empty(case, role.name)
    ]
    faults += [
        Refusal("members.unchosen", role.name, label=role.label.zh, label_en=role.label.say("en"))
        for role in find_choosers(index)
        if role.name not in case.chosen
    ]
    faults += [Refusal("party.waiting", waiting) for waiting in find_waiting_parties(case, index)]
    if faults:
        raise Refusals(tuple(faults))


def _is_open(case: Case, situation: Situation) -> bool:
    members: tuple[str | None, ...] = case.members(situation.of) if situation.of else (None,)
    return any((situation.name, member) not in case.situations for member in members)


def _may_be_empty(case: Case, role: str) -> bool:
    held = case.lists.get(role)
    return held is not None and held.complete


def decide_sign(
    turn: Turn, index: PlanIndex, role: str, digest: str, level: int, drawing: str = "", seal: Seal | None = None
) -> None:  # fmt: skip
    """`role` signs the form it saw, for itself or for the organisation it acts for. drawing: the name drawn by hand, if it was.

    Refusals: those of `read_drawing`; "sign.changed" when the form has changed since; "identity.low"; "party.unknown" for one who signs
    for nobody.
    """
    check_draft(turn.case)
    check_complete(turn.case, index, turn.today)
    for signer in find_signed_for(turn.case, index, role):
        _check_level(turn.case, index, signer, level)
    if digest != find_digest(turn.case):
        raise Refusal("sign.changed", "form")
    ref, commitment = turn.keep(f"signature/{role}", drawn) if (drawn := read_drawing(drawing)) else ("", "")
    for signer in find_signed_for(turn.case, index, role):
        statement = render_statement(turn.case.id, signer, digest, level, turn.now, commitment)
        turn.emit(Signed(signer, digest, level, ref, commitment, *(seal(statement) if seal else ("", ""))))


def find_sign_level(case: Case, index: PlanIndex, role: str) -> int:
    """The identity level at which `role` may sign: the platform's own, or a higher one of the theme. Refusal as `find_signed_for`."""
    signers = find_signed_for(case, index, role)
    return max(POLICY["case.sign"].level, *(seat.party.identity for seat in find_seats(case, index) if seat.name in signers))


def find_signed_for(case: Case, index: PlanIndex, role: str) -> tuple[str, ...]:
    """The seats that `role` signs for: its own, or organisations whose facts it may state. Refusal("party.unknown") when none."""
    if find_seat(case, index, role) is not None:
        return (role,)
    spoken_for = {v.role for v in index.plan.vars if any(index.resolve(by) == role for by in v.by)}
    found = tuple(p.role for p in index.plan.parties if p.role in spoken_for and index.roles[p.role].type == "organisation")
    if not found:
        raise Refusal("party.unknown", role)
    return found


def find_fees(case: Case, index: PlanIndex) -> tuple[tuple[PlanItem, str | None, str], ...]:
    """Fees that are due and not ordered or paid: (item, member, paying role)."""
    due = []
    for item in index.plan.items:
        for member in find_item_members(case, index, item):
            ordered = any(p.state == "ordered" and any(line[:2] == (item.id, member) for line in p.lines) for p in case.payments.values())
            if not ordered and owes(case, index, item, member):
                due.append((item, member, index.resolve(item.fees[0].pays)))
    return tuple(due)


def find_item_members(case: Case, index: PlanIndex, item: PlanItem) -> tuple[str | None, ...]:
    """Whom an item is done for: each member of its list, or once."""
    return tuple(case.members(item.for_each)) if item.for_each else (None,)


def decide_order(turn: Turn, index: PlanIndex, order: str, amounts: Mapping[tuple[str, str | None], Decimal]) -> None:
    """Order one sum for every fee that is due. `amounts` in yuan by (item, member), as the departments said.

    Refusals: "case.ended" for a matter that nothing can come of any more, "payment.nothing".
    """
    if turn.case.state not in (CaseState.DRAFT, CaseState.SUBMITTED):
        raise Refusal("case.ended", "payment")
    lines = tuple(
        FeeLine(item.id, member, f"{amounts[item.id, member]:.2f}", pays)
        for item, member, pays in find_fees(turn.case, index)
        if (item.id, member) in amounts
    )
    if not lines:
        raise Refusal("payment.nothing", "payment")
    total = sum((Decimal(line.amount) for line in lines), Decimal(0))
    turn.emit(PaymentOrdered(order, f"{total:.2f}", lines))


def decide_paid(turn: Turn, order: str, state: str) -> None:
    """The payment side says that the order is paid or has failed; said twice, it counts once."""
    payment = turn.case.payments.get(order)
    if payment is None:
        raise Refusal("payment.unknown", "payment")
    if payment.state == "ordered":
        turn.emit(PaymentSettled(order, state))


def decide_submit(turn: Turn, index: PlanIndex, *, fees_known: bool) -> None:
    """Submit. Refusals while anything is open, unsigned or unpaid; fees that no department could name now are paid later."""
    check_draft(turn.case)
    check_complete(turn.case, index, turn.today)
    unsigned = find_unsigned(turn.case, index)
    if unsigned:
        raise Refusals(tuple(Refusal("sign.missing", role) for role in unsigned))
    if fees_known and _unpaid(turn.case, index):
        raise Refusal("payment.missing", "payment")
    limit = index.plan.limit
    due = find_deadline(turn.now, limit, turn.calendar) if limit else None
    at: datetime | None = due.at if due else None
    turn.emit(Submitted(find_digest(turn.case), at, bool(due and due.provisional)))


def _unpaid(case: Case, index: PlanIndex) -> bool:
    return any(owes(case, index, item, member) for item in index.plan.items for member in find_item_members(case, index, item))


_DECIDED = frozenset({TaskState.APPROVED, TaskState.DONE, TaskState.REFUSED})


def may_withdraw(case: Case) -> bool:
    """Whether the whole matter can still be withdrawn: nothing of it has been decided. A department that works on it is told."""
    decided = any(task.state in _DECIDED or task.approved for task in case.tasks.values())
    return case.state in (CaseState.DRAFT, CaseState.SUBMITTED) and not decided


def decide_withdraw(turn: Turn, by: str) -> None:
    """Withdraw the whole matter, every open item with it; what was paid goes back.

    Refusals: "case.ended", "case.too_late" once something was decided.
    """
    case = turn.case
    if case.state not in (CaseState.DRAFT, CaseState.SUBMITTED):
        raise Refusal("case.ended", "case")
    if not may_withdraw(case):
        raise Refusal("case.too_late", "case")
    end_tasks(turn)
    turn.emit(CaseWithdrawn(by))
    decide_refunds(turn)


def end_tasks(turn: Turn) -> None:
    """Take back every item that is open."""
    for task in list(turn.case.tasks.values()):
        if not task.ended:
            turn.emit(TaskWithdrawn(task.item, task.member))
