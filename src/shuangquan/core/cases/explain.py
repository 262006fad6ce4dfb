"""Why a task came to a person, and what follows from either decision. Pure: the same questions as the rules, answered row by row."""

from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.conditions import ask_rows, ask_table
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.needs import find_unmet
from shuangquan.core.cases.order import needs_outside
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, ENDS
from shuangquan.core.rules.outcome import LIST, SITUATION, Outcome
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text

MET, UNMET, UNKNOWN, UNREACHED = "met", "unmet", "unknown", "unreached"


@dataclass(frozen=True, slots=True)
class RowSaid:
    """One row of a decision table. state: met | unmet | unknown | unreached (an earlier row had already spoken).

    then: approve | refer. when: the condition's text, or "else". missing, claimed, read: variables of the case; empty when unreached.
    """

    number: int
    state: str
    when: str
    then: str
    reason: Text
    remedy: Text | None
    missing: tuple[Var, ...] = ()
    claimed: tuple[Var, ...] = ()
    read: tuple[Var, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """What the rules say of a task as the case stands now.

    unmet: needs that are not had (variables or paths of papers); while there are any, rules are not asked and the rows are a look ahead.
    spoke: the row that settled it, None when none did. by: rule | unknown | claimed | no_row, "" for an item without rules. approves:
    whether the rules alone would pass it. missing, claimed: what stopped it.
    """

    unmet: tuple[str, ...]
    rows: tuple[RowSaid, ...]
    spoke: int | None
    by: str
    approves: bool
    missing: tuple[Var, ...]
    claimed: tuple[Var, ...]


def explain_task(case: Case, index: PlanIndex, item: PlanItem, member: str | None, today: date) -> Explained:
    """The needs and every row of the table for one task. `today`: the day pinned when the task was accepted."""
    unmet = find_unmet(case, index, item, member)
    if not item.rules:
        return Explained(unmet, (), None, "", not unmet, (), ())
    env = item_env(case, index, item, member, today)
    table, asked = ask_table(index, item, env), ask_rows(index, item, env)
    last = table.rule if table.rule is not None else len(item.rules) - 1
    rows = tuple(_say_row(item, number, asked[number], reached=number <= last) for number in range(len(item.rules)))
    approves = table.then == "approve" and not unmet
    return Explained(unmet, rows, table.rule, table.by, approves, table.missing, table.claimed)


def _say_row(item: PlanItem, number: int, found: Outcome | None, *, reached: bool) -> RowSaid:
    rule = item.rules[number]
    if not reached:
        return RowSaid(number, UNREACHED, rule.when, rule.then, rule.reason, rule.remedy)
    if found is None:
        return RowSaid(number, MET, rule.when, rule.then, rule.reason, rule.remedy)
    state = UNKNOWN if found.unknown else MET if found.holds else UNMET
    return RowSaid(number, state, rule.when, rule.then, rule.reason, rule.remedy, found.missing, found.claimed, found.read)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows a decision. outside: the department's own system decides or numbers it after a pass.

    then: items that go on by themselves after a pass. stops: items that a refusal stops, because they need its result. stays: items of
    the case that a refusal leaves as they are (done, or going on).
    """

    outside: bool
    then: tuple[PlanItem, ...]
    stops: tuple[PlanItem, ...]
    stays: tuple[PlanItem, ...]


def find_consequences(case: Case, index: PlanIndex, item: PlanItem) -> Consequences:
    """The items after this one, and what a refusal would stop, as the case stands."""
    stopped = {item.id}
    grown = True
    while grown:
        more = {after for before, after in index.plan.edges if before in stopped and _is_needed(index.items[before], index.items[after])}
        grown = not more <= stopped
        stopped |= more
    stops = tuple(one for one in index.plan.items if one.id in stopped - {item.id} and _is_open(case, one))
    then = tuple(one for one in index.plan.items if (item.id, one.id) in index.plan.edges and _is_open(case, one))
    stays = tuple(one for one in index.plan.items if one.id not in stopped and _came_to_something(case, one))
    return Consequences(needs_outside(item), then, stops, stays)


def _is_needed(feeder: PlanItem, item: PlanItem) -> bool:
    """Whether an item needs the other's result, and not only its turn."""
    return bool(set(feeder.gives) & {need.ref for need in item.needs})


def _tasks(case: Case, item: PlanItem) -> list[Task]:
    return [task for task in case.tasks.values() if task.item == item.id]


def _is_open(case: Case, item: PlanItem) -> bool:
    found = _tasks(case, item)
    return not found or any(task.state not in ENDS for task in found)


def _came_to_something(case: Case, item: PlanItem) -> bool:
    return any(task.state not in CAME_TO_NOTHING for task in _tasks(case, item))


def find_label(index: PlanIndex, name: str | Var) -> Text:
    """What people call a variable, paper, situation, parameter or list that something reads; itself when the plan has no word for it."""
    var = name if isinstance(name, Var) else _read_var(name)
    if var is None:
        return index.evidence[str(name)].name if name in index.evidence else Text(str(name))
    if var.role == SITUATION and var.fact in index.situations:
        return index.situations[var.fact].label
    if var.role == LIST and var.fact in index.roles:
        return index.roles[var.fact].label
    planned = index.vars.get(var.template)
    if planned is None:
        path = find_stating(index, var)
        return index.evidence[path].name if path else Text(var.fact)
    role = index.roles.get(planned.role)
    if role is None or role.label.zh in planned.label.zh:
        return planned.label
    return Text(f"{role.label.zh}的{planned.label.zh}", f"{role.label.say('en')}: {planned.label.say('en')}")


def _read_var(name: str) -> Var | None:
    try:
        return parse_var(name)
    except ValueError:
        return None


def find_stating(index: PlanIndex, var: Var) -> str | None:
    """The path of the paper that states a variable nothing else gives: only a person who reads it knows."""
    if var.template in index.vars:
        return None
    return next((path for path, evidence in index.evidence.items() if var.template in evidence.states), None)
