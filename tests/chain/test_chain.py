"""The whole chain over HTTP departments: from one form to certificates, and whatever goes wrong on the way."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.running import Running
from shuangquan.actions.acting import acting_system
from shuangquan.actions.certificates import render_pdf, verify_token
from shuangquan.actions.desk import answer_correction, confirm_task, pass_task, refuse_task, send_correction
from shuangquan.actions.drafts import open_case
from shuangquan.actions.running import run_case
from shuangquan.actions.sending import send_messages
from shuangquan.actions.upkeep import find_damage, seal_events
from shuangquan.actions.verifying_any import verify_what
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Unknown
from shuangquan.core.words.names import Var
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.integrity import check_chain
from tests.chain.conftest import People
from tests.chain.journey import REGION, Journey

ADDRESS = "山东省寿光市示例街道1号"
REGISTRATION = "household-registration"


def officer(department: str, region: str = REGION) -> Actor:
    return Actor("officer", f"{department}-1", region, "desk", 4, department, "test")


def whole(people: People, scenario: str, *, name: str = "安安", **answers: str) -> Journey:
    family = people.take(scenario)
    journey = Journey(family.applicant, "newborn", family.person["role"])
    journey.answer(**answers)
    if journey.look().case.situation("father_named") == "true":
        journey.consent(family.other)
    journey.type(name=name, post_address=ADDRESS)
    journey.pay()
    journey.sign()
    return journey


def test_four_items_from_one_form(people: People) -> None:
    journey = whole(people, "married-town", follows="mother")
    assert journey.asked == ["follows", "children.name", "mother.post_address"]
    journey.submit()
    journey.run()
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    assert len(case.certificates) == 4
    number = case.value(Var("children", "id_number", "1"))
    assert str(number).startswith("3799")
    with acting_system():
        assert not check_chain(journey.case)


def test_certificates_open_verify_and_are_seen_by_strangers_masked(people: People, tmp_path: Path) -> None:
    journey = whole(people, "married-town", follows="mother", name="林小满")
    journey.submit()
    journey.run()
    with journey.as_applicant() as actor:
        stored = find_certificates_of_case(journey.case)
        name, data = render_pdf(actor, stored[0].id, "http://127.0.0.1/v/")
    assert name.endswith(".pdf")
    file = tmp_path / name
    file.write_bytes(data)
    found = verify_what(str(file), None, None, None)
    assert found.good and found.says["持有人"] == "林**" and "health" in found.says["签发机关密钥"]
    altered = bytearray(data)
    altered[1000] ^= 1
    file.write_bytes(altered)
    with pytest.raises(Refusal, match=r"seal\.changed"):
        verify_what(str(file), None, None, None)
    shown = verify_token(stored[0].token).view
    assert shown.holder == "林**"
    assert shown.state == "valid"
    with pytest.raises(Refusal, match=r"certificate\.unknown"):
        verify_token("made-up")


def test_twins_make_two_of_everything(people: People) -> None:
    journey = whole(people, "twins-town", follows="mother")
    assert journey.asked.count("children.name") == 2
    journey.submit()
    journey.run()
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    assert len(case.certificates) == 8
    numbers = {case.value(Var("children", "id_number", key)) for key in ("1", "2")}
    assert len(numbers) == 2
    (payment,) = case.payments.values()
    assert payment.amount == "800.00"


def test_the_father_is_masked_until_he_agrees_and_destroyed_when_he_refuses(people: People) -> None:
    family = people.take("father-refuses")
    journey = Journey(family.applicant, "newborn", "mother")
    journey.answer(follows="mother")
    held = journey.look().case.facts[Var("father", "id_number")]
    assert held.held
    assert held.know.form is Form.UNKNOWN
    assert held.know.why is Unknown.PENDING
    with pytest.raises(Refusals, match=r"party\.waiting"):
        journey.type(name="安安", post_address=ADDRESS)
        journey.sign()
    journey.consent(family.other, agrees=False)
    after = journey.look()
    assert after.case.know(Var("father", "id_number")).why is Unknown.REFUSED
    assert held.ref not in after.values
    journey.answer(two_ethnicities="false")
    other = family.other_person
    assert other is not None
    asked = journey.type(id_number=other["id_number"], father__name=other["name"], name="安安", post_address=ADDRESS)
    assert "father.id_number" in asked
    journey.pay()
    journey.sign()
    journey.submit()
    journey.run()
    assert journey.look().case.state is CaseState.COMPLETED


def test_the_police_down_the_item_waits_and_goes_on_by_itself(people: People, platform: Running) -> None:
    journey = whole(people, "department-down", follows="mother")
    platform.control("police", {"mode": "down"})
    journey.submit()
    for _ in range(3):
        with acting_system():
            run_case(journey.case)
    assert journey.states()[REGISTRATION] == [TaskState.PASSED]
    assert journey.states()["birth-certificate"] == [TaskState.DONE]
    platform.control("police", {"mode": "ok"})
    journey.run(20)
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    assert len(case.certificates) == 4


def test_a_source_down_is_asked_instead_and_verified_when_it_is_back(people: People, platform: Running) -> None:
    family = people.take("department-down")
    platform.control("police.households", {"mode": "down"})
    journey = Journey(family.applicant, "newborn", "mother")
    journey.answer(follows="mother")
    journey.consent(family.other)
    journey.type(name="安安", post_address=ADDRESS, number="写错了", address=ADDRESS)
    assert "household.number" in journey.asked
    journey.pay()
    journey.sign()
    journey.submit()
    assert journey.states()[REGISTRATION] == [TaskState.HELD]
    platform.control("police.households", {"mode": "ok"})
    journey.run(20, until_closed=False)
    loaded = journey.look()
    assert loaded.case.know(Var("household", "number")).why is Unknown.DISPUTED
    task = loaded.case.tasks[REGISTRATION, "1"]
    assert task.state is TaskState.REVIEW
    assert "household.number" in task.missing


def test_submitted_twice_counts_once(people: People) -> None:
    journey = whole(people, "married-town", follows="mother")
    journey.submit()
    version = journey.look().case.version
    journey.submit()
    assert journey.look().case.version == version
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _run_as_system(journey.case), range(4)))
    journey.run()
    case = journey.look().case
    assert len(case.certificates) == 4
    assert len({made.identifier for made in case.certificates}) == 4


def _run_as_system(case: str) -> None:
    from django.db import connection  # noqa: PLC0415 — each thread closes the connection it opened

    try:
        with acting_system():
            run_case(case)
    finally:
        connection.close()


def test_the_same_birth_is_not_registered_twice(people: People) -> None:
    family = people.take("unmarried-mother")
    first = _unmarried(family.applicant)
    first.submit()
    second = _unmarried(family.applicant)
    with pytest.raises(Refusal, match=r"case\.duplicate"):
        second.submit()
    first.run()
    assert first.look().case.state is CaseState.COMPLETED


def _unmarried(applicant: object) -> Journey:
    journey = Journey(applicant, "newborn", "mother")  # type: ignore[arg-type]
    journey.answer(father_named="false")
    journey.type(name="安安", post_address=ADDRESS)
    journey.pay()
    journey.sign()
    return journey


def test_unmarried_with_the_father_goes_to_an_officer_who_refuses(people: People) -> None:
    family = people.take("unmarried-father")
    assert family.other_person is not None
    journey = Journey(family.applicant, "newborn", "father")
    journey.answer(father_named="true", follows="father", two_ethnicities="false")
    journey.type(id_number=family.other_person["id_number"], name="安安", post_address=ADDRESS)
    journey.consent(family.other)
    journey.answer(two_ethnicities="false")
    journey.type(name="安安", post_address=ADDRESS)
    journey.pay()
    journey.sign()
    journey.submit()
    task = journey.look().case.tasks[REGISTRATION, "1"]
    assert (task.state, task.why) == (TaskState.REVIEW, "missing")
    with acting_system(), pytest.raises(Refusal, match=r"staff\.forbidden"):
        pass_task(officer("health"), journey.case, REGISTRATION, "1", "原件已核")
    police = officer("police")
    with acting_system():
        send_correction(police, journey.case, REGISTRATION, "1", task.missing, "请交一份亲子鉴定意见，拍照上传就行。")
    with journey.as_applicant() as actor:
        answer_correction(actor, journey.case, journey.citizen.person, REGISTRATION, "1", {})
    with acting_system():
        refuse_task(police, journey.case, REGISTRATION, "1", "没有亲子鉴定意见", "可以改为随母落户，不用鉴定。")
        confirm_task(replace(police, subject="police-2"), journey.case, REGISTRATION, "1")
    journey.run(20)
    case = journey.look().case
    assert case.state is CaseState.PARTIALLY_COMPLETED
    assert case.tasks["birth-certificate", "1"].state is TaskState.DONE
    assert case.tasks["resident-medical-premium", "1"].state is TaskState.STOPPED
    assert [state for *_, state in case.refunds.values()] == ["settled"]


def test_an_officer_of_another_city_sees_nothing(people: People) -> None:
    from shuangquan.actions.acting import acting  # noqa: PLC0415 — only this test acts as an officer does

    journey = whole(people, "collective", follows="mother")
    journey.submit()
    assert journey.states()[REGISTRATION] == [TaskState.REVIEW]
    stranger = officer("police", "371302")
    with acting(stranger), pytest.raises(Refusal, match=r"case\.unknown"):
        pass_task(stranger, journey.case, REGISTRATION, "1", "原件已核")
    own = officer("police")
    with acting(own):
        pass_task(own, journey.case, REGISTRATION, "1", "落户地址已由派出所核实")
    journey.run()
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    assert case.tasks[REGISTRATION, "1"].decided_by == "officer"


def test_paper_is_delivered_and_messages_go_out(people: People) -> None:
    journey = whole(people, "married-town", follows="mother")
    with acting_system():
        assert send_messages(50) >= 1
    journey.submit()
    journey.run()
    for _ in range(40):
        with acting_system():
            run_case(journey.case)
        if all(journey.look().case.parcels.values()):
            break
    assert list(journey.look().case.parcels) == [f"{journey.case}.1"]
    with acting_system():
        seal_events()
        assert not find_damage()


def test_nobody_else_opens_or_reads_it(people: People) -> None:
    journey = whole(people, "married-town", follows="mother")
    stranger = people.take("married-town").applicant
    with journey.as_other(stranger) as actor, pytest.raises(Refusal, match=r"case\.unknown"):
        from shuangquan.actions.drafts import go_on  # noqa: PLC0415 — only here

        go_on(actor, journey.case, stranger.person)
    with journey.as_applicant() as actor, pytest.raises(Refusal, match=r"theme\.unknown"):
        open_case(actor, "no-such", REGION, "mother", journey.citizen.person)


def test_events_carry_no_value(people: People) -> None:
    journey = whole(people, "married-town", follows="mother", name="欧阳小满")
    journey.submit()
    journey.run()
    loaded = journey.look()
    bodies = json.dumps([dict(event.body) for event in loaded.stored.events], ensure_ascii=False)
    said = {str(v) for v in loaded.values.values() if v is not None and len(str(v)) > 5}
    assert any("欧阳" in one or one.startswith("3799") for one in said | {str(v) for v in loaded.values.values()})
    assert not [value for value in said if f'"{value}"' in bodies and value not in ("mother", "father", "female")]
