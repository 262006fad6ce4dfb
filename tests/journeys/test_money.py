"""Money that nobody asked for is found in the statement, and goes back once two people have agreed."""

import pytest
from playwright.sync_api import expect

from sandbox.clock import now
from tests.journeys.conftest import DESKTOP, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import sign_in_staff

pytestmark = pytest.mark.browser


def test_two_accountants_give_back_what_was_taken_for_nothing(open_page: Open, installation: Installation, keep: Keep) -> None:
    first, second = open_page(DESKTOP), open_page(DESKTOP)
    installation.send("/payment/statements/stray", {"order": "from-nowhere-1", "amount": "12.00"})
    sign_in_staff(first, installation, "accountant")
    expect(first.locator("h1")).to_have_text("对账")
    first.get_by_role("link", name=f"{now():%Y-%m-%d}").click()
    first.get_by_role("button", name="取账单，对这一天").click()
    one = first.get_by_role("article").filter(has_text="订单 from-nowhere-1")
    expect(one).to_contain_text("12.00 元")
    keep(first, "money-day")
    check(first, "a day that differs")
    one.get_by_label("为什么这样处理").fill("问过支付平台，是别处的款打错了")
    one.get_by_role("button", name="申请退 12.00 元").click()
    expect(one).to_contain_text("要另一个人同意")
    expect(one.get_by_role("button", name="同意")).to_have_count(0)
    sign_in_staff(second, installation, "accountant-second")
    second.get_by_role("article").filter(has_text="订单 from-nowhere-1").get_by_role("button", name="同意，退 12.00 元").click()
    expect(second.get_by_role("status")).to_contain_text("退了，支付平台已经收到")
    keep(second, "money-settled")
    check(second, "everything settled")
    first.reload()
    expect(one).to_contain_text("退了 12.00 元")
