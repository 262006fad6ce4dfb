"""What rules may not decide at the first item: born abroad, and too old. An officer looks, and the mother is told."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.walking import agree, answer, ask_other, begin, enter_desk, sign_and_pay, submit, type_names, wait_done

pytestmark = pytest.mark.browser
SLOW = 20_000


def test_born_abroad_is_refused_with_a_way_on_and_the_fee_goes_back(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father, desk = open_page(), open_page(), open_page(DESKTOP)
    case = begin(mother, installation, "born-abroad")
    answer(mother, "随母")
    expect(mother.locator("main")).to_contain_text("部门那里没有查到")
    keep(mother, "form-no-record")
    mother.get_by_role("button", name="添一个").first.click()
    ask_other(mother)
    agree(father, installation, case, "born-abroad-father")
    mother.goto(f"/case/{case}/form")
    type_a_child(mother)
    keep(mother, "form-added-child")
    sign_and_pay(mother, "400.00")
    submit(mother)
    expect(mother.locator("main")).to_contain_text("审批人员在看", timeout=SLOW)
    expect(mother.locator("main")).to_contain_text("境外出生")
    _refuse(desk, installation, case, keep)
    mother.goto(f"/case/{case}/")
    main = mother.locator("main")
    for words in ("这件事没有办成", "凭境外出生证明申请", "带境外出生证明和翻译件", "申请行政复议", "不办了"):
        expect(main).to_contain_text(words, timeout=SLOW)
    expect(main).to_contain_text(re.compile(r"400\.00 元原路退回"))
    expect(main).to_contain_text("付过的钱原路退回")
    assert mother.locator(".cert").count() == 0
    keep(mother, "progress-refused")


def type_a_child(mother: Page) -> None:
    mother.get_by_label("姓名").first.fill("林海归")
    mother.get_by_label("出生日期").fill("2026-10-01")
    mother.get_by_role("group", name="性别").get_by_label("女").check()
    mother.get_by_label("分娩记录号").fill("境外")
    mother.get_by_label("出生地点").fill("新加坡")
    mother.get_by_role("group", name="在境外出生").get_by_label("是").check()


def _refuse(desk: Page, installation: Installation, case: str, keep: Keep) -> None:
    enter_desk(desk, installation, "health-officer")
    expect(desk.locator("main")).to_contain_text("出生医学证明首次签发")
    desk.goto(f"/desk/case/{case}/birth-certificate/1")
    expect(desk.locator(".why")).to_contain_text("境外出生")
    expect(desk.locator("main")).to_contain_text("新加坡")
    desk.get_by_role("link", name="不予").first.click()
    desk.get_by_label("理由").first.fill("孩子在境外出生，凭境外出生证明申请落户，不签发国内的出生医学证明。")
    desk.get_by_label("可以").first.fill("带境外出生证明和翻译件到派出所办落户。")
    keep(desk, "desk-refuse")
    desk.get_by_role("button", name="下一步：看一遍").click()
    expect(desk.locator("#panel")).to_contain_text("带境外出生证明和翻译件")
    desk.get_by_role("button", name="提出不予").click()
    expect(desk.locator(".dbar")).to_contain_text("等另一位复核")
    desk.context.clear_cookies()  # another officer, who has not signed in here yet
    enter_desk(desk, installation, "health-second")
    desk.goto(f"/desk/case/{case}/birth-certificate/1/")
    expect(desk.locator(".proposed")).to_contain_text("带境外出生证明和翻译件")
    desk.keyboard.press("c")
    expect(desk.get_by_role("button", name="复核同意")).to_be_visible()
    keep(desk, "desk-confirm")
    desk.get_by_role("button", name="复核同意").click()
    expect(desk.locator(".dbar")).to_contain_text("复核同意了")


@pytest.mark.heavy  # the other one passes the same officer
def test_too_old_goes_to_an_officer_who_passes_it(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father, desk = open_page(), open_page(), open_page(DESKTOP)
    case = begin(mother, installation, "too-old")
    answer(mother, "随母")
    ask_other(mother)
    agree(father, installation, case, "too-old-father")
    mother.goto(f"/case/{case}/form")
    type_names(mother, "曾晚晚")
    sign_and_pay(mother, "400.00")
    submit(mother)
    expect(mother.locator("main")).to_contain_text("超过集成办理的月龄", timeout=SLOW)
    keep(mother, "progress-too-old")
    enter_desk(desk, installation, "health-officer")
    desk.goto(f"/desk/case/{case}/birth-certificate/1")
    expect(desk.locator(".why")).to_contain_text("超过集成办理的月龄")
    keep(desk, "desk-too-old")
    desk.get_by_role("link", name="通过").first.click()
    desk.get_by_label("理由").first.fill("已向助产机构核实。")
    desk.get_by_role("button", name="下一步：看一遍").click()
    desk.get_by_role("button", name="确定通过").click()
    mother.goto(f"/case/{case}/")
    wait_done(mother, 4)
