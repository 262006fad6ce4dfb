"""Without a card: the window is let in by the citizen's own phone, once, within minutes, and by the hands that asked."""

import re
from datetime import timedelta

import pytest

from shuangquan.records.clock import stopped_at
from tests.counter.conftest import Clerk
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World

pytestmark = pytest.mark.database


def ask(clerk: Clerk) -> str:
    """The path of the code on the clerk's page."""
    clerk.post("/counter/phone")
    found = re.search(r"/let/[A-Za-z0-9_-]+/", clerk.text)
    assert found, clerk.text
    return found[0]


def test_a_citizen_lets_the_window_in(world: World) -> None:
    clerk, other = Clerk(), Clerk("second", "A02")
    code = ask(clerk)
    assert "扫码" in clerk.get("/counter/pad/").text
    assert clerk.client.post("/counter/phone/answer", headers={"Accept": "application/json"}).json() == {"done": False}
    phone = Browser("mother").get(code)
    assert "A01" in phone.text and "市民中心" in phone.text
    assert "好了" in phone.post(code, do="yes").text
    assert phone.post(code, do="yes").status == 422, "one answer"
    session = other.client.session
    session["let"] = code.split("/")[2]
    session.save()
    assert other.client.post("/counter/phone/answer", headers={"Accept": "application/json"}).json() == {"done": True}
    assert other.get("/counter/").path == "/counter/", "only the hands that asked"
    assert clerk.post("/counter/phone/answer").path == "/counter/serve/"
    assert "周若岚" in clerk.text and "本人在自己手机上确认" in clerk.text
    assert Browser("mother").get(code).status == 422, "used is over"


def test_a_no_and_five_minutes_end_it(world: World) -> None:
    clerk = Clerk()
    code = ask(clerk)
    assert "没有让窗口办" in Browser("father").post(code, do="no").text
    assert clerk.post("/counter/phone/answer").status == 422 and "周若岚" not in clerk.text
    code = ask(clerk)
    with stopped_at(NOW + timedelta(minutes=5, seconds=1)):
        assert Browser("mother").post(code, do="yes").status == 422
