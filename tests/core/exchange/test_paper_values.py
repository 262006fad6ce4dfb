"""Printed texts become typed values, and what means the same is the same."""

from datetime import date
from decimal import Decimal

import pytest

from shuangquan.core.exchange.paper_values import MISPRINT, SHAPE, Printed, are_same, read_printed, read_valid_to
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text

READ = [
    ("date", "2026年4月1日", date(2026, 4, 1)),
    ("date", "２０２６ 年 04 月 01 日", date(2026, 4, 1)),
    ("date", "2026-04-01", date(2026, 4, 1)),
    ("date", "2026.4.1", date(2026, 4, 1)),
    ("date", "20260401", date(2026, 4, 1)),
    ("date", "二〇二六年十二月三十一日", date(2026, 12, 31)),
    ("date", "二○二六年二月十日", date(2026, 2, 10)),
    ("month", "2026年4月", date(2026, 4, 1)),
    ("month", "2026-04", date(2026, 4, 1)),
    ("money", "¥ 12,345.60 元", Decimal("12345.60")),
    ("money", "1.5万元", Decimal(15000)),
    ("integer", "25000 kg", 25000),
    ("decimal", "88.50平方米", Decimal("88.50")),
    ("plate", "鲁Q·0000I", "鲁Q00001"),
    ("plate", "鲁 A D12345", "鲁AD12345"),
    ("vin", "lsq00000000000001", "LSQ00000000000001"),
    ("resident_id", "3799 0019 9806 0700 6x", "37990019980607006X"),
    ("uscc", "91379900MA00000156", "91379900MA00000156"),
    ("phone", "138 0000 0042", "13800000042"),
    ("text", "（冷藏）车；", "(冷藏)车"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_a_printed_text_is_read_by_its_type(kind: str, text: str, value: Value) -> None:
    assert read_printed(kind, text) == Printed(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2026年13月1日"),
        ("date", "四月一日"),
        ("plate", "冷藏车"),
        ("integer", "1.5"),
        ("vin", "LSQ1"),
        ("money", "元"),
        ("text", " "),
    ],
)
def test_what_has_not_the_shape_is_no_value(kind: str, text: str) -> None:
    assert read_printed(kind, text) == Printed(None, SHAPE)


@pytest.mark.parametrize(("kind", "text"), [("resident_id", "379900199806070060"), ("uscc", "91379900MA00000157")])
def test_a_check_digit_that_does_not_hold_is_told_and_not_relied_on(kind: str, text: str) -> None:
    assert read_printed(kind, text) == Printed(text, MISPRINT)


def test_an_enum_is_read_by_its_label_in_either_language() -> None:
    options = (("female", Text("女", "Female")), ("male", Text("男", "Male")))
    assert read_printed("sex", "女 性别", options) == Printed("female")
    assert read_printed("sex", "male", options) == Printed("male")
    assert read_printed("sex", "不详", options) == Printed(None, SHAPE)


def test_the_last_day_of_a_validity_counts_and_an_endless_one_has_none() -> None:
    assert read_valid_to("2020年1月1日至2030年1月1日") == Printed(date(2030, 1, 1))
    assert read_valid_to("2020.01.01 - 2030.01.01") == Printed(date(2030, 1, 1))
    assert read_valid_to("20200101-20300101") == Printed(date(2030, 1, 1))
    assert read_valid_to("长期") == Printed(None)
    assert read_valid_to("见背面") == Printed(None, SHAPE)


SAME: list[tuple[str, Value, Value]] = [
    ("text", "示例物流（临沂）有限公司", "示例物流(临沂)有限公司"),
    ("plate", "鲁Q·00001", "鲁Q0000I"),
    ("vin", "LSQOOOOOOOOOOOOO1", "LSQ00000000000001"),
    ("money", Decimal("400.00"), Decimal(400)),
    ("integer", 4500, Decimal(4500)),
    ("address", "山东省临沂市 示例路1号", "山东省临沂市示例路1号"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_how_it_is_written_makes_no_difference(kind: str, one: Value, other: Value) -> None:
    assert are_same(kind, one, other) and are_same(kind, other, one)


@pytest.mark.parametrize(
    ("kind", "one", "other"), [("plate", "鲁Q00001", "鲁Q00007"), ("text", "张三", "张三丰"), ("date", date(2026, 1, 1), date(2026, 1, 2))]
)
def test_what_says_another_thing_is_not_the_same(kind: str, one: Value, other: Value) -> None:
    assert not are_same(kind, one, other)
