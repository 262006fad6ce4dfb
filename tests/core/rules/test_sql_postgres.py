"""PostgreSQL says of every row what Python says, and so what DuckDB says."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.rules.env import Env
from shuangquan.core.rules.sql import Query
from tests.core.rules.shipped_tables import check_shipped
from tests.core.rules.sql_checks import check_conditions, check_table
from tests.core.rules.sql_world import CONDITIONS, DEEP, Rows, Run, run_postgres
from tests.core.rules.test_sql import TABLES

Connection = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def run(make_clone: Any) -> Iterator[Run]:
    """Asks a database of its own."""
    with make_clone() as name, make_clone.connect(name, "admin") as connection:

        def ask(query: Query, envs: Sequence[Env]) -> Rows:
            return run_postgres(connection, query, envs)

        yield ask


def test_postgres_says_of_every_row_what_python_says(run: Run) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=DEEP)
    @given(st.lists(CONDITIONS, min_size=1, max_size=8), st.integers(0, 10**6))
    def ask(texts: list[str], seed: int) -> None:
        check_conditions(texts, seed, "postgres", run)

    ask()


def test_postgres_decides_tables_as_python_does(run: Run) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=DEEP)
    @given(TABLES, st.booleans(), st.integers(0, 10**6))
    def ask(rows: list[tuple[str, str, bool]], ends: bool, seed: int) -> None:
        check_table(rows, ends, seed, "postgres", run)

    ask()


def test_postgres_decides_every_shipped_table_as_python_does(run: Run) -> None:
    check_shipped("postgres", run)
