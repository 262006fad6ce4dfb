"""A standard is changed by people: a draft, a line broken and mended, the plan, the difference; mature, signed, online, and it serves."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.walking import enter_console

pytestmark = pytest.mark.browser
THEME, NAME = "retirement", "退休一件事"
CITY, COUNTY = "371400", "禹城市"
"""Where the new version serves: no other journey goes there."""
SLOW = 180_000
"""A machine that does other things besides: alone, the longest wait is the whole check, some fifteen seconds."""
SAYS = """() => { const e = document.activeElement; if (e === document.body) return '';
  return [e.innerText, e.getAttribute('aria-label'), ...[...(e.labels || [])].map(l => l.innerText)].join(' '); }"""
RING = """() => { const s = getComputedStyle(document.activeElement);
  return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; }"""
LONG, SHORT = "working_days: 22", "working_days: 20"


def look(page: Page, keep: Keep, name: str) -> None:
    """No axe violation, no sideways scroll, one heading, at both sizes; pictures are kept."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        keep(page, f"console-{name}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name} {size['width']}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, size)
        assert page.locator("h1").count() == 1, name


def open_file(page: Page, draft: str, path: str) -> None:
    page.goto(f"{draft}edit?file={path}")
    expect(page.locator("#text")).to_be_editable()


def change(page: Page, old: str, new: str) -> None:
    """Type into the text, and wait until it is saved by itself."""
    text = page.locator("#text")
    before = text.input_value()
    assert old in before
    with page.expect_response(lambda answer: "/edit" in answer.url and answer.request.method == "POST") as saved:
        text.fill(before.replace(old, new))
    assert saved.value.status == 200


@pytest.mark.heavy  # minutes, and in the console's own tests over HTTP too
def test_a_standard_from_a_typed_line_to_people(open_page: Open, installation: Installation, keep: Keep) -> None:
    editor, faults = open_page(DESKTOP), list[str]()
    editor.on("pageerror", lambda error: faults.append(str(error)))
    look_at = editor.goto("/console/")
    assert look_at is not None and look_at.status == 200
    look(editor, keep, "login")
    enter_console(editor, installation, "standards-editor")
    editor.get_by_label("要改什么").fill("退休办理时限缩短到 20 个工作日")
    editor.get_by_role("button", name="起草").click()
    expect(editor.locator("h1")).to_contain_text("退休办理时限")
    draft = editor.url
    _break_and_mend(editor, draft, keep)
    _see_what_changes(editor, draft, keep)
    editor.get_by_role("button", name="定为成熟").click()
    expect(editor.locator(".tag", has_text="已成熟")).to_be_visible()
    bundle = editor.url
    expect(editor.locator("main")).to_contain_text("要标准负责人来签名")
    _sign_and_publish(open_page, installation, bundle, keep)
    citizen = open_page(PHONE)
    citizen.goto("/region/")
    citizen.get_by_role("button", name=COUNTY).click()
    citizen.goto(f"/matters/{THEME}/")
    expect(citizen.locator("main")).to_contain_text(re.compile("20 ?个工作日"), timeout=SLOW)
    editor.goto(draft)
    expect(editor.locator("main")).to_contain_text("已经收了")
    assert faults == []


def _break_and_mend(editor: Page, draft: str, keep: Keep) -> None:
    path = f"{THEME}/theme.yaml"
    open_file(editor, draft, path)
    change(editor, "name: {zh", "nmae: {zh")
    finding = editor.locator("#check .error", has_text="是不是 name")
    expect(finding).to_be_visible(timeout=SLOW)
    expect(finding).to_contain_text("改法：")
    editor.locator("#text").press("F8")
    assert editor.evaluate("text.value.slice(text.selectionStart, text.selectionEnd)").startswith(("theme:", "nmae:"))
    finding.get_by_role("link").click()
    assert editor.evaluate("text.value.slice(text.selectionStart, text.selectionEnd)").startswith("nmae:")
    look(editor, keep, "finding")
    change(editor, "nmae: {zh", "name: {zh")
    expect(editor.locator("#check .error")).to_have_count(0, timeout=SLOW)
    change(editor, f"limit: {{{LONG}", f"limit: {{{SHORT}")
    expect(editor.locator("#plan")).to_contain_text("整件事 20个工作日", timeout=SLOW)
    expect(editor.locator("#plan")).to_contain_text("已证明不能再少")
    open_file(editor, draft, f"{THEME}/examples.yaml")
    change(editor, LONG, SHORT)
    expect(editor.locator("#check .verdict")).to_contain_text("没有错误", timeout=SLOW)
    look(editor, keep, "edit")


def _see_what_changes(editor: Page, draft: str, keep: Keep) -> None:
    editor.goto(draft)
    lighter = editor.locator("#differences .lighter")
    expect(lighter.filter(has_text="缩短为20个工作日")).to_contain_text("减轻", timeout=SLOW)
    expect(editor.locator("#differences h3").first).to_have_text("群众负担的变化（由方案数出）", timeout=SLOW)
    expect(editor.locator("#examples .tag.good").first).to_be_visible(timeout=SLOW)
    look(editor, keep, "draft")
    editor.goto(f"{draft}version?file={THEME}/theme.yaml&number=0")
    expect(editor.locator(".lined .new")).to_contain_text(SHORT)
    look(editor, keep, "version")
    editor.goto(draft)


def _sign_and_publish(open_page: Open, installation: Installation, bundle: str, keep: Keep) -> None:
    owner, second = open_page(DESKTOP), open_page(DESKTOP)
    enter_console(owner, installation, "standards-owner")
    owner.goto(bundle)
    expect(owner.locator("#load table").first).to_contain_text(NAME, timeout=SLOW)
    expect(owner.locator("#gate li")).to_have_count(0)
    look(owner, keep, "mature")
    owner.get_by_role("button", name="签名定标").click()
    expect(owner.locator("main")).to_contain_text("你签的名，要请另一位负责人来上线")
    enter_console(second, installation, "standards-second")
    second.goto(bundle)
    expect(second.locator(".tag", has_text=re.compile("验过")).first).to_be_visible()
    look(second, keep, "signed")
    second.get_by_label("从什么时候起").fill("2020-01-01 09:00")
    second.get_by_role("button", name="上线").click()
    expect(second.locator(".errors")).to_be_focused()
    expect(second.locator(".errors")).to_contain_text("已经过去了")
    second.get_by_label("从什么时候起").fill("")
    second.locator("#region").select_option(CITY)
    second.get_by_role("button", name="上线").click()
    expect(second.locator(".head .tag", has_text="在线")).to_be_visible()
    look(second, keep, "online")
    for address, name in (("/console/", "themes"), (f"/console/themes/{THEME}/", "theme")):
        second.goto(address)
        expect(second.locator(".working")).to_have_count(0, timeout=SLOW)
        look(second, keep, name)


def go(page: Page, words: str, *, presses: int = 90) -> None:
    """Tab until the thing with these words is focused; it must be seen that it is."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if words in page.evaluate(SAYS):
            assert page.evaluate(RING), f"the focus on {words} is not seen"
            return
    raise AssertionError(f"{words} is not reached by Tab")


def test_by_keyboard_alone(open_page: Open, installation: Installation) -> None:
    page = open_page(DESKTOP)
    password, code = installation.officer("standards-editor")
    page.goto("/console/")
    for label, value in (("账号", "standards-editor"), ("密码", password), ("动态码", code)):
        go(page, label)
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("主题")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main"), "the first stop leads past the header"
    go(page, "要改什么")
    page.keyboard.type("键盘写的草稿")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("键盘写的草稿")
    go(page, "改标准")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_editable()
    go(page, "的内容")
    page.keyboard.press("Control+End")
    page.keyboard.type("# by keyboard\n")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("存好了，第 1 版")
    page.get_by_role("link", name="键盘写的草稿").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#diff-title")).to_be_visible()
    go(page, "不要这份草稿了")
    page.keyboard.press("Enter")
    expect(page.locator("#drafts")).not_to_contain_text("键盘写的草稿")


@pytest.mark.heavy  # in the console's own tests over HTTP too
def test_without_scripts_and_in_english(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page(DESKTOP, scripts=False)
    enter_console(page, installation, "standards-editor")
    page.locator("summary", has_text="闻某").click()
    page.get_by_role("button", name="English").click()
    page.get_by_label("What it is to change").fill("Without scripts")
    page.get_by_role("button", name="Begin", exact=True).click()
    draft = page.url
    page.goto(f"{draft}edit?file={THEME}/theme.yaml")
    page.locator("#text").fill(page.locator("#text").input_value() + "# more\n")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#saved")).to_contain_text("Saved, version 1")
    keep(page, "console-english-edit")
    page.goto(f"/console/themes/{THEME}/")
    expect(page.locator("h1")).to_have_text("Retiring")
    keep(page, "console-english-theme")
    page.goto(draft)
    keep(page, "console-english-draft")
    page.get_by_role("button", name="Give this draft up").click()
    expect(page.locator("h1")).to_have_text("Themes")


@pytest.mark.heavy
def test_two_editors_lose_nothing(open_page: Open, installation: Installation, keep: Keep) -> None:
    one, other = open_page(DESKTOP), open_page(DESKTOP)
    enter_console(one, installation, "standards-editor")
    one.get_by_label("要改什么").fill("两个人一起改")
    one.get_by_role("button", name="起草").click()
    draft = one.url
    enter_console(other, installation, "standards-owner")
    path = f"{THEME}/theme.yaml"
    open_file(one, draft, path)
    open_file(other, draft, path)
    change(one, "stage: 养老", "stage: 养老 # one")
    text = other.locator("#text")
    text.fill(text.input_value().replace("stage: 养老", "stage: 养老 # other"))
    expect(other.locator("#saved")).to_contain_text("没有丢")
    expect(other.locator(".lined .gone")).to_contain_text("# one")
    expect(other.locator(".lined .new")).to_contain_text("# other")
    look(other, keep, "clash")
    other.get_by_role("button", name="用我写的").click()
    expect(other.locator("#saved")).to_contain_text("存好了，第 2 版")
    assert "# other" in text.input_value()
    one.goto(f"{draft}version?file={path}&number=1")
    expect(one.locator("pre")).to_contain_text("# one")
    one.goto(draft)
    one.get_by_role("button", name="不要这份草稿了").click()
