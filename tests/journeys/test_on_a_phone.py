"""Retirement, help for disabled people and road freight, each on one phone from the theme's page to the receipt, and counted."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.test_my_data import check
from tests.journeys.test_new_themes import PLAN, fill, sign
from tests.journeys.walking import answer, begin, open_certificate, sign_in, submit_form, wait_done

pytestmark = pytest.mark.browser


def start(open_page: Open, installation: Installation, login: str, theme: str) -> tuple[Page, Tally]:
    """A phone in 兰山区, signed in and past the notice."""
    page = open_page()
    page.goto("/region/")
    page.get_by_role("button", name="兰山区").click()
    tally = Tally(installation.web).watch(page)
    begin(page, installation, login, theme=theme)
    return page, tally


def test_a_worker_retires(open_page: Open, installation: Installation, keep: Keep) -> None:
    page, tally = start(open_page, installation, "retiree-2", "retirement")
    answer(page, "到法定年龄退休")
    answer(page, "要")
    fill(page, "收款账号", "6217001234567890")
    keep(page, "retirement-form")
    check(page, "retirement-form")
    sign(page)
    submit_form(page)
    wait_done(page, 4)
    tally.note("retirement", "portal", "completed")
    keep(page, "retirement-progress")
    check(page, "retirement-progress")
    open_certificate(page, keep, "职工退休证", "签发")


def test_a_disabled_person_asks_for_a_card(open_page: Open, installation: Installation, keep: Keep) -> None:
    page, tally = start(open_page, installation, "station-birth-5", "disability")
    for words in ("新办", "不是，在户籍地办", "不要"):
        answer(page, words)
    fill(page, "收件地址", "山东省临沂市示例街道1号")
    keep(page, "disability-form")
    check(page, "disability-form")
    sign(page)
    submit_form(page)
    tally.note("disability", "portal", "submitted")
    expect(page.locator("main")).to_contain_text("接下来是公示", timeout=40_000)  # five working days: no browser waits for them
    keep(page, "disability-progress")
    check(page, "disability-progress")


def test_a_company_starts_road_freight(open_page: Open, installation: Installation, keep: Keep) -> None:
    login = "freight-agent-2"
    page, tally = start(open_page, installation, login, "freight")
    fill(page, "统一社会信用代码", next(one["organisation"] for one in installation.people() if one["login"] == login))
    page.get_by_text("普通货运", exact=True).click()
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url(re.compile("/form"))
    papers = ("车辆一致性证书", "车辆过户证明", "安全生产管理制度文本")
    for left, paper in zip((2, 1, 0), papers, strict=True):
        page.get_by_label(paper).set_input_files(PLAN)
        page.get_by_role("button", name="上传", exact=True).first.click()
        expect(page.get_by_role("button", name="上传", exact=True)).to_have_count(left)
    keep(page, "freight-form")
    check(page, "freight-form")
    sign(page)
    page.get_by_text("去认证").first.click()
    sign_in(page, installation, login, level=5)
    page.get_by_label("以上内容是真的").check()
    page.get_by_role("button", name="签名").click()
    submit_form(page)
    wait_done(page, 4)
    tally.note("freight", "portal", "completed")
    keep(page, "freight-progress")
    check(page, "freight-progress")
    open_certificate(page, keep, "道路运输经营许可证", "签发")
