"""Walk a written example from sign-in to a form that is submitted, purely. `walk_on` goes on to its end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal

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
from shuangquan.core.cases.gather import Ready, decide_down, decide_drawn, find_draws, find_missing
from shuangquan.core.cases.index import PlanIndex
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
from shuangquan.core.cases.seats import find_choosers, find_identity
from shuangquan.core.cases.settle import Standing, decide_answer, decide_situations, find_class
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.world import Record, World
from shuangquan.core.exchange.answers import read_answer
from shuangquan.core.exchange.values import read_value
from shuangquan.core.words.calendar import Calendar
from shuangquan.core.words.knowledge import Value

Plans = Callable[[Mapping[str, str] | None, frozenset[str]], PlanIndex]
"""(situation or None, missing) → plan."""

ROUNDS = 24
SHANGHAI = timezone(timedelta(hours=8))


class Stuck(Exception):
    """The example does not say what a person would have to do next. `what`: the question, fact or paper."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Drawing:
    """One question put to a source and what it answered, so that a rehearsal can lay the same records."""

    ready: Ready
    found: bool
    record: Record
    members: tuple[Record, ...]


@dataclass(slots=True)
class Walked:
    """How the walk went. asked: names in the order in which they were asked. early: why nothing was opened or done, else "".

    plans: where the plans come from with which it goes on.
    """

    turn: Turn
    index: PlanIndex
    plans: Plans
    asked: list[str] = field(default_factory=list)
    drawn: list[Drawing] = field(default_factory=list)
    early: str = ""

    @property
    def case(self) -> Case:
        """The case at the end."""
        return self.turn.case


def fill_form(world: World, plans: Plans) -> Walked:
    """From signing in to a form that can be signed, or to an early end.

    Stuck when the example leaves out what is needed; Refusals as a person would meet them.
    """
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
    decide_inform(turn, str(world.example.signed_in), tuple(map(str, (*world.bundle.resources, *world.bundle.certificates))), "")
    return Walked(turn, index, plans)


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
            make_draw(walked, world, ready)
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


def make_draw(walked: Walked, world: World, ready: Ready) -> None:
    """One question to a source, answered as the example says."""
    if world.is_down(ready.draw):
        decide_down(walked.turn, ready)
        return
    found, record, members = world.answer(walked.case, walked.index, ready)
    walked.drawn.append(Drawing(ready, found, record, members))
    decide_drawn(walked.turn, walked.index, ready, read_answer(ready.draw, walked.index.vars, ready.member, found, record, members))


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
    """Sign, pay, submit."""
    turn, index = walked.turn, walked.index
    for role in find_unsigned(turn.case, index):
        decide_sign(turn, index, role, find_digest(turn.case), 5)
    due = {(item.id, member): Decimal(1) for item, member, _ in find_fees(turn.case, index)}
    if due:
        decide_order(turn, index, "order", due)
        decide_paid(turn, "order", "paid")
    decide_submit(turn, index, fees_known=True)
