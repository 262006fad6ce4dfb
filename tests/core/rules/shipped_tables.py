"""Every decision table of every shipped theme, over random rows whose values are those that its own conditions speak of."""

import random  # noqa: TID251  (seeded: every run is the same)
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from shuangquan.core.cases.parameters import find_rows
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.reads import walk_nodes
from shuangquan.core.rules.sql import Engine, render_table
from shuangquan.core.rules.table import TableRow
from shuangquan.core.rules.tree import Expr, FactRef, Literal, Quantifier, SituationRef
from shuangquan.core.rules.types import Kind, Type
from shuangquan.core.standard.plan_frame import write_parameters
from shuangquan.core.standard.view import ItemView, ThemeView, read_view
from shuangquan.core.words.knowledge import UNASKED, Knowledge, Value
from shuangquan.core.words.text import Text
from tests.core.cases.walks import shipped
from tests.core.rules.rules_world import ABSENT, World, claimed, known
from tests.core.rules.sql_checks import compare_table
from tests.core.rules.sql_world import Run

TODAY = date(2026, 3, 2)
ROWS = 120


def find_shipped() -> Iterator[tuple[ThemeView, ItemView]]:
    """Each item with a table of each theme, its conditions in the names of its own roles."""
    bundle = shipped()
    for theme, examples in bundle.examples.items():
        view = read_view(bundle, theme, str(examples[0].region), [])
        yield from ((view, item) for item in view.items if item.item.rules)


def check_shipped(engine: Engine, run: Run) -> None:
    """Each table against the engine."""
    checked = set()
    for view, item in find_shipped():
        rules = zip(item.item.rules, item.rows, item.amounts, strict=True)
        table = tuple(TableRow(when, rule.then, rule.reason or Text(""), rule.remedy, amount) for rule, when, amount in rules)
        parameters = {one.name: find_rows(one, World(today=TODAY)) for one in write_parameters(view, (item.item.id,))}
        enough = frozenset(str(need.fact) for need in item.item.needs if need.claimed == "enough")
        compare_table(table, enough, parameters, list(_make_rows(table, parameters)), partial(render_table, engine=engine), run)
        checked.add(item.item.id)
    assert checked == {name for name, item in shipped().items.items() if item.rules}


def _make_rows(table: tuple[TableRow, ...], parameters: dict[str, ParameterRows | None]) -> Iterator[World]:
    exprs = [expr for row in table for expr in (row.when, row.amount) if expr is not None]
    nodes = [node for expr in exprs for node in walk_nodes(expr)]
    lists = {node.spine for node in nodes if isinstance(node, Quantifier)}
    rows = {name: found for name, found in parameters.items() if found is not None}
    for seed in range(ROWS):
        draw = random.Random(seed)
        members = {spine: (("1", "2", "3")[: draw.randint(0, 3)], draw.random() < 0.8) for spine in lists}
        world = World(lists=members, parameters=rows, today=TODAY, signed_in=draw.choice(["agent", "mother"]))
        keys = {spine: found[0] or ("1",) for spine, found in members.items()}
        for node in nodes:
            if isinstance(node, FactRef):
                for key in keys.get(node.spine or "", ("1",)) if node.spine else (None,):
                    world.facts[node.role, node.fact, key] = _learn(draw, node.type, nodes)
            elif isinstance(node, SituationRef):
                for key in keys.get(node.spine or "", ("1",)) if node.spine else (None,):
                    world.situations[node.name, key] = draw.choice([known(_pick(draw, node.type, nodes)), UNASKED])
        yield world


def _learn(draw: random.Random, type_: Type, nodes: list[Expr]) -> Knowledge:
    value = _pick(draw, type_, nodes)
    return draw.choice([known(value), known(value), known(value), claimed(value), ABSENT, UNASKED])


def _pick(draw: random.Random, type_: Type, nodes: list[Expr]) -> Value:
    """A value that some constant of the table has, or one beside it."""
    constants = [node.value for node in nodes if isinstance(node, Literal)]
    if type_.kind is Kind.BOOLEAN:
        return draw.random() < 0.6
    if type_.kind is Kind.NUMBER:
        numbers = [value for value in constants if isinstance(value, Decimal)] or [Decimal(1)]
        return draw.choice(numbers) + draw.choice([-1, 0, 0, 1])
    if type_.kind is Kind.DATE:
        return TODAY + timedelta(days=draw.choice([-800, -366, -365, -1, 0, 1, 365]))
    codes = sorted(type_.codes or ()) + [value for value in constants if isinstance(value, str)]
    return draw.choice(codes or ["x"])
