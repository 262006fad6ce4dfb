"""The switch of instant approval at the desk: the own department's items, stopped in one act and at once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shuangquan.actions.acting import acting_system
from shuangquan.actions.approvals import load_approvals
from shuangquan.actions.loading import load
from tests.desk.conftest import Officer, append_officer, make_unmarried
from tests.portal.ports import World

ITEM = "birth-certificate"


def test_an_officer_stops_rules_with_a_reason_and_only_their_own(world: World) -> None:
    append_officer("yi", "health")
    page = Officer("yi").get("/desk/instant/")
    assert page.status == 200 and "出生医学证明" in page.text and "户口" not in page.text
    refused = page.post("/desk/instant/", item=ITEM, reason=" ", recheck="day")
    assert refused.status == 422 and "写明为什么停" in refused.text and '<option value="day" selected' in refused.text
    assert page.post("/desk/instant/", item="household-registration", reason="不对").status == 422
    stopped = page.post("/desk/instant/", item=ITEM, reason="孕周取错了", recheck="day")
    assert stopped.status == 200 and "停好了" in stopped.text and "孕周取错了" in stopped.text and "韩某" in stopped.text
    assert "马上停" not in stopped.text.split("出生医学证明")[1].split("</li>")[0]


def test_what_holds_is_read_in_one_query_whatever_the_case_is_about(world: World) -> None:
    case = make_unmarried(world)
    with acting_system():
        loaded = load(case)
        with CaptureQueriesContext(connection) as spent:
            load_approvals(loaded.case, loaded.index)
    assert len(spent) <= 1
