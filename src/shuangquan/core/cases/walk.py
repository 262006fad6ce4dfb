"""Walk a written example from sign-in to its end, purely: what the checker holds every theme's examples to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.drafting import (
    decide_add_member,
    decide_choose,
    decide_evidence,
    decide_inform,
    decide_lacking,
    decide_open,
    decide_pick,
    decide_replan,
    decide_typed,
)
from shuangquan.core.cases.ending import find_early_end
from shuangquan.core.cases.forms import find_asked_facts, find_asked_papers, find_digest, find_unsigned, find_waiting_parties
from shuangquan.core.cases.gather import decide_down, decide_drawn, find_draws, find_missing
from shuangquan.core.cases.issuing import decide_outside
from shuangquan.core.cases.order import is_for_outside
from shuangquan.core.cases.parties import (
    decide_agree,
    decide_decline,
    decide_invite,
    decide_order,
    decide_paid,
    decide_sign,
    decide_submit,
    find_fees,
)
from shuangquan.core.cases.pledges import KEPT, MENDING, OPEN, decide_broken, decide_kept
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.seats import find_choosers, find_identity
from shuangquan.core.cases.settle import Standing, decide_answer, decide_situations, find_class
from shuangquan.core.cases.stages import decide_met, decide_objected
from shuangquan.core.cases.task_events import TaskSent
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.walked import (
    Drawing as Drawing,
)
from shuangquan.core.cases.walked import (
    Plans as Plans,
)
from shuangquan.core.cases.walked import (
    Stuck as Stuck,
)
from shuangquan.core.cases.walked import (
    Walked as Walked,
)
from shuangquan.core.cases.world import World
from shuangquan.core.exchange.answers import read_answer
from shuangquan.core.exchange.values import read_value
from shuangquan.core.standard.model_common import BY_DEPARTMENT
from shuangquan.core.words.calendar import Calendar
from shuangquan.core.words.knowledge import Value

ROUNDS = 24
SHANGHAI = timezone(timedelta(hours=8))


def walk_example(world: World, plans: Plans) -> Walked:
    """Walk `world.example`. Stuck when it leaves out what is needed; Refusals as a person would meet them."""
    walked = fill_form(world, plans)
    if not walked.early:
        submit_form(walked)
        _run_on(walked, world)
    return walked


def fill_form(world: World, plans: Plans) -> Walked:
    """From signing in to a form that can be signed, or to an early end. Errors as `walk_example`."""
    walked = _open(world, plans)
    for _ in range(ROUNDS):
        before = len(walked.turn.events)
        standing = _gather(walked, world, plans)
        early = find_early_end(walked.case, walked.index, walked.turn.today)
        if early is not None:
            walked.early = early.kind
            return walked
        _act(walked, world, standing)
        if len(walked.turn.events) == before:
            break
    return walked


def _open(world: World, plans: Plans) -> Walked:
    day = datetime.fromisoformat(str(world.example.today)).replace(hour=10, tzinfo=SHANGHAI)
    counter = _Counter()
    calendar = Calendar(frozenset(range(2004, day.year + 2)), frozenset(), frozenset())
    turn = Turn(Case("example"), day, counter.fresh, calendar, counter.number, {})
    index = plans(None, frozenset())
    facts: dict[str, Value] = {name: read_value("text", str(value)) for name, value in world.sign_in().items()}
    decide_open(turn, index, str(world.example.signed_in), facts)
    decide_inform(turn, str(world.example.signed_in), (), "")
    return Walked(turn, index)


@dataclass(slots=True)
class _Counter:
    count: int = 0

    def fresh(self) -> str:
        self.count += 1
        return f"{self.count:032d}"

    def number(self, issuer: str, certificate: str) -> str:
        self.count += 1
        return f"{certificate[0].upper()}{self.count:09d}"


def _gather(walked: Walked, world: World, plans: Plans) -> Standing:
    turn = walked.turn
    for _ in range(ROUNDS):
        for ready in find_draws(turn.case, walked.index):
            if world.is_down(ready.draw):
                decide_down(turn, ready)
                continue
            found, record, members = world.answer(turn.case, walked.index, ready)
            walked.drawn.append(Drawing(ready, found, record, members))
            reading = read_answer(ready.draw, walked.index.vars, ready.member, found, record, members)
            decide_drawn(turn, walked.index, ready, reading)
        standing = decide_situations(turn, walked.index)
        if find_draws(turn.case, walked.index):
            continue
        missing = find_missing(turn.case, walked.index)
        wanted = walked.index
        if standing.known or missing != frozenset(walked.index.plan.missing):
            situation = find_class(turn.case, walked.index) if standing.known else dict(walked.index.plan.situation)
            wanted = plans(situation or None, missing)
        if wanted.plan.id == walked.case.plan:
            return standing
        decide_replan(turn, wanted, missing)
        walked.index = wanted
    raise Stuck("the plan does not come to rest")


def _act(walked: Walked, world: World, standing: Standing) -> None:
    """Whatever the person does next: answer, type, choose, upload, ask the other party."""
    _pick(walked, world)
    for question in standing.questions:
        name, member = question.situation.name, question.member
        value = world.find_answer(walked.case, walked.index, name, member, question.situation.of)
        if value is None:
            raise Stuck(name)
        walked.asked.append(name)
        decide_answer(walked.turn, walked.index, name, member, value)
    if standing.questions:
        return
    _choose(walked, world)
    _type(walked, world, standing)
    _consent(walked, world)
    for paper in find_asked_papers(walked.case, walked.index, walked.turn.today):
        if paper.state == "open":
            _show(walked, world, paper.evidence.path, paper.evidence.certificate, paper.evidence.per_member, paper.member)


def _pick(walked: Walked, world: World) -> None:
    for role in walked.index.plan.roles:
        if role.form != "many":
            continue
        held = walked.case.lists.get(role.name)
        sources = [draw.id for draw in walked.index.plan.draws if draw.list_role == role.name]
        asked = bool(sources or (held and held.seated)) and all((draw, None) in walked.case.draws for draw in sources)
        if asked and role.add == "typed" and not (held and held.by_hand):
            for _ in world.find_added(walked.index, role.name):
                decide_add_member(walked.turn, walked.index, role.name)
        held = walked.case.lists.get(role.name)
        picked = world.find_picked(walked.case, walked.index, role.name)
        if held and held.picked is None and picked is not None:
            decide_pick(walked.turn, walked.index, role.name, picked)


def _choose(walked: Walked, world: World) -> None:
    """Say which member a role is, as soon as those are there whom the example names."""
    for role in find_choosers(walked.index):
        if role.name not in walked.case.chosen:
            member = world.find_choice(walked.case, walked.index, role.name)
            if member is None:
                raise Stuck(role.name)
            walked.asked.append(role.name)
            decide_choose(walked.turn, walked.index, role.name, member)


def _consent(walked: Walked, world: World) -> None:
    for name in find_waiting_parties(walked.case, walked.index):
        if find_identity(walked.case, name) is None:
            continue  # first who it is
        decide_invite(walked.turn, walked.index, name)
        if world.find_seat(walked.case, walked.index, name)[0] in world.example.refuses:
            decide_decline(walked.turn, walked.index, name, "refused")
        else:
            decide_agree(walked.turn, walked.index, name, 5)


def _type(walked: Walked, world: World, standing: Standing) -> None:
    open_facts = (asked.var for asked in find_asked_facts(walked.case, walked.index, walked.turn.today) if not asked.given)
    wanted = dict.fromkeys((*standing.first, *open_facts))
    given = {}
    for var in wanted:
        value = world.find_typed(walked.case, walked.index, var)
        if value is None:
            raise Stuck(str(var))
        walked.asked.append(var.template)
        given[var] = value
    if given:
        decide_typed(walked.turn, walked.index, walked.case.signed_in, given)


def _show(walked: Walked, world: World, path: str, certificate: str, spine: str | None, member: str | None) -> None:
    by = walked.case.signed_in
    if world.gives_paper(walked.case, walked.index, certificate, spine, member):
        decide_evidence(walked.turn, walked.index, by, path, member, walked.turn.fresh(), "0" * 64)
    else:
        decide_lacking(walked.turn, walked.index, by, path, member)


def submit_form(walked: Walked) -> None:
    """Sign, pay, submit, and go as far as nobody outside is needed."""
    turn, index = walked.turn, walked.index
    for role in find_unsigned(turn.case, index):
        decide_sign(turn, index, role, find_digest(turn.case), 5)
    due = {(item.id, member): Decimal(1) for item, member, _ in find_fees(turn.case, index)}
    if due:
        decide_order(turn, index, "order", due)
        decide_paid(turn, "order", "paid")
    decide_submit(turn, index, fees_known=True)
    decide_running(turn, index)


def _run_on(walked: Walked, world: World) -> None:
    """Let departments answer, and waits pass."""
    turn, index = walked.turn, walked.index
    for _ in range(ROUNDS):
        if not hear_departments(walked, world) and not pass_time(walked, world) and not verify_pledges(walked, world):
            return
        decide_running(turn, index)


def hear_departments(walked: Walked, world: World) -> bool:
    """Every package that can be sent is, and answered. Whether there was one."""
    turn, index = walked.turn, walked.index
    sent = [task for task in turn.case.tasks.values() if is_for_outside(index.items[task.item], task)]
    for task in sent:
        turn.emit(TaskSent(task.item, task.member, f"{task.item}.{task.member}", ""))
        numbers = {out.type: turn.number(out.issuer, out.type) for out in index.items[task.item].certificates}
        facts = dict(find_outside_facts(walked, world, task.item, task.member))
        decide_outside(turn, index, index.items[task.item], task, "approve", facts, numbers)
    return bool(sent)


def pass_time(walked: Walked, world: World) -> bool:
    """What is awaited happens as the example says; time passes to the end of what only lies open. Whether anything was waited for."""
    turn, index = walked.turn, walked.index
    waiting = [task for task in turn.case.tasks.values() if task.state is TaskState.WAITING and task.until is not None]
    told = [task for task in waiting if index.items[task.item].waits[task.stages].awaits and world.visits(task.item) != "never"]
    for task in told:
        decide = decide_met if world.visits(task.item) == "met" else decide_objected
        decide(turn, index, task.item, task.member, "现场查看", "officer")
    if not told and waiting:
        turn.now = max(turn.now, min(task.until for task in waiting if task.until is not None) + timedelta(seconds=1))
    return bool(waiting)


def verify_pledges(walked: Walked, world: World) -> bool:
    """What departments find of promises, as the example says; one it does not name is not verified yet. Whether there was one."""
    turn, index = walked.turn, walked.index
    opened = [task for task in turn.case.tasks.values() if task.pledge in (OPEN, MENDING) and task.item in world.example.verified]
    for task in opened:
        if world.example.verified[task.item] == KEPT:
            decide_kept(turn, task.item, task.member, "核查符合", "officer")
        else:
            decide_broken(turn, index, task.item, task.member, "核查不符合", "officer")
    return bool(opened)


def find_outside_facts(walked: Walked, world: World, item: str, member: str | None) -> Iterator[tuple[str, Any]]:
    """What a department's system answers: what the example says, and a plain made-up value for any other fact the item gives."""
    said = world.outside_facts(walked.case, walked.index, item, member)
    made: dict[str, Any] = {"boolean": True, "integer": 1, "decimal": "1", "money": "1.00", "date": walked.turn.today.isoformat()}
    planned_item = walked.index.items[item]
    for path in (*planned_item.gives, *(path for path, value in planned_item.changes if value == BY_DEPARTMENT)):
        fact = path.split(".")[1]
        planned = walked.index.vars[path]
        yield path, said.get(fact, made.get(planned.type, walked.turn.fresh()[-12:]))
