"""Conditions are read once; everything wrong with one is said at once."""

import pytest

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.scope import ConditionFaults, Scope
from shuangquan.core.rules.types import NUMBER
from tests.core.rules.rules_world import SCOPE

GOOD = [
    "a.n >= 3 and a.word is not null",
    "a.day >= today - months * interval '1' month",
    "a.ok is not true",
    "not married and follows = 'father'",
    "a.word in remote",
    "'care' in wants",
    "a.colour in ('red', 'blue')",
    "a.n between 1 and 10",
    "every(cars.mass > 3 or cars.weight = 'light')",
    "exists(cars.ok) and count(cars) > 0 and count(cars.ok) >= 1 and sum(cars.mass) < 9",
    "lookup(schedule, a.colour).base >= 3",
    "months_between(a.day, today) < 12 and month_of(a.day) = date '2026-01-01' and year_of(today) = 2026",
    "least(a.n, a.m) = greatest(a.n, 2) and ceil(a.n / 2) = round(a.n / 3, 1) and length(a.word) > 1",
    "case when married then a.n else a.m end > 1",
    "signed_in = a or signed_in <> cars",
]


@pytest.mark.parametrize("text", GOOD)
def test_the_language_is_read(text: str) -> None:
    assert parse_condition(text, SCOPE) == parse_condition(text, SCOPE)


FAULTY = [
    ("a.nn > 1", "unknown-name", "a.n"),
    ("b.n > 1", "unknown-name", ""),
    ("maried", "unknown-name", "married"),
    ("a.colour = 'rad'", "unknown-code", "red"),
    ("'car' in wants", "unknown-code", "care"),
    ("a.n = 'x'", "types-differ", None),
    ("a.n and a.ok", "wrong-type", None),
    ("a.word < 'x'", "wrong-type", None),
    ("a.day + 1 > today", "types-differ", None),
    ("cars.mass > 1", "list-outside", None),
    ("exists(a.ok)", "one-list", None),
    ("a.word like 'x%'", "not-in-language", None),
    ("a.n > (select 1)", "not-in-language", None),
    ("cast(a.n as int) = 1", "not-in-language", None),
    ("a.day = date '2026-02-30'", "not-a-date", None),
    ("a.day > today - interval '2' hour", "not-an-interval", None),
    ("lookup(schedule).base > 1", "wrong-count", None),
    ("lookup(schedule, a.colour).bse > 1", "unknown-name", "base"),
    ("lookup(sched, a.colour).base > 1", "unknown-name", "schedule"),
    ("schedule > 1", "needs-lookup", None),
    ("months_betwen(a.day, today) > 1", "unknown-name", "months_between"),
    ("a.n > ", "not-a-condition", None),
    ("a.n + 1", "wrong-type", None),
]


@pytest.mark.parametrize(("text", "code", "near"), FAULTY)
def test_a_faulty_condition_is_refused_with_its_code(text: str, code: str, near: str | None) -> None:
    with pytest.raises(ConditionFaults) as caught:
        parse_condition(text, SCOPE)
    fault = next(fault for fault in caught.value.faults if fault.code == code)
    if near is not None:
        assert dict(fault.data)["near"] == near


def test_all_faults_of_a_condition_come_at_once() -> None:
    with pytest.raises(ConditionFaults) as caught:
        parse_condition("a.nn > 1 and b.n = 2 and a.colour = 'rad' and a.n = 'x'", SCOPE)
    assert [fault.code for fault in caught.value.faults] == ["unknown-name", "unknown-name", "unknown-code", "types-differ"]


def test_a_value_is_read_where_a_value_is_wanted() -> None:
    assert find_reads(parse_condition("a.n * 2", SCOPE, NUMBER)).facts == (("a", "n"),)


def test_reads_name_everything_once() -> None:
    text = "a.n > months and a.n < 9 and exists(cars.weight = 'light') and married and a.day <= today and signed_in = a"
    reads = find_reads(parse_condition(text, SCOPE))
    assert reads.facts == (("a", "n"), ("a", "day"))
    assert reads.situations == ("weight", "married")
    assert (reads.parameters, reads.lists, reads.today, reads.signed_in) == (("months",), ("cars",), True, ("a",))


def test_an_open_scope_takes_unknown_facts_of_known_roles() -> None:
    scope = Scope({"a": {}}, open=True)
    assert find_reads(parse_condition("a.anything = 1", scope)).facts == (("a", "anything"),)
    with pytest.raises(ConditionFaults):
        parse_condition("b.anything = 1", scope)
