"""A department's own system, through the doors: what it says on the way is seen, lies are not believed, silence is chased."""

from dataclasses import replace
from datetime import date, timedelta

from shuangquan.actions.acting import acting_system
from shuangquan.actions.hearing_late import hear_again, send_again
from shuangquan.actions.loading import load
from shuangquan.actions.reconciling import reconcile_departments
from shuangquan.connectors.departments.port import Held, Report
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.issues import find_issues
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World, make_id, make_report
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


def test_a_department_takes_back_what_it_gave_and_what_is_declared_happens(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    facts = {want: make_id(date(2026, 11, 20), 100) if want.endswith("id_number") else "H-1" for want in sent.wants}
    given = make_report(sent, 1, "decided", outcome="approve", facts=facts, assigned="页-1")
    world.departments.script[ITEM] = (given,)
    settle(plain)
    assert "全办好了" in phone.get(f"{case}/").text
    world.departments.script[ITEM] = (given, make_report(sent, 2, "revoked", reason={"zh": "出生证明是伪造的", "en": "forged"}))
    others = [one for one in world.departments.packages.values() if one.id != package]
    world.departments.held = [Held(one.id, one.digest, 1, "approve") for one in others] + [Held(package, sent.digest, 2, "refuse")]
    with acting_system(), stopped_at(now() + timedelta(hours=1)):
        assert [(one.package, one.what) for one in reconcile_departments()] == [(package, "contradicts")]
        hear_again(plain, package)  # what the job does that was enqueued
        assert reconcile_departments() == () and find_issues() == ()
    settle(plain)
    page = phone.get(f"{case}/").text
    for word in ("撤销了", "出生证明是伪造的", "一并撤销", "原路退回"):
        assert word in page, word
    assert world.payment.refunds, "the premium goes back, though it was paid and receipted"
    told = [one for one in world.departments.packages.values() if one.id.endswith(".later")]
    assert told and {one.kind for one in told} == {"result"} and {one.facts["result.because"] for one in told} == {ITEM}
    with acting_system():
        made = load(plain).case.certificates
    assert {one.item for one in made if one.revoked} == {one.item for one in made} - {"birth-certificate"}, "what does not rest on it stays"


def test_withdrawn_while_a_department_works_on_it(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    with acting_system():
        member = next(task.member for task in load(plain).case.tasks.values() if task.item == ITEM)
    link = f"{case}/withdraw/{ITEM}/{member}"
    assert link in phone.get(f"{case}/").text
    world.departments.script[ITEM] = (make_report(sent, 1, "accepted"),)
    phone.send(link, {})
    settle(plain)
    assert [(one.package_id, one.why) for one in world.departments.recalled] == [(package, "withdrawn")]
    settle(plain)
    assert len(world.departments.recalled) == 1, "told once"
    page = phone.get(f"{case}/").text
    assert "撤回" in page and "全办好了" not in page
    late = (make_report(sent, 1, "accepted"), make_report(sent, 2, "decided", outcome="approve", assigned="页-1"))
    world.departments.script[ITEM] = late
    hear_again(plain, package)
    with acting_system():
        task = next(task for task in load(plain).case.tasks.values() if task.item == ITEM)
        assert (task.state.value, sorted(task.reports)) == ("withdrawn", [1, 2]), "kept, and nothing follows"
        others = [one for one in world.departments.packages.values() if one.id != package]
        world.departments.held = [Held(one.id, one.digest, 1, "approve") for one in others] + [Held(package, sent.digest, 2, "approve")]
        with stopped_at(now() + timedelta(hours=1)):
            assert reconcile_departments() == (), "both sides may say different things of what was withdrawn"


def test_a_package_of_before_the_digests_is_found_and_sent_anew(world: World) -> None:
    phone, case, package = submitted(world)
    plain, sent = case.removeprefix("/case/"), world.departments.packages[package]
    others = [one for one in world.departments.packages.values() if one.id != package]
    world.departments.held = [Held(one.id, one.digest, 1, "approve") for one in others] + [Held(package, "", 0, "")]
    with acting_system(), stopped_at(now() + timedelta(hours=1)):
        assert [(one.package, one.what) for one in reconcile_departments()] == [(package, "no_digest")]
    send_again(plain, package)  # what the job does that was enqueued
    assert [(one.package_id, one.digest, one.why) for one in world.departments.recalled] == [(package, "", "resent")]
    (follow,) = [one for one in world.departments.packages.values() if one.follows == package]
    assert follow.digest == sent.digest and follow.facts == sent.facts
    send_again(plain, package)
    assert len(world.departments.recalled) == 1, "once it has gone on there is nothing to send"
    settle(plain)
    assert "全办好了" in phone.get(f"{case}/").text


def test_what_is_said_of_a_package_without_a_digest_is_not_believed_and_it_is_sent_anew(world: World) -> None:
    phone, case, package = submitted(world)
    plain = case.removeprefix("/case/")
    old = replace(world.departments.packages[package], digest="")
    world.departments.script[ITEM] = (make_report(old, 1, "accepted"), make_report(old, 2, "decided", outcome="refuse"))
    settle(plain)
    page = phone.get(f"{case}/").text
    assert "没通过" not in page and "全办好了" in page, "the department decides anew on what it can name"
    assert [one.why for one in world.departments.recalled] == ["resent"]
