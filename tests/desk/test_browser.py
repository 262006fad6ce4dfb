"""The desk in Chromium: looks, keys, and what a page must never do."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from shuangquan.actions.compiling import compile_key, load_shipped
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import bind
from tests.desk.conftest import ITEM, PASSWORD, append_officer, find_code, make_collective, make_unmarried
from tests.portal.ports import make_child, make_world

ROOT = Path(__file__).parents[2]
UNPACKED = ROOT / ".run" / "debian" / "usr" / "bin" / "chromium"
ARTEFACTS = ROOT / "artefacts"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
pytestmark = pytest.mark.browser


@pytest.fixture
def desk(committed_db: str, tmp_path: Path, live_server: Any) -> Iterator[tuple[Page, list[str]]]:
    """(a page signed in as an officer at 1440 px, addresses of two tasks). The clock runs: the server has threads of its own."""
    allow_compiling(compile_key)
    load_shipped()
    world = make_world(tmp_path, tuple(load_online().departments))
    bind(world.ports)
    cases = [make_unmarried(world)]
    world.family.children, world.family.married = [make_child(2, date(2026, 11, 20))], True
    cases.append(make_collective(world))
    append_officer("han", "police")
    addresses = [f"{live_server.url}/desk/case/{case}/{ITEM}/1/" for case in cases]
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium") or str(UNPACKED), args=["--no-sandbox"])
        page = browser.new_page(viewport=WIDE)  # type: ignore[arg-type]
        page.goto(addresses[0])
        page.get_by_label("账号").fill("han")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_label("动态码").fill(find_code())
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(addresses[0])
        yield page, addresses
        browser.close()
    allow_compiling(None)


def check(page: Page, name: str) -> None:
    """No axe violation, no sideways scroll; a picture is kept."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"desk-{name}.png")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def test_the_desk_by_keys_alone(desk: tuple[Page, list[str]]) -> None:
    page, (first, second) = desk
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    check(page, "case")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "the page itself does not scroll"
    page.keyboard.press("2")
    expect(page.locator("#e-2")).to_be_focused()
    page.keyboard.press("j")
    page.wait_for_url(second)
    check(page, "case-rule")
    page.keyboard.press("k")
    page.wait_for_url(first)

    page.keyboard.press("b")
    text = page.get_by_label("通知怎么写")
    expect(text).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" jar?/")  # keys are letters inside a field
    assert page.url.startswith(f"{first}?do=correct")
    assert text.input_value().split("\n")[0].endswith("。 jar?/")
    check(page, "write")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="照这样发出？")).to_be_focused()
    check(page, "check")
    page.get_by_role("button", name="发出通知").click()
    expect(page.get_by_role("status")).to_contain_text("通知发出了")
    check(page, "sent")
    page.keyboard.press("j")  # what was decided has left the inbox: the next is the first of it
    page.wait_for_url(second)

    page.keyboard.press("?")
    page.get_by_role("button", name="关掉快捷键").click()
    page.get_by_role("button", name="关上").click()
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    assert page.url == second
    page.keyboard.press("?")
    page.get_by_role("button", name="打开快捷键").click()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.get_by_label("为什么不予")).to_be_focused()
    page.keyboard.press("Escape")
    page.goto(second)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert faults == []


def test_it_does_not_break_on_a_phone(desk: tuple[Page, list[str]]) -> None:
    page, (first, _) = desk
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for name, address in (("case", first), ("write", f"{first}?do=correct"), ("inbox", first.split("case/")[0])):
        page.goto(address)
        check(page, f"phone-{name}")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(first)
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
