"""Conditions of a plan, parsed once per plan and asked of a case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.env import CaseEnv
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.rules.compiled import CompiledTable
from shuangquan.core.rules.env import Env, Over
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.outcome import LIST, PARAMETER, SITUATION, Outcome
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ParameterType, Scope, SituationType
from shuangquan.core.rules.table import TableOutcome, TableRow
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import ANY, BOOLEAN, DATE, NUMBER, SET, TEXT, Kind, Type
from shuangquan.core.standard.plan import PlanItem, PlanVar, Situation
from shuangquan.core.words.knowledge import Form, Knowledge, Value
from shuangquan.core.words.names import Var

_TYPES = {"boolean": BOOLEAN, "integer": NUMBER, "decimal": NUMBER, "money": NUMBER, "date": DATE, "month": DATE}


def find_type(planned: PlanVar) -> Type:
    """The type that a condition sees of a fact."""
    if planned.options:
        return Type(Kind.TEXT, frozenset(code for code, _ in planned.options))
    return _TYPES.get(planned.type, TEXT)


def ask_condition(index: PlanIndex, text: str, env: CaseEnv) -> Outcome:
    """The outcome of a condition in the theme's own names. `missing` names variables of the case."""
    outcome = evaluate(_parse(index, f"for each {env.list_role}", text, lambda: _theme_scope(index, env.list_role)), env)
    return Outcome(outcome.form, outcome.value, _own_names(outcome.missing, env), outcome.claimed, outcome.read)


def holds(index: PlanIndex, text: str, env: CaseEnv) -> bool | None:
    """True, False, or None when it cannot be said."""
    outcome = ask_condition(index, text, env)
    return None if outcome.unknown else outcome.holds


def ask_table(index: PlanIndex, item: PlanItem, env: CaseEnv) -> TableOutcome:
    """The decision table of `item` over the case. `missing` and `claimed` name variables of the case."""
    rows = _rows(index, item)
    enough = frozenset(need.ref for need in item.needs if need.kind == "fact" and need.claimed == "enough")
    back = {env.role(own): own for own, _ in item.bind}
    named = frozenset(f"{back.get(path.split('.')[0], path.split('.')[0])}.{path.split('.')[1]}" for path in enough)
    found = _compiled(index, item, rows, named).decide(env)
    return TableOutcome(
        found.then, found.by, found.rule, found.reason, found.remedy,
        _own_names(found.missing, env), _own_names(found.claimed, env), found.read, found.amount,
    )  # fmt: skip


def _compiled(index: PlanIndex, item: PlanItem, rows: tuple[TableRow, ...], enough: frozenset[str]) -> CompiledTable:
    key = (f"compiled {item.id}", ",".join(sorted(enough)))
    found = index.memo.get(key)
    if found is None:
        found = index.memo[key] = CompiledTable(rows, enough)
    table: CompiledTable = found
    return table


def ask_rows(index: PlanIndex, item: PlanItem, env: CaseEnv) -> tuple[Outcome | None, ...]:
    """What each row's condition comes to by itself, whichever row spoke; None for `else`. Names as `ask_table` gives them."""
    return tuple(None if row.when is None else _named(evaluate(row.when, env), env) for row in _rows(index, item))


def _named(found: Outcome, env: CaseEnv) -> Outcome:
    names = (_own_names(group, env) for group in (found.missing, found.claimed, found.read))
    return Outcome(found.form, found.value, *names)


def _rows(index: PlanIndex, item: PlanItem) -> tuple[TableRow, ...]:
    key = ("table", item.id)
    rows = index.memo.get(key)
    if rows is None:
        rows = index.memo[key] = tuple(_row(index, item, n) for n in range(len(item.rules)))
    found: tuple[TableRow, ...] = rows
    return found


def _row(index: PlanIndex, item: PlanItem, number: int) -> TableRow:
    rule = item.rules[number]
    when = None if rule.when == "else" else _parse(index, item.id, rule.when, lambda: _item_scope(index, item))
    amount = None if rule.amount is None else _parse(index, item.id, rule.amount, lambda: _item_scope(index, item), ANY)
    return TableRow(when, rule.then, rule.reason, rule.remedy, amount)


def _own_names(found: tuple[Var, ...], env: CaseEnv) -> tuple[Var, ...]:
    return tuple(_own_name(var, env) for var in found)


def _own_name(var: Var, env: CaseEnv) -> Var:
    if var.role in (SITUATION, PARAMETER, LIST):
        return var
    role = env.role(var.role)
    member = var.member if var.member is not None else env.member
    return Var(role, var.fact, member if env.index.list_of(role) else None)


def _parse(index: PlanIndex, place: str, text: str, scope: Callable[[], Scope], expect: Type = BOOLEAN) -> Expr:
    key = (place, text)
    found = index.memo.get(key)
    if found is None:
        found = index.memo[key] = parse_condition(text, scope(), expect)
    expr: Expr = found
    return expr


def _theme_scope(index: PlanIndex, list_role: str | None) -> Scope:
    lists = {name: spine for name in index.roles if (spine := index.list_of(name))}
    return Scope(
        {name: _facts_of(index, name) for name in index.roles},
        lists,
        frozenset(lists.values()) if list_role else frozenset(),
        _situations(index, lambda spine: spine),
        _parameters(index),
        open=True,
        derived=_derived(index, lambda role: (role,)),
        computed=dict(index.plan.computed),
    )


def _item_scope(index: PlanIndex, item: PlanItem) -> Scope:
    """Names of the item's roles. A list is named by the item's own role for it."""
    own = {index.resolve(theirs): mine for mine, theirs in item.bind}
    lists = {mine: own.get(spine, spine) for mine, theirs in item.bind if (spine := index.list_of(index.resolve(theirs)))}
    facts = {mine: _facts_of(index, index.resolve(theirs)) for mine, theirs in item.bind}
    bound = frozenset(own.get(spine, spine) for spine in (item.for_each,) if spine)
    names: dict[str, list[str]] = {}
    for mine, theirs in item.bind:
        names.setdefault(theirs, []).append(mine)
    return Scope(
        facts,
        lists,
        bound,
        _situations(index, lambda spine: own.get(spine, spine)),
        _parameters(index),
        open=True,
        derived=_derived(index, lambda role: names.get(role, ())),
        computed=dict(item.computed),
    )


def _derived(index: PlanIndex, find_names: Callable[[str], Iterable[str]]) -> dict[str, dict[str, str]]:
    """Computed facts by the names that a scope has for their role."""
    found: dict[str, dict[str, str]] = {}
    for role, fact, text in index.plan.derived:
        for name in find_names(role):
            found.setdefault(name, {})[fact] = text
    return found


def _facts_of(index: PlanIndex, role: str) -> dict[str, Type]:
    return {planned.fact: find_type(planned) for planned in index.plan.vars if planned.role == role}


def _situations(index: PlanIndex, name: Callable[[str], str]) -> dict[str, SituationType]:
    return {s.name: SituationType(_situation_type(s), name(s.of) if s.of else None) for s in index.plan.situations}


def _situation_type(situation: Situation) -> Type:
    if situation.many:
        return SET
    return BOOLEAN if situation.boolean else Type(Kind.TEXT, frozenset(code for code, _ in situation.options) or None)


def _parameters(index: PlanIndex) -> dict[str, ParameterType]:
    found = {}
    for parameter in index.plan.parameters:
        columns = {name for _, _, row in parameter.all_rows for name, _ in row} or {"value"}
        kind = SET if parameter.type.startswith("set") else _TYPES.get(parameter.type, NUMBER if parameter.type == "columns" else TEXT)
        found[parameter.name] = ParameterType(parameter.keys, dict.fromkeys(columns, kind))
    return found


@dataclass(frozen=True, slots=True)
class _OwnerEnv(Over):
    """A fact's own check: bare names are facts of the same owner, the new value among them."""

    planned: PlanVar
    var: Var
    given: Value

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """The value just typed for the fact itself; any other fact as the case knows it, of the same member."""
        if role == "" and fact == self.planned.fact:
            return Knowledge(Form.CLAIMED, self.given)
        return self.base.fact(role or self.var.role, fact, self.var.member)


def check_condition(case: Case, index: PlanIndex, planned: PlanVar, var: Var, value: Value, today: date) -> bool:
    """Whether a value just typed passes the fact's own `check`; what it needs of unknown facts is not held against it."""
    assert planned.check is not None
    expr = _parse(index, f"check {planned.path}", planned.check, lambda: Scope({"": _facts_of(index, planned.role)}, open=True))
    env: Env = _OwnerEnv(CaseEnv(case, index, today), planned, var, value)
    outcome = evaluate(expr, env)
    return outcome.unknown or outcome.holds
