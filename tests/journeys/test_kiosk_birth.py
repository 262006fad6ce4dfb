"""A birth at a kiosk: the results are to lie in a cabinet, so no address is typed; the father agrees and the fee is paid on phones."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.test_kiosk import SIZE, Hall, enrol
from tests.journeys.test_kiosk import hall as hall  # the fixture
from tests.journeys.test_my_data import check
from tests.journeys.walking import draw_name, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
MOTHER = "father-refuses-2"
"""A couple as any other: here he agrees."""


def test_a_birth_at_the_kiosk_comes_by_a_cabinet(open_page: Open, installation: Installation, hall: Hall, keep: Keep) -> None:
    page, father, mother = open_page(SIZE), open_page(), open_page()
    with page.expect_response("**/kiosk/card"):  # the plate has to be seen empty
        enrol(page, hall)
    hall.lay(MOTHER)
    expect(page.locator("h1")).to_contain_text("你要办什么")
    tally = Tally(installation.web).watch(page, father, mother)
    tally.people -= 1  # the kiosk and her phone are one person's
    page.goto("/kiosk/matters/newborn/")
    page.get_by_role("button", name="母亲").click(timeout=60_000)  # the first of a region waits for its plan
    expect(page.locator("h1")).to_contain_text("先看一看")
    page.get_by_role("button", name="同意，去取").click()
    page.get_by_role("button", name="随母", exact=True).click()
    expect(page.locator("h1")).to_have_text("姓名")
    page.locator("#value").fill("周安禾")
    page.get_by_role("button", name="下一步").click()
    choose_cabinet(page, keep)
    expect(page.locator("h1")).to_contain_text("还要父亲点头")
    page.get_by_role("button", name=re.compile("发短信")).click()
    expect(page.locator("main")).to_contain_text("已经发短信")
    father.goto(read_code(page))
    sign_in(father, installation, f"{MOTHER}-father")
    father.get_by_role("button", name="同意", exact=True).click()
    expect(father.locator("h1")).to_contain_text("你同意了")
    page.get_by_role("link", name="再看看").click()
    finish(page, mother, keep)
    tally.note("newborn", "kiosk", "submitted")


def choose_cabinet(page: Page, keep: Keep) -> None:
    """Two touches instead of an address."""
    expect(page.locator("h1")).to_have_text("结果怎么给你")
    keep(page, "kiosk-ways", SIZE["height"])
    check(page, "kiosk-ways")
    page.get_by_role("link", name=re.compile("取件柜")).click()
    expect(page.locator("h1")).to_have_text("放哪个取件柜")
    check(page, "kiosk-cabinets")
    page.get_by_role("button", name=re.compile("市民中心")).click()


def read_code(page: Page) -> str:
    """Where the code on the screen leads."""
    return str(page.locator("[data-link]").get_attribute("data-link"))


def finish(page: Page, phone: Page, keep: Keep) -> None:
    """Checked to the last page, signed, paid by phone, handed in."""
    expect(page.locator("h1")).to_have_text("核对一遍")
    while page.get_by_role("link", name=re.compile("下一页")).count():
        more = page.get_by_role("link", name=re.compile("下一页")).inner_text()
        page.get_by_role("link", name=re.compile("下一页")).click()
        expect(page.get_by_role("link", name=more)).to_be_hidden()
    expect(page.locator(".way")).to_contain_text("放进取件柜")
    keep(page, "kiosk-check-way", SIZE["height"])
    check(page, "kiosk-check-way")
    page.get_by_role("link", name="下一步").click()
    draw_name(page)
    page.get_by_label(re.compile("以上内容是真的")).check()
    page.get_by_role("button", name="签名").click()
    expect(page.locator("h1")).to_have_text("要付 400.00 元")
    phone.goto(read_code(page))
    phone.get_by_role("button", name="付款").click()
    page.get_by_role("button", name="付好了").click()
    expect(page.locator("main")).to_contain_text("受理号")
