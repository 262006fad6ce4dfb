"""这一项不对, from the phone to the desk and back: in large letters, in English, without scripts; the officer by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import answer, begin, enter_desk

pytestmark = pytest.mark.browser


def show(page: Page, keep: Keep, name: str) -> None:
    keep(page, name)
    check(page, name)


def test_she_asks_and_the_officer_answers(open_page: Open, installation: Installation, keep: Keep) -> None:
    phone, desk = open_page(PHONE), open_page(DESKTOP)
    case = begin(phone, installation, "married-town-8")
    answer(phone, "随母")
    phone.goto(f"/case/{case}/data")
    show(phone, keep, "objection-held")
    phone.locator("#f-mother-ethnicity").get_by_role("link", name=re.compile("这一项不对")).click()
    expect(phone.locator("h1")).to_have_text("民族不对？")
    show(phone, keep, "objection-ask")
    phone.get_by_role("button", name="交给公安核对").click()
    expect(phone.get_by_role("alert")).to_contain_text("请写应该是什么")
    show(phone, keep, "objection-empty")
    phone.get_by_label("应该是什么").fill("回族")
    phone.get_by_label("补充说明").fill("户口本上一直是回族")
    phone.get_by_role("button", name="交给公安核对").click()
    expect(phone.locator("#f-mother-ethnicity")).to_contain_text("已转公安核对")
    show(phone, keep, "objection-open")
    _answer(desk, installation, keep)
    phone.reload()
    expect(phone.locator("#f-mother-ethnicity")).to_contain_text("已更正，现在是“回族”")
    show(phone, keep, "objection-corrected")
    phone.get_by_role("button", name="长辈版").first.click()
    phone.goto(f"/case/{case}/object?fact=mother.ethnicity")
    show(phone, keep, "objection-elder")


def test_it_needs_no_scripts_and_speaks_english(open_page: Open, installation: Installation, keep: Keep) -> None:
    phone = open_page(PHONE, scripts=False)
    case = begin(phone, installation, "married-town-9")
    answer(phone, "随母")
    phone.get_by_role("button", name="English").first.click()
    phone.goto(f"/case/{case}/data")
    phone.locator("#f-mother-ethnicity").get_by_role("link", name=re.compile("This is wrong")).click()
    expect(phone.locator("h1")).to_contain_text("Is this wrong")
    keep(phone, "objection-english")
    phone.get_by_label("What it should be").fill("回族")
    phone.get_by_role("button", name=re.compile("^Send to")).click()
    expect(phone.locator("#f-mother-ethnicity")).to_contain_text("you say it should be “回族”")


def _answer(desk: Page, installation: Installation, keep: Keep) -> None:
    """By keyboard alone, from the list on."""
    enter_desk(desk, installation, "police-officer")
    desk.get_by_role("link", name=re.compile("^更正申请")).click()
    show_desk(desk, keep, "desk-objections")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("更正申请：民族")
    show_desk(desk, keep, "desk-objection")
    desk.get_by_label("已更正").focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.type("回族")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("已更正")
    show_desk(desk, keep, "desk-objection-sent")


def show_desk(page: Page, keep: Keep, name: str) -> None:
    show(page, keep, name)
    page.set_viewport_size(PHONE)
    show(page, keep, name)
    page.set_viewport_size(DESKTOP)
