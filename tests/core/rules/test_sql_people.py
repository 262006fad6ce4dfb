"""The lean SQL of a population says of everybody what the evaluator says, whatever NULL means in a column."""

import random  # noqa: TID251  (seeded: every run is the same)
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.rules.compiled import Plain
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ConditionFaults, ParameterType, Scope
from shuangquan.core.rules.sql_people import PeopleColumn, render_people
from shuangquan.core.rules.sql_terms import NotInSql
from shuangquan.core.rules.types import BOOLEAN, DATE, NUMBER, TEXT, Kind, Type
from shuangquan.core.words.knowledge import Value
from tests.core.rules.sql_world import DAYS, DEEP, PARAMETERS

pytestmark = pytest.mark.proof
TODAY = date(2026, 3, 31)
TYPES = {
    "day": DATE,
    "due": DATE,
    "n": NUMBER,
    "m": NUMBER,
    "ok": BOOLEAN,
    "no": BOOLEAN,
    "colour": Type(Kind.TEXT, frozenset({"red", "blue"})),
}
SCOPE = Scope(
    {"a": {**TYPES, "word": TEXT, "never": NUMBER}},
    parameters={"schedule": ParameterType(("colour",), {"base": NUMBER, "step": NUMBER})},
)
SQL_TYPES = {"day": "DATE", "due": "DATE", "n": "DECIMAL(14,4)", "m": "INTEGER", "ok": "BOOLEAN", "no": "BOOLEAN", "colour": "TEXT"}
NULLS = {"day": "unknown", "due": "absent", "n": "both", "m": "never", "ok": "absent", "no": "unknown", "colour": "both"}
COLUMNS = {f"a.{name}": PeopleColumn(name, null) for name, null in NULLS.items()}
VALUES: dict[str, tuple[Value, ...]] = {
    "day": (*DAYS, *(date(1946, 3, 28) + timedelta(days=n) for n in range(6)), *(date(2023, 2, 27) + timedelta(days=n) for n in range(4))),
    "due": (*DAYS, *(date(2026, 4, 28) + timedelta(days=n) for n in range(5))),
    "n": (Decimal("2.5"), Decimal(0), Decimal(3), Decimal("-1")),
    "m": (0, 1, 2, 3),
    "ok": (True, False),
    "no": (True, False),
    "colour": ("red", "blue"),
}

_reckoned = st.sampled_from(
    [
        "a.day", "a.due", "a.day + interval '60' year", "a.due - interval '1' month", "month_of(a.day)", "year_start(a.due)",
        "month_of(a.due + interval '3' month)", "a.day + interval '99999' month", "a.due + interval '40' day - interval '1' month",
    ]
)  # fmt: skip
_fixed_days = st.sampled_from(
    ["today", "today - interval '80' year", "month_of(today + interval '3' month)", "date '2026-04-30'", "today + interval '30' day"]
)
_months = st.sampled_from(
    ["months_between(a.day, today)", "months_between(today, a.due)", "year_of(a.day)", "months_between(month_of(a.day), today)"]
)
_ops = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
_atoms: st.SearchStrategy[str] = st.one_of(
    st.tuples(_reckoned, _ops, _fixed_days).map(" ".join),
    st.tuples(_fixed_days, _ops, _reckoned).map(" ".join),
    st.tuples(_months, _ops, st.sampled_from(["36", "-1", "960", "1946", "2.5"])).map(" ".join),
    st.tuples(st.sampled_from(["a.n", "a.m"]), _ops, st.sampled_from(["a.n", "a.m", "2.5", "0"])).map(" ".join),
    st.sampled_from(
        ["a.ok", "a.no", "a.ok is not true", "a.no is false", "a.n is null", "a.day is not null", "a.due is null", "a.m is null"]
    ),
    st.sampled_from(
        ["a.colour = 'red'", "a.colour in ('red', 'blue')", "a.n in (a.m, 3)", "a.ok = a.no", "a.never > 1", "a.m between 1 and a.n"]
    ),
    st.sampled_from(["lookup(schedule, a.colour).base > 50", "case when a.ok then a.n when a.no then a.m end > 1", "a.day < a.due"]),
)
CONDITIONS: st.SearchStrategy[str] = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        inner.map(lambda c: f"not ({c})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map(lambda c: f"(({c}) is true) = a.no"),
    ),
    max_leaves=5,
)


def make_people(seed: int, count: int) -> list[dict[str, Value | None]]:
    """Flat records as `Plain` takes them: a name that is not there is unknown."""
    draw = random.Random(seed)
    people: list[dict[str, Value | None]] = []
    for _ in range(count):
        record: dict[str, Value | None] = {}
        for name, values in VALUES.items():
            null = {"never": "value", "absent": "absent", "unknown": "unknown"}.get(NULLS[name]) or draw.choice(["absent", "unknown"])
            held = draw.choice(["value", "value", null])
            if held != "unknown":
                record[f"a.{name}"] = draw.choice(values) if held == "value" else None
        people.append(record)
    return people


def run(texts: tuple[str, ...], people: list[dict[str, Value | None]]) -> list[tuple[Any, ...]]:
    names = [*NULLS, *(f"{name}__absent" for name, null in NULLS.items() if null == "both")]
    types = [SQL_TYPES.get(name, "BOOLEAN") for name in names]
    rows = [[find_cell(person, name) for name in names] for person in people]
    with duckdb.connect() as engine:
        engine.execute(f"CREATE TABLE people (number INTEGER, {', '.join(f'{n} {t}' for n, t in zip(names, types, strict=True))})")
        engine.executemany(f"INSERT INTO people VALUES (?, {', '.join('?' for _ in names)})", [[n, *row] for n, row in enumerate(rows)])
        return engine.execute(f"SELECT {', '.join(texts)} FROM people ORDER BY number").fetchall()


def find_cell(person: dict[str, Value | None], name: str) -> Value | None:
    plain, _, mark = name.partition("__")
    return (f"a.{plain}" in person and person[f"a.{plain}"] is None) if mark else person.get(f"a.{plain}")


@settings(max_examples=70, deadline=None, suppress_health_check=DEEP)
@given(st.lists(CONDITIONS, min_size=1, max_size=8), st.integers(0, 10**6))
def test_everybody_is_told_what_the_evaluator_tells(texts: list[str], seed: int) -> None:

    exprs = []
    for text in texts:
        try:
            exprs.append(parse_condition(text, SCOPE))
        except ConditionFaults:
            continue
    if not exprs:
        return
    people = make_people(seed, 40)
    found = run(render_people(exprs, COLUMNS, PARAMETERS, TODAY, "duckdb"), people)
    for person, row in zip(people, found, strict=True):
        for expr, said in zip(exprs, row, strict=True):
            outcome = evaluate(expr, Plain(person, TODAY, PARAMETERS))
            assert said is (None if outcome.unknown else outcome.holds), (texts, person)


def test_a_date_that_is_reckoned_with_becomes_a_bound_of_the_date() -> None:
    expr = parse_condition("months_between(a.day, today) >= 960 and a.due - interval '30' day <= today", SCOPE)
    (text,) = render_people([expr], COLUMNS, {}, TODAY, "duckdb")
    assert "EXTRACT" not in text and "INTERVAL" not in text and "\"day\" < CAST('1946-04-01' AS DATE)" in text


def test_what_it_cannot_say_is_refused_by_name() -> None:
    with pytest.raises(NotInSql, match="Arith over a population"):
        render_people([parse_condition("a.n + a.m > 3", SCOPE)], COLUMNS, {}, TODAY, "duckdb")
