"""More knowledge never turns true into false or back, within one version of a fact."""

import random  # noqa: TID251  (seeded: every run is the same)
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ConditionFaults
from shuangquan.core.rules.table import REFER, TableRow, decide_table
from shuangquan.core.words.knowledge import Knowledge, Value
from shuangquan.core.words.text import Text
from tests.core.rules.rules_world import ABSENT, SCOPE, World, claimed, known
from tests.core.rules.sql_world import CONDITIONS, DEEP, make_rows, read

pytestmark = pytest.mark.proof

ATOMS = [
    "a.n > 3",
    "a.n + a.m <> 5",
    "a.n / a.m = 1",
    "a.m between 1 and 4",
    "a.n in (1, 2, a.m)",
    "a.ok",
    "a.ok is not true",
    "a.n is null",
    "a.day < today - months * interval '1' month",
    "a.colour = 'red'",
    "married",
    "follows = 'father'",
    "exists(cars.mass > 3)",
    "every(cars.ok or cars.mass < 4)",
    "count(cars.ok) >= 1",
    "sum(cars.mass) > 5",
    "count(cars) > 1",
    "case when a.ok then a.n else a.m end > 2",
    "least(a.n, a.m) = 2",
]
NUMBERS: list[Value] = [0, 1, 2, 3, 4, 5]
FACTS: dict[tuple[str, str, str | None], list[Value]] = {
    ("a", "n", None): NUMBERS,
    ("a", "m", None): NUMBERS,
    ("a", "ok", None): [True, False],
    ("a", "day", None): [date(2024, 1, 1), date(2026, 3, 1)],
    ("a", "colour", None): ["red", "blue"],
    **{("cars", "mass", key): NUMBERS for key in ("x", "y", "z")},
    **{("cars", "ok", key): [True, False] for key in ("x", "y", "z")},
}
KEYS = ("x", "y", "z")


def conditions() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(ATOMS),
        lambda inner: st.one_of(
            inner.map(lambda c: f"not ({c})"),
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        ),
        max_leaves=5,
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, World]:
    """What the world really is, and a part of it."""
    whole: dict[tuple[str, str, str | None], Knowledge] = {}
    part: dict[tuple[str, str, str | None], Knowledge] = {}
    for key, values in FACTS.items():
        value = draw(st.one_of(st.none(), st.sampled_from(values)))
        whole[key] = ABSENT if value is None else claimed(value) if draw(st.booleans()) else known(value)
        if draw(st.booleans()):
            part[key] = whole[key]
    situations: dict[tuple[str, str | None], Knowledge] = {
        ("married", None): known(draw(st.sampled_from(["true", "false"]))),
        ("follows", None): known(draw(st.sampled_from(["mother", "father"]))),
    }
    partly = {key: value for key, value in situations.items() if draw(st.booleans())}
    members = KEYS[: draw(st.integers(0, 3))]
    seen = members[: draw(st.integers(0, len(members)))]
    closed = len(seen) == len(members) and draw(st.booleans())
    months = {"months": ParameterRows({(): {"value": 12}})}
    return (
        World(whole, situations, {"cars": (members, True)}, months),
        World(part, partly, {"cars": (seen, closed)}, months if draw(st.booleans()) else {}),
    )


@settings(max_examples=400, deadline=None)
@given(conditions(), worlds())
def test_what_is_decided_in_part_holds_in_whole(text: str, pair: tuple[World, World]) -> None:
    whole, part = pair
    expr = parse_condition(text, SCOPE)
    little, much = evaluate(expr, part), evaluate(expr, whole)
    if not little.unknown and not much.unknown:
        assert little.holds is much.holds
    if not little.unknown:
        assert not much.unknown or "/" in text  # only division by zero is unknown with everything known


@settings(max_examples=300, deadline=None)
@given(conditions(), worlds())
def test_an_unknown_result_names_something_missing(text: str, pair: tuple[World, World]) -> None:
    outcome = evaluate(parse_condition(text, SCOPE), pair[1])
    if outcome.unknown and "/" not in text:
        assert outcome.missing
    if not outcome.unknown:
        assert not outcome.missing


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(conditions(), st.sampled_from(["approve", "refer"])), min_size=1, max_size=4), worlds())
def test_a_table_never_approves_on_less_than_it_would_with_everything(rows: list[tuple[str, str]], pair: tuple[World, World]) -> None:
    whole, part = pair
    table = [TableRow(parse_condition(text, SCOPE), then, Text("理由"), Text("办法")) for text, then in rows]
    table.append(TableRow(None, "refer", Text("其余"), Text("办法")))
    little, much = decide_table(table, part), decide_table(table, whole)
    if little.then == "approve":
        assert much.then == "approve" or much.by in ("claimed", "unknown")
        assert not little.claimed and little.rule == much.rule
    assert little.then in ("approve", REFER)


def forget(whole: World, draw: random.Random) -> World:
    """The same world, less known: facts and situations left out, lists opened and cut short, parameters not in force."""
    lists = {}
    for spine, (keys, closed) in whole.lists.items():
        seen = keys[: draw.randint(0, len(keys))]
        lists[spine] = (seen, closed and seen == keys and draw.random() < 0.7)
    return replace(
        whole,
        facts={key: know for key, know in whole.facts.items() if draw.random() < 0.7},
        situations={key: know for key, know in whole.situations.items() if draw.random() < 0.7},
        lists=lists,
        parameters={name: rows for name, rows in whole.parameters.items() if draw.random() < 0.8},
    )


@settings(max_examples=400, deadline=None, suppress_health_check=DEEP)
@given(CONDITIONS, st.integers(0, 10**6))
def test_random_trees_of_every_type_never_change_their_mind(text: str, seed: int) -> None:
    """Whatever value or form is told with less is told with more: numbers and dates too, and conditions that divide."""
    try:
        expr = read(text)
    except ConditionFaults:
        return
    draw = random.Random(seed)
    for whole in make_rows(seed, 12):
        little, much = evaluate(expr, forget(whole, draw)), evaluate(expr, whole)
        if not little.unknown:
            assert (little.form, little.value) == (much.form, much.value), whole
