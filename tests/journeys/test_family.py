"""A company signs in by its licence and an agent files for it; somebody fills in for their spouse, until it is taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser
CHIEF, AGENT = "hiring-4", "hiring-uninsured-2"


def sign_company_in(page: Page, installation: Installation, login: str) -> None:
    """The code on one page, the licence's app on another."""
    page.goto("/company/sign-in/")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="打开电子营业执照").click()
    app = opened.value
    app.locator(f"input[value='{login}']").check()
    app.get_by_role("button", name="确认登录").click()
    app.close()
    page.wait_for_url("/", timeout=20_000)


def number_of(installation: Installation, login: str) -> dict[str, str]:
    return next(one for one in installation.people() if one["login"] == login)


def give(page: Page, who: dict[str, str], *themes: str) -> None:
    page.get_by_label("姓名").fill(who["name"])
    page.get_by_label("身份证号").fill(who["id_number"])
    page.get_by_label("只办下面勾选的").check()
    for theme in themes:
        page.get_by_label(theme, exact=True).check()
    page.get_by_label("30 天").check()
    page.get_by_label("是我本人要这样授权").check()
    page.get_by_role("button", name="签名并授权").click()
    expect(page.locator("main")).to_contain_text("等对方接受")


def test_a_company_appoints_an_agent_who_files_for_it(open_page: Open, installation: Installation, keep: Keep) -> None:
    chief, agent = open_page(), open_page()
    sign_company_in(chief, installation, CHIEF)
    band = chief.locator(".hatband")
    expect(band).to_contain_text("法定代表人")
    chief.goto("/my/family/give?for=company")
    give(chief, number_of(installation, AGENT), "员工录用一件事")
    agent.goto("/sign-in/?next=/my/family/")
    sign_in(agent, installation, AGENT)
    agent.get_by_role("button", name="接受", exact=True).click()
    agent.get_by_role("button", name=re.compile("替他办事")).click()
    expect(agent.locator(".hatband")).to_contain_text("办事人")
    agent.goto("/matters/hiring/")
    agent.get_by_role("button", name="开始").click()
    agent.get_by_role("button", name="同意，去取").click()
    agent.wait_for_url(re.compile("/form"))
    expect(agent.locator("main")).to_contain_text(number_of(installation, CHIEF)["organisation"])
    keep(agent, "agent-form")
    agent.get_by_role("button", name="下一步：核对").click()
    agent.get_by_label("以上内容是真的").check()
    agent.get_by_role("button", name="签名").click()
    agent.get_by_role("button", name="提交", exact=True).click()
    expect(agent.locator("h1")).to_contain_text("员工录用一件事")
    chief.goto("/my/family/")
    keep(chief, "family-company")
    chief.get_by_role("button", name=re.compile("收回")).click()
    agent.reload()
    expect(agent.locator("main")).to_contain_text("授权收回了")


def test_somebody_fills_in_for_their_spouse(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    mother.goto("/sign-in/?next=/my/family/give")
    sign_in(mother, installation, "married-town-10")
    give(mother, number_of(installation, "married-town-10-father"), "出生一件事")
    father.goto("/sign-in/?next=/my/family/")
    sign_in(father, installation, "married-town-10-father")
    keep(father, "family-asked")
    father.get_by_role("button", name="接受", exact=True).click()
    father.get_by_role("button", name=re.compile("替他办事")).click()
    expect(father.locator(".hatband")).to_contain_text("你现在替")
    father.goto("/matters/newborn/")
    father.locator("select[name=role]:visible").first.select_option(label="母亲")
    father.get_by_role("button", name="开始").click()
    father.get_by_role("button", name="同意，去取").click()
    expect(father.locator("h1")).not_to_contain_text("先看一看")
    keep(father, "delegate-question")
    mother.goto("/my/")
    expect(mother.locator("main")).to_contain_text("出生一件事")
    mother.goto("/my/family/")
    mother.get_by_role("button", name=re.compile("收回")).click()
    father.reload()
    expect(father.locator("main")).to_contain_text("授权收回了")
    expect(father.locator(".hatband")).to_have_count(0)


def test_a_mother_acts_for_her_child_and_the_father_sees_it(open_page: Open, installation: Installation, keep: Keep) -> None:
    mother, father = open_page(), open_page()
    mother.goto("/sign-in/?next=/my/family/")
    sign_in(mother, installation, "minor-mother")
    keep(mother, "family-children")
    mother.get_by_role("button", name=re.compile("替孩子办事")).press("Enter")
    expect(mother.locator(".hatband")).to_contain_text("法定代理人")
    mother.goto("/matters/disability-subsidies/")
    mother.get_by_role("button", name="开始").click()
    mother.get_by_role("button", name="同意，去取").click()
    mother.wait_for_url(re.compile("/form"))
    keep(mother, "child-form")
    mother.get_by_label("收款账号").fill("6217000000000000001")
    mother.get_by_role("button", name="下一步：核对").click()
    mother.get_by_label("以上内容是真的").check()
    mother.get_by_role("button", name="签名").click()
    mother.get_by_role("button", name="提交", exact=True).click()
    expect(mother.locator("main")).to_contain_text("以父母身份替孩子开的")
    keep(mother, "child-progress")
    father.goto("/sign-in/?next=/hats/")
    sign_in(father, installation, "minor-father")
    keep(father, "hats-child")
    father.get_by_role("button", name=re.compile("换成这个")).click()
    father.goto("/my/")
    expect(father.locator("main")).to_contain_text("残疾人两项补贴")
    father.goto("/my/family/")
    expect(father.locator("main")).to_contain_text("父母不能替孩子做")
    keep(father, "child-closed")
