"""However much lies on the desk, and however long a case's history is, its pages ask the database as often as before."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import Officer, append_officer, make_collective
from tests.desk.test_people import subject
from tests.portal.ports import World, make_child

pytestmark = pytest.mark.database
LISTS = (
    "/desk/",
    "/desk/?tab=done",
    "/desk/?tab=away",
    "/desk/?whose=free",
    "/desk/?q=2026",
    "/desk/?q=周",
    "/desk/people",
    "/desk/objections/",
)
MOST = {"list": 56, "case": 60}
"""Queries of one page at most, signing in and context included."""


def count(officer: Officer, path: str) -> int:
    """Queries of a page that answers, with nothing left to be loaded for the first time."""
    assert officer.get(path).status == 200, path
    with CaptureQueriesContext(connection) as spent:
        officer.get(path)
    return len(spent)


def test_lists_and_the_case_page_cost_the_same_among_more_cases(world: World) -> None:
    append_officer("han", "police")
    make_collective(world)
    officer = Officer("han")
    before = {path: count(officer, path) for path in LISTS}
    (task,) = set(re.findall(r'href="(/desk/case/[^"]+)"', officer.get("/desk/").text))
    one = count(officer, task)
    for nth in range(2, 6):
        world.family.children[:] = [make_child(nth, date(2026, 11, 20))]
        make_collective(world)
    after = {path: count(officer, path) for path in LISTS}
    assert after == before
    assert max(after.values()) <= MOST["list"], after
    assert count(officer, task) == one <= MOST["case"]
    officer.post(task, do="assign", step="send", text="", **{"given:to": subject("han")})
    taken = count(officer, task)
    for _ in range(3):
        officer.post(task, do="assign", step="send", text="先放回去", **{"given:to": ""})
        officer.post(task, do="assign", step="send", text="", **{"given:to": subject("han")})
    assert "先放回去" in officer.get(task).text
    assert count(officer, task) == taken <= MOST["case"], "a longer history is not asked for line by line"
