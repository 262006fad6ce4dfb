"""机构、窗口、人员与岗位 in one workbook: looked at, kept, recorded, and taken out again without a change."""

import html
import io
import json
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from shuangquan.channels.desk.books import write_book
from shuangquan.core.cases.transitions import TaskState
from shuangquan.records.organisations import find_house_changes, find_organisation, find_windows
from shuangquan.records.staff import find_accounts
from tests.desk.conftest import ITEM, Officer, append_officer, make_collective
from tests.desk.filing import look
from tests.portal.ports import World

BOOK = {
    "机构": (
        ("police-sg", "公安", "寿光市公安局", "Police of Shouguang", "寿光市", "", "", "0536-1234567"),
        ("坏", "公安", "", "", "", "", "", ""),
    ),
    "窗口": (("police-sg", "市民中心", "B12", "寿光市", "示例路 1 号", "", "周一至周五 9:00-17:00", ""),),
    "人员与岗位": (("new-one", "新某", "公安", "寿光市", "负责人、审批人员", "", "13800000078"),),
}


def carried(page: str) -> str:
    return html.unescape(re.findall(r'<textarea name="rows"[^>]*>([^<]*)</textarea>', page)[0])


def upload(chief: Officer, content: bytes) -> None:
    chief.post("/desk/staff/", step="look", table=SimpleUploadedFile("a.xlsx", content))


def test_one_workbook_in_and_out(world: World) -> None:
    append_officer("chief", "police", roles=("officer", "admin"))
    chief = Officer("chief")
    upload(chief, write_book(BOOK))
    assert "机构表第 3 行，机构代码" in re.sub(r"<[^>]+>", "", chief.text)
    assert "寿光市公安局" in chief.text
    assert find_organisation("police", "370783") is None, "looking keeps nothing"
    rows = carried(chief.text)
    chief.post("/desk/staff/", step="keep", rows=rows)
    assert "3 行生效了" in chief.text
    found = find_organisation("police", "370783")
    assert found is not None
    assert (found.name.zh, found.name.en) == ("寿光市公安局", "Police of Shouguang")
    assert [(one.number, one.hours) for one in find_windows(("370783",), ("police",))] == [("B12", "周一至周五 9:00-17:00")]
    changes = find_house_changes("police")
    assert [one.what for one in changes] == ["posting", "window", "organisation"]
    assert all(one.actor.startswith("staff-") for one in changes)
    assert changes[0].detail["roles"] == ["officer", "lead"]
    assert find_accounts(("new-one",))["new-one"].phone == "13800000078"
    assert "13800000078" not in str(changes)
    assert "新某" not in str(changes), "a record names no person"
    chief.post("/desk/staff/", step="keep", rows=rows)
    assert "0 行生效了" in chief.text

    out = chief.client.get("/desk/staff/export.xlsx").content
    book = load_workbook(io.BytesIO(out))
    assert [sheet.title for sheet in book.worksheets] == ["机构", "窗口", "人员与岗位"]
    assert book["人员与岗位"].max_row == 3
    upload(chief, out)
    assert "要改" not in chief.text
    chief.post("/desk/staff/", step="keep", rows=carried(chief.text))
    assert "0 行生效了" in chief.text, "what is exported imports without a change"


def test_nobody_keeps_what_is_not_theirs(world: World) -> None:
    append_officer("chief", "police", roles=("officer", "admin"))
    append_officer("boss", "operator", "370700", roles=("supervisor", "admin"))
    upload(chief := Officer("chief"), write_book({"机构": (("tax-sg", "税务", "寿光市税务局", "", "寿光市", "", "", ""),)}))
    assert "没有可以生效的行" in chief.text
    assert Officer("chief").post("/desk/staff/", step="keep", rows=carried_of("tax-sg", "tax")).text.count("0 行生效了") == 1
    boss = Officer("boss")
    assert boss.path == "/desk/complaints/"
    upload(boss, write_book({"机构": (("review-sg", "review-office", "寿光市人民政府（复议）", "", "寿光市", "", "", ""),)}))
    boss.post("/desk/staff/", step="keep", rows=carried(boss.text))
    assert "1 行生效了" in boss.text
    assert find_organisation("review-office", "370783") is not None
    assert Officer("chief").client.get("/desk/staff/export.xlsx").status_code == 200


def carried_of(code: str, department: str) -> str:
    return json.dumps({"机构": [[2, [code, department, "某局", "", "370783", "", "", ""]]]})


def test_a_head_confirms_what_the_law_gives_to_one(world: World) -> None:
    case = make_collective(world)
    for name in ("han", "li"):
        append_officer(name, "police")
    page = f"/desk/case/{case}/{ITEM}/1/"
    Officer("han").post(page, do="refuse", step="send", text="不符合", remedy="无")
    append_officer("head", "police", roles=("officer", "lead"))
    assert Officer("li").post(page, do="confirm", step="send").status == 200, "a refusal takes any second officer"
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.REFUSED
    Officer("han").post(page, do="reopen", step="send", text="弄错了")
    li = Officer("li").get(page)
    assert "要由负责人复核" in li.text
    assert li.post(page, do="confirm", step="send").status == 422
    assert Officer("head").post(page, do="confirm", step="send").status == 200
    assert look(case).case.tasks[ITEM, "1"].state is TaskState.REVIEW
    append_officer("wu", "police", roles=("supervisor",))
    assert Officer("wu").get(page).status == 200, "who supervises sees"
    assert Officer("wu").post(page, do="pass", step="send", text="可以").status == 403, "and decides nothing"
