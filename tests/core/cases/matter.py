"""One matter and everybody around it, as the state machine plays them: the person, other parties, sources, officers, departments, the bank.

Acts go through the same `decide_…` functions as the platform. An act that is refused must leave nothing behind. `finish` is the canonical
way to an end without withdrawing: whatever is open is answered, whatever is asked is given, whoever is waited for acts.
"""

import copy
import pickle
import random  # noqa: TID251  (seeded by Hypothesis: every run can be repeated)
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache

from shuangquan.core.cases.case import Case, Task, TaskKey
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
from shuangquan.core.cases.gather import Ready, decide_down, decide_drawn, find_draws, find_missing, find_retries
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
from shuangquan.core.cases.seats import find_choosers
from shuangquan.core.cases.settle import Standing, decide_answer, decide_situations, find_class
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.world import World
from shuangquan.core.exchange.answers import read_answer
from shuangquan.core.exchange.values import read_value
from shuangquan.core.standard.plan import PlanVar
from shuangquan.core.words.calendar import Calendar
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var
from tests.core.cases.walks import find, plans, shipped

ZONE = timezone(timedelta(hours=8))
ROUNDS = 30
TYPED = {
    "boolean": "true", "integer": "3", "decimal": "3", "money": "3.00", "date": "2026-01-01", "month": "2026-01", "phone": "13800000000",
    "region": "370302",
}  # fmt: skip


@dataclass
class Counter:
    """Fresh ids and numbers, in order."""

    count: int = 0

    def fresh(self) -> str:
        self.count += 1
        return f"{self.count:032d}"

    def number(self, issuer: str, certificate: str) -> str:
        self.count += 1
        return f"{certificate[0].upper()}{self.count:09d}"


@dataclass
class Matter:
    """theme, example: whose world it plays in. down: sources that do not answer now. refused: refusals met on the way, by code."""

    theme: str
    example: str
    down: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    pauses: dict[TaskKey, tuple[datetime | None, datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world = World(shipped(), find(self.theme, self.example))
        example = self.world.example
        day = datetime.fromisoformat(str(example.today)).replace(hour=10, tzinfo=ZONE)
        calendar = Calendar(frozenset(range(2004, day.year + 2)), frozenset(), frozenset())
        self.counter = Counter()
        self.turn = Turn(Case("machine"), day, self.counter.fresh, calendar, self.counter.number, {})
        self.index = self.plan(None, frozenset())
        facts = {name: read_value("text", str(value)) for name, value in self.world.sign_in().items()}
        decide_open(self.turn, self.index, str(example.signed_in), facts)
        decide_inform(self.turn, str(example.signed_in), tuple(map(str, (*shipped().resources, *shipped().certificates))), "")
        self.me = str(example.signed_in)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.turn.case

    def plan(self, situation: dict[str, str] | None, missing: frozenset[str]) -> PlanIndex:
        """A plan, compiled once."""
        return plans(self.theme).make(str(self.world.example.region), str(self.world.example.signed_in), situation, missing)

    def fork(self) -> "Matter":
        """The same matter, to be finished without touching this one. Pickled, since that copies ten times as quickly."""
        other = copy.copy(self)
        other.counter = Counter(self.counter.count)
        other.turn = Turn(
            pickle.loads(pickle.dumps(self.case)), self.turn.now, other.counter.fresh, self.turn.calendar, other.counter.number,
            dict(self.turn.values), events=list(self.turn.events),
        )  # fmt: skip
        other.down, other.refused, other.pauses = set(self.down), [], dict(self.pauses)
        return other

    @contextmanager
    def may_be_refused(self) -> Iterator[None]:
        """An act that the rules of the case may refuse: then nothing has happened."""
        before = len(self.turn.events)
        try:
            yield
        except (Refusal, Refusals) as refused:
            assert len(self.turn.events) == before, f"refused, and yet something happened: {refused}"
            faults = refused.refusals if isinstance(refused, Refusals) else (refused,)
            self.refused += [fault.code for fault in faults]

    # --- the draft ---------------------------------------------------------------------------------------------------------------

    def gather(self) -> Standing:
        """Ask every source that can be asked, settle what can be settled, change the plan where that changes it."""
        for _ in range(ROUNDS):
            for ready in find_draws(self.case, self.index):
                self.draw(ready)
            standing = decide_situations(self.turn, self.index)
            if find_draws(self.case, self.index):
                continue
            missing = find_missing(self.case, self.index)
            wanted = self.index
            if standing.known or missing != frozenset(self.index.plan.missing):
                situation = find_class(self.case, self.index) if standing.known else dict(self.index.plan.situation)
                wanted = self.plan(situation or None, missing)
            if wanted.plan.id == self.case.plan:
                return standing
            decide_replan(self.turn, wanted, missing)
            self.index = wanted
        raise AssertionError("the plan does not come to rest")

    def draw(self, ready: Ready) -> None:
        """One question to one source."""
        if ready.draw.source in self.down or self.world.is_down(ready.draw):
            decide_down(self.turn, ready)
            return
        found, record, members = self.world.answer(self.case, self.index, ready)
        decide_drawn(self.turn, self.index, ready, read_answer(ready.draw, self.index.vars, ready.member, found, record, members))

    def choose(self, draw: random.Random | None = None) -> None:
        """Pick members of lists, or add one by hand where no source knows any."""
        for role in self.index.plan.roles:
            held = self.case.lists.get(role.name)
            if role.form != "many" or (held and (held.picked is not None or held.by_hand)):
                continue
            keys = list(held.keys) if held else []
            if draw is not None and keys:
                keys = draw.sample(keys, draw.randint(0, len(keys)))
            with self.may_be_refused():
                if keys or (held and held.keys):
                    decide_pick(self.turn, self.index, role.name, tuple(keys))
                else:
                    decide_add_member(self.turn, self.index, role.name)

    def choose_members(self, draw: random.Random | None = None) -> None:
        """Say which member of a list a role is (who is paid)."""
        for role in find_choosers(self.index):
            members = self.case.members(role.member_of)
            if role.name not in self.case.chosen and members:
                with self.may_be_refused():
                    decide_choose(self.turn, self.index, role.name, members[0] if draw is None else draw.choice(members))

    def answer(self, standing: Standing, draw: random.Random | None = None) -> None:
        """Answer every question: as the example does, or at random."""
        for question in standing.questions:
            name, member, options = question.situation.name, question.member, question.situation.options
            said = self.world.find_answer(self.case, self.index, name, member, question.situation.of) if draw is None else None
            value = said if said is not None else options[0][0] if draw is None else draw.choice(options)[0]
            with self.may_be_refused():
                decide_answer(self.turn, self.index, name, member, value)

    def type_all(self, standing: Standing) -> None:
        """Give every fact that is asked."""
        wanted = dict.fromkeys(
            (*standing.first, *(one.var for one in find_asked_facts(self.case, self.index, self.turn.today) if not one.given))
        )
        for var in wanted:
            with self.may_be_refused():
                decide_typed(self.turn, self.index, self.me, {var: self.find_value(var)})

    def find_value(self, var: Var) -> str:
        """What somebody types: as this example says, as another one says, or anything of the type."""
        found = self.world.find_typed(self.case, self.index, var)
        if found is not None:
            return found
        planned: PlanVar | None = self.index.vars.get(var.template)
        if planned is None:
            return "x"
        if planned.options:
            return planned.options[0][0]
        return find_said(self.theme).get(var.template) or TYPED.get(planned.type, "张三丰")

    def show_papers(self, *, have: Callable[[], bool] = lambda: False) -> None:
        """Hand in, or say that one lacks, every paper that is asked."""
        for paper in find_asked_papers(self.case, self.index, self.turn.today):
            if paper.state == "open":
                with self.may_be_refused():
                    if have():
                        decide_evidence(self.turn, self.index, self.me, paper.evidence.path, paper.member, self.turn.fresh(), "0" * 64)
                    else:
                        decide_lacking(self.turn, self.index, self.me, paper.evidence.path, paper.member)

    def ask_parties(self, *, agree: bool = True, level: int = 5) -> None:
        """Everybody who is waited for is asked and agrees, or does not."""
        for role in find_waiting_parties(self.case, self.index):
            with self.may_be_refused():
                decide_invite(self.turn, self.index, role)
            with self.may_be_refused():
                if agree:
                    decide_agree(self.turn, self.index, role, level)
                else:
                    decide_decline(self.turn, self.index, role, "refused")

    def sign(self, level: int = 5) -> None:
        """Everybody signs the form as it stands."""
        for role in find_unsigned(self.case, self.index):
            with self.may_be_refused():
                decide_sign(self.turn, self.index, role, find_digest(self.case), level)

    def order(self) -> str:
        """Order what is due; answers the order's name, "" when nothing is."""
        due = {(item.id, member): Decimal("1.50") for item, member, _ in find_fees(self.case, self.index)}
        name = f"order{len(self.case.payments)}"
        with self.may_be_refused():
            decide_order(self.turn, self.index, name, due)
        return name if name in self.case.payments else ""

    def pay(self, state: str = "paid") -> None:
        """Every open order is settled, and said twice."""
        for order in list(self.case.payments):
            decide_paid(self.turn, order, state)
            decide_paid(self.turn, order, "paid")

    def submit(self, *, fees_known: bool = True) -> None:
        """Submit, if nothing stands against it."""
        with self.may_be_refused():
            decide_submit(self.turn, self.index, fees_known=fees_known)

    def find_early(self) -> str:
        """Why the matter ends before it begins, else ""."""
        early = find_early_end(self.case, self.index, self.turn.today)
        return "" if early is None else early.kind

    def retry(self) -> None:
        """Sources that held tasks wait for are asked again."""
        for ready in find_retries(self.case, self.index):
            self.draw(ready)

    def find_tasks(self, *states: str) -> list[Task]:
        """Tasks in these states, in order."""
        return [
            task
            for _, task in sorted(self.case.tasks.items(), key=lambda pair: (pair[0][0], pair[0][1] or ""))
            if task.state.value in states
        ]


@cache
def find_said(theme: str) -> dict[str, str]:
    """What some example of the theme has typed for a variable: values of the right shape, of invented people."""
    found: dict[str, str] = {}
    for example in shipped().examples[theme]:
        for name, value in example.answers.items():
            if "." in str(name) and not isinstance(value, dict):
                found.setdefault(str(name), _word(value))
            for facts in value.values() if isinstance(value, dict) else ():
                for fact, said in facts.items() if isinstance(facts, dict) else ():
                    found.setdefault(f"{name}.{fact}", _word(said))
        for role, facts in example.sources.items():
            for fact, said in facts.items() if isinstance(facts, dict) else ():
                if not isinstance(said, dict):
                    found.setdefault(f"{role}.{fact}", _word(said))
                for inner, one in said.items() if isinstance(said, dict) else ():
                    found.setdefault(f"{role}.{inner}", _word(one))
    return {name: value for name, value in found.items() if value and value != "absent"}


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
