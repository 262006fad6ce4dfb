"""Each operator of the language over terms, as `evaluate.py` has it over outcomes: the same order of absent, unknown and known."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.sql_dates import render_count_months, render_shift
from shuangquan.core.rules.sql_terms import (
    ABSENT,
    COLUMN,
    KNOWN,
    UNKNOWN,
    NotInSql,
    Term,
    Width,
    all_of,
    any_of,
    find_column_type,
    join_widths,
    render_constant,
    render_number,
    render_text,
)
from shuangquan.core.rules.tree import Arith, Expr, Literal, Lookup
from shuangquan.core.rules.types import Kind


def render_compare(op: str, left: Term, right: Term) -> Term:
    """`left op right`: false when one is absent, whatever the other is."""
    absent = f"({left.form} = {ABSENT} OR {right.form} = {ABSENT})"
    unknown = any_of((left.unknown, right.unknown))
    known = _compare_values(op, left, right)
    value = f"CASE WHEN {absent} THEN FALSE WHEN {unknown} THEN NULL ELSE {known} END"
    form = f"CASE WHEN NOT {absent} AND {unknown} THEN {UNKNOWN} ELSE {KNOWN} END"
    claimed = f"(NOT {absent} AND {any_of((left.claimed, right.claimed))})"
    return Term(value, form, claimed, Kind.BOOLEAN)


def _compare_values(op: str, left: Term, right: Term) -> str:
    if left.kind is not right.kind:
        raise NotInSql(f"comparing {left.kind} with {right.kind}")
    if left.kind is Kind.NUMBER:
        both = join_widths(left.width, right.width)
        return f"({left.cast(both)} {op} {right.cast(both)})"
    if left.kind is Kind.INTERVAL:
        months = _compare_values("=", _number(left, 0), _number(right, 0))
        days = _compare_values("=", _number(left, 1), _number(right, 1))
        return f"(({months} AND {days}) = {'TRUE' if op == '=' else 'FALSE'})"
    if left.kind is Kind.SET:
        raise NotInSql("comparing sets")
    return f"({left.value} {op} {right.value})"


def _number(span: Term, place: int) -> Term:
    return replace(span, kind=Kind.NUMBER, value=span.days if place else span.value, widths=(span.widths[place],), days="")


def render_logic(parts: Sequence[Term], settles: bool) -> Term:
    """`or` (settles=True) or `and`: one part that settles it is enough; claimed when all that settle it are."""
    settling = tuple(part.holds if settles else part.fails for part in parts)
    settled = any_of(settling)
    unknown = any_of(tuple(part.unknown for part in parts))
    clean = any_of(tuple(f"({one} AND NOT {part.claimed})" for one, part in zip(settling, parts, strict=True)))
    some = any_of(tuple(part.claimed for part in parts))
    return close_logic(settled, unknown, clean, some, settles)


def close_logic(settled: str, unknown: str, clean: str, some: str, settles: bool) -> Term:
    """The outcome of parts of which some settle it, some are unknown; `clean`: one that settles it rests on no claim."""
    yes, no = ("TRUE", "FALSE") if settles else ("FALSE", "TRUE")
    value = f"CASE WHEN {settled} THEN {yes} WHEN {unknown} THEN NULL ELSE {no} END"
    form = f"CASE WHEN NOT {settled} AND {unknown} THEN {UNKNOWN} ELSE {KNOWN} END"
    return Term(value, form, f"CASE WHEN {settled} THEN NOT {clean} ELSE {some} END", Kind.BOOLEAN)


def render_test(part: Term, test: str) -> Term:
    """A question about a part that is unknown only with it."""
    value = f"CASE WHEN {part.unknown} THEN NULL ELSE {test} END"
    return Term(value, f"CASE WHEN {part.unknown} THEN {UNKNOWN} ELSE {KNOWN} END", part.claimed, Kind.BOOLEAN)


def render_among(left: Term, group: Term) -> Term:
    """Membership in a set; false when either is absent."""
    absent = f"({left.form} = {ABSENT} OR {group.form} = {ABSENT})"
    unknown = any_of((left.unknown, group.unknown))
    inside = f"({left.value} = ANY({group.value}))" if left.kind is Kind.TEXT else "FALSE"
    value = f"CASE WHEN {absent} THEN FALSE WHEN {unknown} THEN NULL ELSE {inside} END"
    form = f"CASE WHEN NOT {absent} AND {unknown} THEN {UNKNOWN} ELSE {KNOWN} END"
    return Term(value, form, f"(NOT {absent} AND {any_of((left.claimed, group.claimed))})", Kind.BOOLEAN)


def render_case(branches: Sequence[tuple[Term, Term]], otherwise: Term | None) -> Term:
    """The first branch whose condition holds; a condition that is unknown makes the whole unknown."""
    values = [value for _, value in branches] + ([] if otherwise is None else [otherwise])
    first = values[0]
    if any(value.kind is not first.kind for value in values):
        raise NotInSql("a case whose branches differ in type")
    widths = first.widths
    for value in values[1:]:
        widths = tuple(join_widths(a, b) for a, b in zip(widths, value.widths, strict=True))
    last = otherwise or Term("NULL", ABSENT, "FALSE", first.kind, widths, "NULL")
    passed: tuple[str, ...] = ()
    forms, found, days, claims = [], [], [], []
    for met, value in branches:
        passed = (*passed, met.claimed)
        forms.append(f"WHEN {met.unknown} THEN {UNKNOWN} WHEN {met.holds} THEN {value.form}")
        found.append(f"WHEN {met.unknown} THEN NULL WHEN {met.holds} THEN {_widened(value, widths, 0)}")
        days.append(f"WHEN {met.unknown} THEN NULL WHEN {met.holds} THEN {_widened(value, widths, 1)}")
        claims.append(f"WHEN {met.unknown} THEN {any_of(passed)} WHEN {met.holds} THEN {any_of((*passed, value.claimed))}")
    return Term(
        f"CASE {' '.join(found)} ELSE {_widened(last, widths, 0)} END",
        f"CASE {' '.join(forms)} ELSE {last.form} END",
        f"CASE {' '.join(claims)} ELSE {any_of((*passed, last.claimed))} END",
        first.kind,
        widths,
        f"CASE {' '.join(days)} ELSE {_widened(last, widths, 1)} END" if first.kind is Kind.INTERVAL else "",
    )


def _widened(value: Term, widths: tuple[Width, ...], place: int) -> str:
    if place >= len(widths):
        return value.value
    return _number(replace(value, widths=widths), place).cast(widths[place])


def _apply(args: Sequence[Term], kind: Kind, value: str, widths: tuple[Width, ...] = (), days: str = "", *, partial: bool = False) -> Term:
    """A function of values that are there: absent if one is, unknown if one is, or if it has no value (`partial`)."""
    absent = any_of(tuple(f"({arg.form} = {ABSENT})" for arg in args))
    ready = all_of(tuple(f"({arg.form} = {KNOWN})" for arg in args))
    lacking = f"WHEN ({value}) IS NULL THEN {UNKNOWN} " if partial else ""
    form = f"CASE WHEN {absent} THEN {ABSENT} WHEN NOT {ready} THEN {UNKNOWN} {lacking}ELSE {KNOWN} END"
    claimed = any_of(tuple(arg.claimed for arg in args))
    return Term(f"CASE WHEN {ready} THEN {value} END", form, claimed, kind, widths, f"CASE WHEN {ready} THEN {days} END" if days else "")


def render_arith(expr: Arith, left: Term, right: Term) -> Term:
    """Exact arithmetic: + - * of numbers, / by a constant with a finite reciprocal, a date moved, an interval taken several times."""
    if left.kind is Kind.DATE:
        return _apply((left, right), Kind.DATE, render_shift(left.value, right.value, right.days, expr.op), partial=True)
    if Kind.INTERVAL in (left.kind, right.kind):
        span, factor = (left, right) if left.kind is Kind.INTERVAL else (right, left)
        parts = tuple(_multiply(_number(span, place), factor) for place in (0, 1))
        return _apply((left, right), Kind.INTERVAL, parts[0][0], (parts[0][1], parts[1][1]), parts[1][0])
    if expr.op == "/":
        right = _find_reciprocal(expr.right)
    text, width = _multiply(left, right) if expr.op in "*/" else _add(expr.op, left, right)
    return _apply((left, right), Kind.NUMBER, text, (width,))


def _find_reciprocal(divisor: Expr) -> Term:
    value = divisor.value if isinstance(divisor, Literal) else None
    if not isinstance(value, Decimal) or value == 0:
        raise NotInSql("division by anything but a constant")
    reciprocal = Decimal(1) / value
    if reciprocal * value != 1 or len(reciprocal.as_tuple().digits) > MOST_RECIPROCAL:
        raise NotInSql(f"division by {value}, which engines round each in their own way")
    return render_constant(reciprocal)


MOST_RECIPROCAL = 12
"""Digits of the longest reciprocal that is worth multiplying by."""


def _multiply(left: Term, right: Term) -> tuple[str, Width]:
    wide, narrow = sorted((left, right), key=lambda term: -(term.width.before + term.width.after))
    width = Width(left.width.before + right.width.before, left.width.after + right.width.after).checked("a product")
    roomy = Width(max(wide.width.before, 19 - wide.width.after), wide.width.after)  # past 18 digits, engines multiply in 128 bits
    return f"CAST({wide.cast(roomy)} * {narrow.cast(narrow.width)} AS {width.type})", width


def _add(op: str, left: Term, right: Term) -> tuple[str, Width]:
    both = join_widths(left.width, right.width)
    width = Width(both.before + 1, both.after).checked("a sum")
    return f"CAST({left.cast(width)} {op} {right.cast(width)} AS {width.type})", width


def render_call(name: str, args: Sequence[Term], exprs: Sequence[Expr]) -> Term:
    """A function of values."""
    if name in ("least", "greatest"):
        return _pick(name.upper(), args)
    if name == "round":
        return _round(args, exprs)
    return _CALLS[name](args)


def _pick(name: str, args: Sequence[Term]) -> Term:
    if args[0].kind is Kind.DATE:
        return _apply(args, Kind.DATE, f"{name}({', '.join(arg.value for arg in args)})")
    width = args[0].width
    for arg in args[1:]:
        width = join_widths(width, arg.width)
    return _apply(args, Kind.NUMBER, f"{name}({', '.join(arg.cast(width) for arg in args)})", (width,))


def _round(args: Sequence[Term], exprs: Sequence[Expr]) -> Term:
    places = exprs[1].value if len(exprs) > 1 and isinstance(exprs[1], Literal) else Decimal(0)
    if (len(exprs) > 1 and not isinstance(exprs[1], Literal)) or not isinstance(places, Decimal) or places != int(places) or places < 0:
        raise NotInSql("rounding to a number of places that is not a constant from 0 up")
    width = Width(args[0].width.before + 1, min(int(places), args[0].width.after)).checked("a rounded number")
    return _apply(args, Kind.NUMBER, f"CAST(ROUND({args[0].value}, {width.after}) AS {width.type})", (width,))


def _ceil(args: Sequence[Term]) -> Term:
    width = Width(args[0].width.before + 1, 0).checked("a number rounded up")
    return _apply(args, Kind.NUMBER, f"CAST(CEIL({args[0].value}) AS {width.type})", (width,))


def _whole(text: str, digits: int) -> tuple[str, tuple[Width, ...]]:
    width = Width(digits, 0)
    return f"CAST({text} AS {width.type})", (width,)


_CALLS: Mapping[str, Callable[[Sequence[Term]], Term]] = {
    "months_between": lambda a: _apply(a, Kind.NUMBER, *_whole(render_count_months(a[0].value, a[1].value), 6)),
    "month_of": lambda a: _apply(a, Kind.DATE, f"CAST(DATE_TRUNC('month', {a[0].value}) AS DATE)"),
    "month_start": lambda a: _apply(a, Kind.DATE, f"CAST(DATE_TRUNC('month', {a[0].value}) AS DATE)"),
    "year_start": lambda a: _apply(a, Kind.DATE, f"CAST(DATE_TRUNC('year', {a[0].value}) AS DATE)"),
    "year_of": lambda a: _apply(a, Kind.NUMBER, *_whole(f"EXTRACT(YEAR FROM {a[0].value})", 5)),
    "length": lambda a: _apply(a, Kind.NUMBER, *_whole(f"LENGTH({a[0].value})", 10)),
    "ceil": _ceil,
}


def render_lookup(expr: Lookup, keys: Sequence[Term], rows: ParameterRows | None) -> Term:
    """A row of a parameter by its keys; unknown when there is none."""
    found = {} if rows is None else {key: row[expr.column] for key, row in rows.rows.items() if row.get(expr.column) is not None}
    terms = {key: render_constant(value) for key, value in found.items()}
    widths: tuple[Width, ...] = ()
    for term in terms.values():
        widths = tuple(join_widths(a, b) for a, b in zip(widths, term.widths, strict=True)) if widths else term.widths
    if any(term.kind is not expr.type.kind for term in terms.values()) or expr.type.kind is Kind.ANY:
        raise NotInSql(f"lookup({expr.name}): values of another type than {expr.type.kind}")
    whens = [f"WHEN {_match(expr.name, keys, key)} THEN {_widened(term, widths, 0)}" for key, term in terms.items()]
    value = f"CASE {' '.join(whens)} END" if whens else f"CAST(NULL AS {find_column_type(expr.type, expr.name)})"
    widths = widths or ((COLUMN,) if expr.type.kind is Kind.NUMBER else ())
    return _apply(keys, expr.type.kind, value, widths, partial=True)


def _match(name: str, keys: Sequence[Term], parts: tuple[str, ...]) -> str:
    if len(keys) != len(parts):
        raise NotInSql("a parameter's row with another number of keys")
    return all_of(tuple(f"({_match_key(name, key, part)})" for key, part in zip(keys, parts, strict=True)))


def _match_key(name: str, key: Term, part: str) -> str:
    """Whether a value is this key, by the way the evaluator writes values as keys."""
    if key.kind is Kind.BOOLEAN:
        return f"CASE WHEN {key.value} THEN 'true' ELSE 'false' END = {render_text(part)}"
    if key.kind is Kind.DATE:
        return f"CAST({key.value} AS TEXT) = {render_text(part)}"
    if key.kind is Kind.NUMBER:
        return f"{key.value} = {render_number(Decimal(part)).value}" if is_plain_number(part) else "FALSE"
    if key.kind is not Kind.TEXT:
        raise NotInSql(f"lookup({name}) by a {key.kind}")
    return f"{key.value} = {render_text(part)}"


def is_plain_number(text: str) -> bool:
    """Whether a key is a number written the one way the evaluator writes it: no sign but a minus, no zeros that say nothing."""
    return bool(_PLAIN_NUMBER.fullmatch(text))


_PLAIN_NUMBER = re.compile(r"0|-?(?:[1-9]\d*|(?:0|[1-9]\d*)\.\d*[1-9])", re.ASCII)
