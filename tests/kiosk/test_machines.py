"""Machines: placed, enrolled by a code that works once, heard from, locked and unlocked from afar, forgotten."""

from datetime import timedelta

import pytest

from shuangquan.actions.kiosks import add_kiosk, list_kiosks, lock_kiosk, remove_machine, renew_code
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_kiosks import find_kiosk_rows
from shuangquan.records.clock import stopped_at
from shuangquan.records.models import HouseChange, Kiosk
from shuangquan.records.organisations import find_house_changes
from tests.desk.conftest import Officer, append_officer
from tests.kiosk.conftest import REGION, Machine
from tests.portal.conftest import NOW
from tests.portal.ports import World

ADMIN = Actor("officer", "staff-7", REGION, "desk", 4, "hr", "kiosks", frozenset({"admin"}))


def test_a_machine_takes_its_place_by_a_code_that_works_once(world: World) -> None:
    machine = Machine(world)
    held = Kiosk.objects.get(id=machine.id)
    assert bytes(held.key_hash or b"") and held.code_hash is None and held.enrolled_at
    assert machine.client.cookies["kiosk"]["httponly"] and machine.client.cookies["kiosk"]["samesite"] == "Strict"
    code = renew_code(ADMIN, machine.id)
    with stopped_at(NOW + timedelta(minutes=31)):
        late = Machine.__new__(Machine)
        late.client = type(machine.client)()
        assert "登记码不对" in late.post("/kiosk/enrol", code=code).text and late.status == 422
    other = Machine.__new__(Machine)
    other.client = type(machine.client)()
    assert other.post("/kiosk/enrol", code=f" {code.lower()} ").path == "/kiosk/"
    assert "登记码不对" in other.post("/kiosk/enrol", code=code).text
    assert machine.get("/kiosk/").status == 403  # the one that was there before is known no more
    assert "登记这台终端" in machine.text
    remove_machine(ADMIN, machine.id)
    assert other.get("/kiosk/").status == 403


def test_a_locked_machine_is_calm_and_serves_nobody(world: World) -> None:
    machine = Machine(world).lay()
    assert machine.path == "/kiosk/home" and "周若岚" in machine.text
    lock_kiosk(ADMIN, machine.id, locked=True)
    assert machine.get("/kiosk/home").status == 503 and "暂停使用" in machine.text and "周若岚" not in machine.text
    assert machine.client.post("/kiosk/beat", {"locked": "1"}).json()["reload"] is False
    lock_kiosk(ADMIN, machine.id, locked=False)
    assert machine.client.post("/kiosk/beat", {"locked": "1"}).json()["reload"] is True
    assert machine.get("/kiosk/home").path == "/kiosk/"  # whoever was served is not any more
    assert [change.detail["did"] for change in find_house_changes("hr")] == ["unlocked", "locked"]
    assert set(HouseChange.objects.filter(what="kiosk").values_list("subject", flat=True)) == {machine.id}


def test_its_health_is_told_and_what_wants_looking_after_comes_first(world: World) -> None:
    well, ill = Machine(world), Machine(world, "village")
    well.post("/kiosk/beat")
    world.printer.trouble = "jam"
    assert "卡纸" in ill.client.post("/kiosk/beat").json()["paper"]
    ill.post("/kiosk/help")
    assert "没有专人值守" in ill.text and "12345" in ill.text
    rows = find_kiosk_rows(list_kiosks(ADMIN), "zh")
    assert [(row.id, row.state, row.printer, bool(row.called)) for row in rows] == [
        (ill.id, "serving", "jam", True),
        (well.id, "serving", "", False),
    ]
    with stopped_at(NOW + timedelta(minutes=3)):
        assert {row.state for row in find_kiosk_rows(list_kiosks(ADMIN), "zh")} == {"silent"}


def test_the_desk_lists_places_locks_and_hides_other_regions(world: World) -> None:
    append_officer("keeper", "hr", roles=("officer", "admin"))
    append_officer("looker", "tax", roles=("officer", "lead"))
    append_officer("plain", "tax", roles=("officer",))
    machine = Machine(world)
    elsewhere, _ = add_kiosk(SYSTEM, Text("历下区政务中心"), "hall", "370102")
    keeper, looker = Officer("keeper"), Officer("looker")
    page = keeper.client.get("/desk/kiosks/").content.decode()
    assert "寿光市民中心 · 1 号机" in page and "历下区" not in page
    assert keeper.client.post("/desk/kiosks/", {"do": "lock", "kiosk": machine.id}).status_code == 303
    assert machine.get("/kiosk/").status == 503
    assert "没有这台终端" in keeper.client.post("/desk/kiosks/", {"do": "lock", "kiosk": elsewhere}).content.decode()
    made = keeper.client.post("/desk/kiosks/", {"do": "add", "zh": "圣城街道工行", "site": "bank", "region": REGION}).content.decode()
    assert "登记码" in made and "只能用一次" in made
    assert (
        "不归你管" in keeper.client.post("/desk/kiosks/", {"do": "add", "zh": "别处", "site": "bank", "region": "370102"}).content.decode()
    )
    assert keeper.client.post("/desk/kiosks/", {"do": "add", "zh": "", "site": "bank", "region": REGION}).status_code == 422
    assert looker.client.get("/desk/kiosks/").status_code == 200
    assert looker.client.post("/desk/kiosks/", {"do": "unlock", "kiosk": machine.id}).status_code == 403
    assert Officer("plain").client.get("/desk/kiosks/").status_code == 403
    assert Kiosk.objects.get(id=machine.id).locked_at is not None


def test_wrong_codes_are_counted(world: World) -> None:
    machine = Machine(world)
    for _ in range(20):
        machine.post("/kiosk/enrol", code="WRONG")
    assert machine.post("/kiosk/enrol", code="WRONG").status == 429
    with pytest.raises(Refusal, match=r"kiosk\.site"):
        add_kiosk(SYSTEM, Text("某地"), "airport", REGION)
