"""At a village station: Linyi's birth on one form; and begun without a network, corrected by phone, decided, printed at a kiosk."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, Route, ViewportSize, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import ROOT, Installation
from tests.journeys.tally import Tally
from tests.journeys.test_kiosk import SIZE, Hall, enrol
from tests.journeys.test_my_data import check
from tests.journeys.walking import agree, answer, draw_name, enter_desk, sign_in
from tests.pictures import make_picture

pytestmark = pytest.mark.browser
TABLET: ViewportSize = {"width": 820, "height": 1180}
LOGIN, ACCOUNT = "retiree-few", "6217001234567890"
CARD: FilePayload = {"name": "card.png", "mimeType": "image/png", "buffer": make_picture(120, 60)}


def command(installation: Installation, *words: str) -> Any:
    """What `shuangquan station …` answers."""
    env = {"PATH": "/usr/bin:/bin", "SHUANGQUAN_HOME": str(installation.home), "SHUANGQUAN_MODE": "demo"}
    program = str(Path(sys.executable).parent / "shuangquan")
    done = subprocess.run([program, "station", *words, "--json"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def begin_at(page: Page, installation: Installation, login: str, region: str) -> str:
    """Make this browser the tablet of the region's station, and sign its helper in; the station's id."""
    station = str(next(one["id"] for one in command(installation, "list")["stations"] if one["region"] == region))
    page.goto("/station/enrol")
    page.get_by_label("登记码").fill(str(command(installation, "tablet", station)["code"]))
    page.get_by_role("button", name="登记").click()
    expect(page.locator("h1")).to_have_text("帮办人员登录")
    password, code = installation.officer(login)
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_label("动态码").fill(code)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("帮谁办事？")
    return station


def test_a_birth_on_one_form_at_the_station(open_page: Open, installation: Installation, keep: Keep) -> None:
    page, father = open_page(TABLET), open_page()
    station = begin_at(page, installation, "helper-south", "371302")
    keep(page, "station-home", TABLET["height"])
    check(page, "station-home")
    installation.lay(station, "station-birth-4")
    page.get_by_role("button", name="读身份证").click()
    expect(page.locator("h1")).to_have_text("办哪一件？")
    keep(page, "station-serve", TABLET["height"])
    tally = Tally(installation.web).watch(page, father)
    page.reload()
    page.get_by_role("link", name=re.compile("村社区站点出生")).click()
    expect(page.locator("h1")).to_have_text("请人帮我办")
    page.get_by_text("母亲", exact=True).click()
    draw_name(page)
    keep(page, "station-authorise", TABLET["height"])
    check(page, "station-authorise")
    page.get_by_role("button", name="我同意，签好了").click()
    page.get_by_role("button", name="同意，去取").click()
    case = page.url.split("/case/")[1].split("/")[0]
    answer(page, "随母")
    page.get_by_role("button", name=re.compile("请父亲同意")).click()
    agree(father, installation, case, "station-birth-4-father")
    page.goto(f"/station/case/{case}/form")
    keep(page, "station-form")
    check(page, "station-form")
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.locator("h1")).to_have_text("看一遍，对了再签名")
    draw_name(page)
    page.get_by_label(re.compile("以上内容是真的")).check()
    keep(page, "station-check")
    page.get_by_role("button", name="签名").click()
    page.get_by_role("button", name=re.compile("出收款码")).click()
    keep(page, "station-pay", TABLET["height"])
    pay = father.context.new_page()
    pay.goto(str(page.locator("[data-pay]").get_attribute("data-pay")))
    pay.get_by_role("button", name="付款").click()
    expect(pay.locator("h1")).to_contain_text("付款页用完了")
    page.get_by_role("button", name="看看付了没有").click()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator("h1")).to_have_text("交上去了")
    tally.note("station-birth", "station", "submitted")
    keep(page, "station-done", TABLET["height"])
    page.goto(f"/station/case/{case}/form")
    expect(page.locator("h1")).to_have_text("交上去了")
    page.get_by_role("button", name="办完了，下一位").click()
    page.goto("/station/acts/")
    expect(page.locator("main")).to_contain_text("读身份证，本人签了授权")
    keep(page, "station-acts", TABLET["height"])
    check(page, "station-acts")
    father.goto(f"/case/{case}/")
    expect(father.locator("main")).to_contain_text("4 样全办好了", timeout=60_000)


def take_in(page: Page, person: dict[str, Any], keep: Keep) -> None:
    """Without a network: who, what they sign, one question, one number; sealed."""
    page.get_by_role("button", name="退休一件事").click()
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("[data-step=who] [data-wrong]")).to_contain_text("姓名")
    page.get_by_label("姓名").fill(person["name"])
    page.get_by_label("公民身份号码").fill(person["id_number"])
    page.get_by_label("拍身份证").set_input_files(CARD)
    keep(page, "station-off-who", TABLET["height"])
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("h1:visible")).to_have_text("请人帮我办")
    draw_name(page)
    keep(page, "station-off-sign", TABLET["height"])
    page.get_by_role("button", name="下一步").click()
    keep(page, "station-off-notice", TABLET["height"])
    page.get_by_role("button", name="同意，去取").click()
    page.get_by_text("到法定年龄退休", exact=True).click()
    keep(page, "station-off-ask", TABLET["height"])
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("收款账号").fill(ACCOUNT[:-1] + "9")
    keep(page, "station-off-facts", TABLET["height"])
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("[data-rows]")).to_contain_text(ACCOUNT[:-1] + "9")
    keep(page, "station-off-check", TABLET["height"])
    page.get_by_role("button", name="放好，封起来").click()
    expect(page.locator("h1:visible")).to_have_text("封好了，没提交")


HELD = """() => new Promise((good) => {
  const asked = indexedDB.open("shuangquan-station");
  asked.onsuccess = () => {
    const found = asked.result.transaction("boxes").objectStore("boxes").getAll();
    found.onsuccess = () => { asked.result.close(); good(JSON.stringify(found.result)); };
  };
})"""


def lose_one_answer(page: Page) -> list[str]:
    """The first package arrives, but the line breaks before the answer does. Answers what was sent."""
    sent: list[str] = []

    def cut(route: Route) -> None:
        sent.append(route.request.url)
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.context.route("**/station/offline/take", cut)
    return sent


def test_begun_without_a_network_corrected_by_phone_decided_and_printed(open_page: Open, installation: Installation, keep: Keep) -> None:
    page, phone, desk = open_page(TABLET, workers=True), open_page(), open_page(DESKTOP)
    person = next(one for one in installation.people() if one["login"] == LOGIN)
    begin_at(page, installation, "helper", "370783")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto("/station/offline/")
    expect(page.get_by_role("button", name="退休一件事")).to_be_visible(timeout=240_000)  # the first of a region waits for its plans
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.locator("h1:visible").count() == 1, "one step at a time"
    page.context.set_offline(True)
    page.goto("/station/")
    expect(page.locator("h1:visible")).to_have_text("没有网时收件")
    take_in(page, person, keep)
    expect(page.locator("[data-net]")).to_have_text("没有网 · 1 件存在本机，没提交")
    page.goto("/station/")
    expect(page.locator("[data-kept]")).to_contain_text("存在本机，没提交")
    keep(page, "station-off-list", TABLET["height"])
    page.set_viewport_size(PHONE)
    keep(page, "station-off-list", PHONE["height"])
    page.set_viewport_size(TABLET)
    held = page.evaluate(HELD)
    assert "RSA" not in held and person["id_number"] not in held and person["name"] not in held and ACCOUNT[:-1] not in held
    lost = lose_one_answer(page)
    page.context.set_offline(False)
    expect(page.locator("[data-kept]")).to_contain_text("请本人在手机上接着办", timeout=60_000)
    assert json.loads(page.evaluate(HELD))[0]["sealed"] == "" and len(lost) >= 2, "it was sent again, and is there once"
    case = _correct_by_phone(phone, installation, keep)
    _decide(desk, installation, case)
    phone.goto(f"/case/{case}/")
    expect(phone.locator("main")).to_contain_text("全办好了", timeout=90_000)
    _print(open_page(SIZE), Hall(installation), keep)


def _correct_by_phone(phone: Page, installation: Installation, keep: Keep) -> str:
    """The citizen finds the draft, puts one digit right, signs and hands in."""
    phone.goto("/my/")
    sign_in(phone, installation, LOGIN)
    phone.get_by_role("link", name=re.compile("退休一件事")).first.click()
    phone.wait_for_url(re.compile("/form"))
    case = phone.url.split("/case/")[1].split("/")[0]
    keep(phone, "station-phone-form")
    phone.get_by_label("收款账号").fill(ACCOUNT)
    phone.get_by_role("button", name="下一步：核对").click()
    phone.get_by_label("以上内容是真的").check()
    phone.get_by_role("button", name="签名").click()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.locator("main")).to_contain_text("审批人员在看", timeout=30_000)
    return case


def _decide(desk: Page, installation: Installation, case: str) -> None:
    """An officer finds the months that are missing in the paper file."""
    enter_desk(desk, installation, "hr-officer")
    desk.goto(f"/desk/case/{case}/retirement-eligibility/-")
    expect(desk.locator(".why")).to_contain_text("未达最低缴费年限")
    desk.get_by_role("link", name="通过").first.click()
    desk.get_by_label("理由").first.fill("查到 1989 年至 1995 年的缴费台账，补录后已够年限。")
    desk.get_by_role("button", name="下一步：看一遍").click()
    desk.get_by_role("button", name="确定通过").click()


def _print(page: Page, hall: Hall, keep: Keep) -> None:
    """At the kiosk, by card."""
    enrol(page, hall)
    with page.expect_response("**/kiosk/card"):
        pass  # a card that lies there before the machine has looked is nobody's
    hall.lay(LOGIN)
    try:
        expect(page.locator("h1")).to_contain_text("你要办什么", timeout=30_000)
        page.get_by_role("link", name="打印证照").click()
        page.get_by_role("link", name=re.compile("职工退休证")).first.click()
        page.get_by_role("button", name="本人留存").click()
        expect(page.locator("h1")).to_have_text("打好了，在下面拿", timeout=30_000)
        keep(page, "station-kiosk-printed", SIZE["height"])
    finally:
        hall.lay("")
