"""A table of people at the window: rows taken, rows said why not, and the same table again doubles nobody."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from tests.counter.conftest import Clerk
from tests.counter.test_serving import serve_mother
from tests.portal.ports import World, make_child
from tests.portal.steps import THEME

pytestmark = pytest.mark.database


def upload(clerk: Clerk, path: str, *rows: tuple[str, ...]) -> Clerk:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return clerk.send(path, {"table": SimpleUploadedFile("people.xlsx", out.getvalue())})


def test_rows_are_taken_or_said_why_not(world: World) -> None:
    world.family.children.append(make_child(2, date(2026, 11, 20), "male"))
    clerk = serve_mother(world)
    clerk.post(f"/counter/matters/{THEME}/", role="mother")
    case = clerk.case
    clerk.post(f"{case}/notice")
    clerk.post(f"{case}/questions", situation="follows", member="", value="mother")
    clerk.get(f"{case}/form")
    roster = re.search(rf'href="({case}/roster/[a-z]+/)"', clerk.text)
    assert roster, clerk.text
    empty = clerk.client.get(f"{roster[1]}template.xlsx").content
    sheet = load_workbook(io.BytesIO(empty)).active
    assert sheet is not None
    head = tuple(str(cell.value) for cell in next(sheet.iter_rows()))
    assert "姓名" in head
    key = next(name for name in head if name != "姓名")
    first, second = (str(child["record"]) for child in world.family.children)
    assert "表头要有这些列" in upload(clerk, roster[1], ("名字",), ("安安",)).text
    assert "表里没有人" in upload(clerk, roster[1], (key, "姓名")).text
    taken = upload(clerk, roster[1], (key, "姓名"), (first, "安安"), ("BR-NOBODY", "某"), (first, "又一个"), ("", "无号"), (second, "乐乐"))
    assert "5 行里收了 3 人" in taken.text, "who is not on record is added where the theme lets people add"
    assert "和上面一行重复" in taken.text and "没有写号码" in taken.text
    again = upload(clerk, roster[1], (key, "姓名"), (first, "安安"), (second, "乐" * 60))
    assert "2 行里收了 2 人" in again.text and re.search(r'<th scope="row">3</th>', again.text), "a value that cannot be is said by its row"
    form = clerk.get(f"{case}/form").text
    assert form.count('value="安安"') == 1 and form.count('value="乐乐"') == 1
