"""The compiler on the published standards: who is asked what, from where, in which order."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import combinations, pairwise

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import Uncompilable, compile_plan
from shuangquan.core.standard.explain import describe_origin, find_demands
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.plan import Plan, PlanVar
from shuangquan.core.standard.plan_plain import plan_from_plain, plan_to_plain
from shuangquan.core.standard.text import Word
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.limits import Limit, Unit

MARRIED = {"married": "true", "father_named": "true", "follows": "mother", "parent_serving": "false"}
PLAIN = {**MARRIED, "two_ethnicities": "false", "remote": "false", "seven_or_older": "false"}
FLEET = {"fleet": "some", "special_cargo": "false", "any_licensed_vehicle": "true", "sole_trader": "false"}
VEHICLES = {**FLEET, "weight_class": "heavy+light", "transferred": "false+true", "special_body": "false"}


def vars_of(plan: Plan) -> Mapping[str, PlanVar]:
    return {var.path: var for var in plan.vars}


def asked(plan: Plan) -> set[str]:
    """What people must type whatever the departments answer: not what a source is asked for first."""
    tried = {path for draw in plan.draws if draw.speculative for path, _ in draw.gives}
    return {var.path for var in plan.vars if var.from_ == "typed" and not var.source and var.path not in tried}


def newborn(bundle: Bundle, *missing: str, signed_in: str = "mother", region: str = "370783", **situation: str) -> Plan:
    return compile_plan(bundle, "newborn", region, {**PLAIN, **situation}, frozenset(missing), signed_in)


def test_the_plain_married_case_asks_for_the_name_alone(bundle: Bundle) -> None:
    plan = newborn(bundle)
    assert asked(plan) == {"children.name"}
    found = vars_of(plan)
    assert found["mother.name"].from_ == "sign_in"
    assert found["father.id_number"].source == "civil.marriages(one=mother,other=father,bond=couple)"
    assert found["household.number"].source == "police.households(member=mother,household=household)"
    assert found["children.medical_status"].from_ == "assumed"
    assert (found["mother.post_address"].from_, found["mother.post_address"].source) == ("typed", "household.address")
    assert found["children.id_number"].source == "household-registration"
    assert plan.evidence == () and plan.objective == plan.bound


def test_work_is_ordered_by_who_gives_what_others_need(bundle: Bundle) -> None:
    plan = newborn(bundle)
    order = ("birth-certificate", "household-registration", "resident-medical-enrolment", "resident-medical-premium")
    assert tuple(item.id for item in plan.items) == order == plan.critical_path
    assert set(pairwise(order)) <= set(plan.edges)
    assert [certificate.type for item in plan.items for certificate in item.certificates] == [
        "birth-certificate",
        "household-page",
        "medical-voucher",
        "premium-receipt",
    ]


@pytest.mark.parametrize("who", ["mother", "father"])
def test_the_other_parent_agrees_before_his_or_her_data_is_used(bundle: Bundle, who: str) -> None:
    other = "father" if who == "mother" else "mother"
    plan = newborn(bundle, signed_in=who, follows=who)
    marriage = next(draw for draw in plan.draws if draw.source == "civil.marriages")
    assert marriage.keys == (f"{who}.id_number",) and marriage.about == (other,)
    assert {draw.about for draw in plan.draws if draw.keys == (f"{other}.id_number",)} == {(other,)}
    parties = {party.role: party for party in plan.parties}
    assert parties[other].consents and not parties[who].consents and parties[who].signs
    host = next(role for role in plan.roles if role.name == "host")
    assert host.alias_of == who


def test_a_parent_who_refuses_is_typed_for(bundle: Bundle) -> None:
    plan = newborn(bundle, "refused:father")
    assert asked(plan) == {"children.name", "father.id_number", "father.name"}
    assert not any(path.startswith("father.") for draw in plan.draws for path, _ in (*draw.gives, *((k, "") for k in draw.keys)))
    assert not any(party.consents for party in plan.parties)
    assert vars_of(plan)["father.name"].by == ("father", "mother")


def test_a_source_that_is_down_is_replaced_typed_or_waited_for(bundle: Bundle) -> None:
    plan = newborn(bundle, "police.households")
    found = vars_of(plan)
    lost = "police.households(member=mother,household=household)"
    assert (found["household.collective"].from_, found["household.collective"].source) == ("waits", lost)
    assert found["household.number"].from_ == "typed"
    page = next(draw for draw in plan.draws if draw.source == "household-page")
    assert page.speculative and ("household.number", "household.number") in page.gives
    assert [draw.id for draw in plan.lost] == [lost]
    assert newborn(bundle, lost).vars == plan.vars


def test_without_a_father_his_facts_lapse(bundle: Bundle) -> None:
    plan = newborn(bundle, married="false", father_named="false")
    assert not any(var.role in ("father", "couple") for var in plan.vars)
    birth = plan.items[0]
    assert {need.ref for need in birth.needs} >= {"mother.name", "children.name"}
    assert not any(need.ref.startswith("father.") for need in birth.needs)
    assert dict(birth.bind)["father"] == "father", "a rule may read that there is nobody"
    assert [party.role for party in plan.parties] == ["mother"]
    assert all(role.absent for role in plan.roles if role.name in ("father", "other", "couple"))


def test_an_unmarried_father_must_prove(bundle: Bundle) -> None:
    plan = newborn(bundle, signed_in="father", married="false", follows="father")
    (paper,) = plan.evidence
    assert paper.path == "paternity-report(child=children,parent=father,bond=bonds)"
    assert (paper.per_member, paper.states) == ("children", ("bonds.proved",))
    assert newborn(bundle, married="false", follows="mother").evidence == ()


def test_the_opening_plan_holds_what_settles_situations_and_lists(bundle: Bundle) -> None:
    first = compile_plan(bundle, "newborn", "370783", None, frozenset(), "mother")
    assert first.items == () and first.later == ("parent_serving", "remote")
    assert {s.name for s in first.situations} == {"married", "father_named", "follows", "two_ethnicities", "seven_or_older"}
    assert asked(first) == set()
    records = next(draw for draw in first.draws if draw.list_role == "children")
    assert records.speculative and records.select == "children.birth_date >= today - interval '24' month"
    settled = {"married": "true", "follows": "father", "two_ethnicities": "false"}  # the rest follows
    second = compile_plan(bundle, "newborn", "370783", settled, frozenset(), "mother")
    assert second.items == () and second.later == ()
    assert vars_of(second)["household.township"].source == "police.households(member=father,household=household)"
    assert vars_of(second)["father.in_service"].from_ == "resource"


def test_a_situation_that_data_cannot_settle_is_asked_not_its_facts(bundle: Bundle) -> None:
    plan = compile_plan(bundle, "newborn", "370783", None, frozenset({"civil.marriages"}), "mother")
    assert not any(var.path in ("father.ethnicity", "father.id_number") for var in plan.vars)
    question = next(s.question for s in plan.situations if s.name == "two_ethnicities")
    assert question is not None and question.ask.zh.startswith("父母民族")


def test_limits_and_parameters_are_the_regions_own(bundle: Bundle) -> None:
    assert newborn(bundle).limit == Limit(Unit.HOURS, 2)
    assert newborn(bundle, remote="true").limit == Limit(Unit.CALENDAR_DAYS, 1)
    assert newborn(bundle, region="370102").limit == Limit(Unit.WORKING_DAYS, 5)
    rows = {p.name: p.rows for p in newborn(bundle).parameters}
    assert rows["remote_townships"][-1] == ("2026-01-01", (), (("value", "370783105000,370783110000"),))
    assert rows["newborn_months"] == (("2020-01-01", (), (("value", "12"),)),)
    elsewhere = {p.name: p.rows for p in newborn(bundle, region="370102").parameters}
    assert elsewhere["remote_townships"] == (("2020-01-01", (), (("value", ""),)),)


def test_figures_before_are_stated_and_after_are_counted(bundle: Bundle) -> None:
    plan = newborn(bundle)
    before, after = ({figure.what: figure for figure in figures} for figures in (plan.before, plan.after))
    assert (before["days"].value, before["days"].basis.grade) == (72, "S")
    assert {what: after[what].value for what in ("trips", "forms", "materials", "steps")} == {
        "trips": 0,
        "forms": 1,
        "materials": 0,
        "steps": 2,
    }
    assert after["materials"].basis.grade == "C" and after["days"].basis.grade == "S"


def test_needs_that_differ_between_members_keep_their_condition(bundle: Bundle) -> None:
    plan = compile_plan(bundle, "freight", "371302", VEHICLES)
    certificate = plan.items[-1]
    assert (certificate.for_each, certificate.when) == ("vehicles", "weight_class <> 'light' or special_cargo")
    whens = {need.ref: need.when for need in certificate.needs if need.when}
    assert whens == {"vehicles.satellite": "weight_class = 'heavy'", "transfer-proof(vehicle=vehicles)": "transferred"}
    heavy = compile_plan(bundle, "freight", "371302", {**VEHICLES, "weight_class": "heavy", "transferred": "false"})
    assert [need.when for need in heavy.items[-1].needs if need.when] == []
    assert "vehicles.satellite" in {need.ref for need in heavy.items[-1].needs} and heavy.items[-1].when is None
    assert vars_of(plan)["vehicles.plate"].from_ == "pick"
    tests = next(draw for draw in plan.draws if draw.source == "transport.tests")
    assert tests.per_member == "vehicles" and dict(tests.empty)["vehicles.test_valid_to"] == "absent"
    assert asked(plan) == {"company.uscc", "company.cargo"}


def test_without_vehicles_only_the_licence_remains(bundle: Bundle) -> None:
    plan = compile_plan(bundle, "freight", "371302", {"fleet": "none", "special_cargo": "false", "sole_trader": "true"})
    assert dict(plan.situation)["weight_class"] == "" and dict(plan.situation)["any_licensed_vehicle"] == "false"
    assert [item.id for item in plan.items] == ["business-licence-check", "freight-licence"]
    assert {paper.certificate for paper in plan.evidence} == {"vehicle-promise", "safety-promise"}


@pytest.mark.parametrize("theme", ["newborn", "freight"])
def test_every_class_compiles_to_a_proven_optimum(bundle: Bundle, theme: str) -> None:
    classes = enumerate_classes(bundle, theme, "370783")
    assert 3 <= len(classes) <= 300
    for situation in classes[:: max(1, len(classes) // 24)]:
        plan = compile_plan(bundle, theme, "370783", situation)
        assert plan.objective == plan.bound and plan.items and not plan.later
        paths = {var.path for var in plan.vars} | {paper.path for paper in plan.evidence}
        for item in plan.items:
            assert {need.ref for need in item.needs} <= paths
        for draw in plan.draws:
            assert {*draw.keys, *draw.match} <= paths and {path for path, _ in draw.gives} <= paths


def test_a_plan_is_the_same_every_time_and_survives_storage(bundle: Bundle, texts: dict[str, str]) -> None:
    plan = newborn(bundle)
    again, _ = load_bundle(dict(reversed(texts.items())))
    assert again is not None and newborn(again).id == plan.id
    assert plan_from_plain(plan_to_plain(plan)) == plan
    assert newborn(bundle, follows="father").id != plan.id


@pytest.mark.parametrize("theme", ["freight", "house-transfer"])
def test_the_id_of_a_plan_is_the_digest_of_its_canonical_form(bundle: Bundle, theme: str) -> None:
    for situation in enumerate_classes(bundle, theme, "370000")[::40]:
        plan = compile_plan(bundle, theme, "370000", situation)
        assert plan.id == sm3_hex(canonical_bytes(to_plain(replace(plan, id=""))))
        assert json.loads(json.dumps(plan_to_plain(plan))) == json.loads(canonical_bytes(to_plain(plan)))
        assert not [word for word in find_words(plan) if isinstance(word, Word)], "a word of the standard carries its place with it"


def find_words(value: object) -> Iterator[str]:
    """Every text in a value of dataclasses and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from find_words(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from find_words(getattr(value, field.name))


def test_wrong_questions_are_refused(bundle: Bundle, texts: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        compile_plan(bundle, "nothing", "370783")
    with pytest.raises(ValueError, match="follows"):
        newborn(bundle, follows="uncle")
    name = "newborn/items.yaml"
    faulty, _ = load_bundle({**texts, name: texts[name].replace("- child.birth_place\n", "- child.vaccination_record_number\n", 1)})
    assert faulty is not None and check_bundle(faulty)
    with pytest.raises(Uncompilable) as caught:
        newborn(faulty)
    assert caught.value.names == ("children.vaccination_record_number",)


def test_every_value_is_explained_and_every_department_gets_its_list(bundle: Bundle) -> None:
    plan = newborn(bundle)
    said = {var.path: describe_origin(plan, var) for var in plan.vars}
    assert all(text.zh and text.en for text in said.values())
    assert "民政" in said["father.id_number"].zh and "Population" not in said["children.name"].say("en")
    demands = find_demands(plan)
    rows = {(demand.item, demand.path, demand.department) for demand in demands}
    assert ("birth-certificate", "father.id_number", "civil") in rows
    assert ("", "household.township", "police") in rows
    drawn = {path for draw in plan.draws for path, _ in draw.gives}
    assert {demand.path for demand in demands} == drawn
    assert all(var.because for var in plan.vars)


@pytest.mark.parametrize("theme", ["newborn", "freight"])
def test_whatever_fails_there_is_a_plan(bundle: Bundle, theme: str) -> None:
    for who in bundle.themes[theme].apply:
        classes = enumerate_classes(bundle, theme, "370783", who)
        plans = [compile_plan(bundle, theme, "370783", situation, frozenset(), who) for situation in classes[:: max(1, len(classes) // 12)]]
        drawn = sorted({draw.source for plan in plans for draw in plan.draws if draw.kind == "resource"})
        sources = [*drawn, *(f"refused:{role}" for role in bundle.themes[theme].parties if role != who)]
        pairs = [frozenset(pair) for pair in combinations(sources, 2)]
        for number, missing in enumerate((*pairs, frozenset(sources))):
            situation = classes[number * 7 % len(classes)]
            plan = compile_plan(bundle, theme, "370783", situation, missing, who)
            assert plan.objective == plan.bound
            for draw in plan.draws:
                assert draw.id not in missing and draw.source not in missing
                taken = {path.split(".")[0] for path in (*draw.keys, *(path for path, _ in draw.gives))}
                assert not {f"refused:{role}" for role in taken} & missing
            opening = compile_plan(bundle, theme, "370783", None, missing, who)
            assert opening.items == () and all(var.because for var in (*plan.vars, *opening.vars))
