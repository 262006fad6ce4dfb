"""From card to receipt at a window: a birth, filed by a clerk's hands, signed by the mother's own, gone on with on her phone."""

import html
import re
from datetime import date, timedelta

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.connectors.reader.port import Card
from shuangquan.papers import reader as bound
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from tests.counter.conftest import DEVICE, HALL, Clerk
from tests.desk.filing import look
from tests.portal.conftest import NOW, Browser, settle
from tests.portal.ports import World, make_id
from tests.portal.steps import THEME, agree, field
from tests.portal.test_confirming import read_waiting
from tests.portal.test_hints import Sees

pytestmark = pytest.mark.database


def serve_mother(world: World) -> Clerk:
    """A clerk at A01 with the mother's card read."""
    world.reader.cards[DEVICE] = Card(world.family.mother, "周若岚", None, faced=True)
    clerk = Clerk()
    assert clerk.post("/counter/card").path == "/counter/serve/", clerk.text
    return clerk


def reach_form(clerk: Clerk, answers: dict[str, str], role: str = "mother") -> str:
    """Begin, agree on the second screen, answer; the path of the case."""
    clerk.post(f"/counter/matters/{THEME}/", role=role)
    case = clerk.case
    assert clerk.path.endswith("/notice")
    pad = clerk.get("/counter/pad/").text
    assert "同意，去取" in pad
    clerk.post(case.replace("/case/", "/pad/") + "/agree")
    for _ in range(8):
        clerk.get(f"{case}/next")
        if clerk.path.endswith("/form"):
            return case
        asked = re.search(r'name="situation" value="([a-z_]+)"', clerk.text)
        assert asked, clerk.text
        clerk.post(f"{case}/questions", situation=asked[1], member="", value=answers[asked[1]])
    raise AssertionError(clerk.path)


def file_birth(world: World, clerk: Clerk) -> str:
    """A birth from the notice to the submission; answers the path of the case."""
    case = reach_form(clerk, {"follows": "mother", "remote": "false"})
    assert "还差" in clerk.text and "公安" in clerk.text, "where each value comes from is said beside it"
    clerk.send(f"{case}/form", {"do": "invite:father"})
    agree(case.removeprefix("/counter"))
    clerk.get(f"{case}/form")
    clerk.send(f"{case}/form", {field(clerk.text, "name"): "安安", "do": "next"})
    if clerk.path.endswith("/form"):
        clerk.send(
            f"{case}/form",
            {**dict.fromkeys(re.findall(r'name="(fact:[^"]*post_address)"', clerk.text), "寿光市圣城街道槐安巷 6 号"), "do": "next"},
        )
    assert clerk.path.endswith("/check"), clerk.text
    assert clerk.get(f"{case}/finish").path.endswith("/check"), "nobody submits what is not signed"
    pad = clerk.get("/counter/pad/").text
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', pad)
    assert digest and "安安" in pad
    where = case.replace("/case/", "/pad/")
    assert clerk.send(f"{where}/sign", {"digest": digest[1]}).status == 422, "without the oath nothing is signed"
    clerk.send(f"{where}/sign", {"digest": digest[1], "oath": "yes", "drawn": "100,100 200,200 250,210;300,100 350,200 400,250"})
    clerk.get(f"{case}/next")
    clerk.get(f"{case}/finish")
    if "出收款码" in clerk.text:
        assert "<svg" in clerk.post(f"{case}/pay").text
        assert "用手机扫码付款" in clerk.get("/counter/pad/").text
        assert clerk.client.post(f"{case}/paid", headers={"Accept": "application/json"}).json() == {"paid": False}
        world.payment.paid |= set(world.payment.orders)
        assert clerk.client.post(f"{case}/paid", headers={"Accept": "application/json"}).json() == {"paid": True}
        clerk.get(f"{case}/finish")
    key = re.search(r'name="key" value="([0-9a-f]+)"', clerk.text)
    assert key, clerk.text
    clerk.post(f"{case}/finish", do="submit", key=key[1])
    assert clerk.path.endswith("/done"), clerk.text
    return case


def test_a_birth_from_card_to_receipt(world: World) -> None:
    clerk = serve_mother(world)
    assert "周若岚" in clerk.text
    case = file_birth(world, clerk)
    settle(case.removeprefix("/counter/case/"))
    clerk.get(f"{case}/done")
    paper = re.search(rf'href="({case}/document/[^"]+)"', clerk.text)
    assert paper, clerk.text
    assert clerk.client.get(paper[1]).content.startswith(b"%PDF-")
    with acting_system():
        stored = load_case(case.removeprefix("/counter/case/"))
    assert stored is not None and stored.row.door == "counter"
    hers = {(event.by[:6], event.door) for event in stored.events if event.actor == stored.events[0].actor}
    assert hers == {("staff:", "counter")}, "every step says that it was a clerk's hands"
    assert "出生一件事" in Browser("mother").get(case.removeprefix("/counter") + "/").text


def test_what_was_begun_here_goes_on_by_phone_and_ends_with_the_person(world: World) -> None:
    clerk = serve_mother(world)
    case = reach_form(clerk, {"follows": "mother", "remote": "false"})
    clerk.post("/counter/serve/end")
    assert clerk.get(f"{case}/form").path.startswith("/counter/?over"), "nobody acts for who has left"
    assert clerk.get("/counter/pad/").text.count("周若岚") == 0
    phone = Browser("mother").get(case.removeprefix("/counter") + "/next")
    assert phone.path.endswith("/form")
    with acting_system():
        before = load_case(case.removeprefix("/counter/case/"))
    phone.send(phone.path, {field(phone.text, "name"): "安安", "do": "save"})
    with acting_system():
        after = load_case(case.removeprefix("/counter/case/"))
    assert before is not None and after is not None and len(after.events) > len(before.events)
    assert {(event.by, event.door) for event in after.events[len(before.events) :]} == {("", "")}


def test_pages_that_ask_for_news_keep_nobody_before_the_window(world: World) -> None:
    """Second screen and clerk's page ask every second; without a hand on them the service ends after ten minutes all the same."""
    clerk = serve_mother(world)
    case = reach_form(clerk, {"follows": "mother", "remote": "false"})
    news = {"Accept": "application/json"}
    for minutes in (4, 8):
        with stopped_at(NOW + timedelta(minutes=minutes)):
            assert clerk.client.get("/counter/pad/mark", headers=news).status_code == 200
            assert clerk.client.get(f"{case}/state", headers=news).status_code == 200
    with stopped_at(NOW + timedelta(minutes=10, seconds=1)):
        assert clerk.get(f"{case}/form").path.startswith("/counter/?over")


def test_only_clerks_sit_at_a_window_of_their_own(world: World) -> None:
    clerk = Clerk(window="")
    assert clerk.post("/counter/seats", window="370783-00000000|A01").status == 422
    assert clerk.get("/counter/").path == "/counter/seats"
    stranger = Browser("mother").get("/counter/serve/")
    assert stranger.path.startswith("/counter/login")
    assert clerk.get("/desk/").path.startswith("/desk/login")


PDF = b"%PDF-1.4\n% a report\n%%EOF\n"
UNMARRIED = {"father_named": "true", "follows": "father", "two_ethnicities": "false", "parent_serving": "false", "remote": "false"}


def confirm_what_was_read(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off the paper just scanned: one number, taken once the clerk has compared it with the citizen."""
    number = make_id(date(1993, 8, 3), 77)
    monkeypatch.setattr(bound, "_bound", [Sees(f"父亲公民身份号码：{number}")])
    page = html.unescape(clerk.path)
    assert "正在读" in clerk.text and "data-reload" in clerk.text
    read_waiting()
    assert "看清了" in clerk.get(page).text
    clerk.send(page, {"fact:father.id_number": number, "ok:father.id_number": "yes"})
    assert f'value="{number}"' in clerk.text and "从亲子鉴定意见书读出，本人确认过" in clerk.text


def test_a_paper_is_scanned_and_serves_again_when_the_citizen_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scanned at the window for one matter; in the next one offered, and used only after a yes on the second screen."""
    world.family.married = False
    clerk = serve_mother(world)
    first = reach_form(clerk, UNMARRIED)
    scan = re.search(r'name="do" value="(scan:[^"]+)"', clerk.text)
    assert scan, clerk.text
    assert "扫描仪里没有纸" in clerk.send(f"{first}/form", {"do": scan[1]}).text
    world.scanner.feeders[DEVICE] = PDF
    clerk.send(f"{first}/form", {"do": scan[1]})
    assert clerk.path.startswith(f"{first}/read?") and DEVICE not in world.scanner.feeders
    confirm_what_was_read(clerk, monkeypatch)
    assert "重新扫描" in clerk.text
    second = reach_form(clerk, UNMARRIED)
    assert second != first
    reuse = re.search(r'name="do" value="(reuse:[^"]+)"', clerk.text)
    assert reuse and "交过一份" in clerk.text
    clerk.send(f"{second}/form", {"do": reuse[1]})
    assert "重新扫描" not in clerk.text, "nothing is used before the citizen agrees"
    where = second.replace("/case/", "/pad/")
    assert "可以，用那份" in clerk.get("/counter/pad/").text
    clerk.post(f"{where}/reuse", do="no")
    assert "重新扫描" not in clerk.get(f"{second}/form").text
    clerk.send(f"{second}/form", {"do": reuse[1]})
    clerk.post(f"{where}/reuse", do="yes")
    assert "重新扫描" in clerk.get(f"{second}/form").text
    other = Clerk("second", "A02")
    world.reader.cards[f"{HALL}-A02"] = Card(world.family.father, "陈景行", None, faced=True)
    other.post("/counter/card")
    third = reach_form(other, {**UNMARRIED}, role="father")
    assert "交过一份" not in other.text and third != second, "nobody's papers but one's own"


def test_the_citizen_chooses_here_how_results_arrive(world: World) -> None:
    clerk = serve_mother(world)
    case = reach_form(clerk, {"follows": "mother", "remote": "false"})
    assert re.findall(r'name="way" value="(\w+)"', clerk.text) == ["post", "counter", "cabinet", "wallet"]
    assert "示例路 1 号" in clerk.text, "where the cabinets stand"
    clerk.send(f"{case}/form", {"do": "keep", "way": "cabinet", "site": "nowhere-at-all"})
    clerk.send(f"{case}/form", {"do": "keep", "way": "wallet", "site": ""})
    assert re.search(r'value="wallet" checked', clerk.get(f"{case}/form").text) and "post_address" not in clerk.text
    assert look(case.rpartition("/")[2]).case.delivery.way == "wallet"
    assert clerk.send(f"{case}/form", {"do": "keep", "way": "pigeon"}).status == 422
