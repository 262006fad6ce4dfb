"""At a village station with a network: a card for a disabled person and a retirement, each from card to receipt, counted."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.test_more_counters import ACCOUNT
from tests.journeys.test_my_data import check
from tests.journeys.test_new_themes import fill
from tests.journeys.test_station import TABLET, begin_at
from tests.journeys.walking import answer, draw_name

pytestmark = pytest.mark.browser


def authorise(page: Page, theme: str) -> None:
    """From the list of matters past the citizen's signature and the notice."""
    page.get_by_role("link", name=theme).click()
    expect(page.locator("h1")).to_have_text("请人帮我办")
    draw_name(page)
    page.get_by_role("button", name="我同意，签好了").click()
    page.get_by_role("button", name="同意，去取").click()
    page.wait_for_url(re.compile("/questions"))


def sign_and_submit(page: Page) -> None:
    """The tablet is turned to the citizen, and back."""
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("h1")).to_have_text("看一遍，对了再签名")
    draw_name(page)
    page.get_by_label(re.compile("以上内容是真的")).check()
    page.get_by_role("button", name="签名").click()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("h1")).to_have_text("交上去了")


@pytest.mark.heavy
def test_a_disabled_person_and_a_worker_at_the_station(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page(TABLET)
    station = begin_at(page, installation, "helper-south", "371302")
    read_card(page, installation, station, "station-birth-3")
    keep(page, "station-more", TABLET["height"])
    tally = Tally(installation.web).watch(page)
    page.reload()
    authorise(page, "助残一件事")
    for words in ("新办", "不是，在户籍地办", "不要"):
        answer(page, words)
    fill(page, "收件地址", "山东省临沂市示例街道1号")
    keep(page, "station-disability-form", TABLET["height"])
    check(page, "station-disability-form")
    sign_and_submit(page)
    tally.note("disability", "station", "submitted")
    keep(page, "station-disability-done", TABLET["height"])
    page.get_by_role("button", name="办完了，下一位").click()
    read_card(page, installation, station, "retiree-4")
    tally.turn()
    authorise(page, "退休一件事")
    answer(page, "到法定年龄退休")
    answer(page, "要")
    fill(page, "收款账号", ACCOUNT)
    keep(page, "station-retirement-form", TABLET["height"])
    sign_and_submit(page)
    tally.note("retirement", "station", "submitted")
    keep(page, "station-retirement-done", TABLET["height"])


def read_card(page: Page, installation: Installation, station: str, login: str) -> None:
    """Somebody's card on the station's reader."""
    installation.lay(station, login)
    page.get_by_role("button", name="读身份证").click()
    expect(page.locator("h1")).to_have_text("办哪一件？")
