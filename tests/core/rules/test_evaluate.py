"""The four forms of knowledge, row by row."""

from datetime import date
from decimal import Decimal

import pytest

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.operators import count_months, shift_date
from shuangquan.core.rules.outcome import LIST, Outcome
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.types import ANY, Span
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge
from shuangquan.core.words.names import Var
from tests.core.rules.rules_world import ABSENT, SCOPE, Facts, World, claimed, known

N = Var("a", "n")


def ask(text: str, world: World) -> Outcome:
    return evaluate(parse_condition(text, SCOPE), world)


def verdict(outcome: Outcome) -> bool | None:
    return None if outcome.unknown else outcome.holds


@pytest.mark.parametrize(
    ("text", "n", "expected"),
    [
        ("a.n > 3", known(5), True),
        ("a.n > 3", ABSENT, False),
        ("not a.n > 3", ABSENT, True),
        ("a.n > 3", UNASKED, None),
        ("a.n <> 3", ABSENT, False),
        ("a.n is null", ABSENT, True),
        ("a.n is null", known(1), False),
        ("round(a.n) = a.n", known(Decimal("1.5E+30")), True),
        ("round(a.n, 1) = 2.4", known(Decimal("2.35")), True),
        ("a.n is not null", claimed(1), True),
        ("a.n is null", UNASKED, None),
        ("a.n > 3 or married", UNASKED, True),
        ("a.n > 3 and not married", UNASKED, False),
        ("a.n in (1, 2)", known(2), True),
        ("a.n in (1, 2)", ABSENT, False),
        ("a.n between 1 and 2", UNASKED, None),
        ("a.n / 0 = 1", known(4), None),
        ("a.n + a.m > 1", ABSENT, False),
        ("case when a.n > 1 then 1 else 2 end = 1", UNASKED, None),
        ("case when married then 1 else a.n end = 1", UNASKED, True),
    ],
)
def test_comparisons_over_known_absent_and_unknown(text: str, n: Knowledge, expected: bool | None) -> None:
    world = World(facts={("a", "n", None): n}, situations={("married", None): known("true")})
    assert verdict(ask(text, world)) is expected


@pytest.mark.parametrize(
    ("text", "ok", "expected"),
    [
        ("a.ok", ABSENT, False),
        ("not a.ok", ABSENT, True),
        ("a.ok is true", ABSENT, False),
        ("a.ok is not true", ABSENT, True),
        ("a.ok is false", ABSENT, True),
        ("a.ok is not true", UNASKED, None),
        ("a.ok is not true", known(True), False),
        ("a.ok = true", ABSENT, False),
    ],
)
def test_an_absent_boolean_is_false(text: str, ok: Knowledge, expected: bool | None) -> None:
    assert verdict(ask(text, World(facts={("a", "ok", None): ok}))) is expected


def test_unknown_says_what_is_missing_and_known_says_what_is_claimed() -> None:
    unknown = ask("a.n > 3 and a.m > 1", World(facts={("a", "m", None): known(2)}))
    assert (unknown.missing, unknown.read) == ((N,), (N, Var("a", "m")))
    rests = ask("a.n > 3 or a.m > 1", World(facts={("a", "n", None): claimed(9), ("a", "m", None): known(2)}))
    assert rests.holds and rests.claimed == ()
    both = ask("a.n > 3 and a.m > 1", World(facts={("a", "n", None): claimed(9), ("a", "m", None): known(2)}))
    assert both.holds and both.claimed == (N,)


CARS: Facts = {("cars", "mass", "x"): known(2), ("cars", "mass", "y"): known(9)}


@pytest.mark.parametrize(
    ("text", "keys", "complete", "expected"),
    [
        ("exists(cars.mass > 5)", ("x", "y"), False, True),
        ("exists(cars.mass > 50)", ("x", "y"), False, None),
        ("exists(cars.mass > 50)", ("x", "y"), True, False),
        ("every(cars.mass > 5)", ("x", "y"), False, False),
        ("every(cars.mass > 1)", ("x", "y"), False, None),
        ("every(cars.mass > 1)", ("x", "y"), True, True),
        ("every(cars.mass > 1)", (), True, True),
        ("every(cars.mass > 1)", (), False, None),
        ("exists(cars.mass > 1)", (), True, False),
        ("count(cars) = 2", ("x", "y"), True, True),
        ("count(cars) = 2", ("x", "y"), False, None),
        ("count(cars.mass > 5) = 1", ("x", "y"), True, True),
        ("sum(cars.mass) = 11", ("x", "y"), True, True),
        ("sum(cars.mass) = 11", ("x", "y"), False, None),
        ("sum(cars.mass) = 0", (), True, True),
        ("exists(cars.mass > 1)", ("z",), True, None),
    ],
)
def test_lists_open_and_closed(text: str, keys: tuple[str, ...], complete: bool, expected: bool | None) -> None:
    assert verdict(ask(text, World(facts=dict(CARS), lists={"cars": (keys, complete)}))) is expected


def test_an_open_list_names_itself_as_missing() -> None:
    outcome = ask("exists(cars.mass > 50)", World(facts=dict(CARS), lists={"cars": (("x",), False)}))
    assert Var(LIST, "cars") in outcome.missing


def test_dates_months_and_parameters() -> None:
    world = World(
        facts={("a", "day", None): known(date(2025, 3, 2)), ("a", "colour", None): known("red"), ("a", "word", None): known("T1")},
        parameters={
            "months": ParameterRows({(): {"value": 12}}),
            "remote": ParameterRows({(): {"value": ("T1", "T2")}}),
            "schedule": ParameterRows({("red",): {"base": Decimal(60), "step": Decimal(4)}}),
        },
    )
    for text, expected in [
        ("a.day >= today - months * interval '1' month", True),
        ("a.day < today - months * interval '1' month", False),
        ("a.word in remote", True),
        ("lookup(schedule, a.colour).base = 60", True),
        ("lookup(schedule, 'blue').base = 60", None),
        ("months_between(a.day, today) = 12", True),
        ("year_start(a.day) = date '2025-01-01' and month_start(a.day) = date '2025-03-01'", True),
    ]:
        assert verdict(ask(text, world)) is expected, text
    assert verdict(ask("a.word in remote", World(facts=world.facts))) is None


def test_month_arithmetic_keeps_to_the_calendar() -> None:
    assert shift_date(date(2026, 1, 31), Span(Decimal(1)), 1) == date(2026, 2, 28)
    assert shift_date(date(2024, 3, 31), Span(Decimal(1)), -1) == date(2024, 2, 29)
    assert shift_date(date(2026, 1, 1), Span(days=Decimal(1)), -1) == date(2025, 12, 31)
    assert count_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert count_months(date(2026, 2, 28), date(2026, 1, 31)) == -1
    assert count_months(date(2025, 3, 3), date(2026, 3, 2)) == 11


def test_arithmetic_is_decimal_and_rounds_half_up() -> None:
    world = World(facts={("a", "n", None): known(Decimal("2.345")), ("a", "m", None): known(3)})
    outcome = evaluate(parse_condition("round(a.n, 2) + ceil(a.m / 2)", SCOPE, ANY), world)
    assert outcome.value == Decimal("4.35")


def test_signed_in_and_situations_of_members() -> None:
    world = World(
        situations={("weight", "x"): known("light"), ("wants", None): known(("care",))},
        lists={"cars": (("x",), True)},
    )
    assert ask("signed_in = a and every(cars.weight = 'light') and 'care' in wants and not 'living' in wants", world).holds
    assert ask("exists(weight = 'light')", world).holds
    assert ask("married", world).missing == (Var("situation", "married"),)


def test_a_claimed_value_is_worth_a_form() -> None:
    assert ask("a.n > 1", World(facts={("a", "n", None): claimed(2)})).form is Form.KNOWN
