"""A table of people at the window: taken by a job some rows at a time, each row with its state; the same table again doubles nobody."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from shuangquan.actions import drafts, rosters
from shuangquan.actions.acting import acting_system
from shuangquan.core.words.errors import Fault
from shuangquan.records.context import enter_context
from shuangquan.records.erasure import erase_case, rewrap_keys
from shuangquan.records.models import Roster
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


def work(clerk: Clerk, path: str) -> Clerk:
    """What the worker does with the tables that wait, and the page then."""
    with acting_system(), enter_context():
        waiting = [str(one.id) for one in Roster.objects.filter(state="going")]
    for one in waiting:
        rosters.work_roster(one)
    return clerk.get(path)


def open_list(world: World, *children: tuple[int, date, str]) -> tuple[Clerk, str, tuple[str, ...]]:
    """A mother at the window with children on record; answers the clerk, the list's page and its head."""
    for one in children:
        world.family.children.append(make_child(*one))
    clerk = serve_mother(world)
    clerk.post(f"/counter/matters/{THEME}/", role="mother")
    case = clerk.case
    clerk.post(f"{case}/notice")
    clerk.post(f"{case}/questions", situation="follows", member="", value="mother")
    clerk.get(f"{case}/form")
    found = re.search(rf'href="({case}/roster/[a-z]+/)"', clerk.text)
    assert found, clerk.text
    empty = clerk.client.get(f"{found[1]}template.xlsx").content
    sheet = load_workbook(io.BytesIO(empty)).active
    assert sheet is not None
    return clerk, found[1], tuple(str(cell.value) for cell in next(sheet.iter_rows()))


SECOND = (2, date(2026, 11, 20), "male")


def test_rows_are_taken_or_said_why_not(world: World) -> None:
    clerk, path, head = open_list(world, SECOND)
    case = clerk.case
    assert "姓名" in head
    key = next(name for name in head if name != "姓名")
    first, second = (str(child["record"]) for child in world.family.children)
    assert "表头要有这些列" in upload(clerk, path, ("名字",), ("安安",)).text
    assert "表里没有人" in upload(clerk, path, (key, "姓名")).text
    upload(clerk, path, (key, "姓名"), (first, "安安"), ("BR-NOBODY", "明明"), (first, "又一个"), ("", "无号"), (second, "乐乐"))
    taken = work(clerk, path)
    assert "5 行里收了 3 行" in taken.text, "who is not on record is added where the theme lets people add"
    assert "和上面一行重复" in taken.text and "没有写号码" in taken.text
    assert first not in taken.text, "a row is found again by its number and what is masked"
    upload(clerk, path, (key, "姓名"), (first, "安安"), (second, "乐" * 60))
    again = work(clerk, path)
    assert "2 行里收了 1 行" in again.text and re.search(r'<th scope="row">3</th>', again.text), "a value that cannot be is said by its row"
    form = clerk.get(f"{case}/form").text
    assert form.count('value="安安"') == 1 and form.count('value="乐乐"') == 1


def test_how_far_it_is_can_be_left_and_come_back_to(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, path, head = open_list(world, SECOND)
    case, key = clerk.case, next(name for name in head if name != "姓名")
    first, second = (str(child["record"]) for child in world.family.children)
    upload(clerk, path, (key, "姓名"), (first, "安安"), (second, "乐乐"))
    assert "2 行里做了 0 行" in clerk.text and "一行也不会丢" in clerk.text and '<form method="post" enctype' not in clerk.text
    assert "名单正在一行行收" in clerk.get(f"{case}/form").text
    assert "名单正在一行行收" in clerk.get(f"{case}/check").text, "nobody signs what still changes"
    before = clerk.client.get(f"{path}state").json()["mark"]
    monkeypatch.setattr(rosters, "AT_ONCE", 1)
    with monkeypatch.context() as broken:
        broken.setattr(rosters, "type_facts", _fail_at(2))
        with pytest.raises(Fault):
            work(clerk, path)
        assert "2 行里做了 1 行" in clerk.get(path).text and "还有 1 行在排队" in clerk.text, "what was worked is kept"
        assert clerk.client.get(f"{path}state").json()["mark"] != before
    assert "2 行里收了 2 行" in work(clerk, path).text, "another try goes on from there"
    assert "名单正在一行行收" not in clerk.get(f"{case}/form").text
    assert 'value="安安"' in clerk.text and 'value="乐乐"' in clerk.text


def test_it_can_be_stopped_and_what_was_taken_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, path, head = open_list(world, SECOND)
    case, key = clerk.case, next(name for name in head if name != "姓名")
    first, second = (str(child["record"]) for child in world.family.children)
    upload(clerk, path, (key, "姓名"), (first, "安安"), (second, "乐乐"))
    assert "停下，不再收了" in clerk.text
    monkeypatch.setattr(rosters, "AT_ONCE", 1)
    real = drafts.type_facts

    def type_and_stop(*given: object) -> object:
        """Somebody presses while a row is being taken."""
        done = real(*given)  # type: ignore[arg-type]
        clerk.post(path, do="halt")
        return done

    with monkeypatch.context() as pressed:
        pressed.setattr(rosters, "type_facts", type_and_stop)
        page = work(clerk, path).text
    assert "收到第 1 行停下了" in page and "你让它停下了" in page and "换一张名单" in page, "the row at hand is told of"
    assert "停下，不再收了" not in page and clerk.post(path, do="halt").status == 200, "twice is once"
    form = clerk.get(f"{case}/form").text
    assert 'value="安安"' in form and 'value="乐乐"' not in form and "名单正在一行行收" not in form
    upload(clerk, path, (key, "姓名"), (first, "安安"), (second, "乐乐"))
    assert "2 行里收了 2 行" in work(clerk, path).text, "the whole table again goes on"


def _fail_at(nth: int) -> Callable[..., object]:
    calls, real = [0], drafts.type_facts

    def type_(*given: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            raise Fault("health", "down")
        return real(*given)  # type: ignore[arg-type]

    return type_


def test_a_choice_made_by_hand_meanwhile_stands(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, path, head = open_list(world, SECOND)
    case, key = clerk.case, next(name for name in head if name != "姓名")
    first, _ = (str(child["record"]) for child in world.family.children)
    upload(clerk, path, (key, "姓名"), (first, "安安"), ("BR-NOBODY", "某"))
    monkeypatch.setattr(rosters, "AT_ONCE", 1)
    with monkeypatch.context() as broken:
        broken.setattr(rosters, "add_member", _fail)
        with pytest.raises(Fault):
            work(clerk, path)
    page = clerk.get(f"{case}/form").text
    boxes = re.findall(r'name="(pick:[a-z]+)" value="([^"]+)"( checked)?', page)
    assert [bool(ticked) for _, _, ticked in boxes] == [True, False], "the table chose one"
    name = boxes[0][0]
    clerk.post(f"{case}/form", **{name: [value for _, value, _ in boxes], "do": name, "picks": name.removeprefix("pick:")})
    work(clerk, path)
    again = re.findall(r'name="pick:[a-z]+" value="([^"]+)"( checked)?', clerk.get(f"{case}/form").text)
    assert all(ticked for _, ticked in again) and len(again) >= len(boxes), "the other, chosen by hand, is still in it"


def _fail(*_given: object) -> None:
    raise Fault("health", "down")


def test_a_matter_that_is_over_stops_it(world: World) -> None:
    clerk, path, head = open_list(world, SECOND)
    key = next(name for name in head if name != "姓名")
    first, second = (str(child["record"]) for child in world.family.children)
    upload(clerk, path, (key, "姓名"), (first, "安安"))
    refused = upload(clerk, path, (key, "姓名"), (second, "乐乐"))
    assert "名单还在一行行收" in refused.text, "one table at a time"
    with acting_system(), enter_context():
        row = Roster.objects.get()
        assert first.encode() not in bytes(row.content) and "安安".encode() not in bytes(row.content)
        assert rewrap_keys() >= 0
        erase_case(str(row.case_id))
        row.refresh_from_db()
        assert row.wrapped is None and not bytes(row.content)
    rosters.work_roster(str(row.id))
    with acting_system(), enter_context():
        assert Roster.objects.get().at == 0, "nothing is taken from what was destroyed"
