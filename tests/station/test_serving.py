"""At the station with a network: card, authorisation by the citizen's hand, the one form, and nothing seen once it is handed in."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.records.cases import load_case
from tests.desk.filing import look
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import agree, field
from tests.station.conftest import DRAWN, Tablet, make_station

pytestmark = pytest.mark.database


def reach_form(tablet: Tablet, answers: dict[str, str], role: str = "mother") -> str:
    """Sign the authorisation, agree, answer; the path of the case."""
    assert "请人帮我办" in tablet.get("/station/matters/newborn/").text
    assert tablet.post("/station/matters/newborn/", role=role).status == 422, "without a signature nothing is opened"
    tablet.post("/station/matters/newborn/", role=role, drawn=DRAWN)
    case = tablet.case
    assert tablet.path.endswith("/notice"), tablet.path
    tablet.post(f"{case}/notice")
    for _ in range(8):
        tablet.get(f"{case}/next")
        if tablet.path.endswith("/form"):
            return case
        asked = re.search(r'name="situation" value="([a-z_]+)"', tablet.text)
        assert asked, tablet.text
        tablet.post(f"{case}/questions", situation=asked[1], member="", value=answers[asked[1]])
    raise AssertionError(tablet.path)


def hand_in(world: World, tablet: Tablet) -> str:
    """A birth from the authorisation to the number; the path of the case."""
    case = reach_form(tablet, {"follows": "mother", "remote": "false"})
    tablet.send(f"{case}/form", {"do": "invite:father"})
    agree(case.removeprefix("/station"))
    tablet.get(f"{case}/form")
    tablet.send(f"{case}/form", {field(tablet.text, "name"): "安安", "do": "next"})
    if tablet.path.endswith("/form"):
        addresses = re.findall(r'name="(fact:[^"]*post_address)"', tablet.text)
        tablet.send(f"{case}/form", {**dict.fromkeys(addresses, "寿光市圣城街道槐安巷 6 号"), "do": "next"})
    assert tablet.path.endswith("/check"), tablet.text
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', tablet.text)
    assert digest and "安安" in tablet.text
    assert tablet.send(f"{case}/check", {"digest": digest[1], "drawn": DRAWN}).status == 422, "without the oath nothing is signed"
    tablet.send(f"{case}/check", {"digest": digest[1], "oath": "yes", "drawn": DRAWN})
    if "出收款码" in tablet.text:
        assert "<svg" in tablet.send(f"{case}/finish", {"do": "pay"}).text
        world.payment.paid |= set(world.payment.orders)
        tablet.send(f"{case}/finish", {"do": "paid"})
    key = re.search(r'name="key" value="([0-9a-f]+)"', tablet.text)
    assert key, tablet.text
    tablet.send(f"{case}/finish", {"do": "submit", "key": key[1]})
    assert tablet.path.endswith("/done"), tablet.text
    return case


def test_a_birth_is_taken_in_by_a_helper_who_sees_nothing_of_it_afterwards(world: World) -> None:
    tablet = Tablet(world).lay(world.family.mother, "周若岚")
    assert "周若岚" in tablet.text and tablet.path == "/station/serve/"
    case = hand_in(world, tablet)
    assert "安安" not in tablet.text
    for page in ("form", "check", "questions", "finish"):
        assert "安安" not in tablet.get(f"{case}/{page}").text and tablet.path.endswith("/done"), page
    tablet.post("/station/serve/end")
    assert tablet.get(f"{case}/done").path == "/station/" and "周若岚" not in tablet.text
    acts = tablet.get("/station/acts/").text
    assert "周**" in acts and "读身份证" in acts and "周若岚" not in acts and "安安" not in acts
    with acting_system():
        stored = load_case(case.removeprefix("/station/case/"))
    assert stored is not None and stored.row.door == "station"
    signed = next(event for event in stored.events if event.kind == "station.authorised")
    assert signed.body["basis"] == "card" and signed.body["level"] == 5 and signed.body["station"] == tablet.station.id
    assert stored.values[signed.body["drawn"]] == DRAWN and "出生" in str(stored.values[signed.body["wording"]])
    hers = {(event.by[:6], event.door) for event in stored.events if event.actor == stored.events[0].actor}
    assert hers == {("staff:", "station")}, "every step says that it was a helper's hands"
    assert "便民服务站签了名" in Browser("mother").get(case.removeprefix("/station") + "/").text


def test_nothing_goes_on_without_the_citizens_signature_here(world: World) -> None:
    """A draft begun by phone is not opened at a station, nor one signed for at another with another helper, until they sign again."""
    mine = Tablet(world).lay(world.family.mother, "周若岚")
    case = reach_form(mine, {"follows": "mother", "remote": "false"})
    mine.post("/station/serve/end")
    other = Tablet(world, make_station("另一个站"), "second").lay(world.family.mother, "周若岚")
    assert "没办完的" in other.text
    for page in ("form", "notice", "questions", "check", "finish", "early"):
        assert other.get(f"{case}/{page}").status == 403 and "陈景行" not in other.text, page
    assert other.get(f"{case}/next").path.endswith("/draft") and "请人帮我办" in other.text
    other.post(f"{case}/draft", drawn=DRAWN)
    assert other.path.endswith("/form"), other.text


def test_the_citizen_chooses_here_how_results_arrive(world: World) -> None:
    tablet = Tablet(world).lay(world.family.mother, "周若岚")
    case = reach_form(tablet, {"follows": "mother", "remote": "false"})
    assert re.findall(r'name="way" value="(\w+)"', tablet.text) == ["post", "counter", "cabinet", "wallet"]
    assert "示例路 1 号" in tablet.text, "where the cabinets stand"
    tablet.send(f"{case}/form", {"do": "keep", "way": "cabinet", "site": "nowhere-at-all"})
    tablet.send(f"{case}/form", {"do": "keep", "way": "wallet", "site": ""})
    assert re.search(r'value="wallet" checked', tablet.get(f"{case}/form").text) and "post_address" not in tablet.text
    assert look(case.rpartition("/")[2]).case.delivery.way == "wallet"
    assert tablet.send(f"{case}/form", {"do": "keep", "way": "pigeon"}).status == 422
