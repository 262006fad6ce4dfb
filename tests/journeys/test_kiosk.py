"""Retiring at a kiosk in a hall: a card begins, a certificate is printed, nothing stays; no paper, no server and nobody there are said."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.journeys.conftest import Keep, Open
from tests.journeys.installation import ROOT, Installation
from tests.journeys.tally import Tally
from tests.journeys.test_my_data import check
from tests.journeys.test_showing import verify

pytestmark = pytest.mark.browser
SIZE: ViewportSize = {"width": 1080, "height": 1920}
LOGIN = "retiree"


class Hall:
    """The demo's kiosk: its id, its reader's plate, its printer."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        (found,) = self.command("list")["kiosks"]
        self.id: str = found["id"]

    def command(self, *words: str) -> Any:
        """What `shuangquan kiosk …` answers."""
        program = Path(sys.executable).parent / "shuangquan"
        env = {"PATH": "/usr/bin:/bin", "SHUANGQUAN_HOME": str(self.installation.home), "SHUANGQUAN_MODE": "demo"}
        done = subprocess.run([str(program), "kiosk", *words, "--json"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    def lay(self, login: str) -> None:
        """Lay a resident's card on the plate; "" takes it away."""
        self.installation.send(f"/readers/v1/devices/{self.id}/lay", {"login": login})

    def trouble(self, word: str) -> None:
        self.installation.control("printers", {"printer": self.id, "trouble": word})


@pytest.fixture
def hall(installation: Installation) -> Iterator[Hall]:
    made = Hall(installation)
    yield made
    made.lay("")
    made.trouble("")


def enrol(page: Page, hall: Hall) -> None:
    page.goto("/kiosk/")
    expect(page.locator("h1")).to_have_text("这台机器没有登记")
    page.get_by_role("link", name="登记这台终端").click()
    page.get_by_label("登记码").fill(str(hall.command("code", hall.id)["code"]))
    page.get_by_role("button", name="登记").click()
    expect(page.locator("h1")).to_have_text("把身份证放在下面")


def retire(page: Page, hall: Hall, keep: Keep) -> None:
    """From the tile to the receipt: three questions, one number, a name drawn."""
    page.get_by_role("link", name=re.compile("^退休")).click()
    page.get_by_role("link", name=re.compile("退休一件事")).click()
    page.get_by_role("link", name="先放身份证").click(timeout=30_000)  # the first of a region waits for its plan
    expect(page.locator("h1")).to_have_text("先放身份证")
    hall.lay(LOGIN)
    expect(page.get_by_role("button", name="开始办")).to_be_visible(timeout=90_000)  # until then its plan is being compiled
    page.get_by_role("button", name="开始办").click()
    expect(page.locator("h1")).to_contain_text("先看一看")
    page.get_by_role("button", name="同意，去取").click()
    page.get_by_role("button", name="到法定年龄退休").click()
    page.get_by_role("button", name="要", exact=True).click()
    expect(page.locator("h1")).to_have_text("收款账号")
    for digit in "6217001234567890":
        page.locator(f"[data-key='{digit}']").click()
    keep(page, "kiosk-keys")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("h1")).to_have_text("核对一遍")
    check(page, "kiosk-check")
    page.get_by_role("link", name=re.compile("下一页")).click()
    page.get_by_role("link", name="下一步").click()
    draw(page)
    page.get_by_label(re.compile("以上内容是真的")).check()
    keep(page, "kiosk-sign")
    page.get_by_role("button", name="签名").click()
    page.get_by_role("button", name="提交").click()
    expect(page.locator("main")).to_contain_text("受理号")


def draw(page: Page) -> None:
    box = page.locator("[data-sign] canvas").bounding_box()
    assert box is not None
    for stroke in (((0.2, 0.2), (0.35, 0.25), (0.3, 0.7)), ((0.5, 0.2), (0.5, 0.8), (0.7, 0.6)), ((0.6, 0.3), (0.85, 0.35))):
        first, *others = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*first)
        page.mouse.down()
        for point in others:
            page.mouse.move(*point, steps=6)
        page.mouse.up()


def print_it(page: Page, hall: Hall, keep: Keep) -> None:
    """No paper is said, nothing is lost; then it prints, and what came out verifies with nothing but the roots."""
    page.get_by_role("link", name=re.compile("职工退休证")).click(timeout=40_000)
    hall.trouble("paper_out")
    page.get_by_role("button", name="本人留存").click()
    expect(page.locator("h1")).to_have_text("没打出来：没纸了")
    keep(page, "kiosk-no-paper")
    hall.trouble("")
    page.get_by_role("link", name="再打一次").click()
    page.get_by_role("button", name="本人留存").click()
    expect(page.locator("h1")).to_have_text("打好了，在下面拿")
    paper = sorted((hall.installation.home / "sandbox" / "printed").glob("*.pdf"))[-1]
    good, said = verify(hall.installation, str(paper))
    assert good == 0 and "本人留存" in said, said


def test_a_worker_retires_at_the_kiosk_and_nothing_stays(open_page: Open, installation: Installation, hall: Hall, keep: Keep) -> None:
    page = open_page(SIZE)
    enrol(page, hall)
    keep(page, "kiosk-start", SIZE["height"])
    check(page, "kiosk-start")
    before = page.evaluate("history.length")
    tally = Tally(installation.web).watch(page)
    with page.expect_response("**/kiosk/card"):  # the plate has to be seen empty
        page.reload()
    retire(page, hall, keep)
    tally.note("retirement", "kiosk", "submitted")
    print_it(page, hall, keep)
    page.get_by_role("button", name="大字").click()
    page.get_by_role("link", name="回到开头").click()
    expect(page.locator("h1")).to_contain_text("你要办什么")
    name = page.locator("h1").inner_text().removesuffix("，你要办什么")
    assert 2 <= len(name) <= 4
    keep(page, "kiosk-home-elder", SIZE["height"])
    check(page, "kiosk-home-elder")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.get_by_role("button", name="办完了，退出").click()
    expect(page.locator("h1")).to_have_text("把身份证拿走")
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"kiosk", "csrf"}
    assert page.evaluate("[localStorage.length, sessionStorage.length, history.length]") == [0, 0, before]
    hall.lay("")
    expect(page.locator("h1")).to_have_text("把身份证放在下面")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text(name)
    page.goto("/kiosk/home")
    expect(page.locator("body")).not_to_contain_text(name)


def test_a_lost_server_and_somebody_who_walked_away(open_page: Open, hall: Hall, keep: Keep) -> None:
    page = open_page(SIZE)
    enrol(page, hall)
    page.clock.install()
    page.goto("/kiosk/")

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/kiosk/**", cut)
    page.get_by_role("link", name=re.compile("^公积金")).click()
    expect(page.get_by_role("alertdialog", name="连不上了")).to_be_visible()
    keep(page, "kiosk-lost", SIZE["height"])
    page.unroute("**/kiosk/**", cut)
    page.clock.fast_forward(5_000)
    expect(page.locator("h1")).to_have_text("公积金")
    page.get_by_role("link", name="返回").click()
    expect(page.locator("h1")).to_have_text("把身份证放在下面")
    with page.expect_response("**/kiosk/card"):
        page.clock.run_for(1_300)
    hall.lay(f"{LOGIN}-2")
    page.clock.run_for(1_300)
    expect(page.locator("h1")).to_contain_text("你要办什么")
    page.clock.run_for(46_000)
    asked = page.get_by_role("alertdialog", name="还在吗？")
    expect(asked).to_be_visible()
    keep(page, "kiosk-idle", SIZE["height"])
    page.get_by_role("button", name="我还在").click()
    expect(asked).to_be_hidden()
    page.clock.run_for(61_000)
    expect(page.locator("h1")).to_have_text("把身份证拿走")


def test_what_is_touched_while_a_page_is_coming_is_done(open_page: Open, hall: Hall) -> None:
    """A slow line: a link touched before the page came is followed, and leaving leaves."""
    page = open_page(SIZE)
    with page.expect_response("**/kiosk/card"):  # a card left lying begins nothing: the plate has to be seen empty
        enrol(page, hall)
    hall.lay(f"{LOGIN}-2")
    expect(page.locator("h1")).to_contain_text("你要办什么")
    page.get_by_role("link", name=re.compile("^退休")).click()
    expect(page.locator("h1")).to_have_text("退休")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/kiosk/look", hold)
    page.get_by_role("button", name="大字").click()
    page.get_by_role("link", name="返回").click()
    held.pop().continue_()
    expect(page.locator("h1")).to_contain_text("你要办什么")
    page.get_by_role("button", name="小字").click()
    page.get_by_role("button", name="办完了，退出").click()
    held.pop().continue_()
    expect(page.locator("h1")).to_have_text("把身份证拿走")
