"""Chromium against an installation of its own. All journeys run in one process, since they share what runs."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect, sync_playwright

from tests.journeys.installation import ROOT, Installation, start_installation
from tests.ram import open_way

ARTEFACTS = ROOT / "artefacts"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PICTURES = bool(os.environ.get("SHUANGQUAN_PICTURES"))
"""To be looked at by people; hundreds of them cost minutes that no test gains by."""
PATIENCE_MS = 15_000

Open = Callable[..., Page]
Keep = Callable[..., Path]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("journeys")
    open_way(folder)
    running = start_installation(folder / "home")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Debian's Chromium is: installed, or unpacked by `make browser`."""
    unpacked = ROOT / ".run" / "debian" / "usr" / "bin" / "chromium"
    found = shutil.which("chromium") or (str(unpacked) if unpacked.is_file() else None)
    if found is None:
        pytest.fail("no Chromium: run `make browser`")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    libraries = ROOT / ".run" / "debian" / "usr" / "lib" / "x86_64-linux-gnu"
    env: dict[str, str | float | bool] | None = {**os.environ, "LD_LIBRARY_PATH": str(libraries)} if libraries.is_dir() else None
    launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS, env=env)
    yield launched
    launched.close()


@pytest.fixture
def open_page(browser: Browser, installation: Installation) -> Iterator[Open]:
    """Open a page in a context of its own: another person, another device."""
    contexts: list[BrowserContext] = []

    def open_(size: ViewportSize | None = None, *, scripts: bool = True, workers: bool = False) -> Page:
        context = browser.new_context(
            viewport=size or PHONE,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            base_url=installation.web,
            service_workers="allow" if workers else "block",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def keep() -> Keep:
    """Keep a screenshot of the whole page as an artefact, or of a screen of this height: with `make pictures`, or what is read `always`."""

    def keep_(page: Page, name: str, height: int = 0, *, always: bool = False) -> Path:
        size = page.viewport_size or PHONE
        path = ARTEFACTS / f"{name}-{size['width']}.png"
        page.wait_for_load_state()  # a click may have left for the next page only just now
        if not (always or PICTURES):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = max(size["height"], page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": size["width"], "height": height or whole})  # or a sticky bar would float in mid-page
        page.screenshot(path=path)
        page.set_viewport_size(size)
        return path

    return keep_
