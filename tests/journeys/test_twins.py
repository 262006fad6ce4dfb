"""办重了: a mother submits one birth twice under two numbers; an officer sees both side by side and makes one of them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_certificate_officer import type_a_child
from tests.journeys.test_my_data import check
from tests.journeys.walking import agree, answer, ask_other, begin, enter_desk, sign_and_pay, submit

pytestmark = pytest.mark.browser
SLOW = 20_000
ITEM = "birth-certificate"
WHO = "born-abroad"


def show(page: Page, keep: Keep, name: str) -> None:
    keep(page, name)
    check(page, name)


def file_one(phone: Page, father: Page, installation: Installation, record: str) -> str:
    """The child's birth under a number that she types; an officer will look."""
    case = begin(phone, installation, WHO)
    answer(phone, "随母")
    phone.get_by_role("button", name="添一个").first.click()
    ask_other(phone)
    agree(father, installation, case, f"{WHO}-father")
    phone.goto(f"/case/{case}/form")
    type_a_child(phone)
    phone.get_by_label("分娩记录号").fill(record)
    sign_and_pay(phone, "400.00")
    submit(phone)
    expect(phone.locator("main")).to_contain_text("审批人员在看", timeout=SLOW)
    return case


def test_one_birth_submitted_twice_becomes_one_again(open_page: Open, installation: Installation, keep: Keep) -> None:
    cases, phones = [], []
    for record in ("SG-2026-0815", "SG-2026-0851"):
        phone = open_page(PHONE)
        cases.append(file_one(phone, open_page(), installation, record))
        phones.append(phone)
    first, second = cases
    desk = open_page(DESKTOP)
    enter_desk(desk, installation, "health-officer")
    desk.goto(f"/desk/case/{second}/{ITEM}/1/")
    expect(desk.locator(".why")).to_contain_text("同样的事在办")
    show(desk, keep, "desk-twins-here")
    desk.get_by_role("link", name="并排看").click()
    show(desk, keep, "desk-twins")
    desk.locator(f"a[href$='/{first}/']").click()
    expect(desk.locator("main")).to_contain_text("两件都收了钱")
    show(desk, keep, "desk-twin-money")
    _withdraw_the_premium(phones[1], second)
    desk.reload()
    _merge(desk, first, keep)
    for name, size in (("desk-twin-merged", DESKTOP), ("desk-twin-merged-phone", PHONE)):
        desk.set_viewport_size(size)
        show(desk, keep, name)
    phones[1].goto(f"/case/{second}/")
    expect(phones[1].locator("main")).to_contain_text("合到那一件里接着办")
    show(phones[1], keep, "twin-closed")
    phones[1].get_by_role("link", name="去看接着办的那一件").click()
    expect(phones[1]).to_have_url(re.compile(first))
    expect(phones[1].locator("main")).to_contain_text("另一件同样的事合到这里了")
    show(phones[1], keep, "twin-kept")


def _withdraw_the_premium(phone: Page, case: str) -> None:
    """She takes back what was paid for, and the money is on its way back."""
    phone.goto(f"/case/{case}/")
    lane = phone.locator("li.lane", has_text="保险费征缴")
    lane.get_by_role("link", name="这一样不办了").click()
    phone.get_by_role("button", name="这一样不办了").click()
    expect(phone.locator("main")).to_contain_text("原路退回", timeout=SLOW)


def _merge(desk: Page, first: str, keep: Keep) -> None:
    """By keyboard: what counts of each is chosen, the reason written, looked at once more, done."""
    desk.get_by_role("group", name=re.compile("分娩记录号")).get_by_label(re.compile("0851")).focus()
    desk.keyboard.press("Space")
    desk.get_by_label("理由").fill("同一个孩子，第一次把记录号写反了。")
    show(desk, keep, "desk-twin")
    desk.set_viewport_size(PHONE)
    show(desk, keep, "desk-twin-phone")
    desk.set_viewport_size(DESKTOP)
    desk.get_by_role("button", name="并成一件，先看一遍").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_contain_text("照这样并成一件？")
    expect(desk.locator("main")).to_contain_text("分娩记录号")
    show(desk, keep, "desk-twin-check")
    desk.get_by_role("button", name="并成一件", exact=True).click()
    expect(desk.get_by_role("status")).to_contain_text("并成一件了")
    assert first in desk.url
