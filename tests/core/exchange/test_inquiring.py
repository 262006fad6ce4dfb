"""What was typed is told apart; what a register says becomes lines, and only those that the inquiry shows."""

from datetime import date
from decimal import Decimal

import pytest

from shuangquan.core.exchange.inquiring import find_facts, read_inquiry, read_typed
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.errors import Fault
from tests.conftest import _ROOT

TOKEN = "Ab3_-xyz" * 4


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    made, faults = load_bundle(
        {str(path.relative_to(_ROOT / "standards")): path.read_text() for path in (_ROOT / "standards").rglob("*.yaml")}
    )
    assert made is not None, faults
    return made


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("", "nothing", ""),
        ("  \n ", "nothing", ""),
        (f"https://x.example/v/{TOKEN}", "code", TOKEN),
        (TOKEN, "code", TOKEN),
        (" sq37078320261124-00001 ", "number", "SQ37078320261124-00001"),
        ("y2026000123", "number", "Y2026000123"),
        ("退休 怎么办", "words", "退休 怎么办"),
        ("办 2 个孩子的社保卡", "words", "办 2 个孩子的社保卡"),
    ],
)
def test_what_was_typed_is_told_apart(text: str, kind: str, read: str) -> None:
    found = read_typed(text)
    assert (found.kind, found.text) == (kind, read)


def test_only_what_is_shown_becomes_lines(bundle: Bundle) -> None:
    inquiry = bundle.inquiries["pension-account"]
    record = {"insured.pension_kind": "enterprise", "insured.contribution_months": 402, "insured.pension_balance": "124620.00"}
    found = read_inquiry(bundle, inquiry, True, {**record, "insured.pension_region": "370783"}, ())
    (lines,) = found.groups
    assert [one.say("zh") for one in lines] == ["企业职工", "402", "124620.00 元", ""]
    assert [one.say("en") for one in lines] == ["Enterprise employee", "402", "CNY 124620.00", ""]
    assert [path for path, _ in find_facts(bundle, inquiry)] == list(inquiry.shows)


def test_no_record_is_no_answer_and_a_list_has_a_group_for_each(bundle: Bundle) -> None:
    assert not read_inquiry(bundle, bundle.inquiries["income-tax"], False, {}, ()).found
    homes = bundle.inquiries["own-homes"]
    rows = [{"homes.unit_number": str(nth), "homes.area": "89.5", "homes.mortgaged": nth == 1} for nth in range(2)]
    found = read_inquiry(bundle, homes, True, {}, rows)
    assert [[one.value for one in group] for group in found.groups] == [
        [None, Decimal("89.5"), None, None, False],
        [None, Decimal("89.5"), None, None, True],
    ]
    assert not read_inquiry(bundle, homes, False, {}, ()).found


@pytest.mark.parametrize(("fact", "value"), [("worker.employed_since", "yesterday"), ("worker.unemployment_months", "many")])
def test_a_register_that_lies_is_a_fault(bundle: Bundle, fact: str, value: str) -> None:
    with pytest.raises(Fault, match="hr: malformed"):
        read_inquiry(bundle, bundle.inquiries["employment"], True, {fact: value}, ())
    good = read_inquiry(bundle, bundle.inquiries["employment"], True, {"worker.employed_since": "2020-03-01"}, ())
    assert good.groups[0][1].value == date(2020, 3, 1)
