"""A department without an interface, through the doors: typed in, read off by two, differing in one field, mended, issued."""

import html
import re
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from shuangquan.actions.acting import acting
from shuangquan.actions.drafts import withdraw_item
from shuangquan.core.cases.transitions import TaskState
from shuangquan.records.clock import now, stopped_at
from tests.desk.conftest import NOW, Officer, append_officer
from tests.desk.filing import REGION, file_case, look, run, sign_in_citizen
from tests.pictures import make_picture
from tests.portal.conftest import Browser
from tests.portal.ports import World, make_id

ITEM = "household-registration"
NUMBER = make_id(date(2026, 11, 20), 100)
TODAY = NOW.date().isoformat()


def file_by_hand(world: World) -> str:
    """A plain case whose registration at the police is typed by hand."""
    world.departments.by_hand = frozenset({ITEM})
    typed = {"name": "安安", "post_address": "寿光市圣城街道槐安巷 6 号"}
    return file_case(world, {"follows": "mother", "remote": "false"}, typed)


def place(case: str) -> str:
    return f"/desk/case/{case}/{ITEM}/1/by-hand/"


def fields(page: str, name: str) -> list[str]:
    return [html.unescape(value) for value in re.findall(rf'name="{name}" value="([^"]+)"', page)]


def read_asks(page: str) -> tuple[str, str]:
    """The two facts that the department gives: the number of the newborn, and of the household."""
    one, other = (html.unescape(name) for name in re.findall(r'name="(fact:[^"]+)"', page))
    return one, other


def picture() -> SimpleUploadedFile:
    """The other system's paper, photographed."""
    return SimpleUploadedFile("paper.png", make_picture(40, 30), "image/png")


def test_typed_in_read_off_by_two_and_issued(world: World) -> None:
    case = file_by_hand(world)
    task = look(case).case.tasks[ITEM, "1"]
    assert task.state is TaskState.SENT and task.hand is not None and task.hand.step == "type"
    assert "公安的系统还没有接上，由工作人员录进去" in Browser("mother").get(f"/case/{case}/").text
    for name in ("ann", "bob", "tax"):
        append_officer(name, "tax" if name == "tax" else "police")
    ann = Officer("ann")
    assert "待录入公安系统" in ann.get("/desk/?tab=hand").text
    assert place(case) in ann.text and place(case) not in ann.get("/desk/?tab=away").text
    page = ann.get(place(case)).text
    assert "安安" in page and "data-copy" in page
    names = fields(page, "done")
    ann.post(place(case), do="tick", done=names[:1])
    assert fields(ann.text, "done")[0] == names[0] and ann.text.count(" checked") == 1
    ann.post(place(case), do="typed", done=names[:1], receipt="公-1")
    assert ann.status == 422 and "还有没打勾的" in ann.text
    ann.post(place(case), do="typed", done=names, receipt="公-1")
    assert ann.status == 200 and "回执号 公-1" in ann.text

    form = ann.get(f"{place(case)}?what=decided").text
    number, household = read_asks(form)
    first = {"do": "enter", "what": "decided", "outcome": "approve", "assigned": "证-100", "on": TODAY, number: NUMBER, household: "H-0001"}
    ann.post(place(case), **first)
    assert ann.status == 422 and "对方系统出的那张纸" in ann.text, "no decision without its paper"
    ann.post(place(case), **first, paper=picture())
    assert ann.status == 200 and "等另一位核对" in ann.text
    ann.post(place(case), **{**first, "do": "again"})
    assert ann.status == 422 and "不能自己复核" in ann.text

    bob = Officer("bob")
    blind = bob.get(f"{place(case)}?what=decided").text
    assert "证-100" not in blind and "H-0001" not in blind, "the second person sees nothing of the first one's"
    second = {**first, "do": "again", household: "H-0002"}
    bob.post(place(case), **second)
    assert "退给先录的人" in bob.text and look(case).case.tasks[ITEM, "1"].state is TaskState.SENT
    page = ann.get(place(case)).text
    assert "第二个人看到的不一样" in page and "户号" in page and "H-0002" not in page
    ann.post(place(case), **{**first, household: "H-0002"})
    bob.post(place(case), **second)
    assert "两个人一致" in bob.text
    run(case)
    task = look(case).case.tasks[ITEM, "1"]
    assert task.state is TaskState.DONE and task.decided_by == "department"
    assert [made.item for made in look(case).case.certificates].count(ITEM) == 1
    history = ann.get(f"/desk/case/{case}/{ITEM}/1/").text
    for words in ("人工录入、双人核对", "第二个人核对，再录了一遍，一致", "不一样：户号", "韩某"):
        assert words in html.unescape(re.sub(r"<[^>]+>", "", history)), words
    stranger = Officer("tax")
    assert stranger.get(place(case)).status == 403


def test_compared_with_the_paper_and_the_paper_is_for_the_own_department_only(world: World) -> None:
    case = file_by_hand(world)
    for name, department in (("ann", "police"), ("bob", "police"), ("tax", "tax")):
        append_officer(name, department)
    ann, bob = Officer("ann"), Officer("bob")
    ann.post(place(case), do="typed", done=fields(ann.get(place(case)).text, "done"), receipt="公-1")
    number, household = read_asks(ann.get(f"{place(case)}?what=decided").text)
    said = {"do": "enter", "what": "decided", "outcome": "approve", "assigned": "证-100", "on": TODAY, number: NUMBER, household: "H-0001"}
    ann.post(place(case), **said, paper=picture())
    page = bob.get(f"{place(case)}?by=paper").text
    assert "证-100" in page and "H-0001" in page
    paper = re.findall(rf'href="({place(case)}[0-9a-f-]{{36}})"', page)[0]
    assert bob.get(paper).status == 200
    assert Officer("tax").get(paper).status in (403, 404)
    assert bob.get(f"{place(case)}01a20c00-0000-7000-8000-000000000000").status == 404
    bob.post(place(case), do="compare", wrong="assigned")
    assert "文号或证号" in ann.get(place(case)).text
    ann.post(place(case), **{**said, "assigned": "证-101"})
    bob.post(place(case), do="compare")
    run(case)
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.DONE


def test_silence_reminds_the_officers(world: World) -> None:
    case = file_by_hand(world)
    append_officer("ann", "police")
    with stopped_at(now() + timedelta(days=9)):
        run(case)
        assert world.departments.reminded == [], "there is no system to be reminded"
        task = look(case).case.tasks[ITEM, "1"]
        assert task.chased == 1
        assert "没等到受理，第 1 次催办" in Officer("ann").get(f"/desk/case/{case}/{ITEM}/1/").text


def test_refusal_of_an_unknown_act_and_region(world: World) -> None:
    case = file_by_hand(world)
    append_officer("ann", "police")
    append_officer("far", "police", "371302")
    assert Officer("far").get(place(case)).status == 403
    ann = Officer("ann")
    assert ann.post(place(case), do="nothing").status == 422
    assert ann.get(place(case).replace(ITEM, "birth-certificate")).status == 403
    assert REGION == "370783"


def test_withdrawn_by_the_applicant_it_is_taken_back_by_hand(world: World) -> None:
    case = file_by_hand(world)
    append_officer("ann", "police")
    ann = Officer("ann")
    ann.post(place(case), do="typed", done=fields(ann.get(place(case)).text, "done"), receipt="公-1")
    mother = sign_in_citizen(world, "mother")
    with acting(mother.actor(REGION, "test", "test"), mother.index) as actor:
        withdraw_item(actor, case, mother.person, ITEM, "1")
    run(case)
    assert world.departments.recalled == [], "there is no system to be told"
    assert "撤回了，去公安系统里撤" in ann.get("/desk/?tab=hand").text
    assert "到公安系统里也撤掉" in ann.get(place(case)).text
    ann.post(place(case), do="recall")
    assert ann.status == 200 and place(case) not in ann.get("/desk/?tab=hand").text
    task = look(case).case.tasks[ITEM, "1"]
    assert task.hand is not None and (task.state, task.hand.recall) == (TaskState.WITHDRAWN, "done")
    assert ann.post(place(case), do="recall").status == 422, "once"
