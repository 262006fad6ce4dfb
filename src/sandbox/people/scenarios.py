"""The demo residents, each standing for one situation, and the deliveries of all cities."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.families import Couple, add_couple
from sandbox.people.model import Demo
from sandbox.people.places import SHOUGUANG, County, Township

TOWN, OTHER_TOWN, REMOTE, FAR_REMOTE = "370783001000", "370783003000", "370783105000", "370783110000"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A family. newborns: (days ago, sex). first: who signs in under the scenario's own name. copies: further families alike."""

    key: str
    zh: str
    en: str
    newborns: tuple[tuple[int, str], ...] = ((3, "female"),)
    township: str = TOWN
    married: bool = True
    ethnicities: tuple[str, str] = ("汉", "汉")
    collective: bool = False
    serving: bool = False
    father_named: bool = True
    first: str = "mother"
    copies: int = 0


SCENARIOS = (
    Scenario("married-town", "已婚、城区、单胎", "Married, in town, one child", copies=9),
    Scenario("twins-town", "已婚、城区、双胞胎", "Married, in town, twins", ((2, "female"), (2, "male")), copies=3),
    Scenario(
        "unmarried-mother", "未婚、随母落户", "Unmarried, joins the mother", ((5, "male"),), married=False, father_named=False, copies=2
    ),
    Scenario(
        "unmarried-father", "未婚、随父落户", "Unmarried, joins the father", ((6, "female"),), married=False, first="father", copies=2
    ),
    Scenario("born-abroad", "境外出生、无分娩记录", "Born abroad, no birth record", (), copies=1),
    Scenario("too-old", "超过十二个月", "Older than twelve months", ((430, "male"),), copies=1),
    Scenario("two-ethnicities", "父母民族不同", "Parents of two ethnicities", ((4, "male"),), ethnicities=("汉", "回"), copies=1),
    Scenario("remote", "偏远乡镇", "Remote township", ((3, "male"),), township=REMOTE, copies=1),
    Scenario("remote-far", "偏远乡镇（沿海）", "Remote township by the sea", ((8, "female"),), township=FAR_REMOTE),
    Scenario("collective", "集体户", "Collective household", ((7, "female"),), collective=True, copies=1),
    Scenario("serving", "父亲为现役军人", "Father in military service", ((9, "male"),), serving=True, first="mother"),
    Scenario("father-refuses", "父亲不同意使用数据", "Father refuses the use of his data", ((2, "male"),), copies=1),
    Scenario("department-down", "部门系统停用", "A department's system is down", ((1, "female"),), copies=3),
)


def _note(b: Builder, scenario: Scenario, nth: int, couple: Couple) -> None:
    key = scenario.key if nth == 0 else f"{scenario.key}-{nth + 1}"
    for role, person in (("mother", couple.mother), ("father", couple.father)):
        if role == "father" and not scenario.father_named:
            continue
        login = key if role == scenario.first else f"{key}-{role}"
        home = b.world.households[person.household]
        b.world.demos.append(Demo(scenario.key, login, role, person.id_number, home.county, home.township, scenario.zh, scenario.en))


def add_scenarios(b: Builder, counties: Mapping[str, County]) -> None:
    """Every scenario with its copies, all in one county."""
    county = counties[SHOUGUANG]
    towns: dict[str, Township] = {township.code: township for township in county.townships}
    for scenario in SCENARIOS:
        for nth in range(scenario.copies + 1):
            couple = add_couple(
                b,
                county,
                towns[scenario.township],
                married=scenario.married,
                ethnicities=scenario.ethnicities,
                collective=scenario.collective,
                serving=scenario.serving,
                mother_town=towns[OTHER_TOWN],
            )
            for days, sex in scenario.newborns:
                b.birth(couple.mother, couple.father if scenario.father_named else None, county, days, sex)
            _note(b, scenario, nth, couple)


def add_births(b: Builder, counties: tuple[County, ...], each: int) -> None:
    """`each` deliveries in every city, some of twins, some of unmarried parents."""
    seen: dict[str, int] = {}
    for county in counties:
        nth = seen.get(county.city, 0)
        if nth >= each:
            continue
        seen[county.city] = nth + 1
        married = nth != each - 1
        couple = add_couple(b, county, b.dice.pick(county.townships), married=married)
        days = b.dice.between(1, 45)
        for _ in range(2 if nth == 1 else 1):
            b.birth(couple.mother, couple.father if married else None, county, days, b.dice.pick(("male", "female")))


def add_plain(b: Builder, county: County, count: int) -> None:
    """Plain married births in town, for load tests; spread over 300 days so that numbers of one day do not run out."""
    for nth in range(count):
        couple = add_couple(b, county, county.townships[0])
        b.world.plain.append(b.birth(couple.mother, couple.father, county, 1 + nth % 300, b.dice.pick(("male", "female"))))
