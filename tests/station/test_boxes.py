"""Without a network: sealed on the tablet, kept as it comes, opened here, put into a draft; nothing lost, nothing twice."""

import base64
import html
import json
from datetime import timedelta
from typing import Any

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.compiling import compile_and_keep
from shuangquan.actions.plans import plan_key
from shuangquan.actions.standards import load_online
from shuangquan.actions.station_boxes import take_box
from shuangquan.actions.stations import change_agreement, keep_helper, revoke_tablet
from shuangquan.core.words.actor import SYSTEM
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.ids import new_id
from shuangquan.records.station_acts import find_box
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.station.conftest import REGION, Tablet, make_package, make_station, seal

pytestmark = pytest.mark.database
FATHER = "陈景行"


@pytest.fixture
def world(world: World) -> World:
    """With every situation of retiring compiled for the region, as a worker does the first time somebody asks for it."""
    compile_and_keep(plan_key(load_online().hash, "retirement", REGION, "worker", None, frozenset()))
    return world


def open_it(box: str) -> Any:
    """Run the job; the package as it then stands."""
    take_box(box)
    with acting_system():
        return find_box(box)


def send(tablet: Tablet, package: dict[str, Any], kit: dict[str, Any]) -> Any:
    assert tablet.deliver(package["id"], seal(kit, package))["state"] == "received"
    return open_it(package["id"])


def test_what_was_taken_in_becomes_a_draft_that_the_person_goes_on_with(world: World) -> None:
    tablet = Tablet(world)
    kit = tablet.fetch_kit()
    assert "retirement" in {one["theme"] for one in kit["matters"]}, kit["later"]
    sheet = next(one for one in kit["matters"] if one["theme"] == "retirement")["roles"][0]
    assert [one["situation"] for one in sheet["questions"]] == ["retire_kind"], "what data can answer is not asked"
    assert "worker.bank_account" in {one["path"] for one in sheet["fields"]}
    assert world.family.mother not in json.dumps(kit)
    who = (world.family.father, FATHER)
    package = make_package(kit, "retirement", who, answers={"retire_kind": "statutory"}, facts={"worker.bank_account": "6217001234567890"})
    envelope = seal(kit, package)
    assert FATHER not in envelope.decode() and who[0] not in envelope.decode()
    first = tablet.deliver(package["id"], envelope)
    assert first["state"] == "received" and tablet.deliver(package["id"], envelope) == first, "the same again changes nothing"
    box = open_it(package["id"])
    assert (box.state, box.sealed) == ("taken", b""), box.reason
    assert open_it(package["id"]).case_id == box.case_id, "the job twice is as once"
    with acting_system():
        stored = load_case(box.case_id)
    assert stored is not None and (stored.row.state, stored.row.number, stored.row.door) == ("draft", None, "station")
    assert stored.row.submitted_at is None and stored.row.due_at is None
    signed = next(event for event in stored.events if event.kind == "station.authorised")
    assert (signed.body["basis"], signed.body["level"], signed.body["package"]) == ("typed", 3, package["id"])
    assert signed.body["said_at"].startswith("2026-11-24T10:00:00") and signed.body["proof"]
    assert {event.by[:6] for event in stored.events} == {"staff:"}
    assert "6217001234567890" in map(str, stored.values.values())
    told = tablet.client.get(f"/station/offline/ready?box={package['id']}").json()["boxes"]
    assert [one["state"] for one in told] == ["taken"] and FATHER not in json.dumps(told)
    assert "没网时收的" in tablet.get("/station/acts/").text and FATHER not in tablet.text
    assert "退休" in Browser("father").get("/my/").text


def test_what_is_not_as_it_should_be_is_refused_with_a_reason(world: World) -> None:
    tablet = Tablet(world)
    kit = tablet.fetch_kit()
    who = (world.family.father, FATHER)

    def refuse(**more: Any) -> str:
        package = make_package(kit, "retirement", who) | more
        box = send(tablet, package, kit)
        assert box.state == "refused" and not box.case_id
        told = tablet.client.get(f"/station/offline/ready?box={package['id']}").json()["boxes"]
        assert told[0]["reason"], box.reason
        return str(box.reason)

    assert refuse(proof="") == "box.proof"
    assert refuse(who={"name": FATHER, "id_number": who[0][:17] + "Y"}) == "box.who"
    assert refuse(words="我请他替我决定一切。") == "box.changed"
    assert refuse(theme="disability") == "station.theme"
    assert refuse(shift="made-up") == "box.form"
    assert refuse(drawn="") == "station.sign"
    assert refuse(answers=[1]) == "box.form"
    change_agreement(SYSTEM, tablet.station.id, until=NOW.date() - timedelta(days=1), ends=True)
    assert refuse() == "station.over"
    assert "协议不在有效期内" in tablet.get("/station/").text
    change_agreement(SYSTEM, tablet.station.id, ends=True)
    keep_helper(SYSTEM, tablet.station.id, "helper", ends=True)
    assert refuse() == "station.helper"
    assert tablet.get("/station/").status == 403


def test_a_number_known_under_another_name_is_nobodys_draft(world: World) -> None:
    Browser("mother").get("/my/")
    tablet = Tablet(world)
    kit = tablet.fetch_kit()
    box = send(tablet, make_package(kit, "retirement", (world.family.mother, "王冒名")), kit)
    assert (box.state, box.reason, box.case_id) == ("refused", "box.who", "")


def test_altered_replayed_foreign_and_revoked(world: World) -> None:
    """A package says what was sealed in it, by the tablet that sealed it, once."""
    tablet = Tablet(world)
    kit, other = tablet.fetch_kit(), Tablet(world, make_station("另一个站"), "second")
    package = make_package(kit, "retirement", (world.family.father, FATHER))
    envelope = json.loads(seal(kit, package))
    inside = bytearray(base64.b64decode(envelope["sealed"]))
    inside[20] ^= 1
    altered = {**envelope, "sealed": base64.b64encode(bytes(inside)).decode()}
    renamed = {**envelope, "id": new_id()}
    for box, held in ((package["id"], altered), (renamed["id"], renamed), (renamed["id"], envelope)):
        told = tablet.deliver(box, json.dumps(held).encode())
        assert told["state"] == "refused" and "坏了" in html.unescape(told["reason"])
    assert other.deliver(package["id"], json.dumps(envelope).encode())["state"] == "refused", "not from another tablet"
    foreign = {**envelope, "tablet": other.id}
    assert other.deliver(package["id"], json.dumps(foreign).encode())["state"] == "refused", "nor under its name"
    assert tablet.deliver(package["id"], json.dumps(envelope).encode())["state"] == "received"
    again = make_package(kit, "retirement", (world.family.father, FATHER), id=package["id"])
    assert "别的内容" in tablet.deliver(package["id"], seal(kit, again))["reason"], "one number, one content"
    inner = make_package(kit, "retirement", (world.family.father, FATHER))
    box = new_id()
    assert tablet.deliver(box, seal(kit, inner, box=box))["state"] == "received"
    assert open_it(box).reason == "box.broken", "what was sealed under another number"
    shifted = make_package(other.fetch_kit(), "retirement", (world.family.father, FATHER))
    assert send(tablet, shifted, kit).reason == "box.form", "a sign-in of another tablet"
    with stopped_at(NOW):
        revoke_tablet(SYSTEM, tablet.id)
    assert open_it(package["id"]).reason == "box.broken", "of a revoked tablet nothing is opened"
    answer = tablet.client.post("/station/offline/take", {"id": package["id"]})
    assert answer.status_code == 302 and answer.headers["Location"] == "/station/enrol"
    assert tablet.get("/station/acts/").path == "/station/enrol" and tablet.get("/station/offline/kit").path == "/station/enrol"
