"""行政复议 through the doors: the applicant applies, the department answers, another body decides, and it is decided anew."""

import re

from django.test import Client

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.appealing import file_appeal
from shuangquan.actions.documents import list_documents
from shuangquan.actions.loading import request_of
from shuangquan.actions.projections import find_drift
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import REGION, look, run, sign_in_citizen
from tests.portal.ports import World

WHY = "亲子鉴定报告已经交过"


def refuse(case: str, first: str, second: str) -> None:
    """Two officers refuse the registration."""
    place = f"/desk/case/{case}/{ITEM}/1/"
    Officer(first).post(place, do="refuse", step="send", text="没有亲子鉴定", remedy="补齐再来")
    Officer(second).post(place, do="confirm", step="send")
    run(case)


def file(world: World, case: str) -> None:
    mother = sign_in_citizen(world, "mother")
    actor = mother.actor(REGION, "test", "test")

    with acting(actor, mother.index):
        file_appeal(actor, case, mother.person, ITEM, "1", "annul", WHY, request_of("appeal", {}))


def test_from_a_refusal_to_a_new_decision(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    append_officer("li", "police")
    append_officer("wang", "review-office", "370700", roles=("reviewer",))
    refuse(case, "han", "li")
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.REFUSED
    file(world, case)
    file(world, case)  # pressed twice

    wang = Officer("wang")
    assert wang.path == "/desk/appeals/"
    assert "收件箱" not in wang.text
    assert "等受理" in wang.text
    page = f"/desk/appeals/{case}/{ITEM}/1/"
    assert page in wang.text
    wang.get(page)
    assert wang.status == 200
    assert WHY in wang.text
    assert "没有亲子鉴定" in wang.text
    assert wang.get(f"/desk/case/{case}/{ITEM}/1/").status == 403
    wang.post(page, step="take")
    assert "部门和申请人都知道了" in wang.text
    wang.post(page, step="decide", do="send", outcome="annul", text="事实不清")
    assert wang.status == 422
    assert "还没答" in wang.text

    han = Officer("han")
    assert ">复议 1<" in han.text.replace("\n", "")
    assert f"/desk/case/{case}/{ITEM}/1/" in han.get("/desk/appeals/").text
    han.post(f"/desk/case/{case}/{ITEM}/1/", do="reply", step="send", text="当时没有收到")
    assert look(case).case.tasks[ITEM, "1"].recourse.live.answered_at is not None  # type: ignore[union-attr]

    wang.post(page, step="decide", do="check", outcome="annul", text="事实不清")
    assert "照这样决定？" in wang.text
    wang.post(page, step="decide", do="send", outcome="annul", text="事实不清")
    run(case)
    found = look(case)
    assert (found.case.state, found.case.tasks[ITEM, "1"].state) == (CaseState.SUBMITTED, TaskState.REVIEW)
    with acting_system():
        assert not find_drift(case)
        kinds = [one.kind for one in list_documents(found)]
    assert [kind for kind in kinds if kind.startswith("appeal")] == ["appeal_filed", "appeal_accepted", "appeal_decided"]
    decision = next(one for one in list_documents(found) if one.kind == "appeal_decided")
    assert "撤销并责令重新作出" in "".join(decision.lines)
    assert decision.issuer_name == "行政复议机关"
    with acting_system(), enter_context():
        assert DataUse.objects.filter(actor__startswith="staff-", case_id=case).exists()
    sealed = re.search(rf"{page}document/(appeal_decided-\d+)", wang.get(page).text)
    assert sealed
    assert wang.client.get(f"{page}document/{sealed[1]}").content.startswith(b"%PDF")

    han = Officer("han")
    assert "不是你" in han.text or "复议后重办" in han.text
    han.post(f"/desk/case/{case}/{ITEM}/1/", do="pass", step="send", text="可以")
    assert han.status == 422
    assert "重新办要换一位" in han.text
    Officer("li").post(f"/desk/case/{case}/{ITEM}/1/", do="pass", step="send", text="报告在案")
    run(case)
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.DONE


def test_nobody_else_sees_or_reviews_it(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    append_officer("li", "police")
    append_officer("own", "police", roles=("reviewer",))
    append_officer("far", "review-office", "330000", roles=("reviewer",))
    append_officer("bob", "review-office", "370700", roles=("officer",))
    refuse(case, "han", "li")
    file(world, case)
    page = f"/desk/appeals/{case}/{ITEM}/1/"
    assert page not in Officer("own").get("/desk/appeals/").text
    own = Officer("own").post(page, step="take")
    assert "不能审自己的决定" in own.text
    assert Officer("far").get(page).status == 403
    assert Officer("bob").get(page).status == 403
    assert Officer("han").get(page).status == 403
    assert Client().get(page).status_code == 302
    assert look(case).case.tasks[ITEM, "1"].recourse.live.state == "filed"  # type: ignore[union-attr]


def test_an_appeal_on_paper_is_taken_in_at_the_desk(world: World) -> None:
    case = make_unmarried(world)
    for name in ("han", "li"):
        append_officer(name, "police")
    append_officer("wang", "review-office", "370700", roles=("reviewer",))
    han = Officer("han")
    here = f"/desk/case/{case}/{ITEM}/1/"
    assert "代收复议申请" not in han.get(here).text, "nothing is decided yet"
    refuse(case, "han", "li")
    assert "代收复议申请" in han.get(here).text
    han.post(here, do="lodge", step="check", text=WHY)
    assert han.status == 422 and "撤销，重新办" in han.text, "what the paper asks for has to be said"
    han.post(here, do="lodge", step="check", text=WHY, **{"given:wants": "annul"})
    assert "照这样代收" in han.text and WHY in han.text
    han.post(here, do="lodge", step="send", text=WHY, **{"given:wants": "annul"})
    assert "转给复议机关" in han.text and "代收申请人的复议申请书" in han.text
    appeal = look(case).case.tasks[ITEM, "1"].recourse.live
    assert appeal is not None and appeal.state == "filed"
    assert f"/desk/appeals/{case}/{ITEM}/1/" in Officer("wang").text
    with acting_system():
        assert "行政复议申请收件凭证" in {one.title.zh for one in list_documents(look(case))}
    han.post(here, do="lodge", step="send", text=WHY, **{"given:wants": "annul"})
    assert han.status in (403, 422), "once is enough"
