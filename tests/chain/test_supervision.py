"""监察 by the clock, over a database: cards are given once, shown at the desk, accounted for there, and counted for everybody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from sandbox.running import Running
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.approving import stop_rules
from shuangquan.actions.desk import decide_wish
from shuangquan.actions.projections import find_drift
from shuangquan.actions.supervising import issue_cards, show_board
from shuangquan.actions.wishes import Wish
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.desk_inbox import find_inbox
from shuangquan.queries.desk_tasks import Place
from shuangquan.records.clock import stopped_at
from tests.chain.conftest import People, run_sandbox
from tests.chain.journey import REGION
from tests.chain.test_approvals import CITY, ITEM, OWNER
from tests.chain.test_chain import officer, whole


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from run_sandbox(tmp_path_factory)


def test_what_runs_late_gets_its_cards_and_is_accounted_for(people: People) -> None:
    with acting(OWNER):
        stop_rules(OWNER, ITEM, CITY, "先停")
    journey = whole(people, "married-town", follows="mother")
    journey.submit()
    journey.run(until_closed=False)
    task = journey.look().case.tasks[ITEM, "1"]
    assert task.due_at is not None and task.accepted_at is not None
    whole_limit = task.due_at - task.accepted_at
    with acting_system():
        assert issue_cards() == 0
        with stopped_at(task.due_at + timedelta(seconds=1)):
            assert issue_cards() == 1 and issue_cards() == 0, "once"
            assert show_board(CITY)["health"].yellow == 1 == show_board(CITY)["health"].late
            assert "health" not in show_board("370100")
        with stopped_at(task.due_at + whole_limit):
            issue_cards()
            with acting(officer("health")):
                assert [row.card for row in find_inbox(Place("health", REGION), "review", "zh").rows] == ["red"]
                decide_wish(officer("health"), journey.case, ITEM, "1", Wish("account", "等回函，明天办完"))
            assert show_board("370000")["health"].red == 1
            page = Client().get("/late/", {"region": CITY})
            assert page.status_code == 200 and "卫生健康" in page.content.decode()
            assert not find_drift(journey.case)
    with pytest.raises(Refusal, match=r"life\.region"):
        show_board("999999")
    kinds = [event.kind for event in journey.look().stored.events]
    assert kinds.count("card.issued") == 2 and kinds.count("card.answered") == 1
