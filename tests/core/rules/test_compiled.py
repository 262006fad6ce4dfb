"""The compiled form of a table says what `decide_table` says: the same row, reason, amount, and everything it read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.cases.parameters import find_rows
from shuangquan.core.rules.compiled import CompiledTable, Plain
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ConditionFaults
from shuangquan.core.rules.table import TableRow, decide_table
from shuangquan.core.rules.types import NUMBER
from shuangquan.core.standard.plan_frame import write_parameters
from shuangquan.core.words.knowledge import Form, Value
from shuangquan.core.words.text import Text
from tests.core.rules.rules_world import SCOPE, World
from tests.core.rules.shipped_tables import TODAY, find_shipped
from tests.core.rules.shipped_tables import _make_rows as make_shipped_rows
from tests.core.rules.sql_checks import ENOUGH
from tests.core.rules.sql_world import DEEP, PARAMETERS, TRUTHS, make_rows, read

pytestmark = pytest.mark.proof
TABLES = st.lists(st.tuples(TRUTHS, st.sampled_from(["approve", "refer"]), st.booleans()), min_size=1, max_size=4)
AMOUNT = "a.n * 2 + months"


def make_table(rows: list[tuple[str, str, bool]]) -> list[TableRow]:
    table = []
    for text, then, paid in rows:
        try:
            expr = read(text)
        except ConditionFaults:
            continue
        amount = parse_condition(AMOUNT, SCOPE, NUMBER) if paid and then == "approve" else None
        table.append(TableRow(expr, then, Text("理由"), Text("办法"), amount))
    return [*table, TableRow(None, "refer", Text("其余"), Text("办法"))]


def settle(env: World) -> World:
    """The same world with nothing unknown or claimed, so that the compiled form is what answers."""
    facts = {key: replace(know, form=Form.KNOWN) if know.form is Form.CLAIMED else know for key, know in env.facts.items()}
    return replace(env, facts={key: know for key, know in facts.items() if know.form is not Form.UNKNOWN})


@settings(max_examples=250, deadline=None, suppress_health_check=DEEP)
@given(TABLES, st.integers(0, 10**6))
def test_compiled_tables_say_what_the_evaluator_says(rows: list[tuple[str, str, bool]], seed: int) -> None:
    table = make_table(rows)
    for enough in (frozenset[str](), ENOUGH):
        compiled = CompiledTable(table, enough, warm=0)
        for env in make_rows(seed, 15):
            for one in (env, settle(env)):
                assert compiled.decide(one) == decide_table(table, one, enough), one


@settings(max_examples=150, deadline=None, suppress_health_check=DEEP)
@given(TABLES, st.integers(0, 10**6))
def test_flat_records_are_decided_alike(rows: list[tuple[str, str, bool]], seed: int) -> None:
    table = make_table(rows)
    compiled = CompiledTable(table, warm=0)
    for env in make_rows(seed, 15):
        values: dict[str, Value | None] = {
            f"{role}.{fact}": know.value for (role, fact, member), know in env.facts.items() if know.form is not Form.UNKNOWN and not member
        }
        values |= {name: know.value for (name, member), know in env.situations.items() if know.form is Form.KNOWN and not member}
        plain = Plain(values, env.today, PARAMETERS, env.signed_in)
        assert compiled.decide(plain) == decide_table(table, plain), plain


def test_every_shipped_table_is_decided_alike() -> None:
    for view, item in find_shipped():
        rules = zip(item.item.rules, item.rows, item.amounts, strict=True)
        table = tuple(TableRow(when, rule.then, rule.reason or Text(""), rule.remedy, amount) for rule, when, amount in rules)
        parameters = {one.name: find_rows(one, World(today=TODAY)) for one in write_parameters(view, (item.item.id,))}
        enough = frozenset(str(need.fact) for need in item.item.needs if need.claimed == "enough")
        compiled = CompiledTable(table, enough, warm=0)
        for env in make_shipped_rows(table, parameters):
            for one in (env, settle(env)):
                assert compiled.decide(one) == decide_table(table, one, enough), item.item.id


def test_what_is_known_never_reaches_the_evaluator(monkeypatch: pytest.MonkeyPatch) -> None:
    table = [
        TableRow(read("a.day <= today - interval '80' year and a.n > 2.5"), "approve", Text("年满"), None, read("a.n * 2")),
        TableRow(read("a.colour in ('red', 'blue') or a.ok is not true"), "refer", Text("颜色"), Text("核实")),
    ]
    plain = Plain({"a.day": date(1940, 1, 1), "a.n": 3, "a.colour": None, "a.ok": None}, date(2026, 3, 2))
    said = decide_table(table, plain)
    monkeypatch.setattr("shuangquan.core.rules.compiled.decide_table", None)
    found = CompiledTable(table, warm=0).decide(plain)
    assert found == said and found.amount == Decimal(6)
    assert CompiledTable(table, warm=0).decide(replace(plain, values={**plain.values, "a.n": 1})).rule == 1
    with pytest.raises(TypeError):  # an unknown fact does
        CompiledTable(table, warm=0).decide(replace(plain, values={}))


def test_a_table_is_compiled_once_it_was_asked_often() -> None:
    table = [TableRow(read("a.n > 2"), "approve", Text("大"))]
    plain = Plain({"a.n": 3}, date(2026, 3, 2))
    compiled = CompiledTable(table, warm=3)
    assert {compiled.decide(plain) for _ in range(8)} == {decide_table(table, plain)}
