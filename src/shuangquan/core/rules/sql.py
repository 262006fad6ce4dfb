"""Conditions and decision tables as queries over a population: DuckDB or PostgreSQL, with the same outcome as `evaluate` for every row.

What would come out differently on some engine is refused by name (`NotInSql`), never approximated. A query tells the outcome of each
matter and whether it rests on a claim; which fact is missing is told by the evaluator, for the one row that is looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

import sqlglot

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.sql_frame import Frame, Script, open_matters
from shuangquan.core.rules.sql_tables import Table, find_tables
from shuangquan.core.rules.sql_terms import KNOWN, Term, any_of, render_text
from shuangquan.core.rules.table import APPROVE, BY_CLAIM, BY_NO_ROW, BY_RULE, BY_UNKNOWN, REFER, TableRow
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import Kind

Engine = OneOf["duckdb", "postgres"]
Parameters = Mapping[str, ParameterRows | None]


@dataclass(frozen=True, slots=True)
class Query:
    """A statement over `tables` and the names of its columns. Rows come in no order."""

    text: str
    tables: tuple[Table, ...]
    columns: tuple[str, ...]


def render_conditions(exprs: Sequence[Expr], parameters: Parameters, engine: Engine) -> Query:
    """One row a matter: `id`, then for each condition its value (NULL unless known), its form and whether it rests on a claim.

    parameters: the rows in force; one that is missing or None is unknown. An interval's value is its months and days, as two columns.
    Raises NotInSql.
    """
    frame, tables = _open(tuple(exprs), parameters, frozenset())
    columns: list[tuple[str, str]] = [("id", "id")]
    for number, expr in enumerate(exprs):
        term = frame.terms[expr]
        columns += [(f"o{number}", term.value), (f"o{number}_form", term.form), (f"o{number}_claimed", term.claimed)]
        columns += [(f"o{number}_days", term.days)] if term.kind is Kind.INTERVAL else []
    return _close(frame, tables, columns, engine)


def render_table(rows: Sequence[TableRow], parameters: Parameters, engine: Engine, enough: frozenset[str] = frozenset()) -> Query:
    """A decision table: `id`, `outcome` (approve | refer), `by`, `rule` (the row that spoke, NULL for none), `amount` if it has any.

    enough: paths whose claimed value may approve. Columns and outcomes as `decide_table`. Raises NotInSql.
    """
    exprs = tuple(expr for row in rows for expr in (row.when, row.amount) if expr is not None)
    frame, tables = _open(exprs, parameters, enough)
    whens: list[tuple[str, str, str, int | None]] = []
    amounts: list[tuple[str, str]] = []
    claims: tuple[str, ...] = ()
    for number, row in enumerate(rows):
        met = None if row.when is None else frame.terms[row.when]
        if met is not None:
            claims = (*claims, met.claimed)
            whens.append((met.unknown, REFER, BY_UNKNOWN, number))
        holds = "TRUE" if met is None else met.holds
        whens += _speak(row, number, holds, claims, None if row.amount is None else frame.terms[row.amount])
        if row.then == APPROVE and row.amount is not None:
            amounts.append((f"rule = {number}", frame.terms[row.amount].value))
    columns = [("id", "id"), *_decide(whens)]
    if not amounts:
        return _close(frame, tables, columns, engine)
    frame.last = frame.script.add(
        f"SELECT {frame.last}.*, {', '.join(f'{text} AS {name}' for name, text in columns[1:])} FROM {frame.last}"
    )
    paid = " ".join(f"WHEN {when} AND outcome = '{APPROVE}' THEN {value}" for when, value in amounts)
    return _close(frame, tables, [*((name, name) for name, _ in columns), ("amount", f"CASE {paid} END")], engine)


def _speak(row: TableRow, number: int, holds: str, claims: tuple[str, ...], amount: Term | None) -> list[tuple[str, str, str, int | None]]:
    """The outcomes of a row that is reached, in the order in which they are tried."""
    if row.then != APPROVE:
        return [(holds, REFER, BY_RULE, number)]
    found: list[tuple[str, str, str, int | None]] = []
    if amount is not None:
        claims = (*claims, amount.claimed)
        found.append((f"({holds} AND {amount.form} <> {KNOWN})", REFER, BY_UNKNOWN, number))
    found.append((f"({holds} AND {any_of(claims)})", REFER, BY_CLAIM, number))
    return [*found, (holds, APPROVE, BY_RULE, number)]


def _decide(whens: list[tuple[str, str, str, int | None]]) -> list[tuple[str, str]]:
    def ladder(values: list[str], otherwise: str) -> str:
        steps = " ".join(f"WHEN {when[0]} THEN {value}" for when, value in zip(whens, values, strict=True))
        return f"CASE {steps} ELSE {otherwise} END" if whens else otherwise

    return [
        ("outcome", ladder([render_text(when[1]) for when in whens], render_text(REFER))),
        ("by", ladder([render_text(when[2]) for when in whens], render_text(BY_NO_ROW))),
        ("rule", ladder([str(when[3]) for when in whens], "CAST(NULL AS INT)")),
    ]


def _open(exprs: tuple[Expr, ...], parameters: Parameters, enough: frozenset[str]) -> tuple[Frame, tuple[Table, ...]]:
    tables = find_tables(exprs)
    frame = open_matters(Script(tables, parameters, enough))
    frame.write(exprs)
    return frame, tables


def _close(frame: Frame, tables: tuple[Table, ...], columns: list[tuple[str, str]], engine: Engine) -> Query:
    stages = ", ".join(f"{name} AS MATERIALIZED ({body})" for name, body in frame.script.parts)
    picked = ", ".join(f"{text} AS {name}" for name, text in columns)
    (text,) = sqlglot.transpile(f"WITH {stages} SELECT {picked} FROM {frame.last}", read="postgres", write=engine)
    return Query(text, tables, tuple(name for name, _ in columns))
