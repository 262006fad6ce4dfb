"""Stations as an operator keeps them, by the commands: agreement, helpers, tablets; and who is let in at one."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import typer
from django.test import Client

from shuangquan.channels.cli import stations
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.records.clock import stopped_at
from tests.desk.conftest import PASSWORD, append_officer, find_code
from tests.portal.conftest import NOW
from tests.portal.ports import World
from tests.station.conftest import REGION, Tablet

pytestmark = pytest.mark.database
GOOD = {
    "place": "示例邮政所",
    "partner": "示例邮政",
    "site": "post",
    "region": REGION,
    "themes": "retirement,newborn",
    "since": "2026-01-01",
}


def say(capsys: pytest.CaptureFixture[str], command: Callable[..., None], *args: str, **options: Any) -> Any:
    capsys.readouterr()
    command(*args, json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_a_station_is_added_changed_and_listed(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ({"place": ""}, {"site": "mall"}, {"region": "999999"}, {"themes": "nothing"}, {"themes": ""}, {"until": "2025-01-01"}):
        with pytest.raises(typer.Exit):
            stations.station_add(**(GOOD | wrong))  # type: ignore[arg-type]
    made = say(capsys, stations.station_add, **GOOD)["station"]
    stations.station_change(made, themes="newborn", until="2026-12-31")
    first = say(capsys, stations.station_tablet, made)
    again = say(capsys, stations.station_tablet, made)
    assert first["tablet"] == again["tablet"] and first["code"] != again["code"], "one that nobody claimed gets another code"
    assert Client().post("/station/enrol", {"code": first["code"]}).status_code == 422, "the code before is good no more"
    with stopped_at(NOW + timedelta(minutes=31)):
        assert Client().post("/station/enrol", {"code": again["code"]}).status_code == 422, "nor one older than half an hour"
    code = say(capsys, stations.station_tablet, made)["code"]
    assert Client().post("/station/enrol", {"code": code}).status_code == 303
    assert Client().post("/station/enrol", {"code": code}).status_code == 422, "once"
    stations.station_revoke(first["tablet"])
    (listed,) = say(capsys, stations.station_list)["stations"]
    assert (listed["themes"], listed["until"]) == (["newborn"], "2026-12-31")
    assert [(one["enrolled"], one["revoked"]) for one in listed["tablets"]] == [(True, True)]
    with pytest.raises(typer.Exit):
        stations.station_helper(made, "nobody")
    assert say(capsys, stations.station_acts, made) == {"acts": []}


def test_only_a_helper_of_this_station_is_let_in(world: World) -> None:
    tablet = Tablet(world)
    append_officer("stranger", OPERATOR, REGION, roles=("helper",))
    append_officer("police-officer", "police", REGION)
    for account, status in (("police-officer", 403), ("stranger", 403)):
        client = Client()
        client.cookies["station"] = tablet.client.cookies["station"].value
        answer = client.post("/station/login", {"username": account, "password": PASSWORD, "code": find_code()}, follow=True)
        assert answer.status_code == status, account
        assert client.get("/station/acts/").status_code in (302, 403)
    assert tablet.client.get("/counter/").status_code == 302 and tablet.client.get("/desk/").status_code == 302
