"""行政复议 from a refusal to a new decision, and 投诉 on both sides: phones, desks, the reviewing body and the supervisor."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.test_certificate_officer import type_a_child
from tests.journeys.test_my_data import check
from tests.journeys.walking import agree, answer, ask_other, begin, enter_desk, sign_and_pay, sign_in_staff, submit

pytestmark = pytest.mark.browser
SLOW = 20_000
ITEM = "birth-certificate"


def show(page: Page, keep: Keep, name: str) -> None:
    keep(page, name)
    check(page, name)


def file_and_be_refused(open_page: Open, installation: Installation) -> tuple[Page, str, Page, Page]:
    """(her phone, the case, the first officer's desk, the second's)."""
    phone, father, first, second = open_page(PHONE), open_page(), open_page(DESKTOP), open_page(DESKTOP)
    case = begin(phone, installation, "born-abroad-2")
    answer(phone, "随母")
    phone.get_by_role("button", name="添一个").first.click()
    ask_other(phone)
    agree(father, installation, case, "born-abroad-2-father")
    phone.goto(f"/case/{case}/form")
    type_a_child(phone)
    sign_and_pay(phone, "400.00")
    submit(phone)
    expect(phone.locator("main")).to_contain_text("审批人员在看", timeout=SLOW)
    enter_desk(first, installation, "health-officer")
    page = f"/desk/case/{case}/{ITEM}/1/"
    first.goto(f"{page}?do=refuse")
    first.get_by_label("理由").first.fill("孩子在境外出生，不签发国内的出生医学证明。")
    first.get_by_label("可以").first.fill("带境外出生证明和翻译件到派出所办落户。")
    first.get_by_role("button", name="下一步：看一遍").click()
    first.locator("button[name=step][value=send]").click()
    enter_desk(second, installation, "health-second")
    second.goto(f"{page}?do=confirm")
    second.get_by_role("button", name="复核同意").click()
    expect(second.locator(".why")).to_contain_text("没有通过", timeout=SLOW)
    return phone, case, first, second


def test_from_a_refusal_to_a_new_decision_and_a_complaint(open_page: Open, installation: Installation, keep: Keep) -> None:
    phone, case, first, second = file_and_be_refused(open_page, installation)
    _appeal(phone, case, keep)
    reviewer = open_page(DESKTOP)
    _take_up(reviewer, installation, case, keep)
    _reply(first, case, keep)
    _annul(reviewer, case, keep)
    phone.goto(f"/case/{case}/")
    expect(phone.locator("main")).to_contain_text("撤销并责令重新作出")
    expect(phone.locator("main")).to_contain_text("行政复议决定书")
    show(phone, keep, "appeal-decided")
    first.goto(f"/desk/case/{case}/{ITEM}/1/")
    first.locator(".more summary").click()
    expect(first.locator(".more")).to_contain_text("重新办要换一位")
    show(first, keep, "desk-appeal-reopened")
    second.goto(f"/desk/case/{case}/{ITEM}/1/?do=pass")
    second.locator("#w-text").fill("分娩记录补来了，符合。")
    second.get_by_role("button", name="下一步：看一遍").click()
    second.locator("button[name=step][value=send]").click()
    phone.goto(f"/case/{case}/")
    expect(phone.locator("main")).to_contain_text("出生医学证明", timeout=SLOW)
    expect(phone.locator(".cert").first).to_be_visible(timeout=SLOW)
    _complain(phone, open_page(DESKTOP), installation, case, keep)


def test_one_workbook_of_organisations_windows_and_people(open_page: Open, installation: Installation, keep: Keep) -> None:
    desk = open_page(DESKTOP)
    enter_desk(desk, installation, "police-second")
    desk.goto("/desk/staff/")
    show(desk, keep, "desk-house")
    with desk.expect_download() as found:
        desk.get_by_role("link", name=re.compile("导出现有的")).click()
    content = Path(found.value.path()).read_bytes()
    book = load_workbook(io.BytesIO(content))
    book["窗口"].append(("nobody", "市民中心", "B99", "没有这里", "", "", "", ""))
    book["窗口"]["G2"] = "周一至周六 9:00–17:00（示例）"
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    desk.get_by_label("填好的表").set_input_files({"name": "house.xlsx", "mimeType": kind, "buffer": out.getvalue()})
    desk.get_by_role("button", name="先看一遍").click()
    expect(desk.get_by_role("alert")).to_contain_text("窗口表第")
    show(desk, keep, "desk-house-looked")
    desk.get_by_role("button", name=re.compile("先让这")).click()
    expect(desk.get_by_role("status")).to_contain_text("1 行生效了")
    desk.goto("/desk/alerts/")
    show(desk, keep, "desk-alerts")


def _appeal(phone: Page, case: str, keep: Keep) -> None:
    phone.goto(f"/case/{case}/")
    expect(phone.locator("main")).to_contain_text("前可以申请，由别的机关审")
    show(phone, keep, "appeal-possible")
    phone.get_by_role("link", name=re.compile("^申请行政复议")).first.click()
    expect(phone.locator("h1")).to_have_text("申请行政复议")
    show(phone, keep, "appeal-form")
    with phone.expect_download() as found:
        phone.get_by_role("link", name=re.compile("下载填好的申请书")).click()
    assert found.value.suggested_filename.startswith("行政复议申请书")
    phone.get_by_role("button", name="提交复议申请").click()
    expect(phone.get_by_role("alert")).to_contain_text("请选你要什么结果")
    phone.get_by_label("撤销这个决定，重新办").check()
    phone.get_by_label("哪里不对").fill("孩子其实在国内出生，分娩记录当时没有登记上，医院已经补了。")
    phone.get_by_role("button", name="提交复议申请").click()
    expect(phone.locator("main")).to_contain_text("前告诉你受不受理")
    show(phone, keep, "appeal-filed")


def _take_up(reviewer: Page, installation: Installation, case: str, keep: Keep) -> None:
    sign_in_staff(reviewer, installation, "reviewer")
    expect(reviewer.locator("h1")).to_have_text("行政复议")
    _choose_place(reviewer, "370783")
    show(reviewer, keep, "desk-appeals")
    reviewer.keyboard.press("j")
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("aside.why")).to_contain_text("分娩记录当时没有登记上")
    show(reviewer, keep, "desk-appeal")
    reviewer.keyboard.press("a")
    expect(reviewer.get_by_role("status")).to_contain_text("受理了")


def _reply(first: Page, case: str, keep: Keep) -> None:
    first.goto("/desk/appeals/")
    expect(first.locator("h1")).to_have_text("要答复的复议")
    first.locator("tbody a").first.click()
    expect(first.locator("h1")).to_contain_text("出生医学证明首次签发")
    expect(first.locator(".why")).to_contain_text("分娩记录当时没有登记上")
    first.locator(".why").get_by_role("link", name="答复行政复议").click()
    first.locator("#w-text").fill("决定时医院没有登记，当时查无记录。")
    show(first, keep, "desk-appeal-reply")
    first.get_by_role("button", name="下一步：看一遍").click()
    first.locator("button[name=step][value=send]").click()
    expect(first.get_by_role("status")).to_contain_text("答复交给复议机关了")


def _annul(reviewer: Page, case: str, keep: Keep) -> None:
    reviewer.goto(f"/desk/appeals/{case}/{ITEM}/1/")
    expect(reviewer.locator("aside.why")).to_contain_text("当时查无记录")
    reviewer.keyboard.press("a")
    reviewer.get_by_label("撤销并责令重新作出").check()
    reviewer.locator("#w-text").fill("分娩记录在决定以前已经补登，认定查无记录没有事实依据。")
    show(reviewer, keep, "desk-appeal-decide")
    reviewer.get_by_role("button", name="下一步：看一遍").click()
    expect(reviewer.locator(".panel")).to_contain_text("照这样决定？")
    reviewer.get_by_role("button", name="作出，送达申请人").click()
    expect(reviewer.get_by_role("status")).to_contain_text("复议决定作出了")
    show(reviewer, keep, "desk-appeal-done")


def _choose_place(desk: Page, region: str) -> None:
    desk.locator("header details summary").click()
    place = desk.locator("select[name=place]")
    place.select_option(label=next(text for text in place.locator("option").all_text_contents() if region in text))
    place.locator("xpath=ancestor::form").get_by_role("button").click()


def _complain(phone: Page, desk: Page, installation: Installation, case: str, keep: Keep) -> None:
    phone.goto(f"/case/{case}/")
    phone.locator("#windows summary").click()
    expect(phone.locator("#windows")).to_contain_text("周一至周五")
    phone.get_by_role("link", name="投诉", exact=True).click()
    expect(phone.locator("h1")).to_have_text("投诉")
    show(phone, keep, "complain")
    phone.get_by_label("工作人员的态度或做法").check()
    phone.get_by_label("哪一样").select_option(label="出生医学证明首次签发")
    phone.get_by_role("button", name="提交投诉").click()
    expect(phone.get_by_role("alert")).to_contain_text("请写清楚发生了什么")
    phone.get_by_label("发生了什么").fill("打了三次电话都让我等着，没有人说明白。")
    phone.get_by_role("button", name="提交投诉").click()
    expect(phone.locator("#complaints")).to_contain_text("前书面答复")
    show(phone, keep, "complaint-open")
    sign_in_staff(desk, installation, "supervisor")
    _choose_place(desk, "370783")
    desk.goto("/desk/complaints/")
    show(desk, keep, "desk-complaints")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_contain_text("打了三次电话")
    expect(desk.locator("main")).to_contain_text("只要书面答复")
    desk.get_by_label("查到什么").fill("经查，接电话的人没有登记来电，已经批评改正，今后当场登记、当天回电。")
    show(desk, keep, "desk-complaint")
    desk.set_viewport_size(PHONE)
    show(desk, keep, "desk-complaint")
    desk.set_viewport_size(DESKTOP)
    desk.get_by_role("button", name="书面答复").click()
    expect(desk.get_by_role("status")).to_contain_text("答复了")
    phone.goto(f"/case/{case}/")
    expect(phone.locator("#complaints")).to_contain_text("当场登记、当天回电")
    show(phone, keep, "complaint-answered")
    phone.get_by_role("button", name="满意", exact=True).click()
    expect(phone.locator("#complaints")).to_contain_text("你说满意")
    phone.get_by_role("button", name="长辈版").first.click()
    show(phone, keep, "recourse-elder")
    phone.goto(f"/case/{case}/complain")
    show(phone, keep, "complain-elder")
