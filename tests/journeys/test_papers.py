"""A paper fills in the form once its applicant says so. A wrong number on another holds nobody up; both they and the officer are told."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from sandbox.papers import render_paper
from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.elder import check_elder
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import agree, answer, ask_other, begin, enter_desk, submit, type_names

pytestmark = pytest.mark.browser
SLOW = 30_000


def make_report(father: str, number: str) -> FilePayload:
    """A paternity report of the sandbox."""
    rows = (("被检父姓名", father), ("父亲公民身份号码", number), ("结论", "支持存在亲子关系"))
    return {"name": "report.pdf", "mimeType": "application/pdf", "buffer": render_paper("亲子鉴定意见书", rows, "示例司法鉴定所")}


def test_a_wrong_number_on_a_paper_is_seen_by_both(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father, desk = open_page(), open_page(), open_page(DESKTOP)
    login = "unmarried-father-2"
    man = next(one for one in installation.people() if one["login"] == login)
    number = man["id_number"]
    wrong = find_another(number)
    case = begin(mother, installation, f"{login}-mother", role="母亲")
    answer(mother, "是")
    answer(mother, "随父")
    asked, question = mother.get_by_label("公民身份号码"), mother.get_by_text("否", exact=True)
    for _ in range(3):
        expect(asked.or_(question).first).to_be_visible(timeout=SLOW)
        if asked.count():
            break
        answer(mother, "否")
    fill_by_paper(mother, case, make_report(man["name"], number), number, keep)
    mother.locator("input[type=file]").first.set_input_files(make_report(man["name"], wrong))
    mother.get_by_role("button", name="换一份再交").first.click()
    expect(mother.get_by_role("textbox", name="公民身份号码")).to_have_value(wrong, timeout=SLOW)
    expect(mother.locator("main")).to_contain_text(f"表里现在填的是 {number}")
    mother.get_by_role("link", name="不用，我自己填").click()
    hint = mother.locator(".hints").first
    expect(hint).to_contain_text("请看看哪个对", timeout=SLOW)
    expect(hint).to_contain_text(f"像是 {wrong}，你填的是 {number}")
    hint.scroll_into_view_if_needed()
    keep(mother, "papers-hint")
    check(mother, "form with a hint")
    mother.set_viewport_size(DESKTOP)
    keep(mother, "papers-hint-desktop")
    mother.set_viewport_size(PHONE)
    go_on(mother, father, installation, case, login)
    see_at_the_desk(desk, installation, case, keep, wrong)


def fill_by_paper(mother: Page, case: str, report: FilePayload, number: str, keep: Keep) -> None:
    """The paper comes first on the form; what was read enters it once it is ticked."""
    expect(mother.get_by_role("heading", name="先拍照，少打字")).to_be_visible()
    mother.locator("input[type=file]").first.set_input_files(report)
    mother.get_by_role("button", name="上传").first.click()
    read = mother.get_by_role("textbox", name="公民身份号码")
    expect(read).to_have_value(number, timeout=SLOW)
    keep(mother, "papers-read")
    check(mother, "what was read")
    address = mother.url
    check_elder(mother, "what was read, in elder mode")
    assert mother.url == address, "changing the look leaves one where one was"
    mother.get_by_role("checkbox", name="看过了，对").check()
    mother.get_by_role("button", name="填进表里").click()
    expect(mother.get_by_label("公民身份号码").last).to_have_value(number)
    expect(mother.locator("main")).to_contain_text("从你的材料读出，你确认过：亲子鉴定意见书")


def find_another(number: str) -> str:
    """Another number whose check digit holds."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    body = f"{number[:14]}{(int(number[14:17]) + 2) % 1000:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def go_on(mother: Page, father: Page, installation: Installation, case: str, login: str) -> None:
    """Nothing is held up by it."""
    ask_other(mother)
    agree(father, installation, case, login)
    mother.goto(f"/case/{case}/form")
    type_names(mother, "吴小五")
    mother.get_by_role("button", name="下一步：核对").click()
    sign(mother)
    father.goto(f"/case/{case}/consent")
    sign(father)
    mother.goto(f"/case/{case}/finish")
    mother.get_by_role("button", name="去付 400.00 元").click()
    mother.get_by_role("button", name="付款").click()
    submit(mother)
    expect(mother.locator("main")).to_contain_text(re.compile("审批人员在看|等"), timeout=SLOW)


def sign(page: Page) -> None:
    """The form as it stands, on one's own phone."""
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="签名", exact=True).click()


def see_at_the_desk(desk: Page, installation: Installation, case: str, keep: Keep, wrong: str) -> None:
    """The difference stands before the papers."""
    enter_desk(desk, installation, "police-officer")
    desk.goto(f"/desk/case/{case}/household-registration/1/")
    told = desk.locator(".cmp.off")
    expect(told).to_contain_text("材料有 1 处对不上", timeout=SLOW)
    expect(told).to_contain_text("1 项一致")
    keep(desk, "papers-desk")
    check(desk, "desk with a difference")
    told.get_by_role("link", name=re.compile("看全|全部")).first.click()
    expect(desk.locator(".cmp.off")).to_contain_text(wrong)
    href = desk.locator(".cmp.off").get_by_role("link", name="亲子鉴定意见书").get_attribute("href")
    assert href and href.endswith("#page=1")
    desk.set_viewport_size(PHONE)
    desk.locator(".cmp.off").scroll_into_view_if_needed()
    keep(desk, "papers-desk-phone")
    check(desk, "desk on a phone")
