"""The exchange: who asks, why, for what; just the fields asked for; records laid over the population."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.sharing.catalogue import RESOURCES
from tests.sandbox.conftest import Caller

STANDARD = Path(__file__).resolve().parents[2] / "standards" / "resources.yaml"


def _mother(caller: Caller, scenario: str = "married-town") -> str:
    return next(demo.person for demo in caller.state.world.demos if demo.scenario == scenario and demo.role == "mother")


def test_every_resource_of_the_standard_is_answered_with_its_keys_and_facts() -> None:
    published: dict[str, Any] = yaml.safe_load(STANDARD.read_text(encoding="utf-8"))["resources"]
    assert published
    for name, resource in published.items():
        ours = RESOURCES[name]
        assert set(ours.keys) <= set(resource["keys"]) <= {*ours.keys, *ours.may}, name
        assert set(resource["gives"]) <= ours.gives, name
        many = any(isinstance(role, dict) and "many" in role for role in resource["roles"].values())
        assert ours.many == many, name


def test_a_mother_s_data_fill_the_form(caller: Caller) -> None:
    mother = _mother(caller)
    person = caller.draw("police.population", {"subject.id_number": mother}, ["subject.name", "subject.household_number"]).json
    assert person["found"] is True
    assert set(person["record"]) == {"subject.name", "subject.household_number"}
    number = person["record"]["subject.household_number"]
    home = caller.draw("police.households", {"member.household_number": number}, ["household.township", "household.collective"]).json
    assert home["record"] == {"household.township": "370783001000", "household.collective": False}
    couple = caller.draw("civil.marriages", {"one.id_number": mother}, ["bond.registered", "other.name", "other.id_number"]).json
    father = caller.state.world.persons[couple["record"]["other.id_number"]]
    assert couple["record"]["other.name"] == father.name
    births = caller.draw("health.birth-records", {"mother.id_number": mother}, ["newborns.birth_record_number", "newborns.sex"]).json
    assert [set(member) for member in births["members"]] == [{"newborns.birth_record_number", "newborns.sex"}]


def test_no_record_is_said_and_not_guessed(caller: Caller) -> None:
    mother = _mother(caller, "born-abroad")
    births = caller.draw("health.birth-records", {"mother.id_number": mother}, ["newborns.sex"]).json
    assert (births["found"], births["members"]) == (False, [])
    unmarried = caller.draw("civil.marriages", {"one.id_number": _mother(caller, "unmarried-mother")}, ["bond.registered"]).json
    assert (unmarried["found"], unmarried["record"]) == (False, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"use_cause": " "}, "no_cause"),
        ({"use_cause": "长" * 201}, "no_cause"),
        ({"keys": {}}, "wrong_keys"),
        ({"keys": {"subject.id_number": "1", "subject.name": "x"}}, "wrong_keys"),
        ({"keys": {"subject.id_number": 7}}, "wrong_keys"),
        ({"fields": []}, "wrong_fields"),
        ({"fields": ["subject.phone"]}, "wrong_fields"),
    ],
)
def test_a_question_must_be_complete(caller: Caller, change: dict[str, Any], code: str) -> None:
    body = {"keys": {"subject.id_number": _mother(caller)}, "use_cause": "办事", "fields": ["subject.name"], **change}
    got = caller.call("POST", "/police/v1/resources/police.population", body)
    assert (got.status, got.json["error"]) == (400, code)


def test_calls_must_be_signed_in_time_and_once(caller: Caller) -> None:
    path = "/police/v1/resources/police.population"
    data = json.dumps({"keys": {"subject.id_number": _mother(caller)}, "use_cause": "办事", "fields": ["subject.name"]}).encode()
    assert caller.send("POST", path, data).json["error"] == "not_signed"
    headers = caller.signature("POST", path, data)
    assert caller.send("POST", path, data, headers).status == 200
    assert caller.send("POST", path, data, headers).json["error"] == "replayed"
    assert caller.send("POST", path, data + b" ", caller.signature("POST", path, data)).json["error"] == "wrong_signature"
    assert caller.send("POST", path, data, caller.signature("POST", path, data, secret="other")).json["error"] == "wrong_signature"
    old = str(int(time.time()) - 301)
    assert caller.send("POST", path, data, caller.signature("POST", path, data, stamp=old)).json["error"] == "wrong_time"


def test_a_resource_is_found_at_its_own_department_only(caller: Caller) -> None:
    body = {"keys": {"subject.id_number": "1"}, "use_cause": "办事", "fields": ["subject.name"]}
    assert caller.call("POST", "/civil/v1/resources/police.population", body).status == 404
    assert caller.call("POST", "/police/v1/resources/police.nothing", body).status == 404


def test_records_laid_over_win_until_reset(caller: Caller) -> None:
    mother, keys = _mother(caller), {"subject.id_number": "379900199504120025"}
    assert caller.draw("police.population", keys, ["subject.name"]).json["found"] is False
    row = {"resource": "police.population", "keys": keys, "record": {"subject.name": "林甲", "subject.sex": "female"}}
    assert caller.control("records", row).status == 201
    assert caller.draw("police.population", keys, ["subject.name"]).json["record"] == {"subject.name": "林甲"}
    assert caller.control("records", {"resource": "police.population", "keys": {"subject.id_number": mother}}).status == 201
    assert caller.draw("police.population", {"subject.id_number": mother}, ["subject.name"]).json["found"] is False
    assert caller.control("reset", {}).status == 200
    assert caller.draw("police.population", {"subject.id_number": mother}, ["subject.name"]).json["found"] is True


def test_members_of_a_company_without_vehicles_are_a_complete_empty_list(caller: Caller) -> None:
    demo = next(demo for demo in caller.state.world.demos if demo.scenario == "freight-none")
    got = caller.draw("traffic.vehicles-of-owner", {"owner.uscc": demo.organisation}, ["vehicles.plate"]).json
    assert (got["found"], got["members"]) == (True, [])
    mandate = caller.draw("market.agents", {"agent.id_number": demo.person, "company.uscc": demo.organisation}, ["mandate.authorised"]).json
    assert mandate["record"] == {"mandate.authorised": True}


def test_every_resource_answers_for_everybody(caller: Caller) -> None:
    world = caller.state.world
    people = list(world.persons)[::40]
    for name, resource in RESOURCES.items():
        found = 0
        for number in people:
            keys = dict.fromkeys(resource.keys, number)
            answer = caller.draw(name, keys, sorted(resource.gives)).json
            found += answer["found"]
            assert isinstance(answer["found"], bool)
        if name in ("police.population", "hr.insured", "medical.insured", "fund.accounts", "traffic.drivers"):
            assert found > len(people) * 0.2, name


def test_control_needs_its_header(caller: Caller) -> None:
    assert caller.send("POST", "/control/police", b'{"mode": "down"}').status == 403
    assert caller.control("nobody", {"mode": "down"}).status == 404
    assert caller.control("police", {"mode": "sideways"}).status == 400
