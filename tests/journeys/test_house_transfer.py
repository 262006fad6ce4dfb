"""A home changes hands: buyer and seller on two phones, the bank's mortgage with it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import answer, ask_other, begin, open_certificate, sign_in, wait_done

pytestmark = pytest.mark.browser


def both(page: Page, keep: Keep, name: str) -> None:
    """The page as on a phone and as on a desk."""
    check(page, name)
    keep(page, name)
    page.set_viewport_size(DESKTOP)
    keep(page, f"{name}-wide")
    page.set_viewport_size(PHONE)


@pytest.mark.heavy
def test_buyer_and_seller_each_on_an_own_phone(open_page: Open, installation: Installation, keep: Keep) -> None:
    buyer, seller = open_page(), open_page()
    buyer.goto("/region/")
    buyer.get_by_role("button", name=re.compile("历下区")).click()
    buyer.goto("/matters/house-transfer/")
    expect(buyer.get_by_role("button", name="开始")).to_be_visible(timeout=180_000)  # until then its plan is being compiled
    both(buyer, keep, "house-theme")
    case = begin(buyer, installation, "house-kept", theme="house-transfer")
    both(buyer, keep, "house-first")
    answer(buyer, "带着抵押过户（银行要同意，房款要监管）")
    expect(buyer.locator("h1, h2").first).to_contain_text("提取你的公积金")
    answer(buyer, "先不提")
    expect(buyer.locator("h1, h2").first).to_contain_text("哪些一起过户")
    for words in ("水", "电", "供热"):
        buyer.get_by_text(words, exact=True).first.click()
    both(buyer, keep, "house-utilities")
    buyer.get_by_role("button", name="下一步").click()
    buyer.wait_for_url(re.compile("/form"))
    ask_other(buyer)
    both(buyer, keep, "house-form")
    seller.goto(f"/case/{case}/consent")
    sign_in(seller, installation, "house-kept-seller")
    expect(seller.locator("h1")).to_contain_text("你的资料")
    both(seller, keep, "house-seller-asked")
    seller.get_by_role("button", name="同意", exact=True).click()
    expect(seller.locator("h1")).not_to_contain_text("你的资料")
    buyer.goto(f"/case/{case}/form")
    both(buyer, keep, "house-form-agreed")
    buyer.get_by_role("button", name="下一步：核对").click()
    expect(buyer.locator("h1")).to_contain_text("核对")
    both(buyer, keep, "house-check")
    buyer.get_by_label("以上内容是真的").check()
    buyer.get_by_role("button", name="签名").click()
    seller.goto(f"/case/{case}/consent")
    expect(seller.locator("h1")).to_contain_text("签名")
    both(seller, keep, "house-seller-signs")
    seller.get_by_role("checkbox").check()
    seller.get_by_role("button", name="签名").click()
    buyer.goto(f"/case/{case}/finish")
    both(buyer, keep, "house-pay")
    buyer.get_by_role("button", name=re.compile("^去付 .* 元$")).click()
    buyer.get_by_role("button", name="付款").click()
    buyer.wait_for_url(re.compile("/finish"))
    buyer.get_by_role("button", name="提交", exact=True).click()
    both(buyer, keep, "house-under-way")
    wait_done(buyer, 9)
    both(buyer, keep, "house-done")
    buyer.goto("/certificates/")
    both(buyer, keep, "house-certificates")
    buyer.get_by_role("link", name=re.compile("不动产权证书")).first.click()
    expect(buyer.locator("main")).to_contain_text("不动产单元号")
    both(buyer, keep, "house-title")
    open_certificate(buyer, keep, "不动产权证书", "不动产单元号")
