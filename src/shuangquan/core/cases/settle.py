"""Situations: derived from data where the data can say, asked where it cannot, provisional while consent is awaited.

One that comes up only after an item has its value LATER until then.
"""

from dataclasses import dataclass

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import ask_condition
from shuangquan.core.cases.env import CaseEnv
from shuangquan.core.cases.events import SituationSettled
from shuangquan.core.cases.gather import find_draws, find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.turn import Turn
from shuangquan.core.rules.outcome import LIST
from shuangquan.core.standard.class_env import LATER
from shuangquan.core.standard.plan import Situation
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Unknown
from shuangquan.core.words.names import Var


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A situation that must be asked; member when each member of a list has one."""

    situation: Situation
    member: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the situations stand. provisional: settled for now, because data still waits for somebody's consent.

    first: typed facts that must be given before the class can be known. known: every situation has a value.
    """

    questions: tuple[OpenQuestion, ...]
    first: tuple[Var, ...]
    provisional: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the situation class is settled, at least provisionally."""
        return not self.questions and not self.first


def decide_situations(turn: Turn, index: PlanIndex) -> Standing:
    """Settle every situation that can be settled now, in the order in which they read each other."""
    questions: list[OpenQuestion] = []
    provisional: list[str] = []
    first: list[Var] = []
    for situation in index.plan.situations:
        members = turn.case.members(situation.of) if situation.of else (None,)
        if situation.of and situation.of not in turn.case.lists:  # nobody is known yet of whom to ask: first what the list is asked by
            listed = _find_first(turn.case, index, Var(LIST, situation.of))
            first += [var for var in listed if var not in first]
        for member in members:
            found = _settle(turn.case, index, situation, member, CaseEnv(turn.case, index, turn.today, {}, situation.of, member))
            first += [var for var in found.typed if var not in first]
            if found.value is None:
                if found.ask:
                    questions.append(OpenQuestion(situation, member))
                continue
            if found.how == "provisional":
                provisional.append(situation.name)
            now = turn.case.situations.get((situation.name, member))
            if now is None or (now.value, now.how) != (found.value, found.how):
                settle(turn, situation.name, member, found.value, found.how)
    return Standing(tuple(questions), tuple(first), tuple(provisional))


@dataclass(frozen=True, slots=True)
class _Found:
    value: str | None = None
    how: str = ""
    ask: bool = False
    typed: tuple[Var, ...] = ()


def _settle(case: Case, index: PlanIndex, situation: Situation, member: str | None, env: CaseEnv) -> _Found:
    if situation.when:
        open_at_all = ask_condition(index, situation.when, env)
        if open_at_all.unknown:
            return _Found()
        if not open_at_all.holds:
            return _Found(situation.otherwise, "fixed")
    if situation.after and not has_come_up(case, index, situation):
        return _Found(LATER, "later")
    now = case.situations.get((situation.name, member))
    if now is not None and now.how == "asked" and _read_choice(situation, now.value) == now.value:
        return _Found(now.value, "asked")
    for value, condition in situation.derive:
        if condition == "else":
            return _Found(value, "derived")
        outcome = ask_condition(index, condition, env)
        if outcome.unknown and situation.after:
            return _take_unknown(situation)
        if outcome.unknown:
            return _settle_unknown(case, index, situation, outcome.missing)
        if outcome.holds:
            return _Found(value, "derived")
    return _take_unknown(situation)


def has_come_up(case: Case, index: PlanIndex, situation: Situation) -> bool:
    """Whether the items that a situation waits for have ended, or are no part of the matter. While there is no class, they may be."""
    if not index.plan.items:
        return False
    tasks = [case.tasks.get((item, member)) for item in situation.after if item in index.items for member in _members(case, index, item)]
    return all(task is not None and task.ended for task in tasks)


def _members(case: Case, index: PlanIndex, item: str) -> tuple[str | None, ...]:
    spine = index.items[item].for_each
    return tuple(case.members(spine)) if spine else (None,)


def settle_later(turn: Turn, index: PlanIndex) -> None:
    """Settle the situations that have come up in the running case: those that waited for an item which has ended meanwhile."""
    for situation in index.plan.situations:
        now = turn.case.situations.get((situation.name, None))
        if situation.after and now is not None and now.how == "later":
            env = CaseEnv(turn.case, index, turn.today, {}, None, None)
            found = _settle(turn.case, index, situation, None, env)
            if found.value is not None and found.how != "later":
                settle(turn, situation.name, None, found.value, found.how)


def _codes(situation: Situation) -> frozenset[str]:
    return (
        frozenset(code for code, _ in situation.options) | {"true", "false"}
        if situation.boolean
        else frozenset(code for code, _ in situation.options)
    )


def _settle_unknown(case: Case, index: PlanIndex, situation: Situation, missing: tuple[Var, ...]) -> _Found:
    """Data that is still to come is waited for; data that cannot come is asked, or the declared value is taken."""
    if any(case.know(var).why is Unknown.PENDING or _blocked(case, index, var) for var in missing):
        value = situation.on_unknown if situation.on_unknown != "ask" else _mildest(situation)
        return _Found(value, "provisional")
    typed = tuple(dict.fromkeys(first for var in missing for first in _find_first(case, index, var)))
    if typed:
        return _Found(typed=typed)
    if any(_coming(case, index, var) for var in missing):
        return _Found()
    return _take_unknown(situation)


def _find_first(case: Case, index: PlanIndex, var: Var, depth: int = 8) -> tuple[Var, ...]:
    """Facts that must be typed before `var` can be had: itself, or a key of the source that gives it."""
    if case.know(var).form is not Form.UNKNOWN or depth == 0:
        return ()
    planned = index.vars.get(var.template)
    if planned is not None and planned.from_ in ("typed", "pick"):
        return (var,)
    draws = [d for d in index.plan.draws if d.list_role == var.fact] if var.role == LIST else []
    if planned is not None and planned.source in index.draws:
        draws = [index.draws[planned.source]]
    waiting = [draw for draw in draws if (draw.id, None) not in case.draws]
    keys = [find_var(index, path, var.member) for draw in waiting for path in draw.keys]
    return tuple(first for key in keys for first in _find_first(case, index, key, depth - 1))


def _take_unknown(situation: Situation) -> _Found:
    if situation.on_unknown == "ask":
        return _Found(ask=True)
    return _Found(situation.on_unknown, "fixed")


def _mildest(situation: Situation) -> str:
    return "false" if situation.boolean else situation.options[0][0]


def _blocked(case: Case, index: PlanIndex, var: Var) -> bool:
    """Whether the draw that gives `var` cannot be made until another person agrees."""
    planned = index.vars.get(var.template)
    if planned is None or planned.from_ not in ("resource", "certificate"):
        return False
    draw = index.draws.get(planned.source)
    if draw is None or any(key[0] == draw.id for key in case.draws):
        return False
    return any(case.know(find_var(index, path, var.member)).why is Unknown.PENDING for path in draw.keys)


def _coming(case: Case, index: PlanIndex, var: Var) -> bool:
    planned = index.vars.get(var.template)
    if planned is None or case.know(var).why is not Unknown.NOT_ASKED:
        return False
    return any(ready.draw.id == planned.source for ready in find_draws(case, index))


def decide_answer(turn: Turn, index: PlanIndex, name: str, member: str | None, value: str) -> None:
    """The person answered a question. Refusal("situation.unknown") or ("situation.option") when it cannot be taken."""
    situation = index.situations.get(name)
    if situation is None or situation.question is None:
        raise Refusal("situation.unknown", name)
    chosen = _read_choice(situation, value)
    if chosen is None:
        raise Refusal("situation.option", name)
    settle(turn, name, member, chosen, "asked")


def _read_choice(situation: Situation, value: str) -> str | None:
    """What was chosen, several options in their own order and joined by commas; None when one of them is no option."""
    codes = _codes(situation)
    if not situation.many:
        return value if value in codes else None
    chosen = {code for code in value.split(",") if code}
    return ",".join(code for code, _ in situation.options if code in chosen) if chosen <= codes else None


def settle(turn: Turn, name: str, member: str | None, value: str, how: str) -> None:
    """Note that a situation has this value."""
    ref, commitment = turn.keep(f"situation/{name}", value)
    turn.emit(SituationSettled(name, member, ref, commitment, how))


def find_class(case: Case, index: PlanIndex) -> dict[str, str]:
    """The settled situation class: name → value; a situation of a list gives its members' distinct values, sorted, joined by `+`."""
    found: dict[str, set[str]] = {}
    for (name, _member), state in case.situations.items():
        if name in index.situations:
            found.setdefault(name, set()).add(state.value)
    for situation in index.plan.situations:
        if situation.of and situation.of in case.lists and not case.members(situation.of):
            found.setdefault(situation.name, set())
    return {name: "+".join(sorted(values)) for name, values in found.items()}


def is_known(case: Case, var: Var) -> bool:
    """Whether `var` has a value or is known to have none."""
    return case.know(var).form is not Form.UNKNOWN
