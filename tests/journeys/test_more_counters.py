"""At the window: married with a child, help for a disabled person, road freight and retiring, each from card to receipt, counted."""

import re

import pytest
from playwright.sync_api import Page, expect

from shuangquan.core.cases.tickets import make_hall_key
from tests.journeys.conftest import DESKTOP, PHONE, Keep, Open
from tests.journeys.installation import Installation
from tests.journeys.tally import Tally
from tests.journeys.test_counter import agree_by_phone, answer, begin, sign_on_pad, submit
from tests.journeys.test_my_data import check
from tests.journeys.test_new_themes import PLAN, fill

pytestmark = pytest.mark.browser
CLERK, DOOR = "clerk-second", "/counter/"
ACCOUNT = "6217001234567890"


class Window:
    """A window of a region's hall with its second screen; somebody's card is on the reader."""

    def __init__(self, open_page: Open, installation: Installation, region: str, hall: str, number: str) -> None:
        self.installation, self.device = installation, f"{make_hall_key(region, hall)}-{number}"
        self.page = open_page(DESKTOP)
        _sign_in(self.page, installation)
        self.page.locator(f"label:has(input[value='{make_hall_key(region, hall)}|{number}'])").click()
        self.page.get_by_role("button", name="坐下").click()
        expect(self.page.get_by_role("button", name="读身份证")).to_be_visible()
        self.pad = self.page.context.new_page()
        self.pad.goto("/counter/pad/")

    def serve(self, login: str) -> None:
        """Read the card of a demo resident."""
        self.installation.lay(self.device, login)
        self.page.get_by_role("button", name="读身份证").click()
        expect(self.page.locator("h1")).to_contain_text("要办什么")


def _sign_in(page: Page, installation: Installation) -> None:
    """As this run's second clerk; a code of the second factor counts once, so the session is shared."""
    held = installation.sessions.get((DOOR, CLERK))
    if held is not None:
        page.context.add_cookies([{"name": "session", "value": held, "url": installation.web}])
        page.goto("/counter/seats")
        return
    password, code = installation.officer(CLERK)
    page.goto(DOOR)
    page.get_by_label("账号").fill(CLERK)
    page.get_by_label("密码").fill(password)
    page.get_by_label("动态码").fill(code)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_contain_text("哪个窗口")
    session = next(one for one in page.context.cookies() if one.get("name") == "session")
    installation.sessions[DOOR, CLERK] = str(session.get("value"))


@pytest.mark.heavy  # the same steps as the others here; for its figures
def test_a_worker_retires_at_the_window(open_page: Open, installation: Installation, keep: Keep) -> None:
    at = Window(open_page, installation, "370783", "寿光市市民中心（示例）", "A03")
    at.serve("retiree-3")
    page, tally = at.page, Tally(installation.web).watch(at.page)
    begin(page, at.pad, "退休", "退休一件事")
    keep(page, "counter-retirement-question", 900)
    answer(page, "到法定年龄退休")
    answer(page, "要")
    fill(page, "收款账号", ACCOUNT)
    keep(page, "counter-retirement-form", 900)
    check(page, "counter-retirement-form")
    sign_on_pad(page, at.pad)
    submit(page)
    tally.note("retirement", "counter", "submitted")
    keep(page, "counter-retirement-done", 900)
    keep(at.pad, "counter-retirement-pad")


@pytest.mark.heavy  # the same steps as the others here; for its figures
def test_a_disabled_person_asks_for_a_card_at_the_window(open_page: Open, installation: Installation, keep: Keep) -> None:
    at = Window(open_page, installation, "371302", "兰山区市民中心（示例）", "A01")
    at.serve("station-birth-6")
    page, tally = at.page, Tally(installation.web).watch(at.page)
    begin(page, at.pad, "残疾证", "助残一件事")
    for words in ("新办", "不是，在户籍地办", "不要"):
        answer(page, words)
    fill(page, "收件地址", "山东省临沂市示例街道1号")
    keep(page, "counter-disability-form", 900)
    check(page, "counter-disability-form")
    sign_on_pad(page, at.pad)
    submit(page)
    tally.note("disability", "counter", "submitted")
    keep(page, "counter-disability-done", 900)


def test_a_company_starts_road_freight_at_the_window(open_page: Open, installation: Installation, keep: Keep) -> None:
    login = "freight-agent-3"
    at = Window(open_page, installation, "371302", "兰山区市民中心（示例）", "A02")
    at.serve(login)
    page, tally = at.page, Tally(installation.web).watch(at.page)
    begin(page, at.pad, "跑货运", "道路货运一件事")
    keep(page, "counter-freight-question", 900)
    fill(page, "统一社会信用代码", next(one["organisation"] for one in installation.people() if one["login"] == login))
    page.get_by_text("普通货运", exact=True).click()
    page.get_by_role("button", name="下一步", exact=True).click()
    page.wait_for_url(re.compile("/form"))
    keep(page, "counter-freight-form", 900)
    check(page, "counter-freight-form")
    papers = ("车辆一致性证书", "车辆过户证明", "安全生产管理制度文本")
    for paper in papers:
        asked = page.locator(".paper", has_text=paper)
        asked.get_by_label(paper).set_input_files(PLAN)
        asked.get_by_role("button", name="上传", exact=True).click()
        expect(page.locator(".paper", has_text=paper)).to_contain_text("交了")
    sign_on_pad(page, at.pad)
    submit(page)
    tally.note("freight", "counter", "submitted")
    keep(page, "counter-freight-done", 900)


def test_many_vehicles_come_by_a_table(open_page: Open, installation: Installation, keep: Keep) -> None:
    login = "freight-agent-4"
    at = Window(open_page, installation, "371302", "兰山区市民中心（示例）", "A03")
    at.serve(login)
    page = at.page
    begin(page, at.pad, "跑货运", "道路货运一件事")
    fill(page, "统一社会信用代码", next(one["organisation"] for one in installation.people() if one["login"] == login))
    page.get_by_text("普通货运", exact=True).click()
    page.get_by_role("button", name="下一步", exact=True).click()
    page.wait_for_url(re.compile("/form"))
    plates = re.findall(r"鲁Q[0-9]{5}", page.locator(".pick").first.inner_text().replace(" ", ""))
    page.get_by_role("link", name="按名单来").click()
    expect(page.locator("h1")).to_contain_text("按名单办")
    keep(page, "counter-roster-first", 900)
    rows = "\n".join(("号牌号码", plates[0], plates[0], plates[2]))
    page.locator("input[type=file]").set_input_files({"name": "fleet.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    page.get_by_role("button", name="按名单办").click()
    expect(page.locator("main")).to_contain_text("3 行里收了 2 行", timeout=30_000)  # the page keeps up by itself
    expect(page.locator("tbody tr").first).to_contain_text("和上面一行重复")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        keep(page, "counter-roster")
        check(page, "counter-roster")
    page.set_viewport_size(DESKTOP)
    page.get_by_role("link", name="回到表").click()
    ticked = [one.is_checked() for one in page.locator(".pick").first.locator("input").all()]
    assert ticked == [True, False, True], "whom the table named, and nobody else"
    page.goto("/counter/certificates/")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        keep(page, "counter-certificates")
        check(page, "counter-certificates")


@pytest.mark.heavy
def test_married_and_a_child_at_the_window(open_page: Open, installation: Installation, keep: Keep) -> None:
    at, phone = Window(open_page, installation, "371102", "东港区市民中心（示例）", "A01"), open_page()
    at.serve("marriage-birth-2")
    page, tally = at.page, Tally(installation.web).watch(at.page, phone)
    case = begin(page, at.pad, "结婚", "婚育一件事")
    answer(page, "要迁")
    answer(page, "随母")
    page.wait_for_url(re.compile("/form"))
    keep(page, "counter-marriage-form", 900)
    page.get_by_role("button", name=re.compile("请.+同意")).first.click()
    agree_by_phone(phone, installation, case, "marriage-birth-2-father")
    page.get_by_role("button", name="更新这一页").click()
    page.get_by_label("姓名").first.fill("林小满")
    keep(page, "counter-marriage-form-2", 900)
    check(page, "counter-marriage-form")
    sign_on_pad(page, at.pad)
    page.get_by_role("button", name="出收款码").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="打开付款页").click()
    opened.value.get_by_role("button", name="付款").click()
    expect(opened.value.locator("h1")).to_contain_text("付款页用完了")
    opened.value.close()
    expect(page.locator("h1")).to_contain_text("可以提交了")
    submit(page)
    tally.note("marriage-birth", "counter", "submitted")
    keep(page, "counter-marriage-done", 900)
