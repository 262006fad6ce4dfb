"""一个出口: what waits is handed over to the holder by card, or to an agent with an authorisation, against a signature, once."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.collecting import shelve_case
from shuangquan.connectors.reader.port import Card
from shuangquan.core.cases.kinds import read_event
from shuangquan.records.cases import load_case
from tests.counter.conftest import DEVICE, HALL, Clerk
from tests.counter.test_serving import file_birth, serve_mother
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World

pytestmark = pytest.mark.database
DRAWN = "100,100 200,200 250,210;300,100 350,200 400,250"
PDF = b"%PDF-1.4\n% authorisation\n%%EOF\n"


def make_waiting(world: World) -> tuple[Clerk, str]:
    """A birth whose papers are collected at the hall, done and waiting; the clerk and the case's id."""
    clerk = serve_mother(world)
    case = file_birth(world, clerk)
    assert "到这里领，不寄" in clerk.text
    assert "纸质证件到这个大厅领" in clerk.post(f"{case}/collect").text
    clerk.post("/counter/serve/end")
    assert "没有等着领的" in clerk.get("/counter/exits/").text, "nothing waits before it is made"
    found = case.removeprefix("/counter/case/")
    settle(found)
    shelve_case(found)
    return clerk, found


def test_the_holder_collects_and_that_is_delivery(world: World) -> None:
    clerk, case = make_waiting(world)
    assert not world.courier.sent, "what is collected is not sent"
    assert "在大厅窗口等你取" in Browser("mother").get(f"/case/{case}/").text
    page = clerk.get("/counter/exits/")
    assert f"/counter/exits/{case}/" in page.text and "周若岚" not in page.text
    world.reader.cards[DEVICE] = Card(world.family.mother, "周若岚", None, faced=True)
    assert "是本人" in clerk.post(f"/counter/exits/{case}/", do="card").text
    assert "签收" in clerk.get("/counter/pad/").text
    assert clerk.post(f"/counter/pad/{case}/take", drawn="").status == 422, "nothing is handed over without a signature"
    assert "交给你了" in clerk.post(f"/counter/pad/{case}/take", drawn=DRAWN).text
    page = clerk.get(f"/counter/exits/?handed={case}")
    assert f"/counter/exits/{case}/" not in page.text and "交出去了" in page.text
    assert "交出去了" not in clerk.get("/counter/exits/?handed=01a20c00-0000-7000-8000-000000000000").text, (
        "only what was handed is said to be"
    )
    assert clerk.post(f"/counter/exits/{case}/", do="card").status == 404, "once is all"
    with acting_system():
        stored = load_case(case)
    assert stored is not None
    (event,) = [one for one in stored.events if one.kind == "paper.handed"]
    body = read_event(event.kind, event.schema_version, dict(event.body))
    assert (body.to, body.hall, body.at_window, body.level, body.agent) == ("holder", HALL, "A01", 5, "")  # type: ignore[union-attr]
    assert event.actor.startswith("staff-") and body.signature  # type: ignore[union-attr]
    progress = Browser("mother").get(f"/case/{case}/").text
    assert "取走了。证明：窗口读的身份证和签的字" in progress and "在路上" not in progress


def test_an_agent_needs_an_authorisation(world: World) -> None:
    clerk, case = make_waiting(world)
    stranger = world.identity.people["stranger"]
    world.reader.cards[DEVICE] = Card(*stranger, None, faced=True)
    assert "要授权委托书" in clerk.post(f"/counter/exits/{case}/", do="card").text
    refused = clerk.post(f"/counter/pad/{case}/take", drawn=DRAWN)
    assert refused.status == 422 and "不是本人来领" in refused.text
    assert "扫描仪里没有纸" in clerk.post(f"/counter/exits/{case}/", do="scan").text
    world.scanner.feeders[DEVICE] = PDF
    assert "委托书收下了" in clerk.post(f"/counter/exits/{case}/", do="scan").text
    assert "交给你了" in clerk.post(f"/counter/pad/{case}/take", drawn=DRAWN).text
    with acting_system():
        stored = load_case(case)
    assert stored is not None
    (event,) = [one for one in stored.events if one.kind == "paper.handed"]
    assert event.body["to"] == "agent" and re.fullmatch(r"[0-9a-f]{64}", str(event.body["sm3"]))
    assert stranger[0] not in str(event.body) and stranger[1] not in str(event.body)
