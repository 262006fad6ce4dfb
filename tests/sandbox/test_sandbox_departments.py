"""Departments' own systems: sealed packages in, answers out, numbers never twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sandbox.departments.numbers import IdNumbers
from sandbox.people.codes import check_id_number
from tests.sandbox.conftest import Caller, make_caller


def _registration(caller: Caller, child: str, sex: str = "female", born: str = "2026-11-21") -> dict[str, Any]:
    mother = next(demo.person for demo in caller.state.world.demos if demo.scenario == "married-town" and demo.role == "mother")
    person = caller.state.world.persons[mother]
    return {
        "registrant.birth_certificate_number": child,
        "registrant.name": "张一诺",
        "registrant.birth_date": born,
        "registrant.sex": sex,
        "host.id_number": mother,
        "host.name": person.name,
        "household.number": person.household,
        "household.collective": False,
    }


WANTS = ["registrant.id_number", "registrant.household_number"]


def test_the_police_assign_an_id_number_that_fits_the_child(caller: Caller) -> None:
    caller.register("police")
    facts = _registration(caller, "S1")
    assert caller.submit("police", "P1", WANTS, facts).status == 202
    answer = caller.wait_answer("police", "P1")
    number = answer["facts"]["registrant.id_number"]
    assert answer["outcome"] == "approve"
    assert check_id_number(number)
    assert number.startswith("379907")
    assert number[6:14] == "20261121"
    assert int(number[16]) % 2 == 0
    assert answer["facts"]["registrant.household_number"] == facts["household.number"]
    assert answer["certificate"]["number"].startswith(facts["household.number"])
    drawn = caller.draw("police.population", {"subject.id_number": number}, ["subject.name", "subject.household_number"]).json
    assert drawn["record"] == {"subject.name": "张一诺", "subject.household_number": facts["household.number"]}
    children = caller.draw("police.children", {"parent.id_number": facts["host.id_number"]}, ["children.id_number"]).json
    assert {"children.id_number": number} in children["members"]


def test_the_same_birth_gets_the_same_number_and_twins_get_two(caller: Caller) -> None:
    caller.register("police")
    for package, child in (("P1", "S1"), ("P2", "S1"), ("P3", "S2")):
        caller.submit("police", package, WANTS, _registration(caller, child))
    first, again, twin = (caller.wait_answer("police", one)["facts"]["registrant.id_number"] for one in ("P1", "P2", "P3"))
    assert first == again != twin


def test_numbers_never_run_into_each_other_and_move_to_the_next_area_when_a_day_is_full(caller: Caller) -> None:
    numbers = IdNumbers(caller.state.ledger, caller.state.world)
    born = caller.state.world.today
    given = [numbers.assign(f"b{n}", "370783", born, "male") for n in range(510)]
    assert len(set(given)) == 510
    assert {number[:6] for number in given} == {"379907", "379908"}
    assert all(check_id_number(number) for number in given)
    fresh = IdNumbers(caller.state.ledger, caller.state.world)
    assert fresh.assign("b3", "370783", born, "male") == given[3]
    assert fresh.assign("new", "370783", born, "male") not in given


def test_a_package_is_taken_once(caller: Caller) -> None:
    caller.register("police")
    facts = _registration(caller, "S1")
    first = caller.submit("police", "P1", WANTS, facts)
    again = caller.submit("police", "P1", WANTS, facts)
    assert first.json == again.json
    other = caller.submit("police", "P1", WANTS, {**facts, "registrant.name": "张二"})
    assert (other.status, other.json["error"]) == (409, "other_body")


def test_a_broken_seal_or_an_unknown_key_is_refused(caller: Caller) -> None:
    package = {"id": "P1", "department": "police", "case": "C", "item": "i", "member": "", "region": "370783", "wants": [], "facts": {}}
    assert caller.call("POST", "/police/v1/packages", caller.envelope(package)).json["error"] == "unknown_key"
    caller.register("police")
    good = caller.envelope(package)
    changed = caller.envelope({**package, "item": "another"})
    assert caller.call("POST", "/police/v1/packages", {**changed, "signature": good["signature"]}).json["error"] == "wrong_seal"
    assert caller.call("POST", "/police/v1/packages", {**good, "content": changed["content"]}).json["error"] == "wrong_digest"
    assert caller.call("POST", "/police/v1/packages", {**good, "signature": "zz"}).json["error"] == "wrong_seal"
    caller.register("tax")
    assert caller.call("POST", "/tax/v1/packages", good).json["error"] == "wrong_package"


def test_what_was_taken_is_answered_after_a_restart_and_numbers_are_kept(tmp_path: Path) -> None:
    before = make_caller(tmp_path)
    before.register("police")
    before.submit("police", "P1", WANTS, _registration(before, "S1"))
    first = before.wait_answer("police", "P1")
    before.state.faults.set("police", {"mode": "late", "seconds": 600})
    before.submit("police", "P2", WANTS, _registration(before, "S1"))
    after = make_caller(tmp_path)
    assert after.call("GET", "/police/v1/packages/P1").json["answer"] == first
    assert after.wait_answer("police", "P2")["facts"] == first["facts"]
    assert first["facts"]["registrant.id_number"] in after.state.world.persons


def test_a_birth_whose_number_was_kept_just_before_a_kill_is_registered_under_it(tmp_path: Path) -> None:
    before = make_caller(tmp_path)
    number = IdNumbers(before.state.ledger, before.state.world).assign("S1", "370783", date(2026, 11, 21), "female")
    after = make_caller(tmp_path)
    after.register("police")
    after.submit("police", "P1", WANTS, _registration(after, "S1"))
    answer = after.wait_answer("police", "P1")
    assert answer["facts"]["registrant.id_number"] == number
    assert number in after.state.world.persons


def test_a_department_that_answers_twice_does_so_in_its_feed_and_keeps_both_over_a_restart(tmp_path: Path) -> None:
    caller = make_caller(tmp_path)
    caller.register("transport")
    caller.state.faults.set("transport", {"mode": "twice"})
    caller.submit("transport", "T1", ["company.freight_licence_number"], {"company.name": "甲"})
    answer = caller.wait_answer("transport", "T1")
    assert answer["seq"] == 2
    (earlier,) = caller.state.ledger.find("package", "T1")["earlier"]  # type: ignore[index]
    assert earlier["number"] != answer["number"]
    again = make_caller(tmp_path)
    feed = again.call("GET", "/transport/v1/answers?after=0&limit=9").json["answers"]
    assert [one["package"] for one in feed] == ["T1", "T1"]
    again.register("transport")
    again.submit("transport", "T2", ["company.freight_licence_number"], {"company.name": "乙"})
    assert again.wait_answer("transport", "T2")["seq"] == 3


def test_a_call_that_the_network_repeats_is_taken_once(caller: Caller) -> None:
    caller.register("transport")
    caller.state.faults.set("transport", {"mode": "twice"})
    first = caller.submit("transport", "T1", [], {"company.name": "甲"})
    assert first.status == 202
    assert caller.submit("transport", "T1", [], {"company.name": "甲"}).json == first.json


def test_a_department_can_speak_of_another_package(caller: Caller) -> None:
    caller.register("transport")
    for package in ("T1", "T2"):
        caller.submit("transport", package, ["company.freight_licence_number"], {"company.name": "甲"})
        caller.wait_answer("transport", package)
    caller.state.faults.set("transport", {"mode": "other"})
    assert caller.call("GET", "/transport/v1/packages/T1").json["answer"]["package"] == "T2"


def test_the_feed_gives_each_answer_once_in_order(caller: Caller) -> None:
    caller.register("transport")
    for n in range(12):
        caller.submit("transport", f"T{n}", ["company.freight_licence_number"], {"company.name": "甲"})
    for n in range(12):
        caller.wait_answer("transport", f"T{n}")
    first = caller.call("GET", "/transport/v1/answers?after=0&limit=5").json["answers"]
    rest = caller.call("GET", "/transport/v1/answers?after=5&limit=100").json["answers"]
    assert [one["seq"] for one in first + rest] == list(range(1, 13))
    assert {one["package"] for one in first + rest} == {f"T{n}" for n in range(12)}
    assert len({one["facts"]["company.freight_licence_number"] for one in first + rest}) == 12


def test_medical_insurance_knows_a_person_by_one_number(caller: Caller) -> None:
    caller.register("medical")
    facts = {"insured.id_number": "379907202611210021", "insured.name": "张一诺", "insured.medical_status": "never"}
    for package in ("M1", "M2"):
        caller.submit("medical", package, ["insured.medical_insured_number"], facts)
    first, again = (caller.wait_answer("medical", one) for one in ("M1", "M2"))
    assert first["facts"] == again["facts"]
    assert first["number"] == first["facts"]["insured.medical_insured_number"]


def test_tax_wants_the_money_first(caller: Caller) -> None:
    caller.register("tax")
    wants, facts = ["insured.premium_paid", "insured.premium_receipt_number"], {"insured.id_number": "379907202611210021"}
    caller.submit("tax", "X1", wants, facts)
    assert caller.wait_answer("tax", "X1")["outcome"] == "refuse"
    line = {"item": "some-item", "member": "", "amount": "400.00", "label": "保费"}
    order = {"order": "O1", "amount": "400.00", "lines": [line], "return_url": "http://127.0.0.1:1/back"}
    pay_url = caller.call("POST", "/payment/v1/orders", order).json["pay_url"]
    caller.submit("tax", "X2", wants, facts, payment_order="O1")
    assert caller.wait_answer("tax", "X2")["outcome"] == "refuse"
    caller.form("/payment/pay/" + pay_url.rsplit("/", 1)[1], do="pay")
    caller.submit("tax", "X3", wants, facts, payment_order="O1")
    answer = caller.wait_answer("tax", "X3")
    assert answer["outcome"] == "approve"
    assert answer["facts"]["insured.premium_paid"] is True
    assert answer["facts"]["insured.premium_receipt_number"] == answer["number"] == answer["certificate"]["number"]
    caller.submit("tax", "X4", wants, facts, payment_order="O1", item="another-item")
    assert caller.wait_answer("tax", "X4")["outcome"] == "refuse"


def test_an_answer_can_be_decided_beforehand(caller: Caller) -> None:
    caller.register("police")
    answer = {"outcome": "refuse", "reason": {"zh": "落户地址待核实", "en": "The address is to be examined"}}
    caller.control("answers", {"department": "police", "match": {"registrant.name": "张一诺"}, "answer": answer})
    fixed = {"facts": {"registrant.id_number": "379900202603010117"}}
    caller.control("answers", {"department": "police", "match": {"member": "B2"}, "answer": fixed})
    caller.submit("police", "P1", WANTS, _registration(caller, "S1"))
    refused = caller.wait_answer("police", "P1")
    assert (refused["outcome"], refused["facts"], refused["reason"]["zh"]) == ("refuse", {}, "落户地址待核实")
    caller.submit("police", "P2", WANTS, {**_registration(caller, "S2"), "registrant.name": "张二"}, member="B2")
    assert caller.wait_answer("police", "P2")["facts"] == fixed["facts"]


@pytest.mark.parametrize("count", [0, -1, True, "3", 1001])
def test_a_quote_is_for_some_persons(caller: Caller, count: Any) -> None:
    assert caller.call("POST", "/tax/v1/quotes", {"item": "i", "region": "370783", "count": count}).status == 400


def test_a_quote_is_exact(caller: Caller) -> None:
    got = caller.call("POST", "/tax/v1/quotes", {"item": "i", "region": "370783", "count": 3}).json
    assert (got["each"], got["amount"]) == ("400.00", "1200.00")
