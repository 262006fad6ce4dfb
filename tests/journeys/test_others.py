"""The father who refuses, the department that is down, the officer who looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.walking import agree, answer, ask_other, begin, enter_desk, sign_and_pay, sign_in, submit, type_names, wait_done

pytestmark = pytest.mark.browser


def test_the_father_refuses_and_she_types_instead(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    case = begin(mother, installation, "father-refuses")
    answer(mother, "随母")
    ask_other(mother)
    father.goto(f"/case/{case}/consent")
    sign_in(father, installation, "father-refuses-father")
    keep(father, "consent")
    father.get_by_role("button", name="不同意").click()
    expect(father.locator("h1")).to_contain_text("没有同意")
    mother.goto(f"/case/{case}/next")
    if "questions" in mother.url:
        answer(mother, "否")
    expect(mother.locator("h1")).to_contain_text("填对了吗")
    expect(mother.locator("main")).to_contain_text("没有同意")
    keep(mother, "form-father-refused")
    numbers = [field for field in mother.get_by_label("公民身份号码").all() if field.is_editable()]
    assert len(numbers) == 1
    numbers[0].fill("37990019930820001")
    mother.get_by_role("button", name="下一步：核对").click()
    expect(mother.locator(".errors")).to_contain_text("18 位")
    keep(mother, "form-errors-typed")
    assert mother.get_by_label("公民身份号码").first.input_value() == "37990019930820001", "what was typed is lost"


@pytest.mark.heavy
def test_the_police_are_down_and_it_finishes_by_itself(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    case = begin(mother, installation, "department-down")
    answer(mother, "随母")
    ask_other(mother)
    agree(father, installation, case, "department-down-father")
    mother.goto(f"/case/{case}/form")
    type_names(mother, "林等等")
    sign_and_pay(mother, "400.00")
    installation.control("police", {"mode": "down"})
    try:
        submit(mother)
        expect(mother.locator("main")).to_contain_text("连不上", timeout=20_000)
        keep(mother, "progress-police-down")
    finally:
        installation.control("police", {"mode": "ok"})
    wait_done(mother, 4, seconds=60)
    assert mother.locator(".cert").count() == 4


def test_a_source_is_down_and_is_asked_instead(open_page: Open, installation: Installation, keep: Keep) -> None:
    installation.control("police.households", {"mode": "down"})
    try:
        mother = open_page()
        begin(mother, installation, "department-down-2")
        answer(mother, "随母")
        expect(mother.locator("h1")).to_contain_text("填对了吗", timeout=30_000)
        expect(mother.locator("main")).to_contain_text("连不上")
        keep(mother, "form-source-down")
        assert mother.get_by_label("户籍地址").first.is_editable()
    finally:
        installation.control("police.households", {"mode": "ok"})


def test_the_officer_asks_once_and_decides(open_page: Open, installation: Installation, keep: Keep) -> None:
    father, mother, desk = open_page(), open_page(), open_page(DESKTOP)
    case = _submit_unmarried_father(father, mother, installation)
    father.goto(f"/case/{case}/")
    expect(father.locator("main")).to_contain_text("审批人员在看")
    keep(father, "progress-officer")
    enter_desk(desk, installation, "police-officer")
    keep(desk, "desk-inbox")
    desk.goto(f"/desk/case/{case}/household-registration/1")
    expect(desk.locator("main")).to_contain_text("亲子鉴定")
    keep(desk, "desk-case")
    desk.get_by_role("link", name="发补正通知").first.click()
    keep(desk, "desk-correct")
    desk.get_by_role("button", name="下一步：看一遍").click()
    keep(desk, "desk-correct-again")
    desk.get_by_role("button", name="发出通知").click()
    father.goto(f"/case/{case}/")
    expect(father.locator("main")).to_contain_text("等你补")
    keep(father, "progress-correct")
    father.get_by_role("link", name="去补").first.click()
    keep(father, "correct")
    father.locator("input[type=file]").first.set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    )
    father.get_by_role("button", name=re.compile("交上去|补好了|提交")).first.click()
    expect(father.locator("main")).to_contain_text("审批人员在看")
    desk.goto(f"/desk/case/{case}/household-registration/1")
    desk.get_by_role("link", name="通过").first.click()
    desk.get_by_label("理由").first.fill("亲子鉴定意见原件已核对")
    keep(desk, "desk-pass")
    desk.get_by_role("button", name="下一步：看一遍").click()
    desk.get_by_role("button", name="确定通过").click()
    father.goto(f"/case/{case}/")
    wait_done(father, 4)
    keep(father, "progress-after-officer")


def _submit_unmarried_father(father: Page, mother: Page, installation: Installation) -> str:
    case = begin(father, installation, "unmarried-father", role="父亲")
    for words in ("是", "随父"):
        answer(father, words)
    father.wait_for_url(re.compile("/(form|questions)"))
    if "questions" in father.url:
        answer(father, "否")
    people = installation.people()
    other = next(p for p in people if p["login"] == "unmarried-father-mother")
    father.get_by_label("公民身份号码").last.fill(other["id_number"])
    father.get_by_role("button", name="下一步：核对").click()
    father.goto(f"/case/{case}/form")
    ask_other(father)
    agree(mother, installation, case, "unmarried-father-mother")
    father.goto(f"/case/{case}/form")
    father.get_by_role("button", name="现在没有").first.click()
    expect(father.locator("main")).to_contain_text("会有人看")
    type_names(father, "吴小四")
    sign_and_pay(father, "400.00")
    submit(father)
    return case
