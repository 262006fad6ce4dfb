"""At the window: a ticket is called, a card is read, and a birth and a company are filed by a clerk's hands, from card to receipt."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from shuangquan.core.cases.tickets import make_hall_key
from tests.journeys.conftest import DESKTOP, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.test_my_data import check
from tests.journeys.walking import draw_name, sign_in

pytestmark = pytest.mark.browser
HALL = make_hall_key("370783", "寿光市市民中心（示例）")
UPRIGHT: ViewportSize = {"width": 1080, "height": 1920}


def sit_down(page: Page, installation: Installation, login: str, window: str) -> Page:
    """A clerk signs in and chooses a window; answers the second screen, opened beside it."""
    password, code = installation.officer(login)
    page.goto("/counter/")
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_label("动态码").fill(code)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_contain_text("哪个窗口")
    page.locator(f"label:has(input[value='{HALL}|{window}'])").click()
    page.get_by_role("button", name="坐下").click()
    pad = page.context.new_page()
    pad.goto("/counter/pad/")
    return pad


def read_card(page: Page, installation: Installation, window: str, login: str) -> None:
    """Somebody's card on the reader of this window."""
    installation.lay(f"{HALL}-{window}", login)
    page.get_by_role("button", name="读身份证").click()
    expect(page.locator("h1")).to_contain_text("要办什么")


def begin(page: Page, pad: Page, words: str, name: str) -> str:
    """Find a theme, begin it, have the notice agreed on the second screen; answers the case's id."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="找", exact=True).click()
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="开始办").click()
    expect(page.locator("h1")).to_contain_text("先告诉本人")
    expect(pad.locator("h1")).to_contain_text("先看一看")
    pad.get_by_role("button", name="同意，去取").click()
    page.wait_for_url(re.compile(r"/counter/case/[0-9a-f-]+/(questions|form)"))
    return page.url.split("/case/")[1].split("/")[0]


def answer(page: Page, *words: str) -> None:
    for one in words:
        page.get_by_text(one, exact=True).first.click()
    page.get_by_role("button", name="下一步", exact=True).click()


def agree_by_phone(phone: Page, installation: Installation, case: str, login: str) -> None:
    phone.goto(f"/case/{case}/consent")
    sign_in(phone, installation, login)
    phone.get_by_role("button", name="同意", exact=True).click()


def sign_on_pad(page: Page, pad: Page) -> None:
    """From the form to the signature on the second screen; the clerk's page goes on by itself."""
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("h1")).to_contain_text("核对")
    expect(pad.locator("h1")).to_contain_text("看一遍")
    draw_name(pad)
    pad.get_by_label("以上内容是真的").check()
    pad.get_by_role("button", name="签名", exact=True).click()
    page.wait_for_url(re.compile("/finish"))


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("h1")).to_contain_text("交上去了")


def test_a_number_is_taken_called_and_a_birth_filed(open_page: Open, installation: Installation, keep: Keep) -> None:
    page, hall, touch, phone = open_page(DESKTOP), open_page(UPRIGHT), open_page(UPRIGHT), open_page()
    pad = sit_down(page, installation, "clerk", "A01")
    hall.goto(f"/counter/screen/{HALL}")
    keep(pad, "counter-pad-idle")
    _set_up_terminal(touch, installation)
    keep(touch, "counter-touch", 1920)
    check(touch, "counter-touch")
    touch.get_by_role("button", name="个人办事").click()
    code = touch.locator(".num").inner_text()
    keep(touch, "counter-taken", 1920)
    page.reload()
    page.get_by_role("button", name="叫下一位").click()
    expect(page.locator(".now .code")).to_have_text(code)
    expect(hall.locator(".calls .first b")).to_have_text(code)
    keep(page, "counter-window", 900)
    check(page, "counter-window")
    keep(hall, "counter-screen", 1920)
    check(hall, "counter-screen")
    hall.context.set_offline(True)
    expect(hall.locator(".lost")).to_contain_text("网断了")
    keep(hall, "counter-screen-lost", 1920)
    hall.context.set_offline(False)
    expect(hall.locator(".lost")).to_be_hidden()
    read_card(page, installation, "A01", "married-town-8")
    keep(page, "counter-serve", 900)
    check(page, "counter-serve")
    tally = Tally(installation.web).watch(page, phone)
    case = begin(page, pad, "给孩子上户口", "出生一件事")
    keep(page, "counter-question", 900)
    answer(page, "随母")
    page.wait_for_url(re.compile("/(form|questions)"))
    page.get_by_role("button", name=re.compile("请.+同意")).click()
    expect(pad.locator("h1")).to_contain_text("请对方扫这个码")
    keep(pad, "counter-pad-link")
    agree_by_phone(phone, installation, case, "married-town-8-father")
    page.get_by_role("button", name="更新这一页").click()
    keep(page, "counter-form", 900)
    check(page, "counter-form")
    page.get_by_label("姓名").first.fill("周小满")
    with tally.aside():
        page.get_by_role("button", name="下一步：核对").click()
        keep(page, "counter-check", 900)
        expect(pad.locator("h1")).to_contain_text("看一遍")
        keep(pad, "counter-pad-check")
        check(pad, "counter-pad-check")
        page.get_by_role("link", name="回去改").click()
        expect(pad.locator("h1")).to_contain_text("正在为你办")
    sign_on_pad(page, pad)
    page.get_by_role("button", name="出收款码").click()
    expect(pad.locator("h1")).to_contain_text("扫码付款")
    keep(page, "counter-pay", 900)
    keep(pad, "counter-pad-pay")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="打开付款页").click()
    opened.value.get_by_role("button", name="付款").click()
    expect(opened.value.locator("h1")).to_contain_text("付款页用完了")
    opened.value.close()
    expect(page.locator("h1")).to_contain_text("可以提交了")
    submit(page)
    tally.note("newborn", "counter", "submitted")
    expect(pad.locator("h1")).to_contain_text("交上去了")
    page.get_by_role("button", name="到这里领，不寄").click()
    expect(page.locator("main")).to_contain_text("纸质证件到这个大厅领")
    expect(page.get_by_role("link", name=re.compile("受理")).first).to_be_visible()
    keep(page, "counter-done", 900)
    check(page, "counter-done")
    keep(pad, "counter-pad-done")
    page.get_by_role("button", name="办完了，请下一位").click()
    expect(page.get_by_role("button", name="叫下一位")).to_be_visible()
    expect(hall.locator(".calls")).to_contain_text("还没有叫号")
    _hand_over(page, pad, keep)


def _hand_over(page: Page, pad: Page, keep: Keep) -> None:
    """What was made is waiting at the exit; the mother's card is on the reader still, and she signs for it."""
    for _ in range(30):
        page.goto("/counter/exits/")
        if page.get_by_role("link", name="交给来领的人").count():
            break
        page.wait_for_timeout(1000)
    keep(page, "counter-exits", 900)
    check(page, "counter-exits")
    page.get_by_role("link", name="交给来领的人").first.click()
    page.get_by_role("button", name="读身份证").click()
    expect(page.locator("main")).to_contain_text("是本人")
    expect(pad.locator("h1")).to_contain_text("签收")
    keep(page, "counter-exit", 900)
    draw_name(pad)
    keep(pad, "counter-pad-collect", 900)
    check(pad, "counter-pad-collect")
    pad.get_by_role("button", name="我拿到了，签收").click()
    expect(pad.locator("h1")).to_contain_text("交给你了")
    expect(page.locator("main")).to_contain_text("交出去了")


def _set_up_terminal(touch: Page, installation: Installation) -> None:
    """Another clerk makes a device the ticket terminal of the hall."""
    password, code = installation.officer("clerk-second")
    touch.goto("/counter/terminal")
    touch.get_by_label("账号").fill("clerk-second")
    touch.get_by_label("密码").fill(password)
    touch.get_by_label("动态码").fill(code)
    touch.get_by_role("button", name="登录").click()
    touch.get_by_role("button", name="设成取号机").click()
    expect(touch.locator("h1")).to_contain_text("取个号")


def test_a_time_is_booked_and_policies_are_looked_up(open_page: Open, installation: Installation, keep: Keep) -> None:
    phone = open_page()
    phone.goto("/policies/")
    keep(phone, "policies-first")
    phone.locator("#co-active label", has_text="是").click()
    phone.get_by_label("从业人数").fill("12")
    phone.get_by_role("button", name="看看有哪些").click()
    expect(phone.locator("#fits-h")).to_contain_text("项符合")
    keep(phone, "policies")
    check(phone, "policies")
    phone.goto("/booking/")
    sign_in(phone, installation, "married-town-9")
    keep(phone, "booking-first")
    phone.locator("label:has(input[name=slot]:not([disabled]))").last.click()
    phone.get_by_role("button", name="约这个时间").click()
    expect(phone.locator("main")).to_contain_text("你约的号")
    keep(phone, "booking")
    check(phone, "booking")
    phone.get_by_role("button", name="取消").click()
    expect(phone.locator("main")).not_to_contain_text("你约的号")


@pytest.mark.heavy
def test_a_company_is_founded_at_the_window(open_page: Open, installation: Installation, keep: Keep) -> None:
    page, phone = open_page(DESKTOP), open_page()
    pad = sit_down(page, installation, "clerk", "A02")
    read_card(page, installation, "A02", "company-opening-4")
    page.get_by_role("link", name="惠企政策").click()
    page.locator("#co-active label", has_text="是").click()
    page.get_by_label("从业人数").fill("12")
    page.get_by_role("button", name="看看有哪些").click()
    expect(page.locator("#fits-h")).to_contain_text("项符合")
    keep(page, "counter-policies", 900)
    check(page, "counter-policies")
    page.goto("/counter/serve/")
    tally = Tally(installation.web).watch(page, phone)
    case = begin(page, pad, "开公司", "企业开办一件事")
    answer(page, "两人")
    answer(page, "刻印章", "领发票")
    page.wait_for_url(re.compile("/form"))
    other = next(one["id_number"] for one in installation.people() if one["login"] == "company-opening-4-second")
    for label, values in (
        ("出资比例", ("60", "40")),
        ("公民身份号码", (other,)),
        ("注册资本", ("50",)),
        ("住所", ("山东省潍坊市示例路9号",)),
    ):
        for field, value in zip(page.get_by_label(label).all(), values, strict=True):
            field.fill(value)
    page.get_by_text("普通发票", exact=True).click()
    keep(page, "counter-company-form", 900)
    page.get_by_role("button", name=re.compile("请.+同意")).first.click()
    agree_by_phone(phone, installation, case, "company-opening-4-second")
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="签名").click()
    page.get_by_role("button", name="更新这一页").click()
    sign_on_pad(page, pad)
    page.goto(f"/counter/case/{case}/finish")
    submit(page)
    tally.note("company-opening", "counter", "submitted")
    keep(page, "counter-company-done", 900)
