"""The whole population from a seed and a base date; the same on every machine."""

from collections.abc import Callable, Mapping
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
from sandbox.people.minors import add_minors
from sandbox.people.model import World
from sandbox.people.places import SHOUGUANG, County, load_counties
from sandbox.people.retirees import add_retirees
from sandbox.people.scenarios import add_births, add_plain, add_scenarios
from sandbox.people.station import add_stations

BIRTHS_PER_CITY = 4
Adder = Callable[[Builder, Mapping[str, County]], None]
DEMOS: tuple[tuple[str, Adder], ...] = (
    ("", add_scenarios),
    ("", add_companies),
    ("stations", add_stations),
    ("employers", add_employers),
    ("founders", add_founders),
    ("eateries", add_eateries),
    ("bereaved", add_bereaved),
    ("homes", add_homes),
    ("elders", add_elders),
    ("retirees", add_retirees),
    ("minors", add_minors),
)
"""Who stands for something, each kind with dice of its own ("": those of the one before), so that a new kind changes nobody else."""


def build_world(seed: int, today: date, residents: int = 2400, plain: int = 0) -> World:
    """A world of at least `residents` people in all 16 cities.

    Scenarios come first, from dice of their own, so that more residents or more plain births change no demo resident.
    """
    world = World(today, seed)
    counties = load_counties(seed)
    by_code = {county.code: county for county in counties}
    builder = Builder(world, Dice(seed, "scenarios"))
    for dice, add in DEMOS:
        builder.dice = Dice(seed, dice) if dice else builder.dice
        add(builder, by_code)
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
