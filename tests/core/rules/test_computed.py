"""Computed names stand for their expression: whatever reads the condition reads what they rest on."""

from datetime import date

import pytest

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.scope import ConditionFaults, ParameterType, Scope
from shuangquan.core.rules.types import ANY, DATE, NUMBER, TEXT
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge, Value

OWN = {
    "base_age": "lookup(schedule, worker_class).base_age",
    "base_month": "month_of(birth_date + base_age * interval '12' month)",
    "delay_months": (
        "least(lookup(schedule, worker_class).cap_months,"
        " greatest(0, ceil((months_between(date '2025-01-01', base_month) + 1) / lookup(schedule, worker_class).step)))"
    ),
    "statutory_month": "base_month + delay_months * interval '1' month",
}
ROWS: dict[tuple[str, ...], dict[str, Value]] = {
    ("male",): {"base_age": 60, "step": 4, "cap_months": 36},
    ("female_55",): {"base_age": 55, "step": 4, "cap_months": 36},
    ("female_50",): {"base_age": 50, "step": 2, "cap_months": 60},
}
SCOPE = Scope(
    {"worker": {"birth_date": DATE, "worker_class": TEXT, "leave": DATE}},
    parameters={"schedule": ParameterType(("worker_class",), {"base_age": NUMBER, "step": NUMBER, "cap_months": NUMBER})},
    derived={"worker": OWN},
    computed={"minimum": "180 + 6 * least(10, greatest(0, year_of(worker.statutory_month) - 2029))"},
)


class Facts:
    """One worker."""

    today = date(2026, 11, 24)
    signed_in = "worker"

    def __init__(self, **facts: Value) -> None:
        self.facts = facts

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        return Knowledge(Form.KNOWN, self.facts[fact]) if fact in self.facts else UNASKED

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        return (), True

    def situation(self, name: str, member: str | None) -> Knowledge:
        return UNASKED

    def parameter(self, name: str) -> ParameterRows:
        return ParameterRows(ROWS)

    def current_member(self, role: str) -> str | None:
        return None


@pytest.mark.parametrize(
    ("worker_class", "born", "month", "minimum"),
    [
        ("male", date(1964, 12, 31), date(2024, 12, 1), 180),
        ("male", date(1965, 1, 15), date(2025, 2, 1), 180),  # 60 years and one month
        ("male", date(1976, 9, 15), date(2039, 9, 1), 240),  # 63 years
        ("male", date(1990, 1, 1), date(2053, 1, 1), 240),
        ("female_55", date(1981, 9, 30), date(2039, 9, 1), 240),  # 58 years
        ("female_50", date(1975, 1, 1), date(2025, 2, 1), 180),
        ("female_50", date(1984, 11, 20), date(2039, 11, 1), 240),  # 55 years
    ],
)
def test_the_gradual_delay_of_2025(worker_class: str, born: date, month: date, minimum: int) -> None:
    env = Facts(birth_date=born, worker_class=worker_class)
    assert evaluate(parse_condition("worker.statutory_month", SCOPE, DATE), env).value == month
    assert evaluate(parse_condition("minimum", SCOPE, NUMBER), env).value == minimum


def test_what_it_rests_on_is_read_and_missed() -> None:
    tree = parse_condition("worker.leave >= worker.statutory_month", SCOPE)
    assert find_reads(tree).facts == (("worker", "leave"), ("worker", "birth_date"), ("worker", "worker_class"))
    assert find_reads(tree).parameters == ("schedule",)
    found = evaluate(tree, Facts(leave=date(2030, 1, 1), worker_class="male"))
    assert found.unknown and [str(var) for var in found.missing] == ["worker.birth_date"]


def test_inside_a_list_it_is_each_members_own() -> None:
    scope = Scope({"staff": {"n": NUMBER}}, lists={"staff": "staff"}, derived={"staff": {"twice": "2 * n"}})
    assert find_reads(parse_condition("exists(staff.twice > 3)", scope)).facts == (("staff", "n"),)


@pytest.mark.parametrize(
    ("derived", "computed", "code"),
    [
        ({"a": "b + 1", "b": "a + 1"}, {}, "computed-cycle"),
        ({}, {"x": "x + 1"}, "computed-cycle"),
        ({"a": "n +"}, {}, "not-a-condition"),
        ({"a": "nn + 1"}, {}, "unknown-name"),
    ],
)
def test_a_faulty_expression_is_told(derived: dict[str, str], computed: dict[str, str], code: str) -> None:
    scope = Scope({"worker": {"n": NUMBER}}, derived={"worker": derived}, computed=computed)
    with pytest.raises(ConditionFaults) as wrong:
        parse_condition("worker.a" if derived else "x", scope, ANY)
    assert code in {fault.code for fault in wrong.value.faults}
