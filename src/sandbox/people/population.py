"""The whole population from a seed and a base date; the same on every machine."""

from datetime import date

from sandbox.people.bereaved import add_bereaved
from sandbox.people.builder import Builder
from sandbox.people.companies import add_companies
from sandbox.people.dice import Dice
from sandbox.people.eateries import add_eateries
from sandbox.people.elders import add_elders
from sandbox.people.employers import add_employers
from sandbox.people.families import add_collective, add_family
from sandbox.people.founders import add_founders
from sandbox.people.homes import add_homes
from sandbox.people.model import World
from sandbox.people.places import SHOUGUANG, load_counties
from sandbox.people.retirees import add_retirees
from sandbox.people.scenarios import add_births, add_plain, add_scenarios
from sandbox.people.station import add_stations

BIRTHS_PER_CITY = 4


def build_world(seed: int, today: date, residents: int = 2400, plain: int = 0) -> World:
    """A world of at least `residents` people in all 16 cities.

    Scenarios come first, from dice of their own, so that more residents or more plain births change no demo resident.
    """
    world = World(today, seed)
    counties = load_counties(seed)
    by_code = {county.code: county for county in counties}
    builder = Builder(world, Dice(seed, "scenarios"))
    add_scenarios(builder, by_code)
    add_companies(builder, by_code)
    builder.dice = Dice(seed, "stations")
    add_stations(builder, by_code)
    builder.dice = Dice(seed, "employers")
    add_employers(builder, by_code)
    builder.dice = Dice(seed, "founders")
    add_founders(builder, by_code)
    builder.dice = Dice(seed, "eateries")
    add_eateries(builder, by_code)
    builder.dice = Dice(seed, "bereaved")
    add_bereaved(builder, by_code)
    builder.dice = Dice(seed, "homes")
    add_homes(builder, by_code)
    builder.dice = Dice(seed, "elders")
    add_elders(builder, by_code)
    builder.dice = Dice(seed, "retirees")
    add_retirees(builder, by_code)
    builder.dice = Dice(seed, "births")
    add_births(builder, counties, BIRTHS_PER_CITY)
    builder.dice = Dice(seed, "families")
    for county in counties:
        if county.code[4:] == "02":
            add_collective(builder, county)
    nth = 0
    while len(world.persons) < residents:
        county = counties[nth % len(counties)]
        add_family(builder, county, builder.dice.pick(county.townships))
        nth += 1
    builder.dice = Dice(seed, "plain")
    add_plain(builder, by_code[SHOUGUANG], plain)
    return world
