"""Tables are tried at their thresholds: what is silent, what clashes, what is left over."""

from decimal import Decimal

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ParameterType, Scope, SituationType
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import BOOLEAN, DATE, NUMBER, TEXT, Kind, Type
from shuangquan.core.rules.worlds import Exam, examine_table
from shuangquan.core.words.knowledge import Form

SCOPE = Scope(
    {"p": {"age": NUMBER, "born": DATE, "poor": BOOLEAN, "place": TEXT}, "cars": {"tons": NUMBER}},
    lists={"cars": "cars"},
    situations={"kind": SituationType(Type(Kind.TEXT, frozenset({"a", "b"})))},
    parameters={"most": ParameterType((), {"value": NUMBER})},
)
MOST = {"most": ParameterRows({(): {"value": Decimal(18)}})}


def exam(*rows: tuple[str, str], most: int = 4000) -> Exam:
    parsed: list[Expr | None] = [None if text == "else" else parse_condition(text, SCOPE) for text, _ in rows]
    return examine_table(parsed, [says for _, says in rows], MOST, most)


def test_a_row_behind_a_wider_one_is_silent_and_that_is_proved() -> None:
    found = exam(("p.age >= 60", "approve"), ("p.age >= 65", "approve"), ("else", "refer"))
    assert found.whole
    assert found.silent == (1,)
    assert not found.overlaps, "rows that say the same may overlap"


def test_rows_that_contradict_each_other_are_shown_in_a_world() -> None:
    found = exam(("p.poor", "refer"), ("p.age >= 60", "approve"), ("else", "refer"))
    (clash,) = found.overlaps
    assert (clash.first, clash.second) == (0, 1)
    assert clash.world.fact("p", "poor", None).value is True
    age = clash.world.fact("p", "age", None).value
    assert isinstance(age, Decimal)
    assert age >= 60


def test_thresholds_reckoned_from_the_day_and_from_parameters_are_met() -> None:
    assert exam(("p.born > today - interval '3' month", "approve"), ("p.born = today", "refer"), ("else", "refer")).silent == (1,)
    found = exam(
        ("p.age = most", "approve"), ("p.age > most", "refer"), ("p.age < most", "refer"), ("p.age is null", "refer"), ("else", "refer")
    )
    assert found.silent == (4,), "nothing is left for else"


def test_what_only_else_takes_is_told() -> None:
    found = exam(("kind = 'a'", "approve"), ("else", "refer"))
    assert found.left is not None
    assert found.left.situation("kind", None).value == "b"
    assert exam(("kind = 'a'", "approve"), ("kind = 'b'", "refer"), ("else", "refer")).left is None


def test_lists_have_none_one_and_two_members() -> None:
    found = exam(("count(cars) = 0", "refer"), ("every(cars.tons > 4)", "approve"), ("exists(cars.tons > 4)", "refer"), ("else", "refer"))
    assert found.silent == ()
    assert not [one for one in found.overlaps if (one.first, one.second) == (1, 3)]
    both = next(one.world for one in found.overlaps if (one.first, one.second) == (1, 2))
    assert both.members("cars")[0]
    assert all(both.fact("cars", "tons", key).form is Form.KNOWN for key in both.members("cars")[0])


def test_too_many_combinations_are_sampled_and_said_to_be() -> None:
    found = exam(("p.age > 1 and p.place = 'x' and p.poor and kind = 'a'", "approve"), ("else", "refer"), most=40)
    assert (found.tried, found.whole) == (40, False)
    assert found == exam(("p.age > 1 and p.place = 'x' and p.poor and kind = 'a'", "approve"), ("else", "refer"), most=40)


def test_nothing_is_proved_where_conditions_reckon_with_facts() -> None:
    """No value tried makes the sum reach 500, though people may be that old together; nor are there lists of nine."""
    for row in ("p.age + p.age > 500", "count(cars) > 9"):
        found = exam((row, "approve"), ("else", "refer"))
        assert not found.whole
    assert exam(("p.age > 500", "approve"), ("else", "refer")).whole
