"""Forms sent again, out of order, late, twice at once, or with what no form of the house holds: nothing happens twice or unseen."""

import re
import threading

from django.db import connection

from shuangquan.actions.acting import acting
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.knowledge import Form
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import look
from tests.portal.conftest import Browser, settle
from tests.portal.ports import World
from tests.portal.steps import begin, fields, pay, reach_form, sign
from tests.portal.test_after import POLICE, ready


def plain(case: str) -> str:
    return case.removeprefix("/case/")


def kinds(case: str) -> list[str]:
    with acting(POLICE):
        return [event.kind for event in look(plain(case)).stored.events]


def find_values(case: str) -> dict[str, object]:
    return {str(var): fact.value for var, fact in look(plain(case)).case.facts.items()}


def find_key(phone: Browser, case: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f]+)"', phone.get(f"{case}/finish").text)
    assert found
    return found[1]


def signed_and_paid(world: World, phone: Browser) -> str:
    case = ready(world, phone)
    sign(phone, case)
    pay(world, phone, case)
    return case


def test_pressed_from_several_tabs_at_once_it_is_submitted_once(world: World) -> None:
    phone = Browser("mother")
    case = signed_and_paid(world, phone)
    key, statuses = find_key(phone, case), list[int]()
    tabs = [Browser("mother") for _ in range(4)]

    def press(tab: Browser, given: str) -> None:
        statuses.append(tab.post(f"{case}/finish", do="submit", key=given).status)
        connection.close()

    workers = [threading.Thread(target=press, args=(tab, key if nth < 2 else f"{nth:032x}")) for nth, tab in enumerate(tabs)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert statuses == [200] * 4
    settle(plain(case))
    found = kinds(case)
    assert found.count("case.submitted") == 1 and found.count("task.sent") == 3
    assert world.departments.submitted == 3


def test_one_key_serves_one_request(world: World) -> None:
    """A key of one case brought to another, or somebody else's key, is no answer to anything."""
    phone = Browser("mother")
    case = signed_and_paid(world, phone)
    key = find_key(phone, case)
    phone.post(f"{case}/finish", do="submit", key=key)
    stranger = Browser("stranger")
    assert stranger.post(f"{case}/finish", do="submit", key=key).status == 404
    father = Browser("father")
    other = begin(father, "father") if father.get("/").status == 200 else ""
    father.post(f"{other}/finish", do="submit", key=key)
    assert look(plain(other)).case.state is CaseState.DRAFT
    for odd in ("", "k" * 64, "k" * 10_000, "' or 1=1", "键" * 60):
        assert phone.post(f"{case}/finish", do="submit", key=odd).status == 200, odd
    assert kinds(case).count("case.submitted") == 1


def test_a_payment_page_called_again_and_again_pays_once(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    for _ in range(3):
        phone.client.post(f"{case}/pay")
    assert len(world.payment.orders) == 1
    before = kinds(case)
    phone.get(f"{case}/paid")
    assert kinds(case).count("payment.settled") == before.count("payment.settled"), "coming back is not having paid"
    phone.post(f"{case}/finish", do="submit", key="a" * 32)
    assert phone.status == 422 and "还没付款" in phone.text
    world.payment.paid |= set(world.payment.orders)
    for _ in range(3):
        phone.get(f"{case}/paid")
    assert len([kind for kind in kinds(case) if kind.startswith("payment.") and kind not in before]) == 1


def test_the_amount_is_never_taken_from_the_form(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    sign(phone, case)
    due = re.search(r"(\d+\.\d\d) 元", phone.get(f"{case}/finish").text)
    assert due
    phone.client.post(f"{case}/pay", {"amount": "0.01", "fee": "0", "due": "-1", "order": "x", "back": "https://evil.example/"})
    (order,) = world.payment.orders.values()
    assert f"{order.amount:.2f}" == due[1]


HIDDEN = {
    "fact:mother.id_number": "379900197001010011",
    "fact:children[99].name": "第九十九个",
    "fact:children.name": "没有编号的",
    "fact:mother[1].name": "有编号的母亲",
    "fact:no_such.fact": "x",
    "fact:__class__.__init__": "x",
    "fact:": "x",
    "picks": "children",
    "pick:children": "99",
    "role": "father",
    "level": "5",
    "state": "approved",
    "signed_in": "father",
    "case": "01a20c00-0000-7000-8000-000000000000",
    "region": "371302",
    "department": "health",
}
"""Fields that nobody may send, with what they would say."""
CORRECTED = {
    "fact:mother.name": "假名字",
    "fact:father.name": "假名字",
    "fact:household.address": "别处 1 号",
    "fact:children[1].birth_date": "2020-01-01",
}
"""Fields that the form offers for correcting: they may be sent, and count as what a person claims."""


def test_a_field_that_the_form_does_not_ask_for_changes_nothing(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    before = find_values(case)
    for name, value in HIDDEN.items():
        for do in ("save", "next"):
            phone.send(f"{case}/form", {"do": do, name: value})
            assert phone.status in (200, 422), (name, phone.status)
        assert find_values(case) == before, name
        after = look(plain(case)).case
        assert (after.signed_in, after.region, after.state) == ("mother", "370783", CaseState.DRAFT), name


def test_what_is_written_over_a_source_is_a_claim_and_never_what_the_source_said(world: World) -> None:
    """An approval that rests on a claim goes to a person: writing over a register buys nothing."""
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    phone.send(f"{case}/form", {"do": "save", **CORRECTED})
    found = {str(var): fact.know for var, fact in look(plain(case)).case.facts.items()}
    for name in CORRECTED:
        know = found[name.removeprefix("fact:")]
        assert know.form is Form.CLAIMED and know.origin is not None and know.origin.by == "mother", name


DO = (
    *("invite:stranger", "invite:mother", "invite:", "type:mother", "add:no_such", "pick:no_such", "lack:no-such|1", "upload:"),
    *("submit", "pass:1", "", ":", "next:next", "__init__:x", "drop:1"),
)


def test_a_button_that_is_not_there_does_nothing(world: World) -> None:
    phone = Browser("mother")
    case = reach_form(phone, {"follows": "mother"})
    before = look(plain(case)).case.version
    for do in DO:
        phone.send(f"{case}/form", {"do": do})
        assert phone.status in (200, 422), do
        assert look(plain(case)).case.version == before, do


def test_a_signature_is_for_what_was_shown(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    shown = re.search(r'name="digest" value="([0-9a-f]{64})"', phone.get(f"{case}/check").text)
    assert shown
    for digest in ("", "0" * 64, shown[1][:-1], shown[1].upper(), shown[1] + "0", "x" * 64):
        phone.send(f"{case}/check", {"digest": digest, "oath": "yes"})
        assert phone.status == 422, digest
    phone.send(f"{case}/check", {"digest": shown[1]})
    assert phone.status == 422, "without the oath"
    assert "form.signed" not in kinds(case) and not [kind for kind in kinds(case) if "signed" in kind]


def test_steps_out_of_order_lead_back_to_the_step_that_is_due(world: World) -> None:
    phone = Browser("mother")
    case = begin(phone)
    for path in ("form", "check", "finish", "pay", "consent", "questions", "early"):
        phone.client.post(f"{case}/{path}", {"do": "submit", "key": "k" * 32, "digest": "0" * 64, "oath": "yes"})
        state = look(plain(case)).case
        assert state.state is CaseState.DRAFT and not state.tasks, path
    assert not world.share.asked, "nothing was asked of anybody before she agreed"
    assert not world.payment.orders


def test_an_ended_matter_takes_no_form(world: World) -> None:
    phone = Browser("mother")
    case = ready(world, phone)
    names = fields(phone.get(f"{case}/form").text)
    phone.post(f"{case}/withdraw")
    version = look(plain(case)).case.version
    for path in ("form", "questions", "check", "finish", "notice", "withdraw", "pay", "early", "consent"):
        phone.send(f"{case}/{path}", {**names, "do": "next", "key": "k" * 32, "digest": "0" * 64, "oath": "yes"})
    assert look(plain(case)).case.version == version


def test_an_officers_decision_sent_again_or_by_two_is_one(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    append_officer("li", "police")
    path = f"/desk/case/{case}/{ITEM}/1/"
    han, li = Officer("han"), Officer("li")
    assert han.get(path).status == li.get(path).status == 200
    han.post(path, do="refuse", step="send", text="不符合", remedy="先认领")
    version = look(case).case.version
    for officer in (han, li):
        for do in ("pass", "refuse", "correct"):
            officer.post(path, do=do, step="send", text="好", remedy="无")
    assert look(case).case.version == version


WISHES = (
    {"do": "approve"},
    {"do": "pass", "step": "x"},
    {"do": "delete", "step": "send"},
    {"do": "", "step": "send"},
    {"step": "send"},
)


def test_a_wish_the_desk_does_not_know_is_none(world: World) -> None:
    case = make_unmarried(world)
    append_officer("han", "police")
    before, han = look(case).case.version, Officer("han")
    for data in WISHES:
        han.post(f"/desk/case/{case}/{ITEM}/1/", text="好", **data)
    assert look(case).case.version == before


def test_a_posting_that_is_not_ones_own_is_not_taken(world: World) -> None:
    append_officer("han", "police")
    officer = Officer("han")
    for place in ("1", "99", "-1", "1.0", "x", "", "０", "9" * 400):
        officer.post("/desk/posting", place=place, department="health", region="371302")
        assert officer.client.session["staff"]["place"] == 0
