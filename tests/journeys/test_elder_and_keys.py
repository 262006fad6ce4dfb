"""长辈版 on the pages that came last, as large as it goes; and a matter at the window, the station and the kiosk by keyboard alone."""

import re
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.elder import LEAST_PX, find_smallest
from tests.journeys.installation import Installation
from tests.journeys.test_kiosk import SIZE, Hall, enrol
from tests.journeys.test_kiosk import hall as hall  # the fixture
from tests.journeys.test_more_counters import Window
from tests.journeys.test_my_data import check
from tests.journeys.test_station import TABLET, begin_at
from tests.journeys.walking import draw_name, sign_in

pytestmark = pytest.mark.browser
LEAST_LARGEST_PX = 22
PAGES = (
    "/hats/", "/my/family/", "/my/family/give", "/my/messages/", "/my/messages/ways", "/my/data/", "/my/data/sharing", "/my/data/apps",
    "/booking/", "/inquiry/",
)  # fmt: skip


def test_the_newer_pages_are_as_large_as_the_older(open_page: Open, installation: Installation, keep: Keep) -> None:
    page = open_page()
    page.goto("/sign-in/?next=/my/family/")
    sign_in(page, installation, "retiree-deemed")
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("button", name="长辈版").first.click()
    assert not list(find_too_small(page, PAGES, "1", LEAST_PX, keep))


@pytest.mark.heavy
def test_the_largest_type_fits_a_phone(open_page: Open, installation: Installation, keep: Keep) -> None:
    """特大: one step further than 长辈版; the wordmark is the smallest."""
    page = open_page()
    page.goto("/sign-in/?next=/my/")
    sign_in(page, installation, "retiree-deemed")
    expect(page.locator("h1")).to_be_visible()
    if not page.locator("html[data-elder]").count():  # an account remembers it
        page.get_by_role("button", name="长辈版").first.click()
    page.get_by_role("button", name="再大一点").click()
    paths = ("/", "/my/", "/certificates/", "/matters/retirement/", *PAGES)
    assert not list(find_too_small(page, paths, "2", LEAST_LARGEST_PX, keep))


def find_too_small(page: Page, paths: Iterable[str], elder: str, least: int, keep: Keep) -> Iterator[tuple[str, float, str]]:
    """Pages with text smaller than `least` pixels; each page passes axe and scrolls to no side."""
    for path in paths:
        page.goto(path)
        expect(page.locator(".wait-page")).to_have_count(0, timeout=60_000)  # a region's plan may have to be compiled
        assert page.locator(f"html[data-elder='{elder}']").count() == 1, path
        check(page, path)
        keep(page, f"elder-{elder}{path.replace('/', '-')}")
        size, text = find_smallest(page)
        if size < least:
            yield path, size, text


FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return ["", true];
  const label = at.labels && at.labels[0];
  const drawn = label && label.lastElementChild ? [at, label.lastElementChild] : [at];
  const seen = drawn.map((one) => getComputedStyle(one)).some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none");
  return [(label ? label.innerText : at.innerText || at.getAttribute("aria-label") || at.name || "").trim(), seen];
}"""


def press_to(page: Page, words: str, key: str = "Enter") -> None:
    """Walk by the tabulator to what is called so, and press; where the focus is must be seen on the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told, seen = page.evaluate(FOCUSED)
        if words in told if len(words) > 1 else words == told:
            assert seen, f"the focus on {told} is not seen"
            page.keyboard.press(key)
            return
    raise AssertionError(f"{words} is not reached by the tabulator on {page.url}")


def test_a_clerk_needs_no_mouse(open_page: Open, installation: Installation) -> None:
    at = Window(open_page, installation, "371302", "兰山区市民中心（示例）", "A01")
    page, pad = at.page, at.pad
    installation.lay(at.device, "station-collective-2")
    press_to(page, "读身份证")
    expect(page.locator("h1")).to_contain_text("要办什么")
    press_to(page, "助残一件事")
    expect(page.locator("h1")).to_contain_text("助残一件事")
    press_to(page, "开始办")
    expect(page.locator("h1")).to_contain_text("先告诉本人")
    pad.get_by_role("button", name="同意，去取").click()  # the citizen's finger
    page.wait_for_url(re.compile("/questions"))
    for words in ("新办", "不是，在户籍地办", "不要"):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
        choose(page, words)
    page.wait_for_url(re.compile("/form"))
    press_to(page, "收件地址", "End")
    page.keyboard.type("山东省临沂市示例街道3号")
    press_to(page, "下一步：核对")
    expect(page.locator("h1")).to_contain_text("核对")
    draw_name(pad)
    pad.get_by_label("以上内容是真的").check()
    pad.get_by_role("button", name="签名", exact=True).click()
    page.wait_for_url(re.compile("/finish"))
    press_to(page, "提交")
    expect(page.locator("h1")).to_contain_text("交上去了")


def choose(page: Page, words: str) -> None:
    """The tabulator enters a group of radio buttons, arrows go through it."""
    before = page.url
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'radio'"):
            break
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.labels[0].innerText.trim()") == words:
            break
    else:
        raise AssertionError(f"{words} is not reached by arrows on {before}")
    with page.expect_navigation():
        press_to(page, "下一步")


@pytest.mark.heavy
def test_a_helper_needs_no_mouse(open_page: Open, installation: Installation) -> None:
    page = open_page(TABLET)
    station = begin_at(page, installation, "helper-south", "371302")
    installation.lay(station, "station-collective")
    press_to(page, "读身份证")
    expect(page.locator("h1")).to_have_text("办哪一件？")
    press_to(page, "助残一件事")
    expect(page.locator("h1")).to_have_text("请人帮我办")
    draw_name(page)  # the citizen's finger
    press_to(page, "我同意，签好了")
    expect(page.get_by_role("button", name="同意，去取")).to_be_visible()
    press_to(page, "同意，去取")
    page.wait_for_url(re.compile("/questions"))
    for words in ("新办", "不是，在户籍地办", "不要"):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
        choose(page, words)
    page.wait_for_url(re.compile("/form"))
    press_to(page, "收件地址", "End")
    page.keyboard.type("山东省临沂市示例街道5号")
    press_to(page, "下一步：核对")
    expect(page.locator("h1")).to_have_text("看一遍，对了再签名")
    draw_name(page)
    page.get_by_label(re.compile("以上内容是真的")).check()
    press_to(page, "签名")
    expect(page.get_by_role("button", name="提交")).to_be_visible()
    press_to(page, "提交")
    expect(page.locator("h1")).to_have_text("交上去了")


def test_a_kiosk_needs_no_finger(open_page: Open, hall: Hall) -> None:
    """With large type, from the tile to the number by keys alone: a name need not be drawn."""
    page = open_page(SIZE)
    with page.expect_response("**/kiosk/card"):  # a card left lying begins nothing: the plate has to be seen empty
        enrol(page, hall)
    hall.lay("retiree-deemed")
    see(page, "你要办什么")
    if not page.locator("html[data-elder]").count():  # an account that chose it on its phone has it here
        press_to(page, "大字")
    expect(page.locator("html[data-elder]")).to_be_attached()
    for words, heading in (("退休", "退休"), ("退休一件事", "退休一件事"), ("开始办", "先看一看"), ("同意，去取", "")):
        press_to(page, words)
        see(page, heading)
    press_to(page, "到法定年龄退休")
    see(page, "住房公积金")
    press_to(page, "要")
    see(page, "收款账号")
    press_to(page, "1")  # a key on the screen is a key as any other
    press_to(page, "收款账号", "End")
    page.keyboard.type("2340000000000019")
    press_to(page, "下一步")
    see(page, "核对一遍")
    for nth in (2, 3):
        press_to(page, f"下一页 {nth}/3")
        expect(page.get_by_role("link", name=f"下一页 {nth}/3")).to_be_hidden()
    press_to(page, "下一步")
    see(page, "在框里签名")
    press_to(page, "以上内容是真的", "Space")
    press_to(page, "签名")
    see(page, "都齐了")
    press_to(page, "提交")
    expect(page.locator("main")).to_contain_text("受理号")
    press_to(page, "办完了，退出")
    see(page, "把身份证拿走")


def see(page: Page, heading: str) -> None:
    """The next page is there, large and whole."""
    expect(page.locator("h1")).to_contain_text(heading)
    size, text = find_smallest(page)
    assert page.locator("html[data-elder]").count() == 0 or size >= LEAST_PX, (heading, size, text)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), heading
