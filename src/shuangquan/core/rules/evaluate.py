"""Evaluate a condition over the four forms of knowledge. Pure; the same text also runs as a query over a population."""

from collections.abc import Callable, Mapping
from typing import Any

from shuangquan.core.rules.env import Bound, Env, write_key
from shuangquan.core.rules.operators import COMPARE, FUNCTIONS, compute_arith
from shuangquan.core.rules.outcome import LIST, PARAMETER, SITUATION, Outcome, decide_logic, join_known, join_unknown
from shuangquan.core.rules.tree import (
    Among,
    And,
    Arith,
    Call,
    Case,
    Compare,
    Expr,
    FactRef,
    IsNull,
    IsTruth,
    Literal,
    Lookup,
    Not,
    Or,
    ParameterRef,
    Quantifier,
    SignedIn,
    SituationRef,
    Today,
)
from shuangquan.core.rules.types import Kind, Span, Type
from shuangquan.core.words.knowledge import Form, Knowledge, Value
from shuangquan.core.words.names import Var


def evaluate(expr: Expr, env: Env) -> Outcome:
    """The value of `expr`: known, absent or unknown, with what was missing, claimed and read."""
    return _EVALUATE[type(expr)](expr, env)


def _literal(expr: Literal, env: Env) -> Outcome:
    return Outcome(Form.KNOWN, expr.value)


def _learn(found: Knowledge, var: Var, type_: Type | None = None) -> Outcome:
    if found.form is Form.UNKNOWN:
        return Outcome(Form.UNKNOWN, missing=(var,), read=(var,))
    if found.form is Form.ABSENT:
        return Outcome(Form.ABSENT, read=(var,))
    value = found.value
    if type_ is not None and type_.kind is Kind.BOOLEAN and isinstance(value, str):
        value = value == "true"
    return Outcome(Form.KNOWN, value, claimed=(var,) if found.form is Form.CLAIMED else (), read=(var,))


def _fact(expr: FactRef, env: Env) -> Outcome:
    member = None if expr.spine is None else env.current_member(expr.spine)
    return _learn(env.fact(expr.role, expr.fact, member), Var(expr.role, expr.fact, member))


def _situation(expr: SituationRef, env: Env) -> Outcome:
    member = None if expr.spine is None else env.current_member(expr.spine)
    return _learn(env.situation(expr.name, member), Var(SITUATION, expr.name, member), expr.type)


def _parameter(expr: ParameterRef, env: Env) -> Outcome:
    return _row(env, expr.name, (), "value")


def _row(env: Env, name: str, keys: tuple[str, ...], column: str) -> Outcome:
    rows = env.parameter(name)
    value = None if rows is None else rows.rows.get(keys, {}).get(column)
    return Outcome(Form.UNKNOWN, missing=(Var(PARAMETER, name),)) if value is None else Outcome(Form.KNOWN, value)


def _lookup(expr: Lookup, env: Env) -> Outcome:
    keys = tuple(evaluate(key, env) for key in expr.keys)
    if any(k.form is Form.ABSENT for k in keys):
        return join_known(None, keys, Form.ABSENT)
    if any(k.unknown for k in keys):
        return join_unknown(keys)
    found = _row(env, expr.name, tuple(write_key(k.value) for k in keys), expr.column)
    return join_unknown((*keys, found)) if found.unknown else join_known(found.value, keys)


def _today(expr: Today, env: Env) -> Outcome:
    return Outcome(Form.KNOWN, env.today)


def _signed_in(expr: SignedIn, env: Env) -> Outcome:
    return Outcome(Form.KNOWN, env.signed_in == expr.role)


def _compare(expr: Compare, env: Env) -> Outcome:
    return compare_outcomes(expr.op, evaluate(expr.left, env), evaluate(expr.right, env))


def compare_outcomes(op: str, left: Outcome, right: Outcome) -> Outcome:
    """A comparison; false when an operand is known to be absent, whatever the other is."""
    both = (left, right)
    absent = tuple(p for p in both if p.form is Form.ABSENT)
    if absent:
        return Outcome(Form.KNOWN, False, (), (), join_known(None, both).read)
    if left.unknown or right.unknown:
        return join_unknown(both)
    return join_known(COMPARE[op](left.value, right.value), both)


def _and(expr: And, env: Env) -> Outcome:
    return decide_logic(tuple(evaluate(part, env) for part in expr.parts), settles=False)


def _or(expr: Or, env: Env) -> Outcome:
    return decide_logic(tuple(evaluate(part, env) for part in expr.parts), settles=True)


def _not(expr: Not, env: Env) -> Outcome:
    part = evaluate(expr.part, env)
    return part if part.unknown else join_known(not _true(part), (part,))


def _true(part: Outcome) -> bool:
    return part.form is Form.KNOWN and bool(part.value)


def _among(expr: Among, env: Env) -> Outcome:
    left = evaluate(expr.left, env)
    if expr.group is None:
        return decide_logic(tuple(compare_outcomes("=", left, evaluate(item, env)) for item in expr.items), settles=True)
    group = evaluate(expr.group, env)
    if Form.ABSENT in (left.form, group.form):
        return Outcome(Form.KNOWN, False, (), (), join_known(None, (left, group)).read)
    if left.unknown or group.unknown:
        return join_unknown((left, group))
    codes = group.value if isinstance(group.value, tuple) else ()
    return join_known(left.value in codes, (left, group))


def _is_null(expr: IsNull, env: Env) -> Outcome:
    part = evaluate(expr.part, env)
    return part if part.unknown else join_known(part.form is Form.ABSENT, (part,))


def _is_truth(expr: IsTruth, env: Env) -> Outcome:
    part = evaluate(expr.part, env)
    return part if part.unknown else join_known(_true(part) is expr.truth, (part,))


def _case(expr: Case, env: Env) -> Outcome:
    passed: list[Outcome] = []
    for condition, value in expr.branches:
        met = evaluate(condition, env)
        passed.append(met)
        if met.unknown:
            return join_unknown(passed)
        if _true(met):
            return _resting(evaluate(value, env), passed)
    return _resting(Outcome(Form.ABSENT) if expr.otherwise is None else evaluate(expr.otherwise, env), passed)


def _resting(value: Outcome, passed: list[Outcome]) -> Outcome:
    whole = (*passed, value)
    return join_unknown(whole) if value.unknown else join_known(value.value, whole, value.form)


def _arith(expr: Arith, env: Env) -> Outcome:
    return _apply((evaluate(expr.left, env), evaluate(expr.right, env)), lambda args: compute_arith(expr.op, args[0], args[1]))


def _call(expr: Call, env: Env) -> Outcome:
    return _apply(tuple(evaluate(arg, env) for arg in expr.args), FUNCTIONS[expr.name].body)


def _apply(args: tuple[Outcome, ...], body: Callable[[tuple[Any, ...]], Value | Span | None]) -> Outcome:
    if any(arg.form is Form.ABSENT for arg in args):
        return join_known(None, args, Form.ABSENT)
    if any(arg.unknown for arg in args):
        return join_unknown(args)
    value = body(tuple(arg.value for arg in args))
    return join_unknown(args) if value is None else join_known(value, args)


def _quantifier(expr: Quantifier, env: Env) -> Outcome:
    keys, complete = env.members(expr.spine)
    rest = (Var(LIST, expr.spine),)
    if expr.body is None:
        return Outcome(Form.KNOWN, len(keys), read=rest) if complete else Outcome(Form.UNKNOWN, missing=rest, read=rest)
    body = expr.body
    parts = tuple(evaluate(body, Bound(env, expr.spine, key)) for key in keys)
    if expr.kind in ("exists", "every"):
        return decide_logic(parts, settles=expr.kind == "exists", extra=rest, open_end=not complete)
    if not complete or any(part.unknown for part in parts):
        return join_unknown(parts, () if complete else rest)
    if expr.kind == "count":
        return join_known(sum(1 for part in parts if _true(part)), parts)
    there = [part.value for part in parts if part.form is Form.KNOWN]
    return join_known(sum(there, start=0), parts)  # type: ignore[arg-type]  # the parser has checked that they are numbers


_EVALUATE: Mapping[type, Callable[[Any, Env], Outcome]] = {
    Literal: _literal,
    FactRef: _fact,
    SituationRef: _situation,
    ParameterRef: _parameter,
    Lookup: _lookup,
    Today: _today,
    SignedIn: _signed_in,
    Compare: _compare,
    And: _and,
    Or: _or,
    Not: _not,
    Among: _among,
    IsNull: _is_null,
    IsTruth: _is_truth,
    Case: _case,
    Arith: _arith,
    Call: _call,
    Quantifier: _quantifier,
}
