"""The manual side beside the others: what of the contract fits a department that nothing can be asked of."""

from datetime import datetime

import pytest

from shuangquan.connectors.departments.manners import ByManner, make_sides, read_manners
from shuangquan.connectors.departments.port import DepartmentsPort
from shuangquan.connectors.guard import Guard, Limits
from shuangquan.connectors.seal.sandbox import SandboxSeal
from shuangquan.core.words.errors import Fault
from tests.connectors.conftest import SHANGHAI, Outside
from tests.connectors.test_contract_departments import make_package, make_recall

WRITTEN = {"transport": {"manner": "manual", "order": ["name", "company.count"]}, "tax": "manual"}


@pytest.fixture
def by_hand(outside: Outside, tmp_path: object) -> DepartmentsPort:
    hooks, manners = outside.hooks(), read_manners(WRITTEN)
    guard = Guard("http://127.0.0.1:9", Limits(), hooks)
    outside.guards.append(guard)
    seal = SandboxSeal.__new__(SandboxSeal)  # nothing is sealed
    return ByManner(make_sides(guard, None, seal, {}, hooks, manners), manners.of)


def test_a_package_is_listed_in_the_order_of_the_other_system(by_hand: DepartmentsPort) -> None:
    package = make_package()
    receipt = by_hand.submit(package)
    assert (receipt.package_id, receipt.by_hand, receipt.order) == (package.id, True, ("name", "company.count"))
    assert by_hand.submit(package) == receipt, "sending twice is listed once"
    assert by_hand.submit(make_package("tax")).order == ()


def test_nothing_comes_by_itself_and_nothing_is_compared(by_hand: DepartmentsPort) -> None:
    assert by_hand.find_reports("transport", "any") == ()
    assert by_hand.find_news("transport", None) == ()
    by_hand.send_reminder("transport", "any")
    by_hand.recall(make_recall(make_package()))
    with pytest.raises(Fault):
        by_hand.open_pushed("transport", {"content": "{}"})
    for ask in (
        lambda: by_hand.find_held("transport", datetime(2026, 11, 1, tzinfo=SHANGHAI)),
        lambda: by_hand.quote("tax", "premium", "370783", 1),
    ):
        with pytest.raises(Fault) as caught:
            ask()
        assert (caught.value.code, caught.value.permanent) == ("no_interface", True)


def test_what_is_recorded_are_names_and_no_call_is_made_in_a_transaction(by_hand: DepartmentsPort, outside: Outside) -> None:
    by_hand.submit(make_package())
    record = outside.records[-1]
    assert (record.case, record.item, record.outcome) == ("C1", "some-item", "ok") and "company.name" in record.field_names
    assert "甲" not in repr(record)
    outside.in_transaction = True
    with pytest.raises(RuntimeError):
        by_hand.submit(make_package())


def test_the_setting_is_a_word_or_a_word_with_an_order() -> None:
    assert read_manners({"hr": "soap"}).of == {"hr": "soap"}
    wrong: tuple[object, ...] = (1, {"order": []}, {"manner": "manual", "order": "name"}, {"manner": "manual", "order": [1]})
    for said in wrong:
        with pytest.raises(ValueError, match="manner of hr"):
            read_manners({"hr": said})
    with pytest.raises(ValueError, match="fax"):
        ByManner({"rest": None}, {"hr": "fax"})  # type: ignore[dict-item]
