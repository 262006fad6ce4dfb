"""Matters filled in and signed, ready to be submitted: what the load generator presses the button of."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from shuangquan.actions.accounts import keep_sign_in
from shuangquan.actions.acting import acting
from shuangquan.actions.drafts import (
    answer_questions,
    find_form_digest,
    go_on,
    has_fees,
    inform_case,
    open_case,
    sign_form,
    type_facts,
)
from shuangquan.actions.loading import load
from shuangquan.actions.parties import agree_party, invite_party
from shuangquan.actions.payments import order_payment, settle_payment
from shuangquan.actions.people import Person
from shuangquan.actions.standing import find_standing
from shuangquan.core.cases.forms import find_asked_facts, find_waiting_parties
from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import today

REGION = "370783"
ANSWERS = {"follows": "mother", "father_named": "true", "two_ethnicities": "false", "parent_serving": "false"}
TYPED = {"name": "安安", "post_address": "山东省寿光市示例街道1号"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft, and the session of whoever may submit it."""

    case: str
    session: str


def prepare(people: Sequence[dict[str, str]], theme: str, *, pay: bool = True) -> list[Draft]:
    """A signed (and, where there are fees, paid) draft for each family. pay: whether fees are paid here and now."""
    return [_prepare(family, theme, pay) for family in people]


def _prepare(family: dict[str, str], theme: str, pay: bool) -> Draft:
    mother = keep_sign_in(f"bench-{family['mother']}", family["mother"], 4, {"name": "林安", "phone": "13800000000"})
    father = keep_sign_in(f"bench-{family['father']}", family["father"], 4, {"name": "张安", "phone": "13800000001"})
    actor = mother.actor(REGION, "bench", "bench")
    person = mother.person
    with acting(actor, mother.index):
        case = open_case(actor, theme, REGION, "mother", person)
        inform_case(actor, case, person)
        questions = find_standing(load(case)).questions
        answer_questions(actor, case, person, {(q.situation.name, q.member): ANSWERS[q.situation.name] for q in questions}, {})
        loaded = load(case)
        waiting = find_waiting_parties(loaded.case, loaded.index)
        for role in waiting:
            invite_party(actor, case, person, role)
    if waiting:
        with acting(father.actor(REGION, "bench", "bench"), father.index) as other:
            agree_party(other, case, father.person)
    with acting(actor, mother.index):
        _finish(actor, case, person, pay)
    return Draft(case, _session(mother.index))


def _finish(actor: Actor, case: str, person: Person, pay: bool) -> None:
    loaded = go_on(actor, case, person)
    open_facts = [one.var for one in find_asked_facts(loaded.case, loaded.index, today()) if not one.given]
    type_facts(actor, case, person, {var: TYPED[var.fact] for var in open_facts})
    if pay and has_fees(load(case)):
        httpx.post(order_payment(actor, case, person, f"{settings.ADDRESS}/"), data={"do": "pay"}, trust_env=False)
        settle_payment(actor, case, person)
    sign_form(actor, case, person, find_form_digest(load(case)))


def _session(index: bytes) -> str:
    store = SessionStore()
    store["citizen"] = {"index": index.hex(), "level": 4}
    store["seen"] = int(time.time())
    store.create()
    return str(store.session_key)
