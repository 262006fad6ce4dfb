"""A person's way through a form, as actions, with every outside party in memory: what puts a case before an officer."""

from collections.abc import Mapping

from shuangquan.actions.accounts import Citizen, keep_sign_in
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.drafts import (
    answer_questions,
    find_form_digest,
    go_on,
    has_fees,
    inform_case,
    lack_evidence,
    open_case,
    sign_form,
    submit_case,
    type_facts,
)
from shuangquan.actions.loading import Loaded, load, request_of
from shuangquan.actions.parties import agree_party, invite_party
from shuangquan.actions.payments import order_payment, settle_payment
from shuangquan.actions.running import run_case
from shuangquan.actions.standing import find_standing
from shuangquan.core.cases.forms import find_asked_facts, find_asked_papers, find_unsigned, find_waiting_parties
from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import today
from tests.portal.ports import World

REGION = "370783"


def sign_in_citizen(world: World, who: str) -> Citizen:
    number, name = world.identity.people[who]
    return keep_sign_in(f"test-{who}", number, 4, {"name": name, "phone": "13800000042"})


def file_case(world: World, answers: Mapping[str, str], typed: Mapping[str, str]) -> str:
    """The mother fills the form, the father agrees and signs where asked, she pays and submits; answers the case."""
    mother, father = sign_in_citizen(world, "mother"), sign_in_citizen(world, "father")
    actor, person = _actor(mother), mother.person
    with acting(actor, mother.index):
        case = open_case(actor, "newborn", REGION, "mother", person)
        inform_case(actor, case, person)
        for _ in range(16):
            version = look(case).case.version
            _act(world, case, mother, father, answers, typed)
            if look(case).case.version == version:
                break
        loaded = load(case)
        for role in find_unsigned(loaded.case, loaded.index):
            _sign(case, mother if role == "mother" else father)
        known = not world.departments.price_down  # what nobody can price now is paid later
        if known and has_fees(load(case)):
            order_payment(actor, case, person, "http://127.0.0.1/")
            world.payment.paid.update(world.payment.orders)
            settle_payment(actor, case, person)
        submit_case(actor, case, person, request_of(f"test-{case}", {}), fees_known=known)
    run(case)
    return case


def run(case: str) -> None:
    """Let the workers do what is due, until nothing moves."""
    with acting_system():
        for _ in range(12):
            run_case(case)


def look(case: str) -> Loaded:
    with acting_system():
        return load(case)


def _actor(citizen: Citizen) -> Actor:
    return citizen.actor(REGION, "test", "test")


def _act(world: World, case: str, mother: Citizen, father: Citizen, answers: Mapping[str, str], typed: Mapping[str, str]) -> None:
    actor, person = _actor(mother), mother.person
    standing = find_standing(load(case))
    given = {(q.situation.name, q.member): answers[q.situation.name] for q in standing.questions}
    if given:
        answer_questions(actor, case, person, given, {})
        return
    loaded = load(case)
    asked = (*standing.first, *(one.var for one in find_asked_facts(loaded.case, loaded.index, today()) if not one.given))
    facts = {var: typed.get(str(var)) or typed[var.fact] for var in dict.fromkeys(asked)}
    if facts:
        type_facts(actor, case, person, facts)
        return
    for role in find_waiting_parties(loaded.case, loaded.index):
        invite_party(actor, case, person, role)
        with acting(_actor(father), father.index):
            agree_party(_actor(father), case, father.person)
        return
    for paper in find_asked_papers(loaded.case, loaded.index, today()):
        if paper.state == "open":
            lack_evidence(actor, case, person, paper.evidence.path, paper.member)
            return
    go_on(actor, case, person)


def _sign(case: str, citizen: Citizen) -> None:
    actor = _actor(citizen)
    with acting(actor, citizen.index):
        sign_form(actor, case, citizen.person, find_form_digest(load(case)))
