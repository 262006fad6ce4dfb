"""The department's officer looks into a correction that was asked for, answers once, and the person is told."""

import re

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.sending import send_messages
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse, Objection
from tests.desk.conftest import Officer, append_officer
from tests.desk.filing import look
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import reach_form
from tests.portal.test_objections import FACT, REMARK, RIGHT, ask


@pytest.fixture
def asked(world: World) -> tuple[Browser, str, str]:
    """The mother's phone, her case's path, and the address of her request at the desk."""
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    ask(phone, case)
    with acting_system(), enter_context():
        (row,) = Objection.objects.all()
    return phone, case, f"/desk/objections/{row.case_id}/{row.id}/"


def find_uses() -> list[tuple[str, str, list[str]]]:
    with acting_system(), enter_context():
        rows = DataUse.objects.filter(actor_kind="officer", purpose="look into a correction")
        return [(row.actor, row.department, row.field_names) for row in rows]


def test_the_officer_sees_what_was_said_and_what_she_says(world: World, asked: tuple[Browser, str, str]) -> None:
    _, _, address = asked
    append_officer("han", "police")
    han = Officer("han")
    assert "更正申请 1" in han.get("/desk/").text
    page = han.get("/desk/objections/").text
    assert f'href="{address}" data-row>民族' in page and "还没提交" in page
    assert RIGHT not in page and "汉族" not in page, "a list holds names"
    assert find_uses() == []
    seen = han.get(address)
    for shown in ("更正申请：民族", "汉族", RIGHT, REMARK, "人口基础信息", "先在你们自己的系统里核对"):
        assert shown in seen.text, shown
    assert world.family.mother not in seen.text and "周若岚" not in seen.text, "who asks is shown in part"
    assert [(department, names) for _, department, names in find_uses()] == [("police", [FACT, "mother.name", "mother.id_number"])]
    assert "核对你提的更正" in asked[0].get("/my/data/").text, "she sees that it was read"


@pytest.mark.parametrize(
    ("state", "text", "told"), [("corrected", "回族", "已更正，现在是“回族”"), ("upheld", "档案里是汉族", "维持原样：档案里是汉族")]
)
def test_the_answer_reaches_her(world: World, asked: tuple[Browser, str, str], state: str, text: str, told: str) -> None:
    phone, case, address = asked
    before = look(case.removeprefix("/case/")).case
    append_officer("han", "police")
    han = Officer("han").post(address, state=state, text=text)
    assert han.path == f"/desk/objections/?sent={state}"
    assert "短信会告诉本人" in han.text and "没有等你核对" in han.text
    with acting_system():
        send_messages(20)
        with enter_context():
            (row,) = Objection.objects.all()
    assert (row.state, row.officer.startswith("staff-"), row.answered_at is not None) == (state, True, True)
    assert [(one.template, text in one.text) for one in world.messages.sent] == [("objection.answered", False)]
    page = phone.get(f"{case}/data").text
    assert told in page
    assert f"/object?fact={FACT}" in page, "who does not agree may ask again"
    after = look(case.removeprefix("/case/")).case
    assert (after.version, after.facts) == (before.version, before.facts)
    assert text in han.get(address).text and "<textarea" not in han.text


def test_it_is_answered_once(world: World, asked: tuple[Browser, str, str]) -> None:
    _, _, address = asked
    append_officer("han", "police")
    append_officer("li", "police")
    Officer("han").post(address, state="corrected", text="回族")
    li = Officer("li").post(address, state="upheld", text="不改")
    assert (li.status, "已经有人办了" in li.text) == (422, True)
    with acting_system(), enter_context():
        assert Objection.objects.get().state == "corrected"


@pytest.mark.parametrize(
    ("state", "text", "why"),
    [("", "回族", "请选"), ("open", "回族", "请选"), ("corrected", " ", "系统里现在是什么"), ("upheld", "", "请写理由")],
)
def test_an_answer_says_which_and_what(world: World, asked: tuple[Browser, str, str], state: str, text: str, why: str) -> None:
    append_officer("han", "police")
    han = Officer("han").post(asked[2], state=state, text=text)
    assert han.status == 422 and why in han.text
    with acting_system(), enter_context():
        assert Objection.objects.get().state == "open"


@pytest.mark.parametrize(("department", "region"), [("health", "370783"), ("police", "371302")])
def test_another_department_or_region_sees_none_of_it(world: World, asked: tuple[Browser, str, str], department: str, region: str) -> None:
    append_officer("other", department, region)
    other = Officer("other")
    assert "更正申请 1" not in other.get("/desk/objections/").text and "民族" not in other.text
    for page in (other.get(asked[2]), other.post(asked[2], state="corrected", text="x")):
        assert page.status == 403 and RIGHT not in page.text
    assert find_uses() == []
    with acting_system(), enter_context():
        assert Objection.objects.get().state == "open"


def test_a_sensitive_value_is_shown_in_part_and_whole_when_asked_which_is_noted(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    place = "household.address"
    ask(phone, case, place, "寿光市圣城街道槐安巷 8 号")
    assert "8 号" not in phone.text
    with acting_system(), enter_context():
        row = Objection.objects.get()
    append_officer("han", "police")
    han, address = Officer("han"), f"/desk/objections/{row.case_id}/{row.id}/"
    assert "6 号" not in han.get(address).text
    whole = re.search(r'href="(\?whole=1)"', han.text)
    assert whole and "6 号" in han.get(address + whole[1]).text
    assert world.family.mother in han.text and "周若岚" in han.text
    assert find_uses()[-1][2][:2] == [place, "mother.name"] and f"whole:{place}" in find_uses()[-1][2]


def test_an_erased_matter_leaves_the_inbox(world: World, asked: tuple[Browser, str, str]) -> None:
    phone, case, address = asked
    append_officer("han", "police")
    han = Officer("han")
    phone.post(f"{case}/erase")
    assert "没有等你核对" in han.get("/desk/objections/").text
    assert han.get(address).status == 403
