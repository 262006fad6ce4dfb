"""这一项不对: a department's fact is asked to be corrected; its state stands beside it and in the export."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.records.context import enter_context
from shuangquan.records.models import CaseEvent, DataUse, Objection
from tests.desk.filing import look
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import reach_form
from tests.portal.test_rights import complete, take

ANSWERS = {"follows": "mother"}
FACT, RIGHT, REMARK = "mother.ethnicity", "回族", "户口本上一直是回族"


def ask(phone: Browser, case: str, fact: str = FACT, right: str = RIGHT) -> str:
    """Send it as the page is; answers the form's key."""
    found = re.search(r'name="key" value="([0-9a-f]{32})"', phone.get(f"{case}/object?fact={fact}").text)
    assert found, phone.text
    phone.send(f"{case}/object", {"fact": fact, "key": found[1], "right": right, "remark": REMARK})
    return found[1]


def count() -> int:
    with acting_system(), enter_context():
        return Objection.objects.count()


def test_what_a_department_gave_is_asked_to_be_corrected_from_beside_it(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    held = phone.get(f"{case}/data").text
    assert f'href="{case}/object?fact={FACT}"' in held
    assert "?fact=mother.id_number" not in held and "?fact=mother.phone" not in held, "nothing a person gave"
    page = phone.get(f"{case}/object?fact={FACT}")
    assert page.status == 200
    for shown in ("民族不对？", "汉族", "人口基础信息", "交给公安核对", "不会跟着变"):
        assert shown in page.text, shown
    before = look(case.removeprefix("/case/")).case
    ask(phone, case)
    assert phone.path == f"{case}/data#f-mother-ethnicity"
    assert "已转公安核对" in phone.text and "“回族”" in phone.text
    assert f"/object?fact={FACT}" not in phone.text
    after = look(case.removeprefix("/case/")).case
    assert (after.version, after.facts) == (before.version, before.facts), "the case itself is not changed by it"


def test_it_is_in_the_export_whole_and_nowhere_else_in_plain(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    ask(phone, case)
    files = take(phone)
    for shown in (RIGHT, REMARK, "部门正在核对"):
        assert shown in files["index.html"].decode()
    with acting_system(), enter_context():
        (row,) = Objection.objects.all()
        assert (row.fact, row.source, row.department, row.state) == (FACT, "police.population", "police", "open")
        kept = [bytes(event.canonical) for event in CaseEvent.objects.all()] + [bytes(row.asked)]
        uses = [name for use in DataUse.objects.all() for name in use.field_names]
    assert not [one for one in kept if RIGHT.encode() in one or REMARK.encode() in one]
    assert not [name for name in uses if RIGHT in name]


def test_pressed_twice_it_is_asked_once_and_a_second_request_waits_for_the_first(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    key = ask(phone, case)
    for _ in range(2):
        phone.send(f"{case}/object", {"fact": FACT, "key": key, "right": RIGHT})
        assert (phone.status, phone.path) == (200, f"{case}/data#f-mother-ethnicity")
    assert count() == 1
    phone.send(f"{case}/object", {"fact": FACT, "key": "f" * 32, "right": RIGHT})
    assert (phone.status, "已经提过了" in phone.text) == (422, True)
    assert (phone.get(f"{case}/object?fact={FACT}").status, "已经提过了" in phone.text) == (422, True)
    ask(phone, case, "children[1].birth_place", "人民医院")
    assert count() == 2


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ("mother.id_number", "身份认证平台"),
        ("children[1].name", "回表上改"),
        ("father.ethnicity", "没有这一项"),
        ("mother.no_such", "没有这一项"),
        ("mother", "没有这一项"),
        ("", "没有这一项"),
        ("__class__.x", "没有这一项"),
    ],
)
def test_what_no_department_gave_or_is_not_theirs_is_refused_with_where_to_go(world: World, fact: str, why: str) -> None:
    phone = Browser("mother")
    case = complete(phone)
    for page in (phone.get(f"{case}/object?fact={fact}"), phone.send(f"{case}/object", {"fact": fact, "key": "a" * 32, "right": "x"})):
        assert page.status in (404, 422) and why in page.text, page.status
    assert count() == 0


def test_what_she_wrote_over_it_can_still_be_asked_of_the_department(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    phone.send(f"{case}/form", {"do": "save", f"fact:{FACT}": "03"})
    assert "汉族" in phone.get(f"{case}/object?fact={FACT}").text, "what the department said, not what she wrote"
    ask(phone, case)
    assert count() == 1


def test_it_must_be_said_what_it_should_be(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    ask(phone, case, right="  ")
    assert phone.status == 422 and "请写应该是什么" in phone.text and REMARK in phone.text
    assert count() == 0


def test_each_of_two_people_asks_about_their_own_and_sees_only_that(world: World) -> None:
    phone = Browser("mother")
    case = complete(phone)
    his = Browser("father")
    assert his.get(f"{case}/object?fact={FACT}").status == 404
    ask(his, case, "father.ethnicity", "满族")
    assert "满族" in his.text
    assert "满族" not in phone.get(f"{case}/data").text
    assert "满族" not in take(phone)["data.json"].decode()
    stranger = Browser("stranger")
    assert stranger.get(f"{case}/object?fact={FACT}").status == 404
    assert stranger.send(f"{case}/object", {"fact": FACT, "key": "a" * 32, "right": "x"}).status == 404


def test_it_is_asked_in_english_too(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    phone.client.cookies["language"] = "en"
    phone.client.post("/look/", {"language": "en", "next": "/"})
    page = phone.get(f"{case}/object?fact={FACT}")
    assert "What it should be" in page.text and "It is the department's own data" in page.text.replace("&#x27;", "'")


def test_erasing_the_draft_takes_it_along(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, ANSWERS)
    ask(phone, case)
    phone.post(f"{case}/erase")
    with acting_system(), enter_context():
        (row,) = Objection.objects.all()
    assert (bytes(row.asked), row.erased_at is not None) == (b"", True)
    assert RIGHT not in take(phone)["data.json"].decode()
