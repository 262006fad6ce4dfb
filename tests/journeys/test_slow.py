"""A phone on a slow line: what was typed is there, two presses make one matter, an answer that is lost can be tried again."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_new_themes import fill, sign
from tests.journeys.walking import answer, begin

pytestmark = pytest.mark.browser
BYTES_A_SECOND, LATENCY = 400_000 // 8, 400
"""400 kbit/s each way, and 400 ms before the first byte."""


def slow_down(page: Page) -> None:
    """As a village at the edge of a cell has it."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND},
    )


def test_a_form_on_a_slow_line(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page()
    page.goto("/region/")
    page.get_by_role("button", name="兰山区").click()
    slow_down(page)
    case = begin(page, installation, "station-birth-2", theme="disability")
    for words in ("新办", "不是，在户籍地办", "不要"):
        answer(page, words)
    fill(page, "收件地址", "山东省临沂市示例街道1号")
    lose_one(page, "**/form")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page).to_have_url(re.compile("chrome-error|/form"))
    page.unroute("**/form")
    page.goto(f"/case/{case}/form")
    expect(page.locator("main")).to_contain_text("示例街道1号")  # it had arrived, and is not typed again
    sign(page)
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" and asked.url.endswith("/finish") else None)
    page.get_by_role("button", name="提交", exact=True).dblclick()
    expect(page.locator("h1")).to_contain_text("助残一件事", timeout=30_000)
    assert len(sent) == 1, "the second press does nothing"
    keep(page, "slow-progress")
    number = re.search(r"SQ[0-9]{20,}", page.locator("main").inner_text())
    page.goto("/my/")
    assert page.get_by_role("link", name=re.compile("助残一件事")).count() == 1, "one matter"
    assert number is not None


def lose_one(page: Page, path: str) -> None:
    """The next post arrives, but the line breaks before its answer does."""

    def cut(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route(path, cut)


def test_a_lost_answer_to_the_submission_is_tried_again(open_page: Open, installation: Installation) -> None:
    page = open_page()
    page.goto("/region/")
    page.get_by_role("button", name="兰山区").click()
    slow_down(page)
    case = begin(page, installation, "station-birth-2-father", theme="disability")
    for words in ("新办", "不是，在户籍地办", "不要"):
        answer(page, words)
    fill(page, "收件地址", "山东省临沂市示例街道2号")
    sign(page)
    finish = page.url
    lose_one(page, "**/finish")
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url(re.compile("chrome-error"))
    page.unroute("**/finish")
    page.goto(finish)
    expect(page.locator("h1")).to_contain_text("助残一件事", timeout=30_000)  # it had been handed in: the page says how far it is
    assert f"/case/{case}/" in page.url
    page.goto("/my/")
    assert page.get_by_role("link", name=re.compile("助残一件事")).count() == 1
