"""Both sides' books beside each other: every way in which they can differ, and what may be done about it."""

from decimal import Decimal

import pytest

from shuangquan.core.cases.balancing import NAMES, WHATS, compare_books, find_hows, read_case

PAID, BACK = ("C.1", ""), ("C.1", "R1")
SUM = Decimal("400.00")


@pytest.mark.parametrize(
    ("ours", "theirs", "what", "hows", "surplus"),
    [
        ({PAID: SUM}, {PAID: (SUM,)}, "", (), "0"),
        ({PAID: SUM}, {}, "missing", ("note",), "0"),
        ({PAID: SUM}, {PAID: (SUM, SUM)}, "doubled", ("refund", "note"), "400.00"),
        ({PAID: SUM}, {PAID: (SUM + 5,)}, "other_sum", ("refund", "note"), "5.00"),
        ({PAID: SUM}, {PAID: (SUM - 5,)}, "other_sum", ("note",), "0"),
        ({}, {PAID: (SUM,)}, "late", ("accept", "note"), "0"),
        ({}, {("X", ""): (SUM,)}, "unknown", ("refund", "note"), "400.00"),
        ({BACK: SUM}, {}, "missing", ("note",), "0"),
        ({}, {BACK: (SUM,)}, "unknown", ("note",), "0"),
        ({}, {}, "", (), "0"),
    ],
)  # fmt: skip
def test_every_difference_is_named_with_what_may_be_done(
    ours: dict[tuple[str, str], Decimal], theirs: dict[tuple[str, str], tuple[Decimal, ...]], what: str, hows: tuple[str, ...], surplus: str
) -> None:
    found = list(compare_books({*ours, *theirs}, ours, theirs, frozenset({"C.1"})))
    assert [one.what for one in found] == ([what] if what else [])
    for one in found:
        assert find_hows(one) == hows and one.surplus == Decimal(surplus)


def test_every_difference_has_a_name() -> None:
    assert set(NAMES) == set(WHATS)


def test_only_what_looks_like_an_order_of_ours_names_a_case() -> None:
    case = "01a20c00-0000-7000-8000-000000000000"
    assert read_case(f"{case}.abc") == case
    assert [read_case(one) for one in (case, "C.1", ".abc", "", f"{case}.")] == [""] * 5
