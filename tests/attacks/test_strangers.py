"""Everybody who has no business with a case, at every address that takes an id: refused, told nothing, and nothing happens."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from shuangquan.actions.acting import acting_system
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.ids import new_token
from shuangquan.records.models import DataUse, Objection
from tests.attacks.places import NOWHERE, Route, find_all, find_with_ids, is_api, make_strangers, same
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import look
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import begin

OBJECTED, RIGHT = "mother.ethnicity", "回族"
SECRETS = (RIGHT, "周若岚", "陈景行", "安安", "槐安巷", "文庙街", "13800000042")
TRIES = (
    {"do": "pass", "step": "send", "text": "好"},
    {"do": "refuse", "step": "send", "text": "不", "remedy": "无"},
    {"do": "next", "fact:mother.name": "坏人", "digest": "0" * 64, "oath": "yes", "key": "k" * 32},
    {"do": "agree"},
    {"fact": OBJECTED, "right": "汉族", "key": "k" * 32, "state": "corrected", "text": "好"},
    {"do": "sign", "digest": "0" * 64, "oath": "yes"},
)


@pytest.fixture
def held(world: World) -> tuple[str, str]:
    """The mother's case, waiting for an officer of the police here, who is asked to correct a fact too; and a certificate of it."""
    case = make_unmarried(world)
    Browser("mother").send(f"/case/{case}/object", {"fact": OBJECTED, "right": RIGHT, "key": "a" * 32})
    with acting_system():
        made = find_certificates_of_case(case)
    return case, made[0].id


def find_ids(case: str, certificate: str) -> dict[str, str]:
    with enter_context(SYSTEM_CLAIMS):
        objection = next((str(row.id) for row in Objection.objects.filter(case_id=case)), NOWHERE)
    return {"case": case, "certificate": certificate, "paper": certificate, "item": ITEM, "member": "1", "objection": objection}


def count_uses(case: str) -> int:
    with enter_context(SYSTEM_CLAIMS):
        return DataUse.objects.filter(case_id=case).count()


def test_there_are_routes_to_attack() -> None:
    names = {route.name for route in find_with_ids()}
    assert {
        "progress",
        "form",
        "check",
        "pay",
        "withdraw",
        "certificate",
        "certificate-pdf",
        "certificate-ofd",
        "case",
        "paper",
        "object",
        "objection",
    } <= names
    assert len(find_with_ids()) >= 19


def test_no_stranger_learns_or_changes_anything_anywhere(world: World, held: tuple[str, str]) -> None:
    case, certificate = held
    ids, secrets = find_ids(case, certificate), (*SECRETS, world.family.mother, world.family.father)
    before, uses = look(case).case.version, count_uses(case)
    seen = 0
    for who, client in make_strangers():
        for route in find_with_ids():
            address, guessed = route.address(**ids), route.address(item=ITEM)
            answers = [client.get(address), client.get(f"{address}?whole=mother.id_number&part=1&again=follows")]
            answers += [client.post(address, data) for data in TRIES]
            for answer in answers:
                text = answer.content.decode(errors="replace")
                assert answer.status_code in (302, 403, 404, 405), (who, route.name, answer.status_code)
                assert not [secret for secret in secrets if secret in text], (who, route.name)
                assert b"%PDF" not in answer.content and not answer.content.startswith(b"PK")
                if answer.status_code == 302:
                    doors = r"/(sign-in/|desk/login|counter/login)\?next=|/station/enrol\Z"
                    assert re.match(doors, answer.headers["Location"]), (who, route.name)
                seen += 1
            nothing = client.get(guessed)
            assert nothing.status_code == answers[0].status_code, (who, route.name, "the answer tells whether it exists")
            assert same(nothing.content.decode(), answers[0].content.decode()), (who, route.name)
    assert seen >= 500
    assert look(case).case.version == before and not world.payment.orders.keys() - {*world.payment.paid}
    with enter_context(SYSTEM_CLAIMS):
        assert [row.state for row in Objection.objects.all()] == ["open"]
    assert count_uses(case) == uses, "what nobody was shown is not noted as read"


def test_a_party_of_another_case_and_a_party_not_yet_asked_see_nothing(world: World) -> None:
    """The father has a case of his own; he takes part in hers only once she asks him, and no longer once he declines."""
    mother, father = Browser("mother"), Browser("father")
    hers = begin(mother)
    mother.post(f"{hers}/notice")
    his = begin(father, "father")
    assert his != hers
    ids = find_ids(hers.removeprefix("/case/"), NOWHERE)
    for route in find_with_ids():
        if "certificate" in route.parts or "paper" in route.parts or route.pattern.startswith(("desk/", "counter/", "station/")):
            continue
        for answer in (father.client.get(route.address(**ids)), father.client.post(route.address(**ids), TRIES[2])):
            assert answer.status_code in (403, 404, 405), (route.name, answer.status_code)
            assert "周若岚" not in answer.content.decode()


def test_a_party_does_only_what_a_party_may(world: World) -> None:
    """Asked and agreed, the father still neither fills in, pays, submits nor withdraws what is hers."""
    mother = Browser("mother")
    case = begin(mother)
    mother.post(f"{case}/notice")
    mother.post(f"{case}/questions", situation="follows", member="", value="mother")
    mother.send(f"{case}/form", {"do": "invite:father"})
    father = Browser("father")
    father.post(f"{case}/consent", do="agree")
    before = look(case.removeprefix("/case/")).case
    for path in ("notice", "early", "questions", "form", "check", "finish", "pay", "withdraw"):
        for data in (*TRIES, {"do": "invite:mother"}, {"do": "type:mother"}, {"situation": "follows", "member": "", "value": "father"}):
            answer = father.client.post(f"{case}/{path}", data)
            assert answer.status_code in (302, 303, 403, 404, 405), (path, answer.status_code)
            assert "周若岚" not in answer.content.decode() and "槐安巷" not in answer.content.decode()
    assert look(case.removeprefix("/case/")).case.version == before.version


def test_ids_are_not_guessed_by_their_neighbours(world: World, held: tuple[str, str]) -> None:
    """Ids are ordered by time; 74 bits of each are drawn all the same, and being near one opens nothing."""
    case, _ = held
    client = Browser("stranger").client
    number = UUID(case).int
    for near in (1, -1, 2, 1 << 62, 1 << 80):
        assert client.get(f"/case/{UUID(int=number + near)}/").status_code == 404
    for odd in ("1", "0" * 36, case.upper(), f"{case}%00", f"{{{case}}}", f"urn:uuid:{case}", f"{case}/../{case}", "%2e%2e", "*", "null"):
        assert client.get(f"/case/{odd}/").status_code in (302, 400, 404), odd


@budget(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text("ABCabc019_-", min_size=1, max_size=70))
def test_tokens_are_not_guessed(client_of_a_world: Client, token: str) -> None:
    for address in (f"/v/{token}", f"/v/{token}.json"):
        assert client_of_a_world.get(address, REMOTE_ADDR=f"2001:db8:{hash(token) & 0xFFFF:x}:{len(token):x}::1").status_code == 404


@pytest.fixture
def client_of_a_world(world: World) -> Client:
    make_unmarried(world)
    return Client()


def test_tokens_have_nothing_in_common() -> None:
    made = [new_token() for _ in range(2000)]
    assert len(set(made)) == 2000 and {len(one) for one in made} == {32}
    assert all(len({one[at] for one in made}) == 64 for at in range(32)), "every character of every place takes every value"


def test_an_officer_of_the_department_writes_only_names_into_the_record_of_readings(world: World, held: tuple[str, str]) -> None:
    case, _ = held
    append_officer("police-here", "police")
    officer, value = Officer("police-here"), world.family.mother
    officer.get(f"/desk/case/{case}/{ITEM}/1/?whole={value}")
    officer.get(f"/desk/case/{case}/{ITEM}/1/?whole=father.id_number")
    mother = Browser("mother")
    draft = begin(mother)
    mother.post(f"{draft}/notice")
    mother.post(f"{draft}/questions", situation="married", member="", value="false")
    with enter_context(SYSTEM_CLAIMS):
        names = [name for use in DataUse.objects.all() for name in use.field_names]
    assert "whole:father.id_number" in names
    assert not [name for name in names if value in name]


def test_every_reading_of_a_whole_number_is_noted(world: World) -> None:
    """Also when one address asks for several, and what names no fact is not written down."""
    mother = Browser("mother")
    case = begin(mother)
    mother.post(f"{case}/notice")
    mother.post(f"{case}/questions", situation="follows", member="", value="mother")
    assert mother.get(f"{case}/form?whole=mother.id_number&whole=mother.phone&whole={world.family.father}&whole=%3Cscript%3E").status == 200
    with enter_context(SYSTEM_CLAIMS):
        names = {name for use in DataUse.objects.all() for name in use.field_names}
    assert {"whole:mother.id_number", "whole:mother.phone"} <= names
    assert not [name for name in names if world.family.father in name or "<" in name]


def _routes() -> Iterator[Route]:
    yield from (route for route in find_all() if getattr(route.view.callback, "entry", "") not in ("anybody", "") and not is_api(route))


def test_every_address_that_is_not_everybodys_sends_to_sign_in_first(world: World) -> None:
    """But the kiosk's, where nobody signs in: a browser that is no machine is refused there (tests/attacks/test_kiosk.py)."""
    found = [route for route in _routes() if not route.pattern.startswith("kiosk/")]
    assert len(found) >= 20
    for route in found:
        answer = Client().get(route.address())
        posted = Client().post(route.address(), TRIES[2])
        for one in (answer, posted):
            assert one.status_code in (302, 405), (route.name, one.status_code)
            if one.status_code == 302:
                doors = (
                    "/sign-in/?next=%2F",
                    "/desk/login?next=%2Fdesk",
                    "/console/login?next=%2Fconsole",
                    "/counter/login?next=%2Fcounter",
                )
                assert one.headers["Location"].startswith((*doors, "/counter/terminal", "/station/enrol")), route.name
