"""Regions, durations, graphs: the small tools of the compiler."""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cycles import find_components, find_longest, order_nodes
from shuangquan.core.standard.durations import count_hours, print_limit
from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model import Parameter, ParameterRow
from shuangquan.core.standard.regions import find_ancestors, find_overlays, find_parameter_rows
from shuangquan.core.standard.shape import Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

AT = Place("p.yaml", 1)


def word(text: str) -> Word:
    return Word(text, AT)


def row(since: str, region: str, value: int, **keys: str) -> ParameterRow:
    return ParameterRow(AT, word(since), word(region), "U", word("x"), {k: Code(v) for k, v in keys.items()}, value)


def parameter(*rows: ParameterRow, keys: tuple[str, ...] = ()) -> Parameter:
    return Parameter(AT, "p", Text("参数"), word("integer"), "up", rows, keys=tuple(map(word, keys)))


def test_a_region_lies_in_its_city_province_and_country() -> None:
    assert find_ancestors("370783") == ("370783", "370700", "37", "00")
    assert find_ancestors("37") == ("37", "00")


def test_the_nearest_region_in_force_wins_then_the_newest_row() -> None:
    made = parameter(row("2020-01-01", "37", 12), row("2024-01-01", "37", 13), row("2022-06-01", "370700", 15))
    assert [(since, columns[0][1]) for since, _, columns in find_parameter_rows(made, (), "370783")] == [
        ("2020-01-01", "12"),
        ("2022-06-01", "15"),
    ]
    assert [columns[0][1] for _, _, columns in find_parameter_rows(made, (), "370102")] == ["12", "13"]
    assert find_parameter_rows(made, (), "110101") == ()


def test_rows_are_kept_apart_by_key() -> None:
    made = parameter(row("2020-01-01", "37", 1, grade="1"), row("2020-01-01", "37", 2, grade="2"), keys=("grade",))
    assert [(keys, columns[0][1]) for _, keys, columns in find_parameter_rows(made, (), "37")] == [(("1",), "1"), (("2",), "2")]


def test_overlays_hold_where_they_are_published(bundle: Bundle) -> None:
    assert [str(o.region) for o in find_overlays(bundle, "newborn", "370783")] == ["370783"]
    assert find_overlays(bundle, "newborn", "370102") == ()


def test_durations_compare_in_hours() -> None:
    assert count_hours(Limit(Unit.HOURS, 2)) < count_hours(Limit(Unit.CALENDAR_DAYS, 1)) < count_hours(Limit(Unit.MONTHS, 1))
    assert print_limit(None) == "none" and print_limit(Limit(Unit.WORKING_DAYS, 5)) == "5 working_days"


def test_components_order_and_longest_path() -> None:
    parts = find_components({"a": ["b"], "b": ["a", "c"], "c": []})
    assert set(parts) == {frozenset({"a", "b"}), frozenset({"c"})}
    assert order_nodes(["c", "b", "a"], [("a", "b"), ("b", "c")]) == ("a", "b", "c")
    assert order_nodes(["a", "b", "c"], [("a", "b"), ("b", "a")]) == ("c",)
    assert find_longest(["a", "b", "c"], [("a", "c"), ("b", "c")], {"a": 1, "b": 5, "c": 1}) == ("b", "c")
