"""People and postings by a table: bad cells are named with their mend, good rows kept; nobody gives what is not theirs."""

import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from shuangquan.channels.desk.books import read_book, write_book
from shuangquan.core.exchange.staff_sheet import COLUMNS, MOST, Bounds, read_staff
from shuangquan.core.words.errors import Refusal
from shuangquan.records.models import StaffUser
from shuangquan.records.staff import find_accounts, find_postings
from tests.desk.conftest import PASSWORD, Officer, append_officer
from tests.portal.ports import World

BOUNDS = Bounds({"police": "公安"}, {"370783": "寿光市", "370700": "潍坊市"})
HEAD = ",".join(COLUMNS)


def rows(*lines: str) -> list[tuple[int, list[str]]]:
    return [(number, line.split(",")) for number, line in enumerate(lines, start=2)]


def test_good_rows_are_read_by_code_or_by_name() -> None:
    good, bad = read_staff(rows("han,韩某,公安,寿光市,审批人员、窗口人员,2027-12-31", "", "li-2,李某,police,370700,管理员,"), BOUNDS)
    assert not bad
    assert [(one.row, one.region, one.roles, str(one.until)) for one in good] == [
        (2, "370783", ("officer", "clerk"), "2027-12-31"),
        (4, "370700", ("admin",), "None"),
    ]


def test_every_bad_cell_is_named_with_its_mend() -> None:
    good, bad = read_staff(rows("Han,,税务,999999,局长,明年", "han,韩某,公安,寿光市,审批人员,", "han,韩某,公安,370783,审批人员,"), BOUNDS)
    assert [(one.row, one.column) for one in bad] == [
        (2, "账号"), (2, "姓名"), (2, "部门"), (2, "地区"), (2, "角色"), (2, "到期日"), (4, ""),
    ]  # fmt: skip
    assert "审批人员" in next(one for one in bad if one.column == "角色").says.zh
    assert "第 3 行" in bad[-1].says.zh and [one.row for one in good] == [3]


def test_tables_come_back_as_they_were_written_and_others_are_refused() -> None:
    line = ("han", "韩某", "公安", "寿光市", "审批人员", "2027-12-31")
    assert read_book(write_book({"人员与岗位": (line,)}))["人员与岗位"] == ((2, (*line, "")),)
    assert read_book(f"{HEAD}\n{','.join(line)}\n".encode("gb18030")) == {"人员与岗位": ((2, line),)}
    refused = [
        (b"", "table.none"),
        (b"PK\x03\x04 no table", "table.kind"),
        (b"\x00\x01\xff", "table.kind"),
        ("姓名,账号\n".encode(), "table.head"),
        ((HEAD + "\nhan,,,,," * (MOST + 1)).encode(), "table.large"),
    ]
    for content, code in refused:
        with pytest.raises(Refusal, match=code):
            read_book(content)


def test_an_administrator_looks_keeps_and_hands_out_secrets_once(world: World) -> None:
    append_officer("chief", "police", roles=("officer", "admin"))
    append_officer("han", "police")
    chief, han = Officer("chief"), Officer("han")
    assert han.get("/desk/staff/").status == 403
    assert "机构、窗口、人员" not in han.get("/desk/people").text
    assert "机构、窗口、人员" in chief.get("/desk/people").text
    template = load_workbook(io.BytesIO(chief.client.get("/desk/staff/template.xlsx").content))
    assert tuple(cell.value for cell in template["人员与岗位"][1]) == (*COLUMNS, "手机")

    table = "\n".join(
        (HEAD, "new-one,新某,公安,寿光市,审批人员,2027-12-31", "han,韩某某,公安,寿光市,审批人员、窗口人员,", "x,某,税务,济南市,局长,")
    )
    chief.post("/desk/staff/", step="look", table=SimpleUploadedFile("a.csv", table.encode("utf-8-sig")))
    assert "新账号" in chief.text and "改角色" in chief.text
    assert "第 4 行，部门" in chief.text and "第 4 行，地区" in chief.text
    assert set(find_accounts(("new-one", "han"))) == {"han"}, "looking keeps nothing"
    carried = html.unescape(re.findall(r'<textarea name="rows"[^>]*>([^<]*)</textarea>', chief.text)[0])
    chief.post("/desk/staff/", step="keep", rows=carried)
    assert "2 行生效了" in chief.text and 'class="qr"' in chief.text
    password = re.findall(r"<code>([^<]+)</code>", chief.text)[0]
    held = find_accounts(("new-one", "han"))
    assert held["han"].name == "韩某某" and held["han"].postings[0].roles == ("officer", "clerk")
    assert StaffUser.objects.get(username="new-one").check_password(password)
    assert StaffUser.objects.get(username="han").check_password(PASSWORD), "a table renews nobody's password"
    chief.post("/desk/staff/", step="keep", rows=carried)
    assert "0 行生效了" in chief.text and 'class="qr"' not in chief.text

    forged = carried.replace("370783", "110101").replace("寿光市", "东城区").replace("公安", "health")
    chief.post("/desk/staff/", step="keep", rows=forged)
    assert "0 行生效了" in chief.text, "what was not shown as good is not kept either"
    assert [one.department for one in find_postings(StaffUser.objects.get(username="new-one").pk)] == ["police"]
