"""A department calls back: its sealed report is taken at once and once; whatever is not its own is turned away and leaves nothing."""

import json
from typing import Any

from django.test import Client

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.records.issues import find_issues
from tests.portal.conftest import settle
from tests.portal.ports import World
from tests.portal.test_outside import ITEM, submitted

NOWHERE = "01a20c00-0000-7000-8000-000000000000"


def seal(package: str, number: int, what: str, signature: str = "sealed", **more: Any) -> dict[str, str]:
    content = json.dumps({"package": package, "number": number, "what": what, "more": more})
    return {"content": content, "digest": "d", "signature": signature, "key_id": "k"}


def bring(body: object, department: str = "police") -> tuple[int, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Client(enforce_csrf_checks=True).post(f"/api/v1/departments/{department}/reports", data, content_type="application/json")
    return answer.status_code, json.loads(answer.content)


def state(case: str) -> tuple[str, list[int], int]:
    with acting_system():
        held = load(case).case
    task = next(task for task in held.tasks.values() if task.item == ITEM)
    return task.state.value, sorted(task.reports), held.version


def test_a_report_is_taken_at_once_and_once(world: World) -> None:
    _, case, package = submitted(world)
    plain = case.removeprefix("/case/")
    assert bring(seal(package, 1, "accepted")) == (202, {"taken": True})
    assert state(plain)[:2] == ("sent", [1])
    before = state(plain)
    assert bring(seal(package, 1, "accepted"))[0] == 202
    assert state(plain) == before, "the same again changes nothing"
    facts = dict.fromkeys(world.departments.packages[package].wants, "H-1")
    assert bring(seal(package, 2, "decided", outcome="approve", facts=facts, assigned="页-1"))[0] == 202
    settle(plain)
    assert state(plain)[0] == "done"


def test_what_is_not_the_departments_own_is_turned_away(world: World) -> None:
    _, case, package = submitted(world)
    plain = case.removeprefix("/case/")
    before = state(plain)
    wrong = [
        (bring(seal(package, 1, "accepted", signature="mine")), 403, "report.unbelieved"),
        (bring(seal(package, 1, "accepted"), "medical"), 404, "report.unknown"),
        (bring(seal(f"{NOWHERE}.x.1", 1, "accepted")), 404, "report.unknown"),
        (bring(seal("../../x", 1, "accepted")), 404, "report.unknown"),
        (bring(seal(f"{package}.2", 1, "accepted")), 404, "report.unknown"),
        (bring(b"{"), 400, "api.unreadable"),
        (bring(b"[" * 100_000), 400, "api.unreadable"),
        (bring([1]), 422, "api.invalid"),
        (bring({**seal(package, 1, "accepted"), "more": "x"}), 422, "api.invalid"),
        (bring({"content": 1, "digest": "", "signature": "", "key_id": ""}), 422, "api.invalid"),
        (bring(b" " * (1280 * 1024 + 1)), 413, "report.large"),
    ]
    for (status, told), expected, code in wrong:
        assert (status, told["code"]) == (expected, code)
        assert package not in json.dumps(told), "nothing that was sent is said again"
    assert Client().get("/api/v1/departments/police/reports").status_code == 405
    assert state(plain) == before and find_issues() == (), "a stranger fills no table"
