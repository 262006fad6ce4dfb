"""Many people at once by the API: a table is brought, taken by a job, and told row by row."""

from datetime import date
from typing import Any

import pytest
from examples.api.client import Refused

from shuangquan.actions import rosters
from shuangquan.actions.acting import acting_system
from shuangquan.records.context import enter_context
from shuangquan.records.models import Roster
from tests.api.walking import sign_in
from tests.portal.ports import World, make_child


def work() -> None:
    """What the worker does with the tables that wait."""
    with acting_system(), enter_context():
        waiting = [str(one.id) for one in Roster.objects.filter(state="going")]
    for one in waiting:
        rosters.work_roster(one)


def refused(call: Any) -> tuple[int, str]:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.status, caught.value.code


def test_a_table_is_taken_row_by_row(world: World, secret: str) -> None:
    world.family.children.append(make_child(2, date(2026, 11, 20), "male"))
    app = sign_in(secret)
    case = app.call("POST", "/cases", {"theme": "newborn", "region": "370783", "role": "mother"})["id"]
    path = f"/cases/{case}"
    app.call("POST", f"{path}/notice", {"digest": app.call("GET", f"{path}/notice")["digest"]})
    app.call("POST", f"{path}/questions", {"answers": [{"situation": "follows", "value": ["mother"]}]})
    table = f"{path}/members/children/table"
    assert refused(lambda: app.call("GET", table)) == (404, "roster.table")
    first, second = (str(child["record"]) for child in world.family.children)
    assert refused(lambda: app.call("POST", table, {"head": ["名字"], "rows": [["安安"]]})) == (422, "roster.head")
    brought = app.call("POST", table, {"head": ["分娩记录号", "姓名"], "rows": [[first, "安安"], ["", "无号"], [second, "乐乐"]]})
    assert (brought["state"], brought["count"], brought["taken"], brought["lines"]) == ("going", 3, 0, [])
    again = {"head": ["分娩记录号", "姓名"], "rows": [[first, "安安"]]}
    assert refused(lambda: app.call("POST", table, again)) == (409, "roster.going")
    sent = {"Idempotency_Key": "submission-0001"}
    assert refused(lambda: app.call("POST", f"{path}/submission", **sent))[1] == "roster.going", "nothing is handed in meanwhile"
    halted = app.call("DELETE", table)
    assert (halted["state"], halted["lines"], halted["stopped"]["code"]) == ("stopped", [], "roster.halted")
    assert app.call("DELETE", table)["id"] == halted["id"], "twice is once"
    work()
    app.call("POST", table, {"head": ["分娩记录号", "姓名"], "rows": [[first, "安安"], ["", "无号"], [second, "乐乐"]]})
    work()
    told = app.call("GET", table)
    assert (told["state"], told["taken"], told["stopped"]) == ("done", 2, None)
    assert [(one["number"], one["wrong"] and one["wrong"]["code"]) for one in told["lines"]] == [(2, None), (3, "roster.blank"), (4, None)]
    assert first not in str(told) and told["lines"][1]["wrong"]["title"], "masked, and in words"
    form = str(app.call("GET", f"{path}/form"))
    assert "安安" in form and "乐乐" in form
    assert refused(lambda: app.call("POST", f"{path}/members/mother/table", again)) == (422, "roster.none")
