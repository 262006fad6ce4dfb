"""The zone inside a host: in by a ticket, recognised as well as the host may vouch for, framed by that host alone, told of what follows."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from shuangquan.actions.acting import acting_system
from shuangquan.actions.clients import add_app
from shuangquan.actions.hooks import list_hooks, tell_app
from shuangquan.actions.hosts import set_host
from tests.api.conftest import Program, make_app
from tests.portal.conftest import world
from tests.portal.ports import World

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
