"""A department's own system, through the doors: what it says on the way is seen, lies are not believed, silence is chased."""

from dataclasses import replace
from datetime import timedelta

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.actions.reconciling import reconcile_departments
from shuangquan.connectors.departments.port import Held, Report
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.issues import find_issues
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World, make_report
from tests.portal.steps import finish
from tests.portal.test_after import ready

ITEM = "household-registration"


def submitted(world: World) -> tuple[Browser, str, str]:
    """A matter whose package of ITEM is at the police, who say nothing yet."""
    world.departments.script = {ITEM: ()}
    phone = Browser("mother")
    case = ready(world, phone)
    finish(world, phone, case)
    package = next(one.id for one in world.departments.packages.values() if one.item == ITEM)
    return phone, case, package


def test_what_a_department_says_on_the_way_is_seen_and_its_correction_is_answered(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    said: tuple[Report, ...] = (make_report(sent, 1, "accepted"), make_report(sent, 2, "suspended", until="2026-12-01"))
    world.departments.script[ITEM] = said
    settle(plain)
    page = phone.get(f"{case}/").text
    assert "特别程序" in page and "时间先停着" in page and "预计到 2026-12-01" in page
    said += (make_report(sent, 3, "resumed"), make_report(sent, 4, "correct", needs=["registrant.name"]))
    world.departments.script[ITEM] = tuple(reversed(said))
    settle(plain)
    assert "等你补" in phone.get(f"{case}/").text
    with acting_system():
        member = next(task.member for task in load(plain).case.tasks.values() if task.item == ITEM)
    link = f"{case}/correct/{ITEM}/{member}"
    phone.get(link)
    assert phone.status == 200
    phone.send(link, {})
    settle(plain)
    follow = [one for one in world.departments.packages.values() if one.follows]
    assert [one.follows for one in follow] == [package]
    assert "全办好了" in phone.get(f"{case}/").text


def test_a_report_that_says_otherwise_than_before_is_kept_out_and_shown_to_operators(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    world.departments.script[ITEM] = (make_report(sent, 1, "accepted"),)
    settle(plain)
    other = replace(sent, digest="e" * 64)
    world.departments.script[ITEM] = (make_report(sent, 1, "accepted", assigned="x"), make_report(other, 2, "decided", outcome="refuse"))
    settle(plain)
    assert {(one.package, one.what) for one in find_issues()} == {(package, "altered"), (package, "replayed")}
    page = phone.get(f"{case}/").text
    assert "没通过" not in page
    world.departments.script.clear()
    world.departments.script[ITEM] = (make_report(sent, 1, "accepted"), make_report(sent, 2, "decided", outcome="refuse"))
    settle(plain)
    assert "没通过" in phone.get(f"{case}/").text


def test_silence_is_chased_and_the_citizen_reads_so(world: World) -> None:
    phone, case, package = submitted(world)
    plain = case.removeprefix("/case/")
    assert world.departments.reminded == []
    with stopped_at(now() + timedelta(days=9)):
        settle(plain)
        assert world.departments.reminded == [package]
        page = phone.get(f"{case}/").text
        assert "已催办" in page
    with stopped_at(now() + timedelta(days=18)):
        settle(plain)
    assert world.departments.reminded == [package] * 2


def test_both_sides_lists_are_compared_and_what_differs_is_mended_or_raised(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    others = [one for one in world.departments.packages.values() if one.id != package]
    world.departments.held = [Held(one.id, one.digest, 1, "approve") for one in others]
    with acting_system(), stopped_at(now() + timedelta(hours=1)):
        assert [(one.package, one.what) for one in reconcile_departments()] == [(package, "not_held")]
        assert [(one.package, one.what) for one in find_issues()] == [(package, "not_held")]
        world.departments.held.append(Held(package, sent.digest, 2, "approve"))
        world.departments.script.clear()
        assert [(one.package, one.what) for one in reconcile_departments()] == [(package, "behind")]
        settle(plain)  # what the job does that was enqueued
        assert reconcile_departments() == ()
        assert find_issues() == ()
        world.departments.held[-1] = Held(package, sent.digest, 3, "refuse")
        assert [(one.package, one.what) for one in reconcile_departments()] == [(package, "contradicts")]
    assert "全办好了" in phone.get(f"{case}/").text


def test_a_department_refuses_after_others_have_issued_and_what_is_declared_happens(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    assert "1 样办好了" not in phone.get(f"{case}/").text and phone.get("/certificates/").text.count('class="cert ') == 1
    world.departments.script[ITEM] = (make_report(sent, 1, "accepted"), make_report(sent, 2, "decided", outcome="refuse"))
    settle(plain)
    page = phone.get(f"{case}/").text
    with acting_system():
        declared = load(plain).index.items[ITEM].refused_later
    for word in ("没通过", declared.zh, "行政复议", "1 样办好了", "3 样没办成", "原路退回"):
        assert word in page, word
    assert world.payment.refunds, "the premium goes back"
    assert phone.get("/certificates/").text.count('class="cert ') == 1, "what was issued before and does not rest on it stays"
