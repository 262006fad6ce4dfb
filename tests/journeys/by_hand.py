"""What two officers do with a package of a department whose system has no interface."""

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import enter_desk
from tests.pictures import make_picture

PAPER: FilePayload = {"name": "paper.png", "mimeType": "image/png", "buffer": make_picture(80, 60)}


def open_by_hand(page: Page) -> None:
    """The newest of what is to be typed, from the inbox."""
    page.goto("/desk/?tab=hand")
    page.locator("tbody a[data-row]").first.click()
    expect(page.locator("main.hand")).to_be_visible()


def see(page: Page, keep: Keep, name: str) -> None:
    """On a desk and on a phone."""
    check(page, name)
    keep(page, name)
    page.set_viewport_size(PHONE)
    check(page, name)
    keep(page, name)
    page.set_viewport_size(DESKTOP)


def type_in(page: Page, keep: Keep) -> None:
    """Field by field with the keyboard alone, then the receipt number."""
    page.goto("/desk/?tab=hand")
    expect(page.locator("tbody")).to_contain_text("待录入疾病预防控制系统")
    see(page, keep, "hand-inbox")
    open_by_hand(page)
    expect(page.locator(".fields li").first).to_contain_text("姓名")
    ticks = page.locator(".fields input[type=checkbox]")
    ticks.first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".copy").first).to_have_text("复制了")
    see(page, keep, "hand-type")
    for nth in range(1, ticks.count()):
        ticks.nth(nth).check()
    page.get_by_label("对方系统的回执号").fill("疾控-2026-0001")
    page.get_by_role("button", name="都录好了").click()
    expect(page.locator("main")).to_contain_text("回执号 疾控-2026-0001")
    see(page, keep, "hand-result")


def enter(page: Page, number: str, record: str, button: str, *, paper: bool) -> None:
    """A decision as the other system shows it."""
    if page.get_by_role("link", name="决定", exact=True).count():
        page.get_by_role("link", name="决定", exact=True).click()
    page.get_by_label("通过", exact=True).check()
    page.get_by_label("决定文号").fill(number)
    page.get_by_label("对方系统上的日期").fill(page.evaluate("new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)"))
    page.get_by_label("预防接种证号").fill(record)
    if paper:
        page.get_by_label("对方系统出的那张纸").set_input_files(PAPER)
    page.get_by_role("button", name=button).click()


def work_by_hand(first: Page, second: Page, installation: Installation, keep: Keep) -> None:
    """One enters, the other differs in one field, the first mends it, and both agree."""
    enter_desk(first, installation, "cdc-officer")
    type_in(first, keep)
    enter(first, "疾控证-1", "JZ-0001", "录好，请第二个人核对", paper=False)
    expect(first.locator(".errors")).to_contain_text("对方系统出的那张纸")
    see(first, keep, "hand-errors")
    enter(first, "疾控证-1", "JZ-0001", "录好，请第二个人核对", paper=True)
    expect(first.locator("main")).to_contain_text("等另一位核对")
    see(first, keep, "hand-waits")
    enter_desk(second, installation, "cdc-second")
    open_by_hand(second)
    expect(second.locator("main")).not_to_contain_text("JZ-0001")
    enter(second, "疾控证-1", "JZ-0002", "录好，比一比", paper=False)
    expect(second.locator("main")).to_contain_text("退给先录的人")
    open_by_hand(first)
    expect(first.locator("main")).to_contain_text("第二个人看到的不一样：预防接种证号")
    see(first, keep, "hand-differs")
    enter(first, "疾控证-1", "JZ-0002", "录好，请第二个人核对", paper=False)
    open_by_hand(second)
    second.get_by_role("link", name="也可以对着那张纸核对").click()
    see(second, keep, "hand-compare")
    second.get_by_role("link", name="改为自己再录一遍").click()
    enter(second, "疾控证-1", "JZ-0002", "录好，比一比", paper=False)
    expect(second.locator("main")).to_contain_text("两个人一致")
    second.get_by_role("link", name="回这一样").click()
    expect(second.locator(".hist").last).to_contain_text("人工录入、双人核对")
    keep(second, "hand-history")
