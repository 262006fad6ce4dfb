"""The zone inside another's app: no second sign-in, one short theme, a face where it is needed, the state pushed back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import Installation

pytestmark = pytest.mark.browser
LOGIN = "elder-5"


def host_of(installation: Installation) -> str:
    """Under a name by which the browser takes it for another site than the platform, as a host is."""
    return installation.sandbox.replace("127.0.0.1", "localhost") + "/host"


def enter(page: Page, login: str) -> None:
    page.wait_for_function("document.querySelector('#login').options.length > 3")
    page.select_option("#login", login)
    page.get_by_role("button", name="进专区").click()


def test_a_user_of_a_host_does_a_matter_without_signing_in_again(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page({"width": 1280, "height": 1000})
    page.goto(host_of(installation))
    enter(page, LOGIN)
    zone = page.frame_locator("#zone")
    expect(page.locator("#title")).to_have_text("今天要办哪件事？")
    assert zone.locator("header.top").count() == 0, "one header: the host's"
    assert all(held.get("partitionKey") for held in page.context.cookies(installation.web)), "nothing is kept for other sites"
    zone.get_by_role("link", name="高龄津贴").first.click()
    zone.get_by_role("button", name="开始").first.click()
    zone.get_by_role("button", name="同意，去取").click()
    zone.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("#title")).to_contain_text("核对")
    page.get_by_role("button", name="返回").click()
    expect(page.locator("#title")).not_to_contain_text("核对")
    zone.get_by_role("button", name="下一步：核对").click()
    zone.get_by_label("以上内容是真的").check()
    zone.get_by_role("button", name="签名").click()
    keep(page, "host-face", 1000)
    zone.get_by_role("button", name=re.compile("再认一次")).click()
    page.get_by_role("button", name="是我本人").click()
    zone.get_by_role("button", name="下一步：核对").click()
    zone.get_by_label("以上内容是真的").check()
    zone.get_by_role("button", name="签名").click()
    zone.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("#told")).to_contain_text("交上了", timeout=30_000)
    keep(page, "host-told", 1000)
    zone.locator("footer").get_by_role("button", name=re.compile("回到")).click()
    expect(page.locator("#zone")).to_be_hidden()


def test_no_other_page_shows_the_zone(open_page: Open, installation: Installation) -> None:
    page = open_page()
    page.goto(f"{installation.sandbox}/ready")
    page.evaluate(f"document.body.innerHTML = '<iframe src={installation.web}/></iframe>'")
    page.wait_for_timeout(500)
    assert page.frames[-1].url.startswith("chrome-error:"), page.frames[-1].url


def test_what_is_paid_outside_goes_on_inside(open_page: Open, installation: Installation, keep: Keep) -> None:
    """The payment side shows itself in nobody's frame: it is paid in a tab of its own, and the frame goes on by itself."""
    page = open_page({"width": 1280, "height": 1000})
    page.goto(host_of(installation))
    enter(page, "unmarried-mother")
    zone = page.frame_locator("#zone")
    expect(page.locator("#title")).to_have_text("今天要办哪件事？")
    page.frames[-1].goto(f"{installation.web}/go/theme/newborn")
    zone.get_by_role("button", name="开始").first.click()
    zone.get_by_role("button", name="同意，去取").click()
    for _ in range(4):
        if zone.get_by_role("button", name="下一步：核对").count():
            break
        zone.get_by_text(re.compile("^(随母|不登记|否|不.*)$")).first.click()
        zone.get_by_role("button", name="下一步").click()
        page.wait_for_timeout(800)
    zone.get_by_label("姓名").last.fill("安安")
    zone.get_by_role("button", name="下一步：核对").click()
    zone.get_by_label("以上内容是真的").check()
    zone.get_by_role("button", name="签名").click()
    zone.get_by_role("button", name=re.compile("再认一次")).click()
    page.get_by_role("button", name="是我本人").click()
    zone.get_by_role("button", name="下一步：核对").click()
    zone.get_by_label("以上内容是真的").check()
    zone.get_by_role("button", name="签名").click()
    zone.get_by_role("button", name=re.compile("去付")).click()
    expect(page.locator("#title")).to_have_text("到外面去付")
    keep(page, "host-pay", 1000)
    with page.context.expect_page() as opened:
        zone.get_by_role("link", name="去付款").click()
    tab = opened.value
    tab.get_by_role("button", name="付款").click()
    expect(tab.locator("h1")).to_have_text("这一页可以关了")
    keep(tab, "host-paid")
    tab.close()
    expect(zone.get_by_role("button", name="提交", exact=True)).to_be_visible(timeout=15_000)
