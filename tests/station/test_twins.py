"""The same matter taken in twice: found on arrival, looked at by a person, never two cases and never lost without a word."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.records.cases import load_case
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.station.conftest import DRAWN, Tablet, make_package
from tests.station.test_boxes import FATHER, open_it, send
from tests.station.test_boxes import world as world  # the fixture

pytestmark = pytest.mark.database


def begin_by_phone(browser: Browser) -> str:
    """The father begins to retire on his own phone; the case."""
    browser.post("/matters/retirement/start", role="worker")
    found = re.search(r"/case/([0-9a-f-]{36})", browser.path)
    assert found, browser.text
    return found[1]


def test_what_meets_a_draft_is_put_into_it_by_a_person(world: World) -> None:
    phone = Browser("father")
    case = begin_by_phone(phone)
    tablet = Tablet(world)
    kit = tablet.fetch_kit()
    facts = {"worker.bank_account": "6217001234567890"}
    package = make_package(kit, "retirement", (world.family.father, FATHER), answers={"retire_kind": "statutory"}, facts=facts)
    box = send(tablet, package, kit)
    assert (box.state, box.reason, box.twin_id, box.case_id) == ("twin", "theme", case, "")
    assert "1 件要你看一看" in tablet.get("/station/").text
    assert package["id"] in tablet.get("/station/twins/").text
    page = tablet.get(f"/station/twins/{package['id']}/").text
    assert "没填" in page and FATHER not in page and "6217001234567890" not in page and world.family.father not in page
    with acting_system():
        before = load_case(case)
    assert tablet.post(f"/station/twins/{package['id']}/", do="leave").status == 422, "not without a reason"
    tablet.post(f"/station/twins/{package['id']}/", do="carry")
    assert tablet.path == "/station/twins/" and "没有要看的" in tablet.text
    assert tablet.post(f"/station/twins/{package['id']}/", do="carry").status == 404, "once"
    assert open_it(package["id"]).state == "merged"
    with acting_system():
        after = load_case(case)
    assert before is not None and after is not None
    new = after.events[len(before.events) :]
    assert {"station.authorised", "station.settled"} <= {event.kind for event in new}
    settled = next(event for event in new if event.kind == "station.settled")
    assert (settled.body["how"], settled.body["package"]) == ("carried", package["id"]) and settled.body["helper"].startswith("staff:")
    assert "6217001234567890" in map(str, after.values.values())
    assert "没网时收的也是这件事" in phone.get(f"/case/{case}/").text or phone.path.startswith("/case/")


def test_what_meets_a_case_of_which_nothing_is_shown_is_left_out_or_taken_apart(world: World) -> None:
    """Of a second one the first is left as it is, with a word in it; and another matter of the same kind becomes a draft of its own."""
    tablet = Tablet(world)
    kit = tablet.fetch_kit()
    who = (world.family.father, FATHER)
    first = send(tablet, make_package(kit, "retirement", who), kit)
    left, apart = (send(tablet, make_package(kit, "retirement", who, drawn=DRAWN), kit) for _ in range(2))
    assert [one.state for one in (first, left, apart)] == ["taken", "twin", "twin"] and left.twin_id == first.case_id
    tablet.post(f"/station/twins/{left.id}/", do="leave", why="changed")
    box = open_it(left.id)
    assert (box.state, box.reason, box.sealed) == ("discarded", "changed", b"") and box.settled_by.startswith("staff:")
    with acting_system():
        stored = load_case(first.case_id)
    assert stored is not None and stored.events[-1].kind == "station.settled" and stored.events[-1].body["how"] == "discarded"
    tablet.post(f"/station/twins/{apart.id}/", do="apart")
    box = open_it(apart.id)
    assert box.state == "taken" and box.case_id not in ("", first.case_id)
