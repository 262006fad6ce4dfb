"""Decision tables: order, unknown rows, claims."""

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.table import TableOutcome, TableRow, decide_table
from shuangquan.core.rules.types import ANY
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from tests.core.rules.rules_world import SCOPE, Facts, World, claimed, known


def row(when: str, then: str, reason: str, amount: str | None = None) -> TableRow:
    condition = None if when == "else" else parse_condition(when, SCOPE)
    return TableRow(condition, then, Text(reason), Text("办法"), None if amount is None else parse_condition(amount, SCOPE, ANY))


TABLE = (row("a.ok", "refer", "集体户"), row("a.n > 3", "approve", "够"), row("else", "refer", "不够"))


def decide(world: World, enough: frozenset[str] = frozenset()) -> TableOutcome:
    return decide_table(TABLE, world, enough)


def test_the_first_row_that_holds_speaks() -> None:
    facts: Facts = {("a", "ok", None): known(False), ("a", "n", None): known(5)}
    assert (decide(World(facts)).then, decide(World(facts)).rule) == ("approve", 1)
    facts[("a", "ok", None)] = known(True)
    outcome = decide(World(facts))
    assert (outcome.then, outcome.by, outcome.rule, outcome.reason.zh) == ("refer", "rule", 0, "集体户")


def test_the_last_row_takes_the_rest() -> None:
    assert decide(World({("a", "ok", None): known(False), ("a", "n", None): known(1)})).rule == 2


def test_an_unknown_row_stops_and_names_what_is_missing() -> None:
    outcome = decide(World({("a", "n", None): known(5)}))
    assert (outcome.then, outcome.by, outcome.rule, outcome.missing) == ("refer", "unknown", 0, (Var("a", "ok"),))


def test_a_claim_never_approves_not_even_by_keeping_an_earlier_row_silent() -> None:
    facts: Facts = {("a", "ok", None): known(False), ("a", "n", None): claimed(5)}
    outcome = decide(World(facts))
    assert (outcome.then, outcome.by, outcome.claimed) == ("refer", "claimed", (Var("a", "n"),))
    assert decide(World(facts), frozenset({"a.n"})).then == "approve"
    silent = decide(World({("a", "ok", None): claimed(False), ("a", "n", None): known(5)}))
    assert (silent.by, silent.claimed) == ("claimed", (Var("a", "ok"),))


def test_a_claim_may_refer() -> None:
    outcome = decide(World({("a", "ok", None): claimed(True)}))
    assert (outcome.by, outcome.rule, outcome.claimed) == ("rule", 0, (Var("a", "ok"),))


def test_a_table_without_a_row_that_holds_goes_to_a_person() -> None:
    outcome = decide_table((row("a.ok", "approve", "好"),), World({("a", "ok", None): known(False)}))
    assert (outcome.then, outcome.by, outcome.rule) == ("refer", "no_row", None)


def test_an_amount_is_computed_and_must_be_known() -> None:
    table = (row("a.ok", "approve", "发放", "a.n * 2"),)
    good = decide_table(table, World({("a", "ok", None): known(True), ("a", "n", None): known(5)}))
    assert (good.then, good.amount) == ("approve", 10)
    assert decide_table(table, World({("a", "ok", None): known(True)})).by == "unknown"
    assert decide_table(table, World({("a", "ok", None): known(True), ("a", "n", None): claimed(5)})).by == "claimed"


def test_a_claim_that_is_enough_does_not_make_the_other_way_the_better_one() -> None:
    """One claim that must be proved is worse than two that need not be."""
    table = (row("a.ok or (a.n > 3 and a.m > 3)", "approve", "好"), row("else", "refer", "不好"))
    world = World({("a", "ok", None): claimed(True), ("a", "n", None): claimed(5), ("a", "m", None): claimed(5)})
    assert decide_table(table, world).claimed == (Var("a", "ok"),)
    assert decide_table(table, world, frozenset({"a.n", "a.m"})).then == "approve"
