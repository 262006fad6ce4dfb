"""寿光's clock in a grandmother's hands: results in a cabinet, its cell opened by a code; only then the time that was promised ends."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.elder import LEAST_PX, find_smallest
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import agree, answer, ask_other, begin, sign_and_pay, submit, type_names

pytestmark = pytest.mark.browser
SLOW, LOGIN = 60_000, "remote-2"


def test_a_cell_of_a_cabinet_in_elder_mode(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    mother.goto("/")
    mother.get_by_role("button", name="长辈版").first.click()
    case = begin(mother, installation, LOGIN)
    answer(mother, "随母")
    mother.locator("#way").get_by_text("放进取件柜，自己去取", exact=True).click()
    mother.locator("#site").select_option(index=1)
    ask_other(mother)
    agree(father, installation, case, f"{LOGIN}-father")
    mother.goto(f"/case/{case}/form")
    expect(mother.locator("#way").get_by_label(re.compile("放进取件柜"))).to_be_checked()
    mother.locator("#way").scroll_into_view_if_needed()
    keep(mother, "delivery-way")
    check(mother, "the way of delivery, in elder mode")
    type_names(mother, "林小满")
    sign_and_pay(mother, "400.00")
    submit(mother)
    told = mother.get_by_text(re.compile(r"取件码 \d{6}"))
    expect(told).to_be_visible(timeout=SLOW)
    expect(mother.locator("main")).to_contain_text("火车站前广场取件柜")
    expect(mother.locator("main")).to_contain_text("时间算到送到为止")
    keep(mother, "delivery-cell")
    check(mother, "a cell, in elder mode")
    size, text = find_smallest(mother)
    assert size >= LEAST_PX, (size, text)
    code = re.sub(r"\D", "", told.inner_text())
    cabinet = open_page()
    cabinet.goto(f"{installation.sandbox}/cabinets/C37078302")
    cabinet.get_by_label("取件码").fill("000000" if code != "000000" else "111111")
    cabinet.get_by_role("button", name="开柜").click()
    expect(cabinet.get_by_role("alert")).to_be_visible()
    cabinet.get_by_label("取件码").fill(code)
    cabinet.get_by_role("button", name="开柜").click()
    proof = mother.get_by_text(re.compile("证明：取件柜的开柜记录"))
    for _ in range(20):
        mother.goto(f"/case/{case}/")
        if proof.count():
            break
        mother.wait_for_timeout(1000)
    expect(proof).to_be_visible()
    expect(mother.locator("main")).not_to_contain_text("时间算到送到为止")
    keep(mother, "delivery-proof")
