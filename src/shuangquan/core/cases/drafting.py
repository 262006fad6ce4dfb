"""Decisions before submission: opening, telling, typing, papers."""

from collections.abc import Mapping
from datetime import date

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import check_condition
from shuangquan.core.cases.events import (
    CaseOpened,
    EvidenceGiven,
    EvidenceLacking,
    FactNote,
    FactsNoted,
    MemberAdded,
    MembersPicked,
    NoticeAgreed,
    Replanned,
)
from shuangquan.core.cases.forms import find_asked_papers
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.member_events import MemberChosen
from shuangquan.core.cases.reading import drop_reading
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.exchange.values import check_phone, check_resident_id, read_value
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Origin, Unknown, Value
from shuangquan.core.words.names import Var

USCC, AUTHORISED = "uscc", "authorised"
"""Facts of the base dictionary: which company, and that somebody may act for it."""


def decide_open(
    turn: Turn, index: PlanIndex, signed_in: str, sign_in: Mapping[str, Value], company: str = "", voucher: str = "identity"
) -> None:
    """Open the matter. `sign_in`: facts that are vouched for, by name of the fact; voucher: identity (the provider), or guardian (of a
    child, by the register that names the parent).

    company: the credit code of the company for which its licence, or whom it appointed, lets this person act; "" for themself.
    """
    plan = index.plan
    turn.emit(CaseOpened(plan.theme, plan.region, signed_in, plan.bundle, plan.id))
    if index.roles[signed_in].form == "one_of":
        _choose(turn, index, signed_in, "1")
    origin = Origin("sign_in", voucher, turn.now, signed_in)
    notes = [turn.note(Var(signed_in, fact), Form.KNOWN, value, origin) for fact, value in sign_in.items()]
    if company:
        notes += _note_company(turn, index, signed_in, company)
    turn.emit(FactsNoted(signed_in, tuple(notes)))


def _note_company(turn: Turn, index: PlanIndex, signed_in: str, company: str) -> list[FactNote]:
    """Which company it is, and that this person may act for it: so that neither is typed nor asked. Refusal("company.theme")."""
    found = [
        one.role
        for one in index.plan.vars
        if one.fact == USCC and signed_in in map(index.resolve, one.by) and index.roles[one.role].form == "one"
    ]
    if len(found) != 1:
        raise Refusal("company.theme", "company")
    origin = Origin("sign_in", "licence", turn.now, signed_in)
    told: list[tuple[Var, Value]] = [(Var(found[0], USCC), company)]
    told += [(Var(one.name, AUTHORISED), True) for one in index.plan.roles if set(one.ends) == {signed_in, found[0]}]
    return [turn.note(var, Form.KNOWN, value, origin) for var, value in told if var in {Var(v.role, v.fact) for v in index.plan.vars}]


def decide_inform(turn: Turn, role: str, draws: tuple[str, ...], digest: str) -> None:
    """`role` has read what will be asked of whom, and agreed."""
    check_draft(turn.case)
    turn.emit(NoticeAgreed(role, draws, digest))


def check_draft(case: Case) -> None:
    """Refusal("case.not_draft") once the matter is submitted or withdrawn."""
    if case.state is not CaseState.DRAFT:
        raise Refusal("case.not_draft", "case")


def decide_replan(turn: Turn, index: PlanIndex, missing: frozenset[str]) -> None:
    """Go on with another plan. What a source that is down would have given is unknown for that reason, and said so."""
    turn.emit(Replanned(index.plan.id, tuple(sorted(missing))))
    notes = []
    for draw in index.plan.lost:
        outcome = [found for (name, _), (found, _at) in turn.case.draws.items() if name == draw.id]
        if "down" not in outcome or draw.list_role is not None:
            continue
        origin = Origin(draw.kind, draw.source, turn.now)
        for path, _ in draw.gives:
            var = find_var(index, path, None)
            if turn.case.know(var).why is Unknown.NOT_ASKED and index.list_of(var.role) is None:
                notes.append(FactNote(var, Form.UNKNOWN, "", "", origin, Unknown.SOURCE_DOWN))
    if notes:
        turn.emit(FactsNoted("system", tuple(notes)))


def decide_pick(turn: Turn, index: PlanIndex, role: str, members: tuple[str, ...]) -> None:
    """Choose the members the matter is about. Refusals: "members.unknown", "members.none", "members.too_many"."""
    check_draft(turn.case)
    planned, held = index.roles.get(role), turn.case.lists.get(role)
    if planned is None or planned.form != "many" or held is None or not set(members) <= set(held.keys):
        raise Refusal("members.unknown", role)
    if not members and not held.by_hand:
        raise Refusal("members.none", role)
    if len(members) > planned.most:
        raise Refusal("members.too_many", role, most=planned.most)
    turn.emit(MembersPicked(role, members))


def decide_choose(turn: Turn, index: PlanIndex, role: str, member: str) -> None:
    """Say which member of its list `role` is. Refusal("members.unknown") for another role or a member that the list does not have."""
    check_draft(turn.case)
    planned = index.roles.get(role)
    if planned is None or planned.ask is None or member not in turn.case.members(planned.member_of):
        raise Refusal("members.unknown", role)
    if turn.case.chosen.get(role) != (planned.member_of, member):
        _choose(turn, index, role, member)


def _choose(turn: Turn, index: PlanIndex, role: str, member: str) -> None:
    same = tuple((one.name, one.member_of) for one in index.plan.roles if one.chosen_by == role)
    turn.emit(MemberChosen(role, index.roles[role].member_of, member, same))


def decide_add_member(turn: Turn, index: PlanIndex, role: str) -> str:
    """Add a member by hand; answers its key. Refusals: "members.closed", "members.too_many"."""
    check_draft(turn.case)
    planned, held = index.roles.get(role), turn.case.lists.get(role)
    if planned is None or planned.form != "many" or planned.add != "typed":
        raise Refusal("members.closed", role)
    if held is not None and len(held.taken()) >= planned.most:
        raise Refusal("members.too_many", role, most=planned.most)
    key = str(1 + len(held.keys if held else ()))
    turn.emit(MemberAdded(role, key))
    return key


def decide_typed(turn: Turn, index: PlanIndex, by: str, given: Mapping[Var, str]) -> None:
    """Facts typed or corrected by `by`. All faults at once as Refusals; nothing is noted then, and nothing given is lost at the door."""
    check_draft_or_correction(turn.case)
    values, faults = check_typed(turn.case, index, by, given, turn.today)
    if faults:
        raise Refusals(tuple(faults))
    notes = []
    for var, value in values.items():
        before = turn.case.know(var)
        if before.form is not Form.UNKNOWN and before.value == value:
            continue
        kind = "corrected" if before.form is Form.KNOWN or (before.origin and before.origin.kind == "corrected") else "typed"
        notes.append(turn.note(var, Form.CLAIMED, value, Origin(kind, by, turn.now, by)))
    if notes:
        turn.emit(FactsNoted(by, tuple(notes)))


def check_draft_or_correction(case: Case) -> None:
    """Facts may be given in a draft, and after a correction notice."""
    if case.state is CaseState.SUBMITTED and any(task.state is TaskState.CORRECT for task in case.tasks.values()):
        return
    check_draft(case)


def check_typed(case: Case, index: PlanIndex, by: str, given: Mapping[Var, str], today: date) -> tuple[dict[Var, Value], list[Refusal]]:
    """The values that hold, and a refusal for each that does not."""
    values: dict[Var, Value] = {}
    faults: list[Refusal] = []
    for var, raw in given.items():
        planned = index.vars.get(var.template)
        if planned is None or not may_type(index, by, planned) or not _is_there(case, index, var):
            faults.append(Refusal("fact.not_yours", str(var)))
            continue
        try:
            values[var] = _check_one(case, index, planned, var, raw, today)
        except Refusal as refusal:
            faults.append(refusal)
    return values, faults


def may_type(index: PlanIndex, by: str, planned: PlanVar) -> bool:
    """Whether `by` may type this fact: for itself, or because the theme lets it speak for that role."""
    return any(index.resolve(role) == by for role in planned.by)


def _is_there(case: Case, index: PlanIndex, var: Var) -> bool:
    """Whether there is somebody of whom this is a fact: a member that the list has, and none where there is no list."""
    name = index.list_of(var.role)
    held = case.lists.get(name) if name else None
    return var.member is None if name is None else held is not None and var.member in held.keys


def _check_one(case: Case, index: PlanIndex, planned: PlanVar, var: Var, raw: str, today: date) -> Value:
    value = read_fact(planned, str(var), raw)
    if planned.check and not check_condition(case, index, planned, var, value, today):
        raise Refusal("fact.check", str(var), label=planned.label.zh, label_en=planned.label.en)
    return value


def read_fact(planned: PlanVar, where: str, raw: str) -> Value:
    """A value from what somebody typed. Refusal("fact.…") that says what is wrong with it, at `where`."""
    text = raw.strip()
    if not text:
        raise Refusal("fact.empty", where, label=planned.label.zh, label_en=planned.label.en)
    if planned.type == "resident_id" and (wrong := check_resident_id(text.upper())):
        raise Refusal(f"fact.resident_id.{wrong}", where, length=len(text))
    if planned.type == "phone" and (wrong := check_phone(text)):
        raise Refusal(f"fact.phone.{wrong}", where, length=len(text))
    if planned.options and text not in {code for code, _ in planned.options}:
        raise Refusal("fact.option", where, label=planned.label.zh, label_en=planned.label.en)
    try:
        return read_value(planned.type, text.upper() if planned.type == "resident_id" else text)
    except ValueError:
        raise Refusal(f"fact.type.{planned.type}", where, label=planned.label.zh, label_en=planned.label.en) from None


def decide_evidence(turn: Turn, index: PlanIndex, by: str, path: str, member: str | None, blob: str, sm3: str) -> None:
    """A paper was uploaded. Refusal("evidence.unknown") when the plan does not ask for it."""
    check_draft_or_correction(turn.case)
    _check_paper(turn, index, by, path, member)
    drop_reading(turn, (path, member))
    turn.emit(EvidenceGiven(path, member, blob, sm3, by))


def decide_lacking(turn: Turn, index: PlanIndex, by: str, path: str, member: str | None) -> None:
    """The person does not have this paper now: the matter may still be submitted, and an officer looks."""
    check_draft(turn.case)
    _check_paper(turn, index, by, path, member)
    drop_reading(turn, (path, member))
    turn.emit(EvidenceLacking(path, member, by))


def _check_paper(turn: Turn, index: PlanIndex, by: str, path: str, member: str | None) -> None:
    for paper in find_asked_papers(turn.case, index, turn.today):
        if (paper.evidence.path, paper.member) == (path, member):
            if paper.evidence.by and not any(index.resolve(role) == by for role in paper.evidence.by):
                break
            return
    raise Refusal("evidence.unknown", path)
