"""并件 at the desk: an officer sees both side by side, makes one or says that they are two; the applicant is told and finds it."""

import pytest

from shuangquan.actions.acting import acting_system
from shuangquan.actions.merging import take_twin
from shuangquan.actions.sending import send_messages
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.names import Var
from shuangquan.records.context import enter_context
from shuangquan.records.models import DataUse, Matter
from tests.desk.conftest import Officer, append_officer
from tests.desk.filing import file_case, look, run
from tests.portal.conftest import Browser
from tests.portal.ports import World

pytestmark = pytest.mark.database
ITEM = "birth-certificate"
HERE, THERE = "寿光市圣城街道槐安巷 6 号", "寿光市圣城街道槐安巷 8 号"
WHY = "接生记录号改过一次，是同一个孩子"


def file_abroad(world: World, record: str, address: str, *, paid: bool = True) -> str:
    """A child born abroad: an officer of health looks. record: what the hospital's register calls the birth just then.

    paid: the premium's price was known, so that it was paid before submission.
    """
    world.departments.price_down = not paid
    world.family.children[0] |= {"abroad": True, "record": record}
    return file_case(world, {"follows": "mother", "remote": "false"}, {"name": "安安", "post_address": address})


@pytest.fixture
def both(world: World) -> tuple[str, str]:
    """The same birth under two numbers, submitted one after the other."""
    return file_abroad(world, "BR370783001", HERE), file_abroad(world, "BR370783009", THERE, paid=False)


def enter() -> Officer:
    append_officer("han", "health")
    return Officer("han")


def address(case: str, other: str = "") -> str:
    return f"/desk/case/{case}/{ITEM}/1/twin/" + (f"{other}/" if other else "")


def find_uses(case: str) -> list[list[str]]:
    with acting_system(), enter_context():
        rows = DataUse.objects.filter(case_id=case, purpose="see whether a matter was taken twice")
        return [row.field_names for row in rows if "twin" in row.field_names]


def test_both_are_seen_side_by_side_what_differs_first(world: World, both: tuple[str, str]) -> None:
    first, second = both
    han = enter()
    assert "同一个人还有 1 件同样的事在办" in han.get(f"/desk/case/{second}/{ITEM}/1/").text
    assert address(second, first) in han.get(address(second)).text
    page = han.get(address(second, first))
    numbers = [look(case).stored.row.number or "" for case in both]
    assert all(number in page.text for number in numbers) and "两件不一样的" in page.text
    assert "槐安巷 6 号" not in page.text and "周若岚" not in page.text, "another department's value is shown as far as it differs"
    assert f"?keep={second}" not in page.text and "只能让它接着办" in page.text, "the earlier one was paid for, so that one goes on"
    assert find_uses(first) and find_uses(second), "that both were read is recorded"


def test_one_goes_on_with_what_was_chosen_and_the_other_is_found_from_its_applicant(world: World, both: tuple[str, str]) -> None:
    first, second = both
    began = look(first).case.submitted_at
    han = enter()
    name = "take:mother.post_address"
    looked = han.post(address(second, first), keep=first, step="check", text=WHY, **{name: "other"})
    assert "照这样并成一件" in looked.text and WHY in looked.text and look(second).case.state is CaseState.SUBMITTED
    done = han.post(address(second, first), keep=first, step="send", text=WHY, **{name: "other"})
    assert done.path == f"/desk/case/{first}/{ITEM}/1/?sent=merged" and "并成一件了" in done.text
    kept, closed = look(first).case, look(second).case
    assert (kept.state, closed.state, closed.merged_into) == (CaseState.SUBMITTED, CaseState.WITHDRAWN, first)
    assert (kept.value(Var("mother", "post_address")), kept.submitted_at) == (THERE, began) and kept.twins == {second}
    assert [event.kind for event in look(second).stored.events].count("case.merged") == 1
    with acting_system():
        version = look(first).case.version
        take_twin(second)
        assert look(first).case.version == version, "the job that carries over comes too late and does nothing"
        send_messages(20)
        with enter_context():
            assert Matter.objects.filter(case_id=second, ended_at__isnull=True).count() == 0, "what it was about is free again"
    assert {one.template for one in world.messages.sent} >= {"case.merged", "twin.taken"}
    phone = Browser("mother")
    page = phone.get(f"/case/{second}/").text
    assert "合到那一件里接着办" in page and f'href="/case/{first}/"' in page and "并件告知书" in page and "你撤回的" not in page
    assert "另一件同样的事合到这里了" in phone.get(f"/case/{first}/").text
    assert "同一个人还有" not in han.get(f"/desk/case/{first}/{ITEM}/1/").text
    again = han.post(address(second, first), keep=first, step="send", text=WHY)
    assert again.status == 422 and "有一件已经办完或者撤回了" in again.text
    run(second)
    assert look(second).case.state is CaseState.WITHDRAWN


def test_the_later_one_may_go_on_from_the_earlier_ones_clock(world: World) -> None:
    first, second = file_abroad(world, "BR370783001", HERE, paid=False), file_abroad(world, "BR370783009", THERE, paid=False)
    began = look(first).case.submitted_at
    assert f"?keep={second}" in enter().get(address(first, second)).text, "the earlier one is suggested, and the other can be chosen"
    Officer("han").post(address(first, second), keep=second, step="send", text=WHY)
    kept = look(second)
    assert (kept.case.submitted_at, kept.stored.row.submitted_at) == (began, began) and look(first).case.merged_into == second
    assert kept.case.value(Var("mother", "post_address")) == THERE, "what was not chosen stays in the closed one"
    assert look(first).case.value(Var("mother", "post_address")) == HERE


def test_they_are_said_to_be_two_and_nobody_is_asked_again(world: World, both: tuple[str, str]) -> None:
    first, second = both
    han = enter()
    bare = han.post(address(second, first), step="apart", text=" ")
    assert bare.status == 422 and "aria-invalid" in bare.text
    done = han.post(address(second, first), step="apart", text="一个月里生了两次的登记，是两个孩子")
    assert "不是同一件" in done.text
    for one, other in (both, (second, first)):
        assert look(one).case.apart == {other} and look(one).case.state is CaseState.SUBMITTED
        assert "同一个人还有" not in han.get(f"/desk/case/{one}/{ITEM}/1/").text
    assert "不是同一件" in han.get(address(second, first)).text, "who looks all the same is told"


def test_any_other_is_found_by_its_number_and_only_here(world: World, both: tuple[str, str]) -> None:
    first, second = both
    han = enter()
    number = look(first).stored.row.number or ""
    assert han.post(address(second), number=number.lower()).path == address(second, first)
    for wrong in ("SQ37078320261124000000", "7", number[:-1] + "x", look(second).stored.row.number or ""):
        assert han.post(address(second), number=wrong).status == 422, wrong


@pytest.mark.parametrize(
    "posting", [("tax", "370783", ("officer",)), ("health", "370302", ("officer",)), ("health", "370783", ("supervisor",))]
)
def test_others_do_not_see_it(world: World, both: tuple[str, str], posting: tuple[str, str, tuple[str, ...]]) -> None:
    department, region, roles = posting
    append_officer("other", department, region, roles=roles)
    first, second = both
    other = Officer("other")
    assert other.get(address(second, first)).status == 403
    assert other.post(address(second, first), keep=first, step="send", text=WHY).status == 403
    assert look(second).case.state is CaseState.SUBMITTED


def test_two_with_results_are_refused_in_plain_words(world: World) -> None:
    world.family.collective = True
    typed = {"name": "安安", "post_address": HERE}
    cases = []
    for record in ("BR370783001", "BR370783009"):
        world.family.children[0] |= {"record": record}
        cases.append(file_case(world, {"follows": "mother", "remote": "false"}, typed))
    append_officer("li", "police")
    page = Officer("li").get(f"/desk/case/{cases[1]}/household-registration/1/twin/{cases[0]}/").text
    assert "两件都已经有结果了" in page and "先看一遍" not in page and "各办各的" in page
