"""Conditions over a population of registered facts, as lean SQL: a boolean that is NULL where the outcome is unknown.

`sql.py` says everything the language can say, with a form beside every value. Over a register nothing is claimed and NULL means one
thing a column, so SQL's own three values carry the outcome and the engine is left free to work fast. What stands on both sides of a
comparison and depends on the day alone is worked out before; a date that is reckoned with and compared with a fixed value becomes a
bound of the date itself. What cannot be said so is refused by name (`NotInSql`): `render_conditions` then says it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlglot

from shuangquan.core.rules.compiled import Plain
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.reads import walk_nodes
from shuangquan.core.rules.sql_bounds import render_bound
from shuangquan.core.rules.sql_terms import NotInSql, all_of, any_of, render_constant
from shuangquan.core.rules.tree import (
    Among,
    And,
    Case,
    Compare,
    Expr,
    FactRef,
    IsNull,
    IsTruth,
    Lookup,
    Not,
    Or,
    Quantifier,
    SignedIn,
    SituationRef,
)
from shuangquan.core.rules.types import Kind, Span
from shuangquan.core.words.knowledge import Form

Null = str
"""What NULL means in a column: "never" (there is none), "absent", "unknown", or "both" (then NAME__absent says which)."""
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """A column of the population. name: plain letters, digits and underscores."""

    name: str
    null: Null = "unknown"


@dataclass(frozen=True, slots=True)
class _Term:
    """value: SQL, NULL where absent or unknown. absent: SQL that is never NULL, or FALSE. lacks: whether it may be unknown."""

    value: str
    absent: str
    lacks: bool
    kind: Kind


def render_people(
    exprs: Sequence[Expr], columns: Mapping[str, PeopleColumn], parameters: Mapping[str, ParameterRows | None], today: date, engine: str
) -> tuple[str, ...]:
    """Each condition as a boolean expression over the population's columns, in the dialect of `engine` (duckdb, postgres or spark).

    columns: `role.fact` → column; a fact without a column is unknown of everybody. Raises NotInSql.
    """
    known = {name: rows for name, rows in parameters.items() if rows is not None}
    writer = _People(columns, Plain({}, today, known))
    texts = []
    for expr in exprs:
        text = writer.truth(expr).value
        if len(text) > LONGEST:
            raise NotInSql("a condition too deep for one expression")
        texts.append(sqlglot.transpile(text, read="postgres", write=engine)[0])
    return tuple(texts)


class _People:
    def __init__(self, columns: Mapping[str, PeopleColumn], plain: Plain) -> None:
        self.columns, self.plain = columns, plain

    def truth(self, expr: Expr) -> _Term:
        """A condition: TRUE, FALSE, or NULL for unknown; never absent."""
        match expr:
            case And(parts) | Or(parts):
                return self._logic([self.truth(part) for part in parts], isinstance(expr, And))
            case Not(part):
                inner = self.truth(part)
                return _truth(f"(NOT {inner.value})", inner.lacks)
            case IsTruth(part, truth):
                inner = self.truth(part)
                return inner if truth else _truth(f"(NOT {inner.value})", inner.lacks)
            case IsNull(part):
                inner = self.value(part)
                if not inner.lacks:
                    return _truth(inner.absent, False)
                return _truth(f"CASE WHEN {inner.absent} THEN TRUE WHEN {inner.value} IS NULL THEN NULL ELSE FALSE END", True)
            case Compare(op, left, right):
                return self._compare(op, left, right)
            case Among(left, items, None):
                return self._among(left, items)
        found = self.value(expr)
        if found.absent == "FALSE":
            return found
        return _truth(f"CASE WHEN {found.absent} THEN FALSE ELSE {found.value} END", found.lacks)

    def _logic(self, parts: list[_Term], is_and: bool) -> _Term:
        texts = tuple(part.value for part in parts)
        return _truth(all_of(texts) if is_and else f"({' OR '.join(dict.fromkeys(texts))})", any(part.lacks for part in parts))

    def value(self, expr: Expr) -> _Term:
        """A value."""
        fixed = self._fix(expr)
        if fixed is not None:
            return fixed
        match expr:
            case FactRef(role, fact, None, type_):
                return self._column(f"{role}.{fact}", type_.kind)
            case SituationRef(name, None, type_):
                return self._column(name, type_.kind)
            case Compare() | And() | Or() | Not() | Among() | IsNull() | IsTruth():
                return self.truth(expr)
            case Case(branches, otherwise, type_):
                return self._case(branches, otherwise, type_.kind)
            case Lookup(name, keys, column, type_):
                return self._lookup(name, keys, column, type_.kind)
        raise NotInSql(f"{type(expr).__name__} over a population")

    def _fix(self, expr: Expr) -> _Term | None:
        """What comes to the same for everybody."""
        if any(isinstance(node, FactRef | SituationRef | SignedIn | Quantifier) for node in walk_nodes(expr)):
            return None
        found = evaluate(expr, self.plain)
        if found.form is Form.ABSENT:
            return _Term("NULL", "TRUE", False, Kind.ANY)
        if found.unknown or found.value is None:
            return _Term("NULL", "FALSE", True, Kind.ANY)
        if isinstance(found.value, Span):
            raise NotInSql("an interval by itself")
        term = render_constant(found.value)
        if isinstance(found.value, int | Decimal) and not isinstance(found.value, bool):
            return _Term(format(Decimal(found.value), "f"), "FALSE", False, Kind.NUMBER)
        return _Term(term.value, "FALSE", False, term.kind)

    def _column(self, path: str, kind: Kind) -> _Term:
        column = self.columns.get(path)
        if column is None:
            return _Term("NULL", "FALSE", True, kind)
        name = f'"{column.name}"'
        absent = {"absent": f"({name} IS NULL)", "both": f'"{column.name}__absent"'}.get(column.null, "FALSE")
        return _Term(name, absent, column.null in ("unknown", "both"), kind)

    def _compare(self, op: str, left: Expr, right: Expr) -> _Term:
        bound = self._bound(op, left, right)
        if bound is not None:
            return bound
        a, b = self.value(left), self.value(right)
        if Kind.SET in (a.kind, b.kind):
            raise NotInSql("comparing sets")
        return _guard(f"({a.value} {op} {b.value})", (a, b))

    def _bound(self, op: str, left: Expr, right: Expr) -> _Term | None:
        """A date that is reckoned with, beside something fixed: a bound of the date itself."""
        for one, other, turned in ((left, right, op), (right, left, _TURNED[op])):
            refs = [node for node in walk_nodes(one) if isinstance(node, FactRef | SituationRef)]
            if isinstance(one, FactRef | SituationRef) or len(refs) != 1 or refs[0].type.kind is not Kind.DATE or self._fix(other) is None:
                continue
            fixed, term = evaluate(other, self.plain), self.value(refs[0])
            if fixed.form is not Form.KNOWN or fixed.value is None:
                return None
            found = render_bound(one, refs[0], turned, fixed.value, self.plain, term.value)
            if found is not None:
                return _guard(found[0], (term,), partial=found[1])
        return None

    def _among(self, left: Expr, items: tuple[Expr, ...]) -> _Term:
        found, terms = self.value(left), [self.value(item) for item in items]
        if any(term.lacks or term.absent != "FALSE" for term in terms):
            return self._logic([self._compare("=", left, item) for item in items], False)
        return _guard(f"({found.value} IN ({', '.join(term.value for term in terms)}))", (found,))

    def _case(self, branches: Sequence[tuple[Expr, Expr]], otherwise: Expr | None, kind: Kind) -> _Term:
        mets = [self.truth(met) for met, _ in branches]
        values = [self.value(value) for _, value in branches]
        last = _Term("NULL", "TRUE", False, kind) if otherwise is None else self.value(otherwise)

        def ladder(texts: Sequence[str], end: str, unknown: str) -> str:
            steps = (
                (f"WHEN ({met.value}) IS NULL THEN {unknown} " if met.lacks else "") + f"WHEN {met.value} THEN {text}"
                for met, text in zip(mets, texts, strict=True)
            )
            return f"CASE {' '.join(steps)} ELSE {end} END"

        whole = [*values, last]
        absents = [term.absent for term in whole]
        absent = "FALSE" if set(absents) == {"FALSE"} else ladder(absents[:-1], absents[-1], "FALSE")
        lacks = any(term.lacks for term in (*whole, *mets))
        return _Term(ladder([term.value for term in values], last.value, "NULL"), absent, lacks, kind)

    def _lookup(self, name: str, keys: tuple[Expr, ...], column: str, kind: Kind) -> _Term:
        rows, terms = self.plain.parameter(name), [self.value(key) for key in keys]
        if any(term.kind is not Kind.TEXT for term in terms):
            raise NotInSql(f"lookup({name}) by anything but a text")
        whens = []
        for parts, row in {} if rows is None else rows.rows.items():
            value = row.get(column)
            if value is not None:
                met = all_of(tuple(f"({t.value} = {render_constant(part).value})" for t, part in zip(terms, parts, strict=True)))
                whens.append(f"WHEN {met} THEN {render_constant(value).value}")
        absent = any_of(tuple(term.absent for term in terms))
        return _Term(f"CASE {' '.join(whens)} END" if whens else "NULL", absent, True, kind)


_TURNED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _truth(value: str, lacks: bool) -> _Term:
    return _Term(value, "FALSE", lacks, Kind.BOOLEAN)


def _guard(test: str, terms: Sequence[_Term], *, partial: bool = False) -> _Term:
    """A test of values: false when one is absent, whatever the others are; else NULL when one is unknown."""
    absent, lacks = any_of(tuple(term.absent for term in terms)), any(term.lacks for term in terms) or partial
    if absent == "FALSE":
        return _truth(test, lacks)
    return _truth(f"CASE WHEN {absent} THEN FALSE ELSE {test} END" if lacks else f"COALESCE({test}, FALSE)", lacks)
