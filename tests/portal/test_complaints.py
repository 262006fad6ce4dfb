"""投诉 through both doors: from the progress page to the written answer, one level up, and taken back."""

import re

from shuangquan.actions.acting import acting_system
from shuangquan.actions.sending import send_messages
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import erase_case
from shuangquan.records.models import Complaint, DataUse
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.test_rights import take

SAID, ANSWER = "材料交了三天没有人看", "经查，窗口当天漏转，已经转办"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00IEND"


def complain(phone: Browser, case: str, **given: str) -> str:
    """Send one as the page is; answers the form's key."""
    found = re.search(r'name="key" value="([0-9a-f]{32})"', phone.get(f"/case/{case}/complain?item={ITEM}").text)
    assert found, phone.text
    phone.send(f"/case/{case}/complain", {"key": found[1], "about": "task", "item": ITEM, "text": SAID, **given})
    return found[1]


def find_all() -> list[Complaint]:
    with acting_system(), enter_context():
        return list(Complaint.objects.order_by("filed_at"))


def test_complained_answered_raised_and_closed(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    append_officer("head", "police", roles=("officer", "lead"))
    append_officer("boss", "operator", "370700", roles=("supervisor",))
    phone = Browser("mother")
    key = complain(phone, case, contact="yes")
    assert "我的投诉" in phone.text and SAID in phone.text
    phone.send(f"/case/{case}/complain", {"key": key, "about": "task", "item": ITEM, "text": SAID, "contact": "yes"})
    (row,) = find_all()
    assert (row.desk, row.state, row.level) == ("police", "open", 1)
    assert SAID.encode() not in bytes(row.said)
    page = f"/desk/complaints/{case}/{row.id}/"

    assert Officer("han").get("/desk/complaints/").status == 403, "no officer of the department but who supervises"
    assert Officer("han").get(page).status == 403
    assert Officer("boss").get(page).status == 403, "not on the first level"
    head = Officer("head").get("/desk/complaints/")
    assert page in head.text and SAID not in head.text
    assert SAID in head.get(page).text and "13800000042" in head.text
    head.post(page, text=" ")
    assert head.status == 422
    head.post(page, text=ANSWER)
    assert "答复了" in head.text
    with acting_system():
        send_messages(20)
    assert [one.template for one in world.messages.sent if one.template.startswith("complaint")] == ["complaint.answered"]

    export = take(phone)["index.html"].decode()
    assert SAID in export and ANSWER in export, "the export holds it whole"
    assert ANSWER in phone.get(f"/case/{case}/").text
    assert "投诉答复书" in phone.text and "投诉受理告知书" in phone.text
    paper = re.search(rf"/case/{case}/document/(complaint_answer1-[0-9a-f-]+)", phone.text)
    assert paper
    assert phone.client.get(f"/case/{case}/document/{paper[1]}").content.startswith(b"%PDF")
    phone.send(f"/case/{case}/complaints/{row.id}", {"do": "again"})
    (row,) = find_all()
    assert (row.desk, row.state, row.level) == ("operator", "open", 2)
    assert Officer("head").get(page).status == 403
    boss = Officer("boss").get(page)
    assert ANSWER in boss.text, "what was answered before is seen"
    boss.post(page, text="上一级核实，已经督促改正")
    phone.send(f"/case/{case}/complaints/{row.id}", {"do": "good"})
    (row,) = find_all()
    assert (row.state, row.satisfied, len(row.officers)) == ("closed", True, 2)
    with acting_system(), enter_context():
        assert DataUse.objects.filter(purpose="look into a complaint", case_id=case).count() >= 2


def test_nobody_answers_about_themselves(world: World) -> None:
    case = make_unmarried(world)
    append_officer("head", "police", roles=("officer", "lead"))
    append_officer("other", "police", roles=("supervisor",))
    Officer("head").post(f"/desk/case/{case}/{ITEM}/1/", do="assign", step="send", **{"given:to": "", "text": "x"})
    Officer("head").post(f"/desk/case/{case}/{ITEM}/1/", do="correct", step="send", text="请补", needs=["mother.phone"])
    head = Officer("head").get(f"/desk/case/{case}/{ITEM}/1/?do=pass")
    head.post(f"/desk/case/{case}/{ITEM}/1/", do="pass", step="send", text="看过")
    phone = Browser("mother")
    complain(phone, case, about="conduct")
    (row,) = find_all()
    assert row.desk == "police", "the other one supervises too"
    page = f"/desk/complaints/{case}/{row.id}/"
    assert "不能再由你答复" in Officer("head").get(page).text
    assert Officer("head").post(page, text="没有的事").status == 422
    assert Officer("other").post(page, text="谈过话了").status == 200
    assert find_all()[0].state == "answered"


def test_taken_back_and_erased_with_the_case(world: World) -> None:
    case = make_unmarried(world)
    phone = Browser("mother")
    complain(phone, case, about="", text="")
    assert phone.status == 422
    assert "请写清楚" in phone.text
    complain(phone, case, about="")
    assert phone.status == 422
    assert "请选投诉什么" in phone.text
    complain(phone, case, about="system", item="")
    (row,) = find_all()
    assert (row.desk, row.department, row.item) == ("operator", "", "")
    assert Browser("father").get(f"/case/{case}/").text.count(SAID) == 0, "nobody else of the same matter sees it"
    phone.send(f"/case/{case}/complaints/{row.id}", {"do": "back"})
    assert "你撤回了" in phone.text
    with acting_system():
        erase_case(case)
    (row,) = find_all()
    assert (bytes(row.said), row.erased_at is not None) == (b"", True)


def test_an_officer_writes_down_what_the_applicant_says(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    append_officer("doctor", "health")
    append_officer("head", "police", roles=("officer", "lead"))
    here = f"/desk/case/{case}/{ITEM}/1/"
    han = Officer("han")
    assert f"{here}complain" in han.get(here).text
    page = han.get(f"{here}complain").text
    found = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert found
    han.post(f"{here}complain", key=found[1], about="conduct", text=" ")
    assert han.status == 422 and "写清楚发生了什么" in han.text and not find_all()
    for _ in range(2):
        han.post(f"{here}complain", key=found[1], about="conduct", text=SAID, contact="yes")
    assert "申请人在“我的事”里有回执" in han.text
    (row,) = find_all()
    assert (row.desk, row.about, row.item) == ("police", "conduct", ITEM)
    assert Officer("doctor").post(f"{here}complain", key=found[1], about="conduct", text=SAID).status == 403
    phone = Browser("mother").get(f"/case/{case}/")
    assert SAID in phone.text and "投诉受理告知书" in phone.text, "it is the applicant's own"
    assert f"/desk/complaints/{case}/{row.id}/" in Officer("head").get("/desk/complaints/").text
