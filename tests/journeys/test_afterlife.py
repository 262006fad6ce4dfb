"""After a death: two heirs, two phones, one form."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.desk_procedure import choose_place
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.test_new_themes import sign
from tests.journeys.walking import answer, begin, draw_name, enter_desk, sign_in, submit_form, wait_done

pytestmark = pytest.mark.browser
ACCOUNT = "6217000000000000000"


def number(installation: Installation, login: str) -> str:
    return str(next(one["id_number"] for one in installation.people() if one["login"] == login))


def keep_both(page: Page, keep: Keep, name: str) -> None:
    """On the phone and on the desktop."""
    keep(page, name)
    page.set_viewport_size(DESKTOP)
    keep(page, name)
    page.set_viewport_size(PHONE)


def fill_in(page: Page, installation: Installation, keep: Keep, login: str, kind: str) -> str:
    """From the beginning to a form that waits for the other heir only."""
    page.goto("/region/")
    page.get_by_role("button", name="任城区").click()
    page.goto("/matters/afterlife/")
    expect(page.get_by_role("button", name="开始")).to_be_visible(timeout=60_000)  # the first there: a worker compiles it for the region
    case = begin(page, installation, login, theme="afterlife")
    keep(page, "afterlife-first")
    page.get_by_label("逝者的公民身份号码").fill(number(installation, f"{login}-deceased"))
    page.get_by_role("button", name="下一步").click()
    answer(page, kind)
    keep(page, "afterlife-question")
    answer(page, "没有")
    page.wait_for_url(re.compile("/form"))
    keep_both(page, keep, "afterlife-form-first")
    page.get_by_role("button", name=re.compile("添一个")).first.click()
    page.locator("#s-heirs-2").get_by_label("公民身份号码").fill(number(installation, f"{login}-second"))
    for field in page.get_by_label("继承份额").all():
        field.fill("50")
    page.get_by_role("group", name="款项付给谁").get_by_text("（你）").click()
    page.get_by_label("收款账号").fill(ACCOUNT)
    page.get_by_role("button", name=re.compile("请.*同意")).first.click()
    keep_both(page, keep, "afterlife-form-waits")
    check(page, "afterlife-form-waits")
    return case


@pytest.mark.heavy
def test_two_heirs_each_on_their_own_phone(open_page: Open, installation: Installation, keep: Keep) -> None:
    first, second = open_page(), open_page()
    case = fill_in(first, installation, keep, "afterlife", "是（因病、年老）")
    second.goto(f"/case/{case}/consent")
    sign_in(second, installation, "afterlife-second")
    expect(second.locator("h1")).to_contain_text("你的资料")
    keep_both(second, keep, "afterlife-consent")
    second.get_by_role("button", name="同意", exact=True).click()
    expect(second.locator("h1")).to_contain_text("签名")
    main = second.locator("main")
    expect(main).to_contain_text("继承份额")
    expect(main).not_to_contain_text(ACCOUNT[:6])
    expect(main).not_to_contain_text(number(installation, "afterlife")[-4:])
    check(second, "afterlife-second-sign")
    keep_both(second, keep, "afterlife-second-sign")
    draw_name(second)
    second.get_by_role("checkbox").check()
    second.get_by_role("button", name="签名", exact=True).click()
    expect(second.locator("h1")).to_contain_text("你签好了")
    first.goto(f"/case/{case}/form")
    keep_both(first, keep, "afterlife-form")
    first.get_by_role("button", name="下一步：核对").click()
    expect(first.locator("main")).to_contain_text("就是全部")
    check(first, "afterlife-check")
    keep_both(first, keep, "afterlife-check")
    first.get_by_label("以上内容是真的").check()
    first.get_by_role("button", name="签名").click()
    keep(first, "afterlife-finish")
    submit_form(first)
    wait_done(first, 8)
    keep_both(first, keep, "afterlife-progress")
    second.goto(f"/case/{case}/")
    expect(second.locator("main")).to_contain_text("全办好了")


@pytest.mark.heavy  # in the chain tests too
def test_an_heir_who_refuses_holds_up_only_what_is_theirs(open_page: Open, installation: Installation, keep: Keep) -> None:
    first, second, desk = open_page(), open_page(), open_page(DESKTOP)
    case = fill_in(first, installation, keep, "afterlife-2", "是（因病、年老）")
    second.goto(f"/case/{case}/consent")
    sign_in(second, installation, "afterlife-2-second")
    second.get_by_role("button", name="不同意").click()
    expect(second.locator("main")).to_contain_text("审批人员会联系你")
    keep(second, "afterlife-declined")
    first.goto(f"/case/{case}/form")
    expect(first.locator("main")).to_contain_text("没有同意，也不签名")
    keep_both(first, keep, "afterlife-form-refused")
    sign(first)
    keep(first, "afterlife-finish-refused")
    submit_form(first)
    expect(first.locator("main")).to_contain_text("有人没有签名", timeout=30_000)
    keep_both(first, keep, "afterlife-progress-refused")
    enter_desk(desk, installation, "fund-officer")
    choose_place(desk, "370811")
    desk.goto(f"/desk/case/{case}/fund-inheritance/-")
    expect(desk.locator(".why")).to_contain_text("没有签名：继承人 2（不同意）")
    keep(desk, "desk-unsigned")


@pytest.mark.heavy  # in the chain tests too
def test_not_a_natural_death_says_where_to_go(open_page: Open, installation: Installation, keep: Keep) -> None:
    first = open_page()
    case = fill_in(first, installation, keep, "afterlife-3", "不是（意外、原因不明等）")
    first.get_by_role("button", name="不等了，接着办").click()
    expect(first.locator("main")).to_contain_text("没有等继承人 2 答复")
    keep(first, "afterlife-form-left")
    sign(first)
    submit_form(first)
    expect(first.locator("main")).to_contain_text("要带身份证到公安的窗口办", timeout=30_000)
    keep_both(first, keep, "afterlife-progress-in-person")
    assert case
