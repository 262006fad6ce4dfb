"""What is held about me: seen, taken away, erased; on a phone and wide, without scripts, in English, by keyboard."""

import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.walking import answer, begin

SAYS = """() => { const e = document.activeElement;
  return [e.innerText, e.getAttribute('aria-label'), ...[...(e.labels || [])].map(l => l.innerText)].join(' '); }"""
RING = """() => { const s = getComputedStyle(document.activeElement);
  return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; }"""

pytestmark = pytest.mark.browser


def check(page: Page, name: str) -> None:
    """No axe violation, no sideways scroll, one heading."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sideways <= 0, f"{name} scrolls sideways by {sideways} px"
    assert page.locator("h1").count() == 1, name


@pytest.mark.parametrize(("size", "login"), [(PHONE, "married-town-5"), pytest.param(DESKTOP, "married-town-6", marks=pytest.mark.heavy)])
def test_she_sees_what_is_held_takes_it_away_and_erases_it(
    size: ViewportSize, login: str, open_page: Open, installation: Installation, keep: Keep
) -> None:
    page = open_page(size)
    case = begin(page, installation, login)
    answer(page, "随母")
    page.goto("/my/data/")
    keep(page, "my-data")
    check(page, "my-data")
    page.get_by_role("link", name="存了我什么").first.click()
    expect(page.locator("h1")).to_contain_text("存了我什么")
    expect(page.locator("main")).to_contain_text("人口基础信息")
    keep(page, "held")
    check(page, "held")
    page.goto("/my/data/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="导出我的全部数据").click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert {"data.json", "index.html"} <= set(archive.namelist())
    page.goto(f"/case/{case}/data")
    page.get_by_role("link", name="删除这件事的数据").click()
    expect(page.locator("h1")).to_contain_text("删除这件事的数据")
    keep(page, "erase")
    check(page, "erase")
    page.get_by_role("button", name="删除").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("数据在")
    keep(page, "my-data-erased")
    check(page, "my-data-erased")
    page.goto("/my/")
    expect(page.locator("main")).to_contain_text("数据已删除")
    keep(page, "mine-erased")
    check(page, "mine-erased")


def test_it_needs_no_scripts_and_speaks_english(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page(scripts=False)
    case = begin(page, installation, "married-town-7")
    page.get_by_role("button", name="English").first.click()
    page.goto(f"/case/{case}/data")
    expect(page.locator("h1")).to_contain_text("What is held about me")
    keep(page, "held-english")
    page.get_by_role("link", name="Erase the data of this matter").click()
    page.get_by_role("button", name="Erase").click()
    expect(page.locator("main")).to_contain_text("The data was erased on")


def go(page: Page, words: str, *, presses: int = 60) -> None:
    """Tab until the thing with these words is focused; it must be seen that it is."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if words in (page.evaluate(SAYS) or ""):
            assert page.evaluate(RING), f"nobody sees that {words} is focused"
            return
    raise AssertionError(f"{words} was not reached in {presses} presses")


def test_her_rights_by_keyboard_alone(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page(DESKTOP)
    case = begin(page, installation, "married-town-10")
    answer(page, "随母")
    page.goto("/my/data/")
    go(page, "存了我什么")
    keep(page, "keyboard-my-data", DESKTOP["height"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("存了我什么")
    go(page, "这一项不对")
    keep(page, "keyboard-held", DESKTOP["height"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("不对？")
    keep(page, "keyboard-objection")
    go(page, "应该是什么")
    page.keyboard.type("示例")
    go(page, "核对")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("已转卫生健康核对")
    keep(page, "keyboard-objection-open", DESKTOP["height"])
    page.goto("/my/data/")
    go(page, "导出我的全部数据")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".zip")
    page.goto(f"/case/{case}/data")
    go(page, "删除这件事的数据")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("删除这件事的数据")
    go(page, "删除")
    keep(page, "keyboard-erase")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("数据在")
