"""A kiosk attacked: by a browser that is none, with a copied key, by one card for another's matter, by a session carried off."""

from django.test import Client

from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import KioskPrint
from tests.attacks.places import find_all
from tests.attacks.test_strangers import TRIES
from tests.kiosk.conftest import Machine
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import begin

OPEN = {"enrol", "alive", "beat"}
"""What a browser that is no machine may ask: nothing of anybody is behind it."""
MORE = ({"purpose": "keep"}, {"key": "receipt-1"}, {"do": "notice"}, {"do": "fact", "value": "坏人"})


def test_a_browser_that_is_no_machine_gets_nothing(world: World) -> None:
    routes = [route for route in find_all() if route.pattern.startswith("kiosk/") and route.name not in OPEN]
    assert len(routes) > 20
    for key in ("", "A" * 32):
        client = Client()
        client.cookies["kiosk"] = key
        for route in routes:
            for answer in (client.get(route.address()), client.post(route.address(), TRIES[2])):
                assert answer.status_code in (403, 405), route.pattern
    assert not world.share.asked
    assert Client().post("/kiosk/beat").json() == {"reload": True}


def test_a_machines_key_alone_opens_nothing_of_anybody(world: World) -> None:
    """Who copies the cookie of a machine is a machine: an empty one. Its end is one press at the desk."""
    machine = Machine(world).lay()
    thief = Client()
    thief.cookies["kiosk"] = machine.client.cookies["kiosk"].value
    for path in ("home", "mine/", "certificates/", "inquiry/own-homes/"):
        answer = thief.get(f"/kiosk/{path}")
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/kiosk/?next=")
    assert "周若岚" not in thief.get("/kiosk/").content.decode()


def test_one_persons_card_does_not_open_anothers_matter(world: World) -> None:
    mother = Browser("mother")
    hers = begin(mother).removeprefix("/case/")
    machine = Machine(world).lay("father")
    for route in find_all():
        if route.pattern.startswith("kiosk/") and {"case", "certificate", "sheet"} & set(route.parts):
            address = route.address(case=hers)
            for answer in (machine.client.get(address), *(machine.client.post(address, data) for data in (*TRIES, *MORE))):
                assert answer.status_code in (302, 303, 403, 404, 405), (route.name, answer.status_code)
                assert "周若岚" not in answer.content.decode() and b"%PDF" not in answer.content
    assert not world.printer.printed
    with enter_context(SYSTEM_CLAIMS):
        assert not KioskPrint.objects.exists()


def test_a_session_carried_to_another_machine_serves_nobody(world: World) -> None:
    here, there = Machine(world), Machine(world, "bank")
    here.lay()
    there.client.cookies["session"] = here.client.cookies["session"].value
    assert there.get("/kiosk/home").path == "/kiosk/" and "周若岚" not in there.text
