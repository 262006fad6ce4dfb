"""One case with ever more items: whether the time of its submission grows in proportion."""

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bench.drafts import ANSWERS, REGION, TYPED
from bench.ground import Ground
from shuangquan.actions.accounts import Citizen, keep_sign_in
from shuangquan.actions.acting import acting
from shuangquan.actions.drafts import (
    answer_questions,
    find_form_digest,
    go_on,
    inform_case,
    open_case,
    pick_members,
    sign_form,
    submit_case,
    type_facts,
)
from shuangquan.actions.loading import load, request_of
from shuangquan.actions.parties import agree_party, invite_party
from shuangquan.actions.standing import find_standing
from shuangquan.core.cases.forms import find_asked_facts, find_waiting_parties
from shuangquan.records.clock import today

SIZES = (1, 10, 50, 250)
"""Members of the list; each makes four items."""
THEME, LIST, SOURCE = "newborn", "children", "health.birth-records"


def measure_items(ground: Ground, people: Sequence[dict[str, str]], sizes: Sequence[int] = SIZES) -> dict[str, float]:
    """`N items` → milliseconds of the submission (load, decide, sign, keep), the better of two; and how the time per item changes."""
    found: dict[str, float] = {}
    waiting = iter(people)
    for size in sizes:
        found[f"{4 * size} items"] = min(1000 * _measure(ground, next(waiting), size) for _ in range(2))
    few, many = 4 * sizes[-2], 4 * sizes[-1]
    found["time per item, most against fewer"] = (found[f"{many} items"] / many) / (found[f"{few} items"] / few)
    return found


def _measure(ground: Ground, family: Mapping[str, str], size: int) -> float:
    ground.sandbox.control(
        "records", {"resource": SOURCE, "keys": {"mother.id_number": family["mother"]}, "members": _births(family, size)}
    )
    mother = keep_sign_in(f"bench-{family['mother']}", family["mother"], 4, {"name": "林安", "phone": "13800000000"})
    father = keep_sign_in(f"bench-{family['father']}", family["father"], 4, {"name": "张安", "phone": "13800000001"})
    case = _prepare(mother, father)
    actor = mother.actor(REGION, "bench", "bench")
    with acting(actor, mother.index):
        began = time.perf_counter()
        submit_case(actor, case, mother.person, request_of(f"submit-{case}", {"case": case}))
        seconds = time.perf_counter() - began
        ended = load(case).case
    if len(ended.certificates) != 4 * size:
        raise RuntimeError(f"{len(ended.certificates)} certificates of {4 * size}: {ended.state}")
    return seconds


def _births(family: Mapping[str, str], size: int) -> list[dict[str, Any]]:
    day = (today() - timedelta(days=5)).isoformat()
    return [
        {
            "newborns.birth_record_number": f"B{family['mother'][-8:]}{number:04d}",
            "newborns.birth_date": day,
            "newborns.sex": "female",
            "newborns.birth_place": "示例医院",
            "newborns.born_abroad": False,
            "newborns.weight_g": 3200,
        }
        for number in range(size)
    ]


def _prepare(mother: Citizen, father: Citizen) -> str:
    actor, person = mother.actor(REGION, "bench", "bench"), mother.person
    with acting(actor, mother.index):
        case = open_case(actor, THEME, REGION, "mother", person)
        inform_case(actor, case, person)
        questions = find_standing(load(case)).questions
        answer_questions(actor, case, person, {(q.situation.name, q.member): ANSWERS[q.situation.name] for q in questions}, {})
        loaded = load(case)
        pick_members(actor, case, person, LIST, tuple(loaded.case.lists[LIST].keys))
        for role in find_waiting_parties(loaded.case, loaded.index):
            invite_party(actor, case, person, role)
    with acting(father.actor(REGION, "bench", "bench"), father.index) as other:
        agree_party(other, case, father.person)
    with acting(actor, mother.index):
        loaded = go_on(actor, case, person)
        wanted = [one.var for one in find_asked_facts(loaded.case, loaded.index, today()) if not one.given]
        type_facts(actor, case, person, {var: TYPED[var.fact] for var in wanted})
        sign_form(actor, case, person, find_form_digest(load(case)))
    return case
