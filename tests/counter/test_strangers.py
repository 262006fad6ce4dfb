"""A clerk acts for the one person before them: nobody else's case is seen, changed or handed over by naming it, and windows do not mix."""

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.connectors.reader.port import Card
from shuangquan.records.cases import load_case
from tests.attacks.places import NOWHERE, find_with_ids, same
from tests.counter.conftest import HALL, Clerk
from tests.counter.test_serving import reach_form, serve_mother
from tests.portal.ports import World

pytestmark = pytest.mark.database


def test_a_clerk_does_nothing_with_the_case_of_who_is_not_there(world: World) -> None:
    """Every address of the counter with a case in it, by another clerk who serves a stranger: as if the case were not."""
    mine = serve_mother(world)
    case = reach_form(mine, {"follows": "mother", "remote": "false"}).removeprefix("/counter/case/")
    number, name = world.identity.people["stranger"]
    world.reader.cards[f"{HALL}-A02"] = Card(number, name, None, faced=True)
    other = Clerk("second", "A02")
    assert other.post("/counter/card").path == "/counter/serve/"
    with acting_system():
        before = load_case(case)
    routes = [route for route in find_with_ids() if route.pattern.startswith("counter/")]
    assert len(routes) >= 18
    for route in routes:
        address, nothing = route.address(case=case, key="receipt-1"), route.address(case=NOWHERE, key="receipt-1")
        for data in ({}, {"do": "submit", "key": "1" * 32, "oath": "yes", "digest": "0" * 64, "drawn": "7,7"}, {"do": "card"}):
            for answer, blank in (
                (other.client.get(address), other.client.get(nothing)),
                (other.client.post(address, data), other.client.post(nothing, data)),
            ):
                assert answer.status_code in (403, 404, 405), (route.name, answer.status_code)
                assert answer.status_code == blank.status_code and same(answer.content.decode(), blank.content.decode()), route.name
                assert "周若岚" not in answer.content.decode() and world.family.mother not in answer.content.decode()
    with acting_system():
        after = load_case(case)
    assert before is not None and after is not None and len(before.events) == len(after.events)


def test_nobody_is_served_across_windows_or_sessions(world: World) -> None:
    """The id of an assistance is no key: by other hands it opens nothing; and a clerk's session serves nobody at the desk."""
    mine = serve_mother(world)
    other = Clerk("second", "A02")
    session = other.client.session
    session["served"] = mine.client.session["served"]
    session.save()
    assert other.get("/counter/serve/").path.startswith("/counter/?over")
    assert "周若岚" not in other.text and "周若岚" not in other.get("/counter/pad/").text
    assert mine.client.get("/my/").status_code == 302, "the portal knows nothing of whom a window serves"
