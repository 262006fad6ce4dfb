"""Walk a written example through the real platform and the sandbox, as a person would; answers what came of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from shuangquan.actions.accounts import Citizen, keep_sign_in
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.checking import PlanMaker, walk_with
from shuangquan.actions.drafts import (
    add_member,
    answer_questions,
    choose_member,
    find_form_digest,
    go_on,
    has_fees,
    inform_case,
    lack_evidence,
    open_case,
    pick_members,
    sign_form,
    submit_case,
    type_facts,
)
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.loading import Loaded, load, request_of
from shuangquan.actions.parties import agree_party, decline_party, invite_party
from shuangquan.actions.payments import order_payment, settle_payment
from shuangquan.actions.rehearsal_report import Rehearsed, write_certificates, write_report
from shuangquan.actions.rehearsal_stage import Sandbox
from shuangquan.actions.running import run_case
from shuangquan.actions.standards import load_online
from shuangquan.actions.standing import find_standing
from shuangquan.core.cases.ending import find_early_end
from shuangquan.core.cases.forms import find_asked_facts, find_asked_papers, find_unsigned, find_waiting_parties
from shuangquan.core.cases.seats import find_choosers
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Drawing, Stuck
from shuangquan.core.cases.world import World
from shuangquan.core.standard.model_theme import Example
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import today
from shuangquan.records.ids import new_id
from shuangquan.records.matters import free_rehearsed

DOOR = "rehearsal"
PATIENCE = 60.0
"""Seconds a rehearsal waits for departments before it says that the case still waits."""
PAPER = b"%PDF-1.4\n% a rehearsal's paper: nothing is on it\n%%EOF\n"


def find_example(theme: str, name: str | None) -> Example:
    """An example by its 中文 or English name, or the first. Refusals: "theme.unknown", "example.unknown"."""
    examples = load_online().examples.get(theme)
    if not examples:
        raise Refusal("theme.unknown", theme)
    for example in examples:
        if name in (None, example.name.zh, example.name.en):
            return example
    raise Refusal("example.unknown", str(name), names="、".join(example.name.zh for example in examples))


@dataclass(slots=True)
class _Stage:
    """Everything one rehearsal holds. days: how far the example's days are moved to be today's; 0 where the law's own dates count."""

    world: World
    sandbox: Sandbox
    citizen: Citizen
    actor: Actor
    days: int
    report: Rehearsed

    def moved(self, plain: Any) -> Any:
        """The example's dates, brought to today."""
        if isinstance(plain, dict):
            return {key: self.moved(value) for key, value in plain.items()}
        if isinstance(plain, list):
            return [self.moved(value) for value in plain]
        if isinstance(plain, Decimal):
            return str(plain)
        if isinstance(plain, str) and len(plain) == 10 and plain[4:5] == plain[7:8] == "-":
            return (date.fromisoformat(plain) + timedelta(days=self.days)).isoformat()
        return plain

    def load(self) -> Loaded:
        """The case as it stands."""
        return load(self.report.case)


def rehearse(theme: str, name: str | None, out: Path | None) -> Rehearsed:
    """Walk an example through the platform and the sandbox. Refusals as a person would meet them; Stuck as the checker."""
    example = find_example(theme, name)
    world = World(load_online(), example)
    walked = walk_with(world, PlanMaker(world.bundle, theme))
    free_rehearsed(DOOR)
    sandbox, started = Sandbox(), time.monotonic()
    citizen = _sign_in(world)
    actor = citizen.actor(str(example.region), DOOR, f"试办：{example.name.zh}")
    with acting(actor, citizen.index):
        case = open_case(actor, theme, str(example.region), str(example.signed_in), citizen.person)
        stage = _Stage(world, sandbox, citizen, actor, _find_days(example), Rehearsed(theme, case))
        _lay(stage, walked.drawn)
        try:
            early = _fill(stage)
            if not early:
                _submit(stage)
        finally:
            sandbox.control("reset", {})
            sandbox.client.close()
        if out is not None:
            write_certificates(stage.report, stage.actor, out)
        write_report(stage.report, stage.load(), early)
    stage.report.seconds = round(time.monotonic() - started, 2)
    return stage.report


def _find_days(example: Example) -> int:
    return (today() - date.fromisoformat(str(example.today))).days if example.moves else 0


def _sign_in(world: World) -> Citizen:
    facts = {"phone": "13800000000", **{name: str(value) for name, value in world.sign_in().items()}}
    return keep_sign_in(f"rehearsal-{facts['id_number'][-4:]}-{new_id()[-6:]}", facts["id_number"], 5, facts)


def _lay(stage: _Stage, drawn: Sequence[Drawing]) -> None:
    stage.sandbox.lay(drawn, stage.moved)
    for source in stage.world.example.down:
        stage.sandbox.control(str(source), {"mode": "down"})


def _fill(stage: _Stage) -> str:
    """From the notice to a complete form; answers why the matter ends early, else ""."""
    case, person = stage.report.case, stage.citizen.person
    inform_case(stage.actor, case, person)
    for _ in range(24):
        loaded = stage.load()
        early = find_early_end(loaded.case, loaded.index, today())
        if early is not None:
            return early.kind
        version = loaded.case.version
        _act(stage, loaded)
        if stage.load().case.version == version:
            return ""
    raise RuntimeError("the example does not come to rest")


def _act(stage: _Stage, loaded: Loaded) -> None:
    """One thing a person does next."""
    case, person, world = stage.report.case, stage.citizen.person, stage.world
    if _choose(stage, loaded):
        return
    standing = find_standing(loaded)
    loaded = stage.load()
    answers = {}
    for question in standing.questions:
        name, member = question.situation.name, question.member
        value = world.find_answer(loaded.case, loaded.index, name, member, question.situation.of)
        if value is None:
            raise Stuck(name)
        answers[name, member] = value
        stage.report.asked.append(name)
    if answers:
        answer_questions(stage.actor, case, person, answers, {})
        return
    typed = {}
    asked = (one.var for one in find_asked_facts(loaded.case, loaded.index, today()) if not one.given)
    for var in dict.fromkeys((*standing.first, *asked)):
        value = world.find_typed(loaded.case, loaded.index, var)
        if value is None:
            raise Stuck(str(var))
        typed[var] = str(stage.moved(value))
        stage.report.asked.append(var.template)
    if typed:
        type_facts(stage.actor, case, person, typed)
        return
    if _name_member(stage, loaded):
        return
    for role in find_waiting_parties(loaded.case, loaded.index):
        _ask_party(stage, loaded, role)
        return
    for paper in find_asked_papers(loaded.case, loaded.index, today()):
        if paper.state == "open":
            _show(stage, loaded, paper.evidence.path, paper.evidence.certificate, paper.evidence.per_member, paper.member)
            return
    go_on(stage.actor, case, person)


def _name_member(stage: _Stage, loaded: Loaded) -> bool:
    """Say which member of a list a role is, as soon as the member is there."""
    for role in find_choosers(loaded.index):
        member = stage.world.find_choice(loaded.case, loaded.index, role.name) if role.name not in loaded.case.chosen else None
        if member is not None:
            stage.report.asked.append(role.name)
            choose_member(stage.actor, stage.report.case, stage.citizen.person, role.name, member)
            return True
    return False


def _choose(stage: _Stage, loaded: Loaded) -> bool:
    case, person, world = stage.report.case, stage.citizen.person, stage.world
    for role in loaded.index.plan.roles:
        held = loaded.case.lists.get(role.name)
        if role.form != "many" or (held and held.picked is not None):
            continue
        sources = [draw.id for draw in loaded.index.plan.draws if draw.list_role == role.name]
        there = bool(sources or (held and held.seated)) and all((draw, None) in loaded.case.draws for draw in sources)
        if there and role.add == "typed" and len(world.find_added(loaded.index, role.name)) > len(held.by_hand if held else ()):
            add_member(stage.actor, case, person, role.name)
            return True
        if held and held.by_hand:
            continue
        picked = world.find_picked(loaded.case, loaded.index, role.name)
        if held and picked is not None:
            pick_members(stage.actor, case, person, role.name, picked)
            return True
    return False


def _ask_party(stage: _Stage, loaded: Loaded, role: str) -> None:
    """The other person on their own device: signs in with their own account and agrees, or does not."""
    case = stage.report.case
    invite_party(stage.actor, case, stage.citizen.person, role)
    called, held = stage.world.find_seat(loaded.case, loaded.index, role)
    facts = {name: str(value) for name, value in held.items() if name in ("id_number", "name")}
    other = keep_sign_in(f"rehearsal-{facts['id_number'][-4:]}-{new_id()[-6:]}", facts["id_number"], 5, {"phone": "13800000001", **facts})
    actor = other.actor(loaded.case.region, DOOR, "试办：当事人")
    with acting(actor, other.index):
        if called in stage.world.example.refuses:
            decline_party(actor, case, other.person)
        else:
            agree_party(actor, case, other.person)


def _show(stage: _Stage, loaded: Loaded, path: str, certificate: str, spine: str | None, member: str | None) -> None:
    if stage.world.gives_paper(loaded.case, loaded.index, certificate, spine, member):
        give_evidence(stage.actor, stage.report.case, stage.citizen.person, path, member, PAPER)
    else:
        lack_evidence(stage.actor, stage.report.case, stage.citizen.person, path, member)


def _submit(stage: _Stage) -> None:
    """Sign, pay, submit, and run the case until it ends or waits for a person."""
    case, person = stage.report.case, stage.citizen.person
    loaded = stage.load()
    while unsigned := find_unsigned(loaded.case, loaded.index):
        _sign(stage, loaded, unsigned[0])
        loaded = stage.load()
    if has_fees(stage.load()):
        stage.sandbox.pay(order_payment(stage.actor, case, person, f"{settings.ADDRESS}/"))
        settle_payment(stage.actor, case, person)
    submit_case(stage.actor, case, person, request_of(f"rehearsal-{case}", {"case": case}))
    until = time.monotonic() + PATIENCE
    with acting_system():
        while time.monotonic() < until and _is_running(stage.load()):
            run_case(case)
            time.sleep(0.1)


def _sign(stage: _Stage, loaded: Loaded, role: str) -> None:
    digest = find_form_digest(loaded)
    if role == loaded.case.signed_in:
        sign_form(stage.actor, stage.report.case, stage.citizen.person, digest)
        return
    held = stage.world.find_seat(loaded.case, loaded.index, role)[1]
    facts = {name: str(value) for name, value in held.items() if name in ("id_number", "name", "uscc")}
    if "id_number" not in facts:  # an organisation signs by the person who acts for it
        sign_form(stage.actor, stage.report.case, stage.citizen.person, digest)
        return
    other = keep_sign_in(f"rehearsal-{facts['id_number'][-4:]}-{new_id()[-6:]}", facts["id_number"], 5, facts)
    actor = other.actor(loaded.case.region, DOOR, "试办：当事人")
    with acting(actor, other.index):
        sign_form(actor, stage.report.case, other.person, digest)


def _is_running(loaded: Loaded) -> bool:
    """Whether something outside is still awaited that a little time will bring."""
    if loaded.case.state is not CaseState.SUBMITTED:
        return False
    return any(task.state in (TaskState.SENT, TaskState.PASSED) for task in loaded.case.tasks.values())
