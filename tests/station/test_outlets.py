"""Outlets of a bank and of the post as stations: each by its own agreement, with its own matters, staff that receive and nothing else."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from shuangquan.actions.stations import StoredStation, add_station, change_agreement
from shuangquan.channels.cli import stations
from shuangquan.core.cases.policy import POLICY
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.roles import HELPER
from shuangquan.core.words.text import Text
from shuangquan.records.clock import stopped_at
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import World
from tests.station.conftest import REGION, Tablet
from tests.station.test_serving import hand_in

pytestmark = pytest.mark.database


def open_outlet(site: str, partner: str, *themes: str) -> StoredStation:
    days = (date(2026, 1, 1), date(2026, 12, 31))
    return add_station(SYSTEM, Text(f"{partner}营业厅", f"Outlet of a {site}"), partner, site, REGION, themes, days)


def say(capsys: pytest.CaptureFixture[str], command: Callable[..., None], *args: str) -> Any:
    capsys.readouterr()
    command(*args, json=True)
    return json.loads(capsys.readouterr().out)


def test_a_bank_takes_in_what_its_agreement_names_and_nothing_else(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    bank = open_outlet("bank", "示例银行", "newborn")
    teller = Tablet(world, bank, "teller")
    assert "示例银行" in teller.text and "2026-12-31" in teller.text, "whose outlet it is, and until when"
    served = teller.lay(world.family.mother, "周若岚").text
    assert "出生一件事" in served and "退休一件事" not in served and "查询" not in served.partition("<main")[2]
    assert teller.get("/station/matters/retirement/").status == 422 and "协议" in teller.text
    case = hand_in(world, teller)
    assert "安安" not in teller.get(f"{case}/form").text, "received, and out of sight"
    teller.post("/station/serve/end")
    (act,) = say(capsys, stations.station_acts, bank.id)["acts"]
    assert (act["whom"], act["theme"], act["basis"]) == ("周**", "newborn", "card"), act
    phone = Browser("mother")
    assert "便民服务站签了名" in phone.get(case.removeprefix("/station") + "/").text, "the person sees by whom"
    assert phone.get(case.removeprefix("/station") + "/data").status == 200


def test_its_staff_receive_and_decide_nothing(world: World) -> None:
    teller = Tablet(world, open_outlet("bank", "示例银行", "newborn"), "teller")
    for door in ("/desk/", "/counter/", "/console/"):
        assert teller.client.get(door).status_code == 302, "no other door takes them"
    allowed = {verb for verb, permit in POLICY.items() if HELPER in permit.roles}
    assert allowed and not [verb for verb in allowed if verb.startswith(("task.", "case.", "certificate.", "paper."))], allowed


def test_bank_and_post_have_agreements_of_their_own(world: World) -> None:
    bank, post = open_outlet("bank", "示例银行", "newborn"), open_outlet("post", "示例邮政", "newborn", "retirement")
    teller, postman = Tablet(world, bank, "teller"), Tablet(world, post, "postman")
    assert "退休一件事" in postman.lay(world.family.mother, "周若岚").text
    hand_in(world, postman)
    assert "周**" in postman.get("/station/acts/").text and "周**" not in teller.get("/station/acts/").text, (
        "neither sees what the other did"
    )
    change_agreement(SYSTEM, bank.id, until=NOW.date() - timedelta(days=1), ends=True)
    teller.lay(world.family.mother, "周若岚")
    assert "请人帮我办" not in teller.get("/station/matters/newborn/").text and teller.path == "/station/"
    assert "2026-11-23" in teller.text, "that of the bank is over"
    assert postman.get("/station/matters/retirement/").status == 200, "that of the post is not"
    with stopped_at(NOW.replace(year=2027)):
        assert "请人帮我办" not in postman.get("/station/matters/retirement/").text
