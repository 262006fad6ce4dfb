"""Halls by the API: seen by everybody, a number booked, moved and given back, help asked for, for a person who allowed it."""

from typing import Any

import pytest
from django.test import Client as Straight
from examples.api import hall as example
from examples.api.client import Client, Refused

from shuangquan.actions.halls import find_hall, take_ticket
from shuangquan.core.words.app_scopes import SCOPES
from shuangquan.records.models import HallSlot
from tests.api.conftest import APP, allowed, say_yes, serving
from tests.api.walking import sign_in
from tests.counter.conftest import HALL, Clerk, make_hall
from tests.portal.ports import World


def read(path: str) -> Any:
    answer = Straight().get(f"/api/v1{path}")
    return answer.json()


def refused(call: Any) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


@pytest.fixture
def app(world: World, secret: str) -> Client:
    make_hall()
    return sign_in(secret, scopes=["hall.use"])


def test_everybody_sees_how_full_a_hall_is(world: World) -> None:
    make_hall()
    told = read("/halls?region=370783")
    assert [(one["id"], one["windows"]) for one in told["halls"]] == [(HALL, 3)] and "person" in {one["id"] for one in told["queues"]}
    assert read("/halls?region=370100")["halls"] == []
    day = told["days"][-1]
    slots = read(f"/halls/{HALL}/times?day={day}")["slots"]
    assert slots and all(one["left"] > 0 and one["start"].startswith(day) for one in slots)
    assert read(f"/halls/{HALL}/times?day=2030-01-01")["slots"] == []
    take_ticket(find_hall(HALL), "person", "10.0.0.1")
    now = read(f"/halls/{HALL}/now")
    assert now["waiting"] == 1 and now["wait"] is None and {one["id"]: one["waiting"] for one in now["queues"]}["person"] == 1
    assert read("/halls/370783-00000000/now")["code"] == "hall.unknown"


def test_a_number_is_booked_moved_and_given_back(app: Client) -> None:
    days = read("/halls?region=370783")["days"]
    starts = example.find_times(app, HALL, days[1:2])
    asked = {"key": "booking-0001", "hall": HALL, "queue": "person", "start": starts[0]}
    (made,) = app.call("POST", "/own/bookings", asked)["bookings"]
    assert (made["start"], made["state"], made["hall"]) == (starts[0], "booked", HALL) and made["code"].startswith("A")
    assert app.call("POST", "/own/bookings", asked)["bookings"] == [made], "the same key again books nothing"
    assert refused(lambda: app.call("POST", "/own/bookings", {**asked, "start": starts[1]})) == "idempotency.other_body"
    assert refused(lambda: app.call("POST", "/own/bookings", {**asked, "key": "booking-0002"})) == "slot.once"
    path = f"/own/bookings/{made['id']}"
    HallSlot.objects.create(hall=HALL, start=starts[2], taken=10**3)
    assert refused(lambda: app.call("POST", path, {"key": "moving-0001", "start": starts[2]})) == "slot.full"
    assert app.call("GET", "/own/bookings")["bookings"] == [made], "the old one stands"
    (moved,) = app.call("POST", path, {"key": "moving-0002", "start": starts[1]})["bookings"]
    assert moved["start"] == starts[1] and moved["id"] != made["id"]
    assert app.call("POST", path, {"key": "moving-0002", "start": starts[1]})["bookings"] == [moved]
    assert refused(lambda: app.call("POST", path, {"key": "moving-0003", "start": starts[0]})) == "ticket.unknown"
    left = {one["start"]: one["left"] for one in read(f"/halls/{HALL}/times?day={days[1]}")["slots"]}
    assert left[starts[0]] == left[starts[3]] and left[starts[1]] == left[starts[0]] - 1, "the place in the old slot is free again"
    assert app.call("POST", f"/own/bookings/{moved['id']}/cancellation", {})["bookings"] == []
    assert refused(lambda: app.call("POST", f"/own/bookings/{moved['id']}/cancellation", {})) == "ticket.moved"


def test_help_is_asked_for_seen_and_confirmed(app: Client) -> None:
    asked = {"key": "helping-0001", "hall": HALL, "theme": "newborn", "kind": "fill"}
    (order,) = app.call("POST", "/own/help", asked)["help"]
    assert (order["state"], order["kind"]["zh"], order["steps"]) == ("asked", "帮我填表", [])
    assert app.call("POST", "/own/help", asked)["help"] == [order]
    assert refused(lambda: app.call("POST", "/own/help", {**asked, "key": "helping-0002"})) == "help.once"
    assert refused(lambda: app.call("POST", "/own/help", {**asked, "key": "helping-0003", "kind": "sing"})) == "help.kind"
    assert refused(lambda: app.call("POST", f"/own/help/{order['id']}", {"do": "confirm"})) == "help.moved"
    clerk = Clerk()
    for do in ("take", "step:called", "finish"):
        clerk.post(f"/counter/helps/{order['id']}", do=do)
    (now,) = app.call("GET", "/own/help")["help"]
    assert now["state"] == "finished" and [one["what"]["zh"] for one in now["steps"]] == ["打过电话"]
    (done,) = app.call("POST", f"/own/help/{order['id']}", {"do": "confirm"})["help"]
    assert done["state"] == "confirmed"
    assert refused(lambda: app.call("POST", "/own/help/00000000-0000-4000-8000-000000000000", {"do": "end"})) == "help.unknown"


def test_it_has_a_scope_of_its_own_and_stays_where_the_app_is_let_in(app: Client, secret: str) -> None:
    other = allowed(secret, scopes=" ".join(one for one in SCOPES if one != "hall.use"))
    assert other.get("/own/bookings")[1]["code"] == "app.scope" and other.post("/own/help", {})[1]["code"] == "app.scope"
    case = "00000000-0000-4000-8000-000000000000"
    asked = {"key": "helping-0009", "hall": HALL, "theme": "newborn", "kind": "fill", "case": case}
    assert refused(lambda: app.call("POST", "/own/help", asked)) == "case.unknown", "no matter that another opened"


def test_the_example_books_moves_and_asks(world: World, secret: str) -> None:
    make_hall()
    with serving() as address:
        client = Client(address, APP, secret)
        client.take_code(say_yes("mother", client.ask_address(example.SCOPES, example.REDIRECT).removeprefix(address)), example.REDIRECT)
        booking = example.book_first(client, "370783")
        moved = example.move_later(client, "370783", booking)
        assert moved["start"] > booking["start"] and moved["code"] != booking["code"]
        assert example.ask_help(client, booking["hall"], "newborn")["state"] == "asked"
