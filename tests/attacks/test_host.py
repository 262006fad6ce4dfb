"""A host's word is good once, at once, and no further than it may; nobody else frames a page or leads anybody away."""

from datetime import timedelta

import pytest
from django.test import Client

from shuangquan.actions.clients import add_app, end_app
from shuangquan.actions.hosts import set_host
from shuangquan.records.clock import stopped_at
from tests.api.conftest import make_app
from tests.portal.conftest import NOW, Browser, world
from tests.portal.ports import World
from tests.portal.test_zone import FRAME, HOST, IN_FRAME, Host, enter, host, user

__all__ = ["host", "world"]


def is_in(client: Client) -> bool:
    return client.get("/my/").status_code == 200


def test_a_ticket_is_good_once_at_once_and_for_its_host(world: World, host: Host) -> None:
    other = Host(add_app(make_app("other-host")), app="other-host")
    set_host("other-host", ("https://other.example",), 4)

    def draw() -> str:
        return str(host.ticket(user(world))[1]["ticket"])

    good = draw()
    assert enter(Client(), good).status_code == 302
    late, foreign, wrong, cut = draw(), draw(), draw(), draw()
    tries = [
        (enter(Client(), good), "used"),
        (enter(Client(), foreign, client="other-host"), "another host's"),
        (enter(Client(), foreign), "shown by another host, it is used up"),
        (enter(Client(), wrong, nonce="x" * 22), "another nonce"),
        (enter(Client(), wrong), "another nonce has used it up"),
        (enter(Client(), "", client=HOST), "none"),
    ]
    with stopped_at(NOW + timedelta(seconds=61)):
        tries.append((enter(Client(), late), "over"))
    for answer, why in tries:
        assert answer.status_code == 403 and "session" not in answer.cookies, why
        assert "用过了" in answer.content.decode(), why
    assert other.ticket(user(world))[0] == 201
    end_app(HOST)
    assert enter(Client(), cut).status_code == 403


def test_a_host_vouches_no_further_than_it_may(world: World, host: Host) -> None:
    set_host(HOST, (FRAME,), 3)
    for more, code in (
        ({"level": 4}, "host.level"), ({"audience": "https://elsewhere.example"}, "host.audience"),
        ({"user": {**user(world), "id_number": "379900198005140034"}}, "host.user"),
        ({"user": {**user(world), "subject": "13800000000"}}, "host.user"),
    ):  # fmt: skip
        status, said = host.ticket(**{"who": user(world), "level": 3, **more} if "user" not in more else {"who": more["user"], "level": 3})
        assert status in (403, 422) and said["code"] == code, (more, said)
    made = host.ticket(user(world), 3)[1]["ticket"]
    set_host(HOST, (FRAME,), 2)
    phone = Client(headers=IN_FRAME)
    enter(phone, made)
    assert phone.session["citizen"]["level"] == 2, "what it may now, not what it might then"
    plain = Host(add_app(make_app("no-host")), app="no-host")
    assert plain.ticket(user(world), 2)[1]["code"] == "host.none"
    assert plain.post("/cases", {})[0] in (403, 422), "its own token is nobody's"


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "theme/../../desk", "case/1"]
)
def test_nobody_is_led_away(world: World, host: Host, to: str) -> None:
    phone = Client(headers=IN_FRAME)
    answer = enter(phone, host.ticket(user(world))[1]["ticket"], to)
    assert answer.headers["Location"].startswith("/go/") and "evil" not in answer.headers["Location"]
    landed = phone.get(answer.headers["Location"])
    assert landed.status_code == 404 and "没有" in landed.content.decode()


def test_no_other_site_frames_a_page(world: World, host: Host) -> None:
    phone = Client()
    enter(phone, host.ticket(user(world))[1]["ticket"])
    framed = phone.get("/my/", headers=IN_FRAME).headers
    alone = phone.get("/my/", headers={"Sec-Fetch-Dest": "document"}).headers
    stranger = Browser("mother").client.get("/my/", headers=IN_FRAME).headers
    assert framed["Content-Security-Policy"].endswith(f"frame-ancestors {FRAME}")
    for headers in (alone, stranger):
        assert headers["Content-Security-Policy"].endswith("frame-ancestors 'none'") and headers["X-Frame-Options"] == "DENY"
    for origin in ("https://*.example", "https://a.example/ 'self'", "http://app.example", "https://a.example; script-src *", "*"):
        with pytest.raises(ValueError, match="来源"):
            set_host(HOST, (origin,), 3)


def test_a_host_that_is_shut_out_takes_its_sessions_along_and_puts_nobody_out(world: World, host: Host) -> None:
    father = Browser("father")
    said = enter(father.client, host.ticket(user(world))[1]["ticket"])
    assert said.status_code == 409 and father.client.get("/my/").status_code == 200
    phone = Client(headers=IN_FRAME)
    enter(phone, host.ticket(user(world))[1]["ticket"])
    assert is_in(phone)
    enter(phone, host.ticket(user(world, "father"))[1]["ticket"])
    assert is_in(phone), "another user of the same host takes over"
    assert phone.get("/my/", headers={"Origin": "https://evil.example"}).status_code == 200
    forged = Client(enforce_csrf_checks=True, headers=IN_FRAME)
    forged.cookies = phone.cookies
    assert forged.post("/look/", {"elder": "1"}, headers={"Origin": FRAME}).status_code == 403, "not even the host posts for them"
    end_app(HOST)
    assert not is_in(phone)


def test_the_end_of_a_session_is_told_inside_the_frame(world: World, host: Host) -> None:
    phone = Client(headers=IN_FRAME)
    enter(phone, host.ticket(user(world))[1]["ticket"])
    del phone.cookies["session"]
    over = phone.get("/my/")
    assert (
        over.status_code == 401 and over.headers["Content-Security-Policy"].endswith(FRAME) and 'data-host="over"' in over.content.decode()
    )
