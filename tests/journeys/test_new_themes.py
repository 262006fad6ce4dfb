"""One walk through each further theme, on a phone."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.by_hand import work_by_hand
from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.desk_procedure import (
    choose_place,
    examine_then_pass,
    extend_with_a_second_officer,
    offer_a_hearing,
    photograph,
    see_documents,
)
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.test_my_data import check
from tests.journeys.walking import (
    agree,
    answer,
    ask_other,
    begin,
    enter_desk,
    open_certificate,
    sign_and_pay,
    sign_in,
    submit_form,
    type_names,
    wait_done,
)

PLAN: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n% a plan\n%%EOF\n"}
pytestmark = pytest.mark.browser


def fill(page: Page, label: str, *values: str) -> None:
    """The fields of this label, in their order, once they are there."""
    expect(page.get_by_label(label).first).to_be_visible()
    for field, value in zip(page.get_by_label(label).all(), values, strict=True):
        field.fill(value)


def sign(page: Page) -> None:
    """From the form to the last step, where nothing is to be paid."""
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("h1")).to_contain_text("核对")
    page.get_by_label("以上内容是真的").check()
    page.get_by_role("button", name="签名").click()


def test_at_the_station_no_name_is_typed(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    mother.goto("/region/")
    mother.get_by_role("button", name="兰山区").click()
    tally = Tally(installation.web).watch(mother, father)
    case = begin(mother, installation, "station-birth", theme="station-birth")
    answer(mother, "随母")
    ask_other(mother)
    agree(father, installation, case, "station-birth-father")
    mother.goto(f"/case/{case}/form")
    keep(mother, "station-form")
    sign_and_pay(mother, "400.00")
    submit_form(mother)
    wait_done(mother, 4)
    tally.note("station-birth", "portal", "completed")
    keep(mother, "station-progress")


@pytest.mark.heavy  # in the chain tests too
def test_an_employer_takes_on_those_who_agreed(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page()
    begin(page, installation, "hiring", theme="hiring")
    keep(page, "hiring-first")
    company = next(one["organisation"] for one in installation.people() if one["login"] == "hiring")
    page.get_by_label("统一社会信用代码").fill(company)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url(re.compile("/form"))
    keep(page, "hiring-form")
    assert page.locator("input[name='pick:employees']").count() == 2, "who has not agreed is not on the list"
    sign(page)
    submit_form(page)
    wait_done(page, 13)
    keep(page, "hiring-progress")


def test_shareholders_each_sign(open_page: Open, installation: Installation, keep: Keep) -> None:
    founder, second = open_page(), open_page()
    tally = Tally(installation.web).watch(founder, second)
    case = begin(founder, installation, "company-opening", theme="company-opening")
    answer(founder, "两人")
    for words in ("刻印章", "领发票"):
        founder.get_by_text(words, exact=True).first.click()
    founder.get_by_role("button", name="下一步").click()
    founder.wait_for_url(re.compile("/form"))
    other = next(one["id_number"] for one in installation.people() if one["login"] == "company-opening-second")
    fill(founder, "出资比例", "60", "40")
    fill(founder, "公民身份号码", other)
    fill(founder, "注册资本", "50")
    fill(founder, "住所", "山东省临沂市示例路9号")
    founder.get_by_text("普通发票", exact=True).click()
    founder.get_by_role("button", name=re.compile("请.*同意")).first.click()
    keep(founder, "opening-form")
    second.goto(f"/case/{case}/consent")
    sign_in(second, installation, "company-opening-second")
    second.get_by_role("button", name="同意", exact=True).click()
    expect(second.locator("h1")).to_contain_text("签名")
    keep(second, "opening-second")
    second.get_by_role("checkbox").check()
    second.get_by_role("button", name="签名").click()
    founder.goto(f"/case/{case}/form")
    sign(founder)
    keep(founder, "opening-finish")
    founder.goto(f"/case/{case}/finish")
    submit_form(founder)
    wait_done(founder, 3)
    tally.note("company-opening", "portal", "completed")
    keep(founder, "opening-progress")
    open_certificate(founder, keep, "营业执照", "统一社会信用代码")


def test_married_and_a_child_in_one_form(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father, first, second = open_page(), open_page(), open_page(DESKTOP), open_page(DESKTOP)
    tally = Tally(installation.web).watch(mother, father)
    case = begin(mother, installation, "marriage-birth", theme="marriage-birth")
    answer(mother, "要迁")
    answer(mother, "随母")
    ask_other(mother)
    agree(father, installation, case, "marriage-birth-father")
    mother.goto(f"/case/{case}/form")
    type_names(mother, "林小满")
    keep(mother, "marriage-form")
    sign_and_pay(mother, "420.00")  # the premium, and the father's new card
    submit_form(mother)
    tally.note("marriage-birth", "portal", "submitted")
    expect(mother.locator("main")).to_contain_text("疾病预防控制的系统在办", timeout=40_000)  # the clinics' system has no interface
    keep(mother, "marriage-by-hand")
    work_by_hand(first, second, installation, keep)
    wait_done(mother, 13)
    keep(mother, "marriage-progress")
    mother.goto("/certificates/")
    expect(mother.locator("main")).to_contain_text("预防接种证")
    open_certificate(mother, keep, "结婚证", "结婚证号")
    open_certificate(father, keep, "居民身份证", "民族")


@pytest.mark.heavy
def test_three_departments_come_to_a_restaurant_at_once(open_page: Open, installation: Installation, keep: Keep) -> None:
    agent, fire = open_page(), open_page(DESKTOP)
    agent.goto("/region/")
    agent.get_by_role("button", name="兰山区").click()
    case = begin(agent, installation, "restaurant", theme="restaurant-opening")
    keep(agent, "restaurant-first")
    for words in ("餐厅、饭店、食堂", "一般程序：先来检查再办", "要"):
        answer(agent, words)
    company = next(one["organisation"] for one in installation.people() if one["login"] == "restaurant")
    fill(agent, "统一社会信用代码", company)
    agent.get_by_role("button", name="下一步").click()
    agent.wait_for_url(re.compile("/form"))
    fill(agent, "经营场所地址", "山东省临沂市示例路9号")
    fill(agent, "经营面积", "420")
    agent.get_by_text("含冷食", exact=True).click()
    fill(agent, "招牌宽度", "6")
    agent.get_by_label("厨房布局图").set_input_files(PLAN)
    agent.get_by_role("button", name="上传").first.click()
    keep(agent, "restaurant-form")
    sign(agent)
    submit_form(agent)
    expect(agent.locator("main")).to_contain_text("3 个部门一次上门", timeout=20_000)
    keep(agent, "restaurant-progress")
    agent.set_viewport_size(DESKTOP)
    keep(agent, "restaurant-progress")
    agent.set_viewport_size(PHONE)
    enter_desk(fire, installation, "fire-officer")
    choose_place(fire, "371302")
    fire.goto(f"/desk/case/{case}/fire-check/-")
    expect(fire.locator(".why")).to_contain_text("联合踏勘")
    keep(fire, "desk-visit")
    photograph(fire, f"/desk/case/{case}/fire-check/-/", keep)
    fire.keyboard.press("o")
    fire.locator("#w-text").fill("二层没有疏散通道。")
    keep(fire, "desk-visit-found")
    fire.get_by_role("button", name="下一步：看一遍").click()
    fire.get_by_role("button", name="登记，转人看").click()
    expect(fire.locator(".why")).to_contain_text("二层没有疏散通道")
    keep(fire, "desk-visit-noted")
    agent.goto(f"/case/{case}/")
    expect(agent.locator("main")).to_contain_text("现场有问题")
    keep(agent, "restaurant-found")
    page = f"/desk/case/{case}/fire-check/-/"
    extend_with_a_second_officer(fire, open_page(DESKTOP), installation, page, keep)
    offer_a_hearing(fire, agent, case, page, keep)
    examine_then_pass(fire, page, keep)
    see_documents(agent, case, keep)


@pytest.mark.heavy  # in the chain tests too
def test_a_promise_is_verified_and_what_was_untrue_is_revoked(open_page: Open, installation: Installation, keep: Keep) -> None:
    agent, fire = open_page(), open_page(DESKTOP)
    agent.goto("/region/")
    agent.get_by_role("button", name="兰山区").click()
    case = begin(agent, installation, "restaurant-2", theme="restaurant-opening")
    for words in ("小餐饮（面积小的小店）", "告知承诺：承诺符合，当场办，以后来核查", "不挂"):
        answer(agent, words)
    fill(agent, "统一社会信用代码", next(one["organisation"] for one in installation.people() if one["login"] == "restaurant-2"))
    agent.get_by_role("button", name="下一步").click()
    agent.wait_for_url(re.compile("/form"))
    fill(agent, "经营场所地址", "山东省临沂市示例路19号")
    fill(agent, "经营面积", "60")
    agent.get_by_text("热食", exact=True).click()
    agent.get_by_label("厨房布局图").set_input_files(PLAN)
    agent.get_by_role("button", name="上传").first.click()
    agent.get_by_role("button", name="下一步：核对").click()
    expect(agent.locator("main")).to_contain_text("我承诺：场所符合消防技术标准")
    check(agent, "pledge-check")
    keep(agent, "pledge-check")
    agent.get_by_label("以上内容是真的").check()
    agent.get_by_role("button", name="签名").click()
    submit_form(agent)
    expect(agent.locator("main")).to_contain_text("前会来核查", timeout=20_000)
    keep(agent, "pledge-progress")
    enter_desk(fire, installation, "fire-officer")
    choose_place(fire, "371302")
    fire.get_by_role("link", name=re.compile("^待核查")).click()
    keep(fire, "desk-verify")
    fire.keyboard.press("j")
    fire.keyboard.press("Enter")
    expect(fire.locator(".why")).to_contain_text("承诺：场所符合消防技术标准")
    check(fire, "desk-pledge")
    keep(fire, "desk-pledge")
    fire.keyboard.press("o")
    fire.locator("#w-text").fill("后门疏散通道堆了货，打不开。")
    fire.get_by_role("button", name="下一步：看一遍").click()
    keep(fire, "desk-pledge-broken")
    fire.get_by_role("button", name="登记不符合").click()
    expect(fire.locator("main, .why").first).to_contain_text("撤销")
    keep(fire, "desk-pledge-done")
    agent.goto(f"/case/{case}/")
    expect(agent.locator("main")).to_contain_text("后门疏散通道堆了货")
    check(agent, "pledge-revoked")
    keep(agent, "pledge-revoked")
    agent.set_viewport_size(DESKTOP)
    keep(agent, "pledge-revoked")
