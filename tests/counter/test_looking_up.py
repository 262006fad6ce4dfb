"""信息智能查询: at each door, by number and name, by card, by code: how far a matter is, what came of it, its certificates. The table
stands in docs/how-to/citizen.md; each cell that is filled there is walked here."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client as Straight

from shuangquan.actions import assisting
from shuangquan.actions.acting import acting_system
from shuangquan.connectors.reader.port import Card
from shuangquan.records.assistance import StoredAssistance, find_assistance
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse
from tests.api.conftest import secret as secret  # the fixture
from tests.api.walking import file_newborn, sign_in
from tests.counter.conftest import DEVICE, Clerk, make_hall
from tests.house.tree import ROOT
from tests.kiosk.conftest import Machine
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.station.conftest import Tablet

pytestmark = pytest.mark.database
Filed = tuple[Any, str, str, str, str]
NAME, CHILD = "周若岚", "陈知禾"


@pytest.fixture
def filed(world: World, secret: str) -> Filed:
    """The app that filed it, the case, its number, the number of a certificate and the token of its link."""
    make_hall()
    app = sign_in(secret)
    case = file_newborn(world, app)
    with acting_system(), enter_context():
        paper = find_certificates_of_case(case)[0]
    return app, case, app.call("GET", f"/cases/{case}")["number"], str(paper.plain["number"]), paper.token


def test_by_number_and_name(world: World, filed: Filed) -> None:
    _, _, number, paper, token = filed
    doors: dict[str, Any] = {"": Browser(), "/kiosk": Machine(world), "/counter": Clerk(), "/station": Tablet(world)}
    for door, somebody in doors.items():
        page = somebody.post(f"{door}/inquiry/", number=number, name=NAME)
        assert page.status == 200 and number in page.text and CHILD not in page.text, door
        page = somebody.post(f"{door}/inquiry/", number=paper, name=CHILD)
        assert page.status == 200 and ("出生医学证明" in page.text or f"/v/{token}" in page.text), door
        page = somebody.post(f"{door}/inquiry/", number=paper, name="路人")
        assert page.status == 422 and token not in page.text, door
    told = Straight().post("/api/v1/inquiry", {"number": number, "name": NAME}, content_type="application/json").json()
    assert told["state"] in ("running", "ended") and told["total"] == 4
    link = Straight().post("/api/v1/inquiry", {"number": paper, "name": CHILD}, content_type="application/json").json()["link"]
    assert link.endswith(f"/v/{token}/") or token in link


def test_by_code(world: World, filed: Filed) -> None:
    token = filed[4]
    doors: dict[str, Any] = {"": Browser(), "/kiosk": Machine(world), "/counter": Clerk(), "/station": Tablet(world)}
    for door, somebody in doors.items():
        page = somebody.post(f"{door}/inquiry/", number=f"https://zwfw.example.cn/v/{token}", name="")
        assert page.status == 200 and ("出生医学证明" in page.text or f'href="/v/{token}' in page.text), door
    assert Straight().get(f"/api/v1/certificates/{token}").json()["view"]["state"] == "valid"


def test_by_card_or_signed_in(world: World, filed: Filed) -> None:
    app, case, _, paper, _ = filed
    phone = Browser("mother")
    assert "出生一件事" in phone.get("/my/").text and "出生医学证明" in phone.get("/certificates/").text
    assert "出生医学证明" in Machine(world).lay().get("/kiosk/certificates/").text
    assert app.call("GET", f"/cases/{case}/progress")["lanes"] and "出生医学证明" in str(app.call("GET", f"/cases/{case}/certificates"))
    clerk = Clerk()
    world.reader.cards[DEVICE] = Card(world.family.mother, NAME, None, faced=True)
    served = clerk.post("/counter/card").text
    assert "出生一件事" in served and "看看有哪些证" in served
    listed = clerk.get("/counter/certificates/").text
    assert "出生医学证明" in listed and paper in listed and "有效" in listed
    with acting_system(), enter_context():
        (use,) = DataUse.objects.filter(field_names__contains=["certificates"], by__startswith="staff:")
        assert use.door == "counter", "the person sees who looked"
    tablet = Tablet(world).lay(world.family.mother, NAME)
    assert "出生医学证明" not in tablet.text and "SQ" not in tablet.text, "a station is told nothing of what was handed in"


def _lower(held: StoredAssistance | None) -> StoredAssistance:
    assert held is not None
    return replace(held, level=3)


def test_nobody_is_shown_more_than_they_are_known_for(world: World, filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Clerk()
    assert "出生医学证明" not in clerk.get("/counter/certificates/").text, "nobody is served"
    world.reader.cards[DEVICE] = Card(world.family.mother, NAME, None, faced=True)
    clerk.post("/counter/card")
    held = find_assistance
    monkeypatch.setattr(assisting, "find_assistance", lambda *given, **more: _lower(held(*given, **more)))
    assert clerk.get("/counter/certificates/").status == 403 and "出生医学证明" not in clerk.text, "a phone knows them too little"


def test_the_page_shows_the_table() -> None:
    page = (ROOT / "docs" / "how-to" / "citizen.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (portal|counter|kiosk|station|API) \|", page, flags=re.MULTILINE)
    assert rows == ["portal", "counter", "kiosk", "station", "API"]
