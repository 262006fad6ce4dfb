"""A compiled plan as those who write it read it: items by department, what is asked of people, where every fact comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.standard.booklet import GRADES
from shuangquan.core.standard.counted import FIGURES
from shuangquan.core.standard.explain import describe_origin
from shuangquan.core.standard.lanes import draw_lanes
from shuangquan.core.standard.plan import Figure, Plan, PlanItem, PlanVar
from shuangquan.core.standard.plan_plain import plan_from_plain
from shuangquan.core.standard.saying import TRUTHS, join_texts, say_limit
from shuangquan.core.words.codec import from_plain
from shuangquan.core.words.text import Text

ASKED = frozenset({"typed", "photograph", "pick"})
"""Ways in which somebody has to do something for a fact."""
GOALS = (Text("负担", "burden"), Text("敏感数据", "sensitive facts"), Text("查询", "queries"))
"""What is kept least, the first before the second before the third."""
COMPARED = ("materials", "trips", "days", "asked")


@dataclass(frozen=True, slots=True)
class Choice:
    """A situation that can be chosen: its options that some class has, and which holds in the plan shown."""

    name: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact: what it is, where it comes from or why it is asked, and for what. asked: somebody has to give it."""

    label: Text
    origin: Text
    why: Text
    asked: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What one department does: its items, each with its promised time."""

    department: Text
    items: tuple[tuple[PlanItem, Text], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure before and after. before: None when nothing is claimed; grade: of the claim."""

    name: Text
    before: float | None
    grade: Text | None
    after: float


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of the least burden: what the plan costs, and the least that the solver proved possible."""

    name: Text
    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan whole. classes: how many situations the theme has; goals: each with its value, what was proved of it, and whether they agree.

    applicants, applicant: who may apply, and who does here.
    """

    plan: Plan
    choices: tuple[Choice, ...]
    works: tuple[Work, ...]
    asked: tuple[FactLine, ...]
    fetched: tuple[FactLine, ...]
    papers: tuple[tuple[Text, Text], ...]
    figures: tuple[Counted, ...]
    limit: Text
    lanes: Text
    classes: int
    goals: tuple[Goal, ...]
    applicants: tuple[tuple[str, Text], ...]
    applicant: str

    @property
    def proven(self) -> bool:
        """Whether nobody can be asked less."""
        return all(goal.value == goal.bound for goal in self.goals)


def read_plan(answer: Mapping[str, Any]) -> PlanShown:
    """The plan that a worker answered with (actions/trying.py)."""
    plan, classes = plan_from_plain(answer["plan"]), answer["classes"]
    lines = [
        FactLine(
            _name_fact(plan, var),
            describe_origin(plan, var),
            join_texts(tuple(b.text for b in var.because), "；", "; "),
            var.from_ in ASKED,
        )
        for var in plan.vars
        if var.from_ not in ("absent", "assumed")
    ]
    return PlanShown(
        plan,
        _find_choices(answer),
        _find_works(plan),
        tuple(line for line in lines if line.asked),
        tuple(line for line in lines if not line.asked),
        tuple((paper.name, join_texts(tuple(b.text for b in paper.because), "；", "; ")) for paper in plan.evidence),
        _find_figures(plan),
        say_limit(plan.limit),
        Text(draw_lanes(plan), draw_lanes(plan, "en")) if plan.items else Text(""),
        len(classes),
        tuple(Goal(*one) for one in zip(GOALS, plan.objective, plan.bound, strict=True)),
        tuple((str(role), from_plain(Text, label)) for role, label in answer["applicants"]),
        str(plan.signed_in),
    )


def _name_fact(plan: Plan, var: PlanVar) -> Text:
    """Whose fact it is, then which: `母亲 · 姓名`."""
    role = next((role for role in plan.roles if role.name == var.role), None)
    return var.label if role is None else join_texts((role.label, var.label), " · ", " · ")


def _find_choices(answer: Mapping[str, Any]) -> tuple[Choice, ...]:
    made = []
    for name, kind in answer["labels"].items():
        options = {str(code): from_plain(Text, text) for code, text in kind["options"].items()}
        values = dict.fromkeys(one[name] for one in answer["classes"] if name in one)
        named = tuple((value, _name(value, options)) for value in values)
        made.append(Choice(name, from_plain(Text, kind["label"]), named, str(answer["situation"].get(name, ""))))
    return tuple(made)


def _name(value: str, options: Mapping[str, Text]) -> Text:
    """A value of a situation in words; several of a list stand together."""
    return join_texts(tuple(options.get(one, TRUTHS.get(one, Text(one))) for one in value.replace(",", "+").split("+")))


def _find_works(plan: Plan) -> tuple[Work, ...]:
    departments = dict.fromkeys(item.department for item in plan.items)
    return tuple(
        Work(own[0].department_name, tuple((item, say_limit(item.promised)) for item in own))
        for own in ([item for item in plan.items if item.department == one] for one in departments)
    )


def _find_figures(plan: Plan) -> tuple[Counted, ...]:
    before: Mapping[str, Figure] = {figure.what: figure for figure in plan.before}
    return tuple(
        Counted(FIGURES[figure.what], claim.value if claim else None, GRADES.get(claim.basis.grade) if claim else None, figure.value)
        for figure in plan.after
        if figure.what in COMPARED
        for claim in (before.get(figure.what),)
    )
