"""The one form: what is asked, what is still missing, and the digest that is signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import holds
from shuangquan.core.cases.delivery import POST, find_way
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.gather import awaits_consent
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import find_seats, is_excused
from shuangquan.core.standard.plan import Draw, Evidence, PlanVar
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.knowledge import Form, Unknown
from shuangquan.core.words.names import Var

ASKED = ("typed", "pick", "photograph")


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact the person has to give, unless a source answered after all."""

    var: Var
    planned: PlanVar
    given: bool


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A paper the person has to show. state: given | lacking | open."""

    evidence: Evidence
    member: str | None
    state: str


def find_vars(case: Case, index: PlanIndex, planned: PlanVar) -> Iterator[Var]:
    """The variables of this case that a planned one stands for: one, or one for each member; none of a member not chosen yet."""
    spine = index.list_of(planned.role)
    if spine is None:
        role = index.roles.get(planned.role)
        if role is None or not role.chosen_by or role.name in case.chosen:
            yield Var(planned.role, planned.fact)
        return
    for member in case.members(spine):
        yield Var(planned.role, planned.fact, member)


def find_asked_facts(case: Case, index: PlanIndex, today: date) -> tuple[AskedFact, ...]:
    """Every fact that is asked by hand in this plan; one that a speculative source gave is asked no more."""
    asked: dict[Var, AskedFact] = {}
    for planned in index.plan.vars:
        if index.roles[planned.role].absent:
            continue
        for var in find_vars(case, index, planned):
            if (
                case.own(var) not in asked
                and is_wanted(case, index, planned.path, var.member, today)
                and _is_asked(case, index, var, planned)
            ):
                asked[case.own(var)] = AskedFact(var, planned, case.know(var).form is not Form.UNKNOWN)
    return tuple(asked.values())


def _is_asked(case: Case, index: PlanIndex, var: Var, planned: PlanVar) -> bool:
    know = case.know(var)
    hand = know.origin is not None and know.origin.kind in ("typed", "corrected", "paper")
    if planned.from_ in ASKED and (know.form is not Form.KNOWN or hand):
        return know.why is not Unknown.PENDING
    return _by_hand_member(case, index, var, planned)


def _by_hand_member(case: Case, index: PlanIndex, var: Var, planned: PlanVar) -> bool:
    """A member that the person added is described by the person, wherever the source that names the others describes them."""
    spine = index.list_of(var.role)
    held = case.lists.get(spine) if spine else None
    if held is None or var.member not in held.by_hand or not planned.by:
        return False
    draw = index.draws.get(planned.source)
    alone = draw is not None and draw.per_member is not None and _can_ask(index, draw)
    return planned.from_ in ("resource", "certificate") and planned.role == spine and not alone


def _can_ask(index: PlanIndex, draw: Draw) -> bool:
    """Whether a source that is asked member by member can be asked of one whom the person added: by keys that people type."""
    return all((planned := index.vars.get(key)) is not None and planned.from_ in (*ASKED, "sign_in") for key in (*draw.keys, *draw.match))


def find_asked_papers(case: Case, index: PlanIndex, today: date) -> tuple[AskedPaper, ...]:
    """Every paper the plan asks for, one for each member where it is about a member."""
    papers = []
    for evidence in index.plan.evidence:
        members = case.members(evidence.per_member) if evidence.per_member else (None,)
        for member in members:
            if not is_wanted(case, index, evidence.path, member, today):
                continue
            key = (evidence.path, member)
            state = "given" if key in case.evidence else "lacking" if key in case.lacking else "open"
            papers.append(AskedPaper(evidence, member, state))
    return tuple(papers)


def is_wanted(case: Case, index: PlanIndex, ref: str, member: str | None, today: date) -> bool:
    """Whether some item that this member is in needs `ref` in this member's situation; what no item needs (a key, an address) is wanted."""
    needers = index.needers.get(ref, ())
    if not needers:
        return ref != index.plan.delivery_address or find_way(case, index) == POST
    for item, need in needers:
        env = item_env(case, index, item, member, today)
        if item.when and member is not None and item.for_each and holds(index, item.when, env) is False:
            continue
        if need.when and holds(index, need.when, env) is False:
            continue
        return True
    return False


def find_waiting_parties(case: Case, index: PlanIndex) -> tuple[str, ...]:
    """Seats that have yet to agree to the use of their data."""
    waiting = (seat for seat in find_seats(case, index) if awaits_consent(case, index, seat.role, seat.member))
    return tuple(seat.name for seat in waiting if _data_used(index, seat.role))


def _data_used(index: PlanIndex, role: str) -> bool:
    found = index.roles.get(role)
    return found is not None and not found.absent and any(role in draw.about for draw in index.plan.draws)


def find_unsigned(case: Case, index: PlanIndex) -> tuple[str, ...]:
    """Seats that must sign and have not signed the form as it stands; nobody, where a law gives it without an application."""
    if case.given:
        return ()
    digest = find_digest(case)
    return tuple(
        seat.name
        for seat in find_seats(case, index)
        if seat.party.signs
        and not index.roles[seat.role].absent
        and not is_excused(case, seat)
        and case.signatures.get(seat.name, ("",))[0] != digest
    )


def find_excused(case: Case, index: PlanIndex) -> tuple[str, ...]:
    """Seats whose signature the matter goes on without."""
    return tuple(seat.name for seat in find_seats(case, index) if seat.party.signs and is_excused(case, seat))


def find_digest(case: Case) -> str:
    """SM3 of the form as it stands: plan, situations, commitments to every value, papers. What a signature is bound to."""
    facts = sorted((str(var), fact.know.form.value, fact.commitment) for var, fact in case.facts.items() if not fact.held)
    situations = sorted((name, member or "", state.value) for (name, member), state in case.situations.items())
    papers = sorted((path, member or "", sm3) for (path, member), (_, sm3) in case.evidence.items())
    return sm3_hex(canonical_bytes([case.id, case.plan, situations, facts, papers]))
