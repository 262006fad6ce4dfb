"""Who may enter the kiosk, and that its pages and its catalogue say the same. No database but where a page is asked for."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern

from shuangquan.channels.kiosk import urls
from shuangquan.channels.kiosk.entry import is_own
from shuangquan.channels.kiosk.icons import ART, ICONS
from shuangquan.channels.kiosk.steps import plain_digits, read_digits
from shuangquan.channels.kiosk.views.matters import PURPOSES
from shuangquan.channels.kiosk.words import WORDS
from shuangquan.channels.kiosk.words_printing import PRINTING
from shuangquan.connectors.printer.port import TROUBLES
from shuangquan.core.standard.bundle import Bundle
from tests.core.standard.conftest import bundle as bundle  # the fixture
from tests.core.standard.conftest import texts as texts

KIOSK = Path(urls.__file__).parent
OPEN = {"enrol", "alive", "beat"}
"""What a browser that is no machine may ask: nothing of anybody is behind it."""


def test_every_route_says_who_may_enter() -> None:
    for route in urls.urlpatterns:
        assert isinstance(route, URLPattern)
        entry = getattr(route.callback, "entry", "")
        assert entry in ("machine", "guest") or (entry == "anybody" and route.name in OPEN), route.name


def test_words_and_pages_name_the_same_keys() -> None:
    pages = "".join(page.read_text() for page in KIOSK.rglob("*.html"))
    code = "".join(page.read_text() for page in KIOSK.rglob("*.py"))
    used = set(re.findall(r"say ['\"]([a-z_0-9.]+)['\"]", pages)) | set(re.findall(r'find_words\("([a-z_0-9.]+)"\)', code))
    used |= {f"purpose.{name}" for name in PURPOSES} | {f"trouble.{word}" for word in TROUBLES} | {"masked"}  # by the shared tag
    words = {**WORDS, **PRINTING}
    assert not {*WORDS} & {*PRINTING}
    assert used == set(words)
    assert set(re.findall(r'icon "([a-z]+)"', pages)) <= set(ICONS)
    for key, text in words.items():
        assert text.zh and text.en, key
        assert set(re.findall(r"\{(\w+?)(?:_en)?\}", text.zh)) == set(re.findall(r"\{(\w+?)(?:_en)?\}", text.en)), key
        assert not re.search(r"[一-鿿][,;:!?]|您|！", text.zh), key


def test_every_module_of_the_standard_has_its_drawing(bundle: Bundle) -> None:
    assert {module.art for module in bundle.kiosk.values()} <= set(ART)


@pytest.mark.parametrize(
    "path", ["//evil.test/kiosk/", "/kiosk//evil.test", "/kiosk/\\evil", "https://evil.test/kiosk/", "/my/", "", "/kiosk/\n"]
)
def test_nobody_is_sent_elsewhere(path: str) -> None:
    assert not is_own(path)


@pytest.mark.parametrize(
    ("typed", "pad", "read"),
    [("20261130", "date", "2026-11-30"), ("202611", "month", "2026-11"), ("2026", "month", "2026"), (" 6217 00 ", "digits", "621700"),
     (" 槐安巷 6 号 ", "", "槐安巷 6 号"), ("2026113a", "date", "2026113a")],
)  # fmt: skip
def test_what_keys_type_is_read(typed: str, pad: str, read: str) -> None:
    assert read_digits(typed, pad) == read
    assert plain_digits("2026-11-30", "date") == "20261130" and plain_digits("2026-11-01", "month") == "202611"
