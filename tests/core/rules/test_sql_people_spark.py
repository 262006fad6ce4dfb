"""Spark says of everybody what DuckDB says: the same conditions, the same people. Runs where PySpark and Java are (`make spark`)."""

import logging
import random  # noqa: TID251  (seeded: every run is the same)
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.sql_people import render_people
from tests.core.rules.sql_world import PARAMETERS
from tests.core.rules.test_sql_people import COLUMNS, NULLS, SCOPE, SQL_TYPES, TODAY, find_cell, make_people, run

pytestmark = pytest.mark.heavy
ATOMS = [
    "a.day + interval '60' year <= today", "month_of(a.day) = month_of(today + interval '3' month)", "a.due - interval '1' month > today",
    "months_between(a.day, today) between 36 and 960", "a.n > a.m", "a.ok", "not a.no", "a.n is null", "a.day is not null",
    "a.colour in ('red', 'blue')", "a.n in (a.m, 3)", "a.ok = a.no", "a.never > 1", "lookup(schedule, a.colour).base > 50",
    "case when a.ok then a.n when a.no then a.m end > 1", "a.day < a.due", "a.ok is not true", "year_of(a.due) <> 2026",
]  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="make spark installs it")
    if shutil.which("java") is None:
        pytest.skip("Java is needed")
    logging.getLogger("py4j").setLevel(logging.WARNING)  # it says goodbye when nobody listens any more
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def make_conditions(count: int) -> list[str]:
    draw, made = random.Random(7), list(ATOMS)
    while len(made) < count:
        one, other = draw.choice(made), draw.choice(made)
        made.append(draw.choice([f"({one}) and ({other})", f"({one}) or ({other})", f"not ({one})"]))
    return made


@pytest.mark.filterwarnings("ignore")
def test_spark_and_duckdb_are_of_one_opinion(spark: Any) -> None:
    exprs = [parse_condition(text, SCOPE) for text in make_conditions(60)]
    people = make_people(11, 300)
    names = [*NULLS, *(f"{name}__absent" for name, null in NULLS.items() if null == "both")]
    kinds = {"TEXT": "STRING"}
    schema = ", ".join(f"{name} {kinds.get(SQL_TYPES.get(name, 'BOOLEAN'), SQL_TYPES.get(name, 'BOOLEAN'))}" for name in names)
    rows = [[number, *(find_cell(person, name) for name in names)] for number, person in enumerate(people)]
    spark.createDataFrame(rows, f"number INT, {schema}").createOrReplaceTempView("people")
    texts = render_people(exprs, COLUMNS, PARAMETERS, TODAY, "spark")
    picked = ", ".join(f"({text}) AS c{number}" for number, text in enumerate(texts))
    told = [tuple(row) for row in spark.sql(f"SELECT {picked} FROM people ORDER BY number").collect()]
    assert told == run(render_people(exprs, COLUMNS, PARAMETERS, TODAY, "duckdb"), people)
    assert {cell for row in told for cell in row} == {True, False, None}
