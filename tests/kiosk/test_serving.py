"""Somebody is served: by card, one question at a time, printed, and wiped. The matter is theirs on their phone too."""

import re
from datetime import timedelta

from django.contrib.sessions.models import Session

from shuangquan.actions.acting import acting_system
from shuangquan.actions.assisting import find_places_served
from shuangquan.channels.kiosk.entry import IDLE
from shuangquan.connectors.printer.port import PrintJob
from shuangquan.records.accounts import find_account
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import enter_context
from shuangquan.records.models import Certificate, CertificateCopy, DataUse, KioskPrint
from shuangquan.records.vault import blind_index
from tests.desk.filing import look
from tests.kiosk.conftest import Machine
from tests.portal.conftest import NOW, Browser, settle
from tests.portal.ports import World

LEFT = ("sessionid", "session", "kiosk-look")


def index_of(world: World) -> bytes:
    return blind_index("id_number", world.family.mother)


def file_matter(world: World, machine: Machine) -> str:
    """From the tile to the receipt; answers the path of the case at the kiosk."""
    machine.get("/kiosk/for/medical/")
    assert "医保" in machine.text and "/kiosk/matters/newborn/" in machine.text
    machine.get("/kiosk/matters/newborn/")
    machine.post("/kiosk/matters/newborn/begin", role="mother")
    case = machine.path
    assert "先看一看" in machine.text and not world.share.asked
    machine.post(case, do="notice")
    assert "孩子随谁落户" in machine.text and world.share.asked
    machine.post(case, do="question", value="nowhere")
    assert machine.status == 422 and "孩子随谁落户" in machine.text
    machine.post(case, do="question", value="mother")
    return case


def fill(world: World, machine: Machine, case: str, way: str = "post") -> None:
    """Whatever is asked until it can be checked: one field a page, the father on his own phone."""
    asked, ways = list[str](), list[str]()
    for _ in range(12):
        if "核对一遍" in machine.text:
            break
        if "还要父亲点头" in machine.text:
            assert not world.messages.sent and "已经发短信" not in machine.text
            machine.post(case, do="others")
            assert "已经发短信" in machine.text
            assert machine.read('data-link="([^"]+)"').endswith(f"{case.removeprefix('/kiosk')}consent")
            Browser("father").post(f"{case.removeprefix('/kiosk')}consent", do="agree")
            machine.get(case)
            continue
        if "结果怎么给你" in machine.text:
            ways.append(machine.path)
            machine.post(f"{case}ways", way=way)
            continue
        label = machine.read('<label for="value">([^<]+)</label>')
        asked.append(label)
        machine.post(case, do="fact", value="陈知禾" if "姓名" in label else "寿光市圣城街道槐安巷 6 号")
        assert machine.status == 200, machine.text
    assert "核对一遍" in machine.text and asked and ways == [f"{case}ways"]
    assert any("地址" in label for label in asked) == (way == "post"), "an address is asked for what is sent, and for nothing else"


def sign_pay_submit(world: World, machine: Machine, case: str) -> None:
    machine.get(f"{case}?sign=1")
    digest = machine.read('name="digest" value="([0-9a-f]{64})"')
    assert machine.post(f"{case}sign", digest=digest).status == 422  # without a word that it is true
    machine.post(f"{case}sign", digest=digest, oath="yes", drawn="100,60 300,80 280,250 120,260;500,80 500,290 700,220;600,110 850,130")
    assert "要付 400.00 元" in machine.text
    assert machine.read('data-link="([^"]+)"').startswith("https://pay.test/")
    key = machine.read('name="key" value="([0-9a-f]+)"')
    assert machine.post(f"{case}submit", key=key).status == 422  # not paid yet
    world.payment.paid |= set(world.payment.orders)
    machine.post(f"{case}submit", key=key)
    assert "受理号" in machine.text and machine.status == 200


def printed(world: World) -> PrintJob:
    return world.printer.printed[-1]


def test_a_matter_from_the_card_to_the_certificate_and_nothing_stays(world: World) -> None:
    machine = Machine(world).lay()
    case = file_matter(world, machine)
    number = case.strip("/").split("/")[-1]
    phone = Browser("mother").get(f"/case/{number}/next")  # the same matter, on her own phone
    assert phone.status == 200 and phone.path.endswith("/form")
    fill(world, machine, case)
    sign_pay_submit(world, machine, case)
    with acting_system(), enter_context():
        stored = load_case(number)
        assert stored is not None
        hers = [event for event in stored.events if event.by == f"kiosk:{machine.id}"]
        assert {event.door for event in hers} == {"kiosk"} and len(hers) > 5
    settle(number)
    machine.get(case)
    machine.post(f"{case}print", key=machine.read('name="key" value="(receipt[^"]*)"'))
    assert "打好了" in machine.get(machine.path).text and printed(world).title == "收件凭证"
    assert printed(world).content.startswith(b"%PDF") and printed(world).printer == machine.id
    print_certificate(world, machine)
    leave(world, machine, case)


def test_what_comes_out_here_is_delivered_where_it_was_to_be_electronic(world: World) -> None:
    machine = Machine(world).lay()
    case = file_matter(world, machine)
    number = case.strip("/").split("/")[-1]
    fill(world, machine, case, "wallet")
    sign_pay_submit(world, machine, case)
    settle(number)
    assert not find_opened(number)
    machine.get("/kiosk/certificates/")
    for card in dict.fromkeys(re.findall(r'href="(/kiosk/certificates/[0-9a-f-]{36}/)"', machine.text)):
        machine.post(card, purpose="school")
        machine.get(machine.path)
        assert "打好了" in machine.text
    assert set(find_opened(number)) == {"printed"}


def test_how_results_arrive_is_chosen_before_signing(world: World) -> None:
    machine = Machine(world).lay()
    case = file_matter(world, machine)
    fill(world, machine, case)
    machine.get(f"{case}?page=9")
    assert "快递送上门" in machine.text and f'href="{case}ways?check=1"' in machine.text
    machine.get(f"{case}ways")
    assert re.findall(r'name="way" value="(\w+)"', machine.text) == ["post", "counter", "wallet"]
    machine.get(f"{case}ways?way=cabinet&check=1")
    site = machine.read(r'name="site" value="([^"]+)"')
    for way, at in (("nonsense", ""), ("cabinet", ""), ("", "")):
        assert machine.post(f"{case}ways", way=way, site=at).status == 422 and "<h1" in machine.text
    machine.post(f"{case}ways?check=1", way="cabinet", site=site)
    assert "放进取件柜" in machine.text and machine.path == case
    sign_pay_submit(world, machine, case)
    settle(case.strip("/").split("/")[-1])
    assert [one.site for one in world.cabinet.deposits] == [site]
    assert machine.get(f"{case}ways").path == case and "受理号" in machine.text  # over: it shows where the matter stands
    assert machine.post(f"{case}ways", way="wallet").path == case


def find_opened(number: str) -> list[str]:
    return [str(one.body["how"]) for one in look(number).stored.events if one.kind == "result.opened"]


def print_certificate(world: World, machine: Machine) -> None:
    """Out of paper first, then printed; each try recorded, and only one copy used."""
    machine.get("/kiosk/certificates/")
    card = machine.read(r'href="(/kiosk/certificates/[0-9a-f-]{36}/)"')
    world.printer.trouble = "paper_out"
    machine.post(card, purpose="keep")
    assert "没打出来：没纸了" in machine.text and "东西没丢" in machine.text and f'href="{card}"' in machine.text
    world.printer.trouble, world.printer.dumb = "", True
    machine.post(card, purpose="keep")
    assert "不知道打出来没有" in machine.text  # the line broke: nobody knows, and it is not sent again by itself
    world.printer.dumb = False
    machine.post(card, purpose="nonsense")
    assert machine.path == card
    machine.post(card, purpose="school")
    machine.get(machine.path)
    assert "打好了" in machine.text and b"/EmbeddedFile" in printed(world).content
    with acting_system(), enter_context():
        rows = KioskPrint.objects.filter(kind="certificate").order_by("at")
        assert [(row.state, row.trouble) for row in rows] == [("failed", "paper_out"), ("unsure", ""), ("done", "")]
        assert {bytes(row.party) for row in rows} == {index_of(world)}
        assert CertificateCopy.objects.count() == 3
        used = DataUse.objects.filter(door="kiosk", field_names__0__startswith="copy:")
        assert used.count() == 3 and set(used.values_list("by", flat=True)) == {f"kiosk:{machine.id}"}


def leave(world: World, machine: Machine, case: str) -> None:
    """After the end: no session row, no look, no page, not even by its address."""
    machine.post("/kiosk/look", look="elder")
    assert 'data-elder="1"' in machine.text and Session.objects.count() >= 1
    held = machine.client.cookies["session"].value
    machine.post("/kiosk/end")
    assert "把身份证拿走" in machine.text and "周若岚" not in machine.text and "data-elder" not in machine.text
    assert not Session.objects.filter(session_key=held).exists()
    assert not [name for name in LEFT if name in machine.client.cookies and machine.client.cookies[name].value]
    for path in ("/kiosk/home", case, "/kiosk/certificates/", "/kiosk/mine/"):
        assert machine.get(path).path == "/kiosk/" and "周若岚" not in machine.text
    assert machine.client.get("/kiosk/").headers["Cache-Control"] == "no-store"
    assert [one.ended_how for one in find_places_served(index_of(world))] == ["done"]


def test_idleness_ends_it_and_the_next_one_finds_nothing(world: World) -> None:
    machine = Machine(world).lay()
    held = machine.client.cookies["session"].value
    with stopped_at(NOW + timedelta(seconds=60)):
        assert machine.get("/kiosk/home").status == 200  # "I am here" in the last moment
        assert "周若岚" in machine.text
    with stopped_at(NOW + timedelta(seconds=125)):
        machine.client.get("/kiosk/alive?here=1")  # the button says so
    with stopped_at(NOW + timedelta(seconds=190)):
        machine.client.post("/kiosk/beat")  # the machine alone keeps nobody
        machine.client.get("/kiosk/alive")
    with stopped_at(NOW + timedelta(seconds=125) + IDLE + timedelta(seconds=1)):
        machine.get("/kiosk/home")
        assert machine.path == "/kiosk/" and "周若岚" not in machine.text
        assert not Session.objects.filter(session_key=held).exists()
        assert [one.ended_how for one in find_places_served(index_of(world))] == ["idle"]
        machine.lay("father")
        assert "陈景行" in machine.text and "周若岚" not in machine.text


def test_no_card_one_that_is_over_and_a_reader_that_fails(world: World) -> None:
    machine = Machine(world)
    machine.post("/kiosk/begin", next="/kiosk/mine/")
    assert machine.status == 422 and "没有身份证" in machine.text
    assert machine.client.get("/kiosk/card").json() == {"card": False}
    machine.lay()
    assert machine.client.get("/kiosk/card").json() == {"card": True}
    assert find_account(index_of(world)) is not None
    assert not Certificate.objects.exists()
