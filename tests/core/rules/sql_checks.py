"""What every engine is held to."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from shuangquan.core.rules.env import Env
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.sql import Engine, Query, render_conditions, render_table
from shuangquan.core.rules.table import TableRow, decide_table
from shuangquan.core.rules.types import NUMBER
from shuangquan.core.words.text import Text
from tests.core.rules.rules_world import SCOPE
from tests.core.rules.sql_world import PARAMETERS, Run, hear, keep_sayable, make_rows, say

ROWS = 30
ENOUGH = frozenset({"a.n", "cars.ok"})


def check_conditions(texts: Sequence[str], seed: int, engine: Engine, run: Run) -> None:
    """Each condition, on each row: the same form, the same value, resting on a claim or not."""
    kept, exprs = keep_sayable(texts, partial(render_conditions, parameters=PARAMETERS, engine=engine))
    if not exprs:
        return
    envs = make_rows(seed, ROWS)
    for env, row in zip(envs, run(render_conditions(exprs, PARAMETERS, engine), envs), strict=True):
        for number, expr in enumerate(exprs):
            assert hear(row, number) == say(evaluate(expr, env)), (kept[number], env)


def check_table(rows: Sequence[tuple[str, str, bool]], ends: bool, seed: int, engine: Engine, run: Run) -> None:
    """A decision table on each row: who speaks, why, and what is granted; with and without claims that are enough."""
    kept, exprs = keep_sayable([text for text, _, _ in rows], partial(render_conditions, parameters=PARAMETERS, engine=engine))
    says = {text: (then, paid) for text, then, paid in rows}
    amount = parse_condition("a.n * 2 + months", SCOPE, NUMBER)
    table = [
        TableRow(expr, says[text][0], Text("理由"), Text("办法"), amount if says[text] == ("approve", True) else None)
        for text, expr in zip(kept, exprs, strict=True)
    ]
    if ends:
        table.append(TableRow(None, "approve", Text("其余")))
    for enough in (frozenset[str](), ENOUGH):
        compare_table(table, enough, PARAMETERS, make_rows(seed, ROWS), partial(render_table, engine=engine), run)


def compare_table(
    table: Sequence[TableRow],
    enough: frozenset[str],
    parameters: Mapping[str, Any],
    envs: Sequence[Env],
    write: Callable[..., Query],
    run: Run,
) -> None:
    """The query of a table against `decide_table`, row by row."""
    query = write(table, parameters, enough=enough)
    for env, row in zip(envs, run(query, envs), strict=True):
        found = decide_table(table, env, enough)
        said = (row["outcome"], row["by"], row["rule"], row.get("amount"))
        assert said == (found.then, found.by, found.rule, found.amount), env
