"""公司章 in Chromium: both sizes, elder mode, the keyboard; axe finds nothing, nothing scrolls sideways, the file comes down."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect, sync_playwright

from shuangquan.actions.compiling import compile_key, load_shipped
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.seals import agree_step, list_seals
from shuangquan.actions.shipped_seals import ship_seals
from shuangquan.actions.standards import load_online
from shuangquan.actions.verifying_ofd import verify_ofd
from shuangquan.connectors.bound import bind
from tests.console.conftest import OWNER
from tests.portal.conftest import Browser
from tests.portal.ports import World, make_world
from tests.portal.test_company_seals import USCC, issue

ROOT = Path(__file__).parents[2]
UNPACKED = ROOT / ".run" / "debian" / "usr" / "bin" / "chromium"
ARTEFACTS = ROOT / "artefacts"
pytestmark = pytest.mark.browser


@pytest.fixture
def opened(committed_db: str, tmp_path: Path, live_server: Any) -> Iterator[tuple[Page, World]]:
    """(a page that shows the company's seal to its representative, the world). The clock runs: the server has threads of its own."""
    allow_compiling(compile_key)
    load_shipped()
    world = make_world(tmp_path, tuple(load_online().departments))
    bind(world.ports)
    world.identity.organisations["mother"] = USCC
    ship_seals(world.ports.seal, world.ports.authority)
    address = issue(world)
    session = Browser("mother").client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium") or str(UNPACKED), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}{address}")
        yield page, world
        browser.close()
    allow_compiling(None)


def look(page: Page, name: str) -> None:
    """At 390 and 1440 px, and on the phone in the largest type."""
    ARTEFACTS.mkdir(exist_ok=True)
    for width, elder in ((1440, ""), (390, "2"), (390, "")):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(
            "level => level ? document.documentElement.dataset.elder = level : delete document.documentElement.dataset.elder", elder
        )
        page.screenshot(path=ARTEFACTS / f"company-{name}-{width}{'-elder' if elder else ''}.png", full_page=True)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name} {width}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, width, elder)


@pytest.mark.heavy
def test_the_representative_seals_by_the_keyboard(opened: tuple[Page, World], tmp_path: Path) -> None:
    page, world = opened
    look(page, "certificate")
    page.get_by_role("link", name="加盖公司章").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("公司章")
    look(page, "none")
    page.get_by_role("button", name="提出制章").click()
    expect(page.get_by_role("alert")).to_contain_text("写明原因")
    look(page, "refused")
    page.get_by_label("为什么要电子公章").fill("投标要用")
    page.keyboard.press("Enter")
    expect(page.get_by_text("等管理机构同意")).to_be_visible()
    look(page, "asked")
    agree_step(OWNER, next(row.seal.code for row in list_seals(OWNER) if row.life.open))
    page.reload()
    page.get_by_label("给谁、做什么用").fill("交给示例银行办贷款")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    taken = tmp_path / "taken.ofd"
    coming.value.save_as(taken)
    assert coming.value.suggested_filename.endswith(".ofd")
    assert verify_ofd(taken.read_bytes(), world.ports.authority.find_roots()).says["印章 2"].endswith("电子公章")
    page.reload()
    expect(page.get_by_text("交给示例银行办贷款")).to_be_visible()
    look(page, "active")
    page.get_by_text("章可能被别人用了").click()
    page.get_by_label("原因").fill("手机丢了")
    page.get_by_role("button", name="马上停用").click()
    expect(page.get_by_text("现在盖不了章")).to_be_visible()
    look(page, "suspended")
