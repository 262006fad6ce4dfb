"""The zone inside a host: in by a ticket, recognised as well as the host may vouch for, framed by that host alone, told of what follows."""

import json
import re
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from shuangquan.actions.acting import acting_system
from shuangquan.actions.clients import add_app
from shuangquan.actions.hooks import list_hooks, tell_app
from shuangquan.actions.hosts import set_host
from tests.api.conftest import Program, make_app
from tests.portal.conftest import Browser, world
from tests.portal.ports import World
from tests.portal.steps import agree, field, reach_form, sign

__all__ = ["world"]
HOST, FRAME, NONCE = "province-app", "https://app.example", "n" * 22
IN_FRAME = {"Sec-Fetch-Dest": "iframe"}


class Host(Program):
    """A host's server, with a token of its own."""

    def ticket(self, who: dict[str, str], level: int = 4, **more: Any) -> tuple[int, Any]:
        status, found = self.token(grant_type="client_credentials")
        assert status == 200, found
        self.access = found["access_token"]
        asked = {"user": who, "level": level, "audience": "http://127.0.0.1:8000", "nonce": NONCE, **more}
        return self.post("/app/tickets", asked)


@pytest.fixture
def host(world: World) -> Host:
    made = Host(add_app(make_app(HOST)), app=HOST)
    set_host(HOST, (FRAME,), 4)
    return made


def user(world: World, who: str = "mother") -> dict[str, str]:
    number, name = world.identity.people[who]
    return {"id_number": number, "name": name, "subject": f"u-{who}"}


def enter(phone: Client, ticket: str, to: str = "", **more: str) -> Any:
    held = {"client": HOST, "ticket": ticket, "nonce": NONCE, "to": to}
    return phone.get("/enter", {**held, **more}, headers=IN_FRAME)


def test_a_user_of_the_host_is_let_in_does_a_matter_and_the_host_is_told(world: World, host: Host) -> None:
    status, made = host.ticket(user(world), 3)
    assert status == 201 and made["expires_in"] == 60, made
    phone = Client(headers=IN_FRAME)
    came = enter(phone, made["ticket"], "theme/newborn", language="en", elder="1")
    assert came.status_code == 302 and came.headers["Location"] == "/go/theme/newborn"
    for cookie in came.cookies.values():
        said = cookie.OutputString()
        assert said.endswith("; Partitioned") and "SameSite=None" in said and "Secure" in said, said
    assert {"session", "zone", "elder", "language"} <= set(came.cookies)

    page = phone.get("/go/theme/newborn", follow=True)
    text = page.content.decode()
    assert f"frame-ancestors {FRAME}" in page.headers["Content-Security-Policy"] and "X-Frame-Options" not in page.headers
    assert '<header class="top">' not in text and 'class="tabs"' not in text and "bridge.js" in text and f'data-nonce="{NONCE}"' in text
    assert 'data-elder="1"' in text and "opened inside Example Town" in text

    begun = phone.post("/matters/newborn/start", {"role": "mother"})
    case = re.findall(r"[0-9a-f-]{36}", begun.headers["Location"])[0]
    low = phone.post(f"/case/{case}/withdraw").content.decode()
    assert 'data-host="identify" data-level="4"' in low and f'data-to="case/{case}"' in low, "a face is still asked for"
    enter(phone, host.ticket(user(world), 4)[1]["ticket"], f"case/{case}")
    assert phone.post(f"/case/{case}/withdraw").status_code == 303

    with acting_system():
        tell_app(case)
    (told,) = list_hooks(HOST, "")
    assert dict(told.body) == {"case": case, "seq": told.body["seq"], "subject": "u-mother", "state": "withdrawn"}
    assert host.get("/app/cases")[1]["cases"] == [case]
    for place in ("case/" + case, "mine", "certificate/" + case, "message/" + case):
        assert phone.get(f"/go/{place}").status_code == 302
    assert phone.get("/go/message/" + case, follow=True).status_code == 404
    assert json.dumps(told.body).count("mother") == 1, "ids, and nothing of the person"


def let_in(world: World, host: Host, phone: Client, to: str = "") -> None:
    status, made = host.ticket(user(world), 4)
    assert status == 201
    enter(phone, made["ticket"], to)


@pytest.mark.parametrize("ended", [False, True])
def test_what_goes_wrong_in_the_frame_is_shown_there_with_a_way_back_and_nowhere_else(world: World, host: Host, ended: bool) -> None:
    phone = Client(headers=IN_FRAME, enforce_csrf_checks=True, raise_request_exception=False)
    let_in(world, host, phone)
    if ended:
        del phone.cookies["session"]  # only the mark of the frame is left
    nowhere = "/case/01a20c00-0000-7000-8000-000000000000/"
    with patch("shuangquan.channels.portal.views.board.load_online", side_effect=RuntimeError("broken")):
        answers = {403: phone.post(f"{nowhere}withdraw"), 404: phone.get("/no/such/page"), 500: phone.get("/late/")}
    for status, answer in answers.items():
        text = answer.content.decode()
        assert answer.status_code == status and f"frame-ancestors {FRAME}" in answer.headers["Content-Security-Policy"], status
        assert "X-Frame-Options" not in answer.headers and '<header class="top">' not in text and "bridge.js" in text, status
        assert "回首页" in text or 'href="/"' in text, status
    assert f'href="{nowhere}next"' in answers[403].content.decode(), "back to the matter, not only to the start"
    for elsewhere in (Client(headers=IN_FRAME), Client()):
        alone = elsewhere.get("/no/such/page")
        assert "frame-ancestors 'none'" in alone.headers["Content-Security-Policy"] and alone.headers["X-Frame-Options"] == "DENY"


def test_what_is_paid_in_another_tab_goes_on_in_the_frame(world: World, host: Host) -> None:
    mother = Browser("mother")
    case = reach_form(mother, {"follows": "mother", "remote": "false"})
    mother.send(f"{case}/form", {"do": "invite:father"})
    agree(case)
    mother.get(f"{case}/form")
    typed = {field(mother.text, "name"): "安安", field(mother.text, "post_address"): "寿光市圣城街道槐安巷 6 号"}
    mother.send(f"{case}/form", {"do": "next", **typed})
    sign(mother, case)
    phone = Client(headers=IN_FRAME)
    let_in(world, host, phone)
    with patch.object(world.payment, "send_order", side_effect=world.payment.send_order) as sent:
        page = phone.post(f"{case}/pay").content.decode()
    (order,) = sent.call_args.args
    assert order.return_url.endswith("/paid/") and case not in order.return_url
    assert f'data-wait="{case}/paid?ask=1"' in page and f'data-then="{case}/paid"' in page and 'target="_blank"' in page
    assert phone.get(f"{case}/paid?ask=1").json() == {"done": False}
    tab = Client().get("/paid/")
    assert tab.status_code == 200 and "这一页可以关了" in tab.content.decode() and case not in tab.content.decode(), (
        "nobody is signed in there"
    )
    world.payment.paid.update(world.payment.orders)
    assert phone.get(f"{case}/paid?ask=1").json() == {"done": True}
    assert phone.get(f"{case}/paid").headers["Location"] == f"{case}/finish"
    assert Client().get(f"{case}/paid?ask=1").status_code == 302, "who is nobody is told nothing"
