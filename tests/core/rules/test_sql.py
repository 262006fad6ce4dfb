"""Python = DuckDB = PostgreSQL: random typed conditions over random rows of known, absent, claimed and unknown facts.

The same properties run here against DuckDB and in `test_sql_postgres.py` against PostgreSQL.
"""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.rules.sql import render_conditions, render_table
from shuangquan.core.rules.sql_tables import find_rows
from shuangquan.core.rules.sql_terms import NotInSql
from tests.core.rules.rules_world import ABSENT, World, known
from tests.core.rules.shipped_tables import check_shipped
from tests.core.rules.sql_checks import check_conditions, check_table
from tests.core.rules.sql_world import CONDITIONS, DEEP, PARAMETERS, TRUTHS, read, run_duckdb

pytestmark = pytest.mark.proof

TABLES = st.lists(st.tuples(TRUTHS, st.sampled_from(["approve", "refer"]), st.booleans()), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=DEEP)
@given(st.lists(CONDITIONS, min_size=1, max_size=8), st.integers(0, 10**6))
def test_duckdb_says_of_every_row_what_python_says(texts: list[str], seed: int) -> None:
    check_conditions(texts, seed, "duckdb", run_duckdb)


@settings(max_examples=30, deadline=None, suppress_health_check=DEEP)
@given(TABLES, st.booleans(), st.integers(0, 10**6))
def test_duckdb_decides_tables_as_python_does(rows: list[tuple[str, str, bool]], ends: bool, seed: int) -> None:
    check_table(rows, ends, seed, "duckdb", run_duckdb)


def test_duckdb_decides_every_shipped_table_as_python_does() -> None:
    check_shipped("duckdb", run_duckdb)


REFUSED = [
    ("a.n / a.m > 1", "division by anything but a constant"),
    ("a.n / 3 > 1", "division by 3"),
    ("a.n / 0 > 1", "division by anything but a constant"),
    ("a.n * a.m * a.n > 1", "a product: a number of 42 digits"),
    ("round(a.n, a.m) > 1", "rounding to a number of places"),
    ("wants = wants", "comparing sets"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_engines_would_say_each_in_their_own_way_is_refused_by_name(text: str, what: str) -> None:
    with pytest.raises(NotInSql) as refused:
        render_conditions([read(text)], PARAMETERS, "duckdb")
    assert what in refused.value.what


def test_a_number_that_no_column_holds_is_refused() -> None:
    query = render_conditions([read("a.n > 1")], {}, "duckdb")
    for value in (Decimal("0.00001"), 10**10):
        with pytest.raises(NotInSql, match=r"a\.n: a number outside DECIMAL\(14, 4\)"):
            find_rows(query.tables, World({("a", "n", None): known(value)}), 1)


def test_the_text_grows_with_the_tree_and_not_with_its_power() -> None:
    lengths = []
    text = "a.n > 1"
    for _ in range(10):
        text = f"(case when {text} then a.ok else married end) is true"
        lengths.append(len(render_conditions([read(text)], PARAMETERS, "postgres").text))
    assert max(after - before for before, after in pairwise(lengths)) < 1500


def test_both_engines_are_asked_over_the_same_tables() -> None:
    exprs = [read("exists(cars.mass > a.n) and a.colour = 'red'")]
    one, other = (render_table([], {}, "duckdb"), render_table([], {}, "postgres"))
    assert (one.columns, other.columns) == (("id", "outcome", "by", "rule"),) * 2
    query = render_conditions(exprs, PARAMETERS, "duckdb")
    assert [(table.name, table.list) for table in query.tables] == [("matters", None), ("members1", "cars")]
    assert query.tables == render_conditions(exprs, PARAMETERS, "postgres").tables
    env = World({("a", "n", None): ABSENT}, lists={"cars": (("x",), True)})
    rows = find_rows(query.tables, env, 7)
    assert rows["members1"] == [(7, "x", None, "unknown")]
    assert run_duckdb(query, [env])[0]["o0"] is False
