"""The synthetic province: enough people, believable households, numbers that check, nobody real."""

from collections import Counter
from datetime import date

import pytest
from stdnum import numdb
from stdnum.cn import ric, uscc

from sandbox.people.codes import PREFIX, area_of, check_id_number, check_uscc, make_uscc, make_vin
from sandbox.people.model import World
from sandbox.people.population import build_world
from sandbox.people.scenarios import SCENARIOS
from sandbox.state import State

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(world_state: State) -> World:
    return world_state.world


def test_there_are_enough_people_in_all_sixteen_cities(world: World) -> None:
    assert len(world.persons) >= 2000
    cities = Counter(person.county[:4] for person in world.persons.values())
    assert len(cities) == 16
    assert min(cities.values()) >= 50


def test_every_id_number_is_well_formed_and_belongs_to_nobody(world: World) -> None:
    for person in world.persons.values():
        number = person.id_number
        assert number.startswith(PREFIX)
        assert check_id_number(number)
        assert ric.calc_check_digit(number) == number[-1]
        assert not any("county" in place for _, place in numdb.get("cn/loc").info(number[:6]))  # the area is assigned to nobody
        assert date(int(number[6:10]), int(number[10:12]), int(number[12:14])) == person.birth_date
        assert (int(number[16]) % 2 == 1) == (person.sex == "male")
    assert len(world.persons) == len(set(world.persons))


def test_check_digits_agree_with_the_published_examples() -> None:
    assert check_id_number("11010519491231002X")
    assert check_id_number("440524188001010014")
    assert not check_id_number("110105194912310021")
    for code in ("91350100M000100Y43", "113700000045046442", "11370800MB28559184", "12441500196720244T"):
        assert check_uscc(code)
        assert uscc.is_valid(code)
    assert make_uscc("91379900MA0000001") == "91379900MA0000001Q"
    assert make_vin("1M8GDM9A", "KP042788") == "1M8GDM9AXKP042788"
    assert area_of("370783") == "379907"


def test_households_are_consistent(world: World) -> None:
    members: dict[str, list[str]] = {}
    for person in world.persons.values():
        home = world.households[person.household]
        assert home.township.startswith(home.county)
        assert person.county == home.county
        members.setdefault(home.number, []).append(person.name)
    assert set(members) == set(world.households)
    for number, names in members.items():
        home = world.households[number]
        assert home.head_name == "人才市场集体户" if home.collective else home.head_name in names


def test_heads_are_often_grandparents_of_the_newborn(world: World) -> None:
    mothers = [world.persons[birth] for birth in world.births]
    old = 0
    for mother in mothers:
        home = [p for p in world.persons.values() if p.household == mother.household]
        head = next((p for p in home if p.name == world.households[mother.household].head_name), None)
        old += head is not None and (TODAY - head.birth_date).days // 365 >= 44
    assert old > len(mothers) * 0.7


def test_parents_are_old_enough_and_marriages_have_two_ends(world: World) -> None:
    for person in world.persons.values():
        for parent in (person.mother, person.father):
            if parent:
                assert (person.birth_date - world.persons[parent].birth_date).days > 16 * 365
    for number, marriage in world.marriages.items():
        assert number in (marriage.husband, marriage.wife)
        assert world.marriages[marriage.husband] is world.marriages[marriage.wife]
        assert world.persons[marriage.husband].sex == "male"
        assert world.persons[marriage.wife].sex == "female"


def test_births_are_recent_and_of_every_kind(world: World) -> None:
    births = [birth for found in world.births.values() for birth in found]
    assert len(births) >= 60
    assert len({birth.record for birth in births}) == len(births)
    ages = [(TODAY - birth.birth_date).days for birth in births]
    assert all(age >= 1 for age in ages)
    assert any(age > 366 for age in ages)
    assert sum(age <= 45 for age in ages) >= 60
    assert any(len(found) == 2 for found in world.births.values())
    assert any(birth.mother not in world.marriages for birth in births)
    assert len({world.persons[birth.mother].county[:4] for birth in births}) == 16


def test_each_scenario_is_what_it_says(world: World) -> None:
    by_key = {(demo.scenario, demo.role): world.persons[demo.person] for demo in reversed(world.demos)}
    assert {demo.scenario for demo in world.demos} >= {scenario.key for scenario in SCENARIOS}
    mother, father = by_key["married-town", "mother"], by_key["married-town", "father"]
    assert world.marriages[mother.id_number].husband == father.id_number
    assert world.households[mother.household].township == "370783001000"
    assert len(world.births[by_key["twins-town", "mother"].id_number]) == 2
    assert by_key["unmarried-mother", "mother"].id_number not in world.marriages
    assert by_key["unmarried-father", "father"].household != by_key["unmarried-father", "mother"].household
    assert by_key["born-abroad", "mother"].id_number not in world.births
    assert by_key["two-ethnicities", "father"].ethnicity != by_key["two-ethnicities", "mother"].ethnicity
    assert world.households[by_key["remote", "mother"].household].township == "370783105000"
    assert world.households[by_key["collective", "mother"].household].collective
    assert by_key["serving", "father"].in_service
    agent = by_key["freight-agent", "agent"]
    company = next(company for company in world.companies.values() if agent.id_number in company.agents)
    masses = sorted(vehicle.gross_mass_kg for vehicle in world.vehicles.values() if vehicle.owner == company.uscc)
    assert masses == [4495, 9800, 25000]
    assert all(check_uscc(code) for code in world.companies)
    assert len({demo.login for demo in world.demos}) == len(world.demos)


def test_the_same_seed_gives_the_same_people_and_more_people_change_no_demo(world: World) -> None:
    again = build_world(world.seed, TODAY, 2400)
    more = build_world(world.seed, TODAY, 3000, plain=40)
    assert list(again.persons) == list(world.persons)
    assert [demo.person for demo in more.demos] == [demo.person for demo in world.demos]
    assert len(more.plain) == 40
    assert len(more.persons) == len(set(more.persons)) > 3000
    assert list(build_world(world.seed + 1, TODAY, 2400).persons) != list(world.persons)
