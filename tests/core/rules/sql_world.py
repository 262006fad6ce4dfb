"""Random typed conditions, random rows of what is known, and the two engines: what the differential tests of rules share."""

import random  # noqa: TID251  (seeded: every run is the same)
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import psycopg
from hypothesis import HealthCheck
from hypothesis import strategies as st

from shuangquan.core.rules.env import Env, ParameterRows
from shuangquan.core.rules.outcome import Outcome
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ConditionFaults
from shuangquan.core.rules.sql import Query
from shuangquan.core.rules.sql_tables import Cell, Table, find_rows
from shuangquan.core.rules.sql_terms import NotInSql
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import ANY, Span
from shuangquan.core.words.knowledge import UNASKED, Knowledge, Value
from tests.core.rules.rules_world import ABSENT, SCOPE, Facts, World, claimed, known

DEEP = (HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large)
"""Conditions that grow too deep are thrown away by Hypothesis; that is no fault of the test."""
Rows = list[dict[str, Any]]
Run = Callable[[Query, Sequence[Env]], Rows]

PARAMETERS: dict[str, ParameterRows] = {
    "months": ParameterRows({(): {"value": 12}}),
    "remote": ParameterRows({(): {"value": ("T1", "甲")}}),
    "schedule": ParameterRows({("red",): {"base": Decimal("60.25"), "step": Decimal(4)}, ("blue",): {"step": Decimal("0.5")}}),
    "levels": ParameterRows({("1",): {"value": 80}, ("2.5",): {"value": Decimal("40.5")}, ("-1",): {"value": 0}, ("03",): {"value": 9}}),
}
NUMBERS: tuple[Value, ...] = (0, 1, 2, 3, 5, -1, Decimal("2.5"), Decimal("-2.5"), Decimal("0.0001"), Decimal("9999999999.9999"))
DAYS: tuple[Value, ...] = tuple(
    date.fromisoformat(day)
    for day in ("2024-02-29", "2026-03-02", "2025-03-02", "2026-01-31", "2025-12-31", "0001-01-01", "9999-12-31", "2026-02-28")
)
WORDS: tuple[Value, ...] = ("T1", "甲", "", "it's", "𝒳é")


# --- conditions ----------------------------------------------------------------------------------------------------------------------

_numbers: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["a.n", "a.m", "0", "1", "2", "3", "2.5", "-1", "months", "lookup(schedule, a.colour).base", "count(cars)"]),
        st.sampled_from(["lookup(schedule, 'blue').base", "lookup(schedule, a.colour).step", "year_of(today)", "length(a.word)"]),
        st.sampled_from(["lookup(levels, a.n)", "lookup(levels, count(cars))", "lookup(levels, a.n + a.m)"]),
        st.tuples(_numbers, st.sampled_from("+-*"), _numbers).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(_numbers, st.sampled_from(["2", "4", "10", "3", "0", "a.n"])).map(lambda t: f"({t[0]} / {t[1]})"),
        st.tuples(_numbers, _numbers).map(lambda t: f"least({t[0]}, {t[1]})"),
        st.tuples(_numbers, _numbers).map(lambda t: f"greatest({t[0]}, {t[1]})"),
        st.tuples(_numbers, st.sampled_from(["", ", 1", ", 3"])).map(lambda t: f"round({t[0]}{t[1]})"),
        _numbers.map(lambda n: f"ceil({n})"),
        st.tuples(_dates, _dates).map(lambda t: f"months_between({t[0]}, {t[1]})"),
        st.tuples(_truths, _numbers, _numbers).map(lambda t: f"case when {t[0]} then {t[1]} else {t[2]} end"),
        st.tuples(_truths, _numbers).map(lambda t: f"case when {t[0]} then {t[1]} end"),
        _members.map(lambda body: f"count({body})"),
        st.sampled_from(["sum(cars.mass)", "sum(cars.mass * 2 + a.n)", "sum(case when cars.ok then cars.mass end)"]),
    )
)
_spans: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(["interval '1' month", "interval '1' year", "interval '7' day", "interval '99999' month", "interval '4000000' day"]),
    _numbers.map(lambda n: f"{n} * interval '1' month"),
    _numbers.map(lambda n: f"{n} * interval '1' day"),
)
_dates: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["a.day", "today", "date '2024-02-29'", "date '2026-01-31'"]),
        st.tuples(_dates, st.sampled_from("+-"), _spans).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(st.sampled_from(["month_of", "month_start", "year_start"]), _dates).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(_dates, _dates).map(lambda t: f"greatest({t[0]}, {t[1]})"),
        st.tuples(_truths, _dates).map(lambda t: f"case when {t[0]} then {t[1]} end"),
    )
)
_ops = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
_members: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.tuples(_ops, _numbers).map(lambda t: f"cars.mass {t[0]} {t[1]}"),
        st.sampled_from(["cars.ok", "cars.ok is not true", "cars.colour = a.colour", "cars.weight = 'light'", "cars.mass is null"]),
        st.tuples(_truths, st.sampled_from(["and", "or"])).map(lambda t: f"(cars.ok {t[1]} {t[0]})"),
        st.sampled_from(
            ["lookup(schedule, cars.colour).step >= cars.mass", "exists(vans.load > cars.mass)", "every(vans.load < cars.mass)"]
        ),
    )
)
_truths: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["a.ok", "married", "signed_in = a", "a.colour = 'red'", "a.n is null", "a.day is not null", "'care' in wants"]),
        st.sampled_from(["a.word in remote", "a.colour in ('red', 'blue')", "follows <> 'father'", "a.ok is not true", "a.ok is false"]),
        st.tuples(_numbers, _ops, _numbers).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        st.tuples(_dates, _ops, _dates).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        st.tuples(_numbers, _numbers, _numbers).map(lambda t: f"{t[0]} between {t[1]} and {t[2]}"),
        st.tuples(_numbers, _numbers, _numbers).map(lambda t: f"{t[0]} in ({t[1]}, {t[2]})"),
        st.tuples(st.sampled_from(["a.word", "a.colour"]), st.sampled_from(["'T1'", "'it''s'", "a.word"])).map(
            lambda t: "a.word = " + t[1] if t[0] == "a.word" else "a.word <> " + t[1]
        ),
        _truths.map(lambda c: f"not ({c})"),
        _truths.map(lambda c: f"({c}) is true"),
        _truths.map(lambda c: f"({c}) = married"),
        st.tuples(_truths, st.sampled_from(["and", "or"]), _truths).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        st.tuples(_truths, _truths, _truths).map(lambda t: f"case when {t[0]} then {t[1]} else {t[2]} end"),
        st.tuples(st.sampled_from(["exists", "every"]), _members).map(lambda t: f"{t[0]}({t[1]})"),
    )
)
CONDITIONS = st.one_of(_truths, _numbers, _dates)
TRUTHS = _truths


def read(text: str) -> Expr:
    """The tree of a random condition or value."""
    return parse_condition(text, SCOPE, ANY)


# --- rows ----------------------------------------------------------------------------------------------------------------------------

_VALUES: dict[str, tuple[Value, ...]] = {
    "n": NUMBERS,
    "m": NUMBERS,
    "day": DAYS,
    "ok": (True, False),
    "word": WORDS,
    "colour": ("red", "blue"),
}
_MEMBERS: dict[str, dict[str, tuple[Value, ...]]] = {
    "cars": {"mass": NUMBERS, "ok": (True, False), "colour": ("red", "blue")},
    "vans": {"load": NUMBERS},
}


def make_rows(seed: int, count: int) -> list[World]:
    """What is known of `count` matters: each fact known, absent, claimed or unknown, each list open or closed."""
    draw = random.Random(seed)
    return [_make_row(draw) for _ in range(count)]


def _learn(draw: random.Random, values: tuple[Value, ...]) -> Knowledge:
    value = draw.choice(values)
    return draw.choice([known(value), known(value), claimed(value), claimed(value), ABSENT, UNASKED])


def _make_row(draw: random.Random) -> World:
    facts: Facts = {("a", name, None): _learn(draw, values) for name, values in _VALUES.items()}
    lists = {}
    for spine, columns in _MEMBERS.items():
        keys = ("x", "y", "z")[: draw.randint(0, 3)]
        lists[spine] = (keys, draw.random() < 0.7)
        facts |= {(spine, name, key): _learn(draw, values) for key in keys for name, values in columns.items()}
    situations: dict[tuple[str, str | None], Knowledge] = {
        ("married", None): draw.choice([known("true"), known("false"), UNASKED]),
        ("follows", None): draw.choice([known("mother"), known("father"), UNASKED]),
        ("wants", None): draw.choice([known(("care",)), known(()), known(("living", "care")), UNASKED]),
    }
    situations |= {("weight", key): draw.choice([known("light"), known("heavy"), UNASKED]) for key in lists["cars"][0]}
    day = date(2026, 3, 2) + timedelta(days=draw.choice([0, 0, 30, -400]))
    return World(facts, situations, lists, PARAMETERS, day, draw.choice(["a", "cars"]))


# --- engines -------------------------------------------------------------------------------------------------------------------------


def collect_rows(query: Query, envs: Sequence[Env]) -> dict[str, list[tuple[Cell, ...]]]:
    """The rows of all matters, numbered from 0."""
    found: dict[str, list[tuple[Cell, ...]]] = {table.name: [] for table in query.tables}
    for number, env in enumerate(envs):
        for name, rows in find_rows(query.tables, env, number).items():
            found[name] += rows
    return found


def run_duckdb(query: Query, envs: Sequence[Env]) -> Rows:
    """What DuckDB says, by matter."""
    rows = collect_rows(query, envs)
    with duckdb.connect() as engine:
        for table in query.tables:
            engine.execute(table.definition)
            _insert(engine, table, rows[table.name])
        return _sorted(query, engine.execute(query.text).fetchall())


def _insert(engine: duckdb.DuckDBPyConnection, table: Table, rows: list[tuple[Cell, ...]]) -> None:
    if rows:
        line = f"({', '.join(f'CAST(? AS {type_})' for _, type_ in table.columns)})"
        engine.execute(f"INSERT INTO {table.name} VALUES {', '.join([line] * len(rows))}", [cell for row in rows for cell in row])


def run_postgres(connection: "psycopg.Connection[tuple[Any, ...]]", query: Query, envs: Sequence[Env]) -> Rows:
    """What PostgreSQL says, by matter."""
    rows = collect_rows(query, envs)
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        for table in query.tables:
            cursor.execute(table.definition.encode())
            with cursor.copy(f"COPY {table.name} FROM STDIN".encode()) as copy:
                for row in rows[table.name]:
                    copy.write_row(row)
        return _sorted(query, cursor.execute(query.text.encode()).fetchall())


def _sorted(query: Query, found: Sequence[tuple[Any, ...]]) -> Rows:
    return [dict(zip(query.columns, row, strict=True)) for row in sorted(found, key=lambda row: int(row[0]))]


# --- what must be equal --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """An outcome as both sides tell it."""

    form: str
    value: Any
    claimed: bool


def say(outcome: Outcome) -> Said:
    """What Python says."""
    there = outcome.form.value == "known"
    value = outcome.value
    if isinstance(value, Span):
        value = (value.months, value.days)  # type: ignore[assignment]
    return Said(outcome.form.value, value if there else None, bool(outcome.claimed))


def hear(row: Mapping[str, Any], number: int) -> Said:
    """What an engine says of condition `number`."""
    return Said(row[f"o{number}_form"], row[f"o{number}"], bool(row[f"o{number}_claimed"]))


def keep_sayable(texts: Sequence[str], write: Callable[[Sequence[Expr]], Query]) -> tuple[list[str], list[Expr]]:
    """The conditions that can be said in SQL; the others are refused by name."""
    kept: list[tuple[str, Expr]] = []
    for text in texts:
        try:
            expr = read(text)
            write([expr])
        except ConditionFaults:
            continue  # a list inside itself, which the language does not have
        except NotInSql as refused:
            assert refused.what, text
            continue
        kept.append((text, expr))
    return [text for text, _ in kept], [expr for _, expr in kept]
