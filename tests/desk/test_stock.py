"""空白证照 at the desk: received, used, spoiled, left, and low; a certificate takes its number from the blank."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from shuangquan.actions import numbers, stock
from shuangquan.actions.numbers import LOW, take_number
from shuangquan.actions.standards import load_online
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.errors import Fault
from tests.desk.conftest import Officer, append_officer
from tests.portal.ports import World

KIND = "birth-certificate"


@pytest.fixture
def stocked(world: World, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """The shipped standards, in which certificates of birth are printed on numbered blanks."""
    online = load_online()
    forms = {**online.certificates, KIND: replace(online.certificates[KIND], numbering="stock")}
    made = replace(online, certificates=MappingProxyType(forms))
    for module in (numbers, stock):
        monkeypatch.setattr(module, "load_online", lambda: made)
    return made


def test_blanks_are_received_used_spoiled_and_run_low(stocked: Bundle) -> None:
    append_officer("health", "health")
    officer = Officer("health")
    assert "出生医学证明" in officer.get("/desk/stock").text and "快用完了" in officer.text
    wrong = officer.post("/desk/stock", do="receive", type=KIND, first="Q000001", last="R000060")
    assert wrong.status == 422 and "前缀相同" in wrong.text
    assert "入库 60 张" in officer.post("/desk/stock", do="receive", type=KIND, first="Q000001", last="Q000060").text
    assert "快用完了" not in officer.text
    assert officer.post("/desk/stock", do="receive", type=KIND, first="Q000060", last="Q000070").status == 422
    assert take_number("health", KIND) == "Q000001"
    assert officer.post("/desk/stock", do="spoil", type=KIND, number="Q000002", why="").status == 422
    assert "不会再用" in officer.post("/desk/stock", do="spoil", type=KIND, number="Q000002", why="damage").text
    assert officer.post("/desk/stock", do="spoil", type=KIND, number="Q000002", why="damage").status == 422
    assert take_number("health", KIND) == "Q000003" and "Q000003" in officer.get("/desk/stock").text
    for _ in range(57 - LOW):
        take_number("health", KIND)
    assert "快用完了" in officer.get("/desk/stock").text
    assert [(one.type, one.count.left) for one in stock.find_low()] == [(KIND, LOW)]
    for _ in range(LOW):
        take_number("health", KIND)
    with pytest.raises(Fault, match=r"stock\.empty"):
        take_number("health", KIND)


def test_others_blanks_are_not_theirs(stocked: Bundle) -> None:
    append_officer("han", "police")
    officer = Officer("han")
    assert "你部门没有用空白证的证照" in officer.get("/desk/stock").text
    assert officer.post("/desk/stock", do="receive", type=KIND, first="Q1", last="Q9").status == 422


def test_a_type_without_stock_has_numbers_of_its_own(world: World) -> None:
    assert take_number("health", KIND)[0] == "B" and len(take_number("health", KIND)) == 10
