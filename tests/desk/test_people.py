"""Who does the work: taking up, handing over, standing in, who has how much on their desk; and what is not accepted at all."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shuangquan.actions.acting import acting
from shuangquan.actions.showing import find_items
from shuangquan.core.cases.transitions import TaskState
from shuangquan.queries.desk_inbox import find_inbox
from shuangquan.queries.desk_people import find_loads, find_regions
from shuangquan.queries.desk_tasks import Place
from shuangquan.queries.portal_progress import find_progress
from shuangquan.records.context import enter_context
from shuangquan.records.models import StaffUser, Task
from tests.desk.conftest import ITEM, NOW, Officer, append_officer, make_collective, make_unmarried
from tests.desk.filing import look
from tests.desk.test_officer import part, place
from tests.portal.ports import World
from tests.records.made import OFFICER

DAY = timedelta(days=1)


def subject(username: str) -> str:
    return f"staff-{StaffUser.objects.get(username=username).pk}"


def assignee(case: str) -> str:
    return look(case).case.tasks[ITEM, "1"].assignee


def test_a_task_is_taken_up_handed_on_and_seen_by_who_stands_in(world: World) -> None:
    case = make_collective(world)
    for name in ("han", "li", "wu"):
        append_officer(name, "police")
    StaffUser.objects.filter(username="li").update(first_name="李某")
    append_officer("doctor", "health")
    han, li = Officer("han"), Officer("li")
    assert place(case) in han.get("/desk/?whose=free").text
    assert place(case) not in han.get("/desk/?whose=mine").text
    han.get(f"{place(case)}?do=assign")
    assert f'value="{subject("han")}" selected' in han.text and subject("doctor") not in han.text
    han.post(place(case), do="assign", step="send", text="", **{"given:to": subject("han")})
    assert assignee(case) == subject("han")
    assert place(case) in han.get("/desk/?whose=mine").text
    assert place(case) not in li.get("/desk/?whose=mine").text
    han.post(place(case), do="assign", step="send", text="换人", **{"given:to": subject("doctor")})
    assert han.status == 422 and assignee(case) == subject("han")

    han.post("/desk/people", do="stand", deputy=subject("li"), since="2026-11-24", until="2026-11-23")
    assert han.status == 422 and "从哪天到哪天" in han.text
    han.post("/desk/people", do="stand", deputy=subject("han"), since="2026-11-24", until="2026-11-30")
    assert han.status == 422 and "另一个人" in han.text
    han.post("/desk/people", do="stand", deputy=subject("li"), since="2026-11-24", until="2026-11-30")
    assert "李某代我" in han.text
    assert place(case) in li.get("/desk/?whose=mine").text
    assert "我代韩某" in li.get("/desk/people").text
    li.post("/desk/people", do="end", stand_in="1")
    assert place(case) in li.get("/desk/?whose=mine").text, "only who is absent takes it back"

    han.post("/desk/people", do="over", to=subject("li"), text=" ")
    assert han.status == 422 and assignee(case) == subject("han")
    han.post("/desk/people", do="over", to=subject("li"), text="我调岗了，落户地址还没核实")
    assert "转出 1 件" in han.text and assignee(case) == subject("li")
    history = part(li.get(place(case)).text, "经过", "</main>")
    assert "我调岗了，落户地址还没核实" in history and "韩某" in history
    assert "李某" in part(li.get("/desk/").text, "<tbody", "</tbody>")


def test_the_work_of_a_place_is_counted_in_as_many_queries_however_much_it_is(world: World) -> None:
    cases = [make_collective(world)]
    append_officer("han", "police")
    here, spent = Place("police", "370783"), []
    for _ in range(2):
        with acting(OFFICER), CaptureQueriesContext(connection) as caught:
            loads = find_loads(here)
        spent.append(len(caught))
        with acting(OFFICER), enter_context():
            Task.objects.filter(case_id=cases[0], item=ITEM).update(assignee=subject("han"), due_at=NOW - DAY)
    assert [(one.subject, one.review) for one in loads] == [("", 0), (subject("han"), 1)]
    assert loads[1].late == 1
    assert spent[0] == spent[1]
    with acting(OFFICER):
        assert find_regions(here) == ()
        assert find_inbox(Place("police", "370783", ("",)), "review", "zh").rows == ()


def test_a_person_does_not_accept_and_the_applicant_reads_why(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    han = Officer("han")
    more = part(han.get(place(case)).text, '<details class="more">', "</details>")
    assert "不予受理" in more
    assert "只有行政许可有" in more and "依法没有延期" in more, "what this procedure does not know is said, not hidden"
    assert "?do=special" not in han.text and "?do=extend" not in han.text
    han.post(place(case), do="not_accept", step="check", text="父亲户籍不在这里", remedy="到户籍地派出所办")
    assert han.status == 422 and "依据" in part(han.text, 'class="errors"', "</div>")
    given = {"given:ground": "elsewhere"}
    han.post(place(case), do="not_accept", step="check", text="父亲户籍不在这里", remedy="到户籍地派出所办", **given)
    shown = part(han.text, "as-sent", "</form>")
    assert "依法不归本机关办" in shown and "父亲户籍不在这里" in shown and "到户籍地派出所办" in shown
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.REVIEW
    han.post(place(case), do="not_accept", step="send", text="父亲户籍不在这里", remedy="到户籍地派出所办", **given)
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.NOT_ACCEPTED
    assert "不予受理通知书" in han.get(place(case)).text
    assert place(case) in han.get("/desk/?tab=done").text
    loaded = look(case)
    lane = next(one for one in find_progress(loaded.case, loaded.index, find_items(loaded), loaded.values, "zh").lanes if one.item == ITEM)
    assert lane.state == "refused" and "父亲户籍不在这里" in lane.why.zh and lane.remedy.zh == "到户籍地派出所办"
