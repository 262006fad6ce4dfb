"""Families as they live: three generations under the grandparents' name, couples with children, the old, the single, the collective."""

from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.model import Household, Person
from sandbox.people.places import County, Township


@dataclass(frozen=True, slots=True)
class Couple:
    """A mother and a father; married or not."""

    mother: Person
    father: Person


def add_grandparents(b: Builder, home: Household, ethnicity: str, least: int = 55) -> tuple[Person, Person]:
    """The older couple, at least `least` years old, who head the household."""
    old = b.person(home, "male", b.dice.between(least, least + 13), ethnicity=ethnicity)
    wife = b.person(home, "female", b.dice.between(least - 1, least + 11))
    b.marriage(old, wife)
    return old, wife


def _surname(name: str) -> str:
    return name[:1]


def add_couple(
    b: Builder,
    county: County,
    township: Township,
    *,
    married: bool = True,
    ethnicities: tuple[str, str] = ("汉", "汉"),
    collective: bool = False,
    serving: bool = False,
    mother_town: Township | None = None,
) -> Couple:
    """A young couple. Married: she lives in his parents' household. Unmarried: each in their own parents' household."""
    home = b.household(county, township, collective=collective)
    his, hers = ethnicities
    if collective:
        father = b.person(home, "male", b.dice.between(25, 33), ethnicity=his, in_service=serving)
    else:
        old, old_wife = add_grandparents(b, home, his)
        father = b.person(
            home, "male", b.dice.between(25, 33), surname=_surname(old.name), ethnicity=his, mother=old_wife, father=old, in_service=serving
        )
    if married or collective:
        mother = b.person(home, "female", b.dice.between(24, 32), ethnicity=hers)
    else:
        her_home = b.household(county, mother_town or township)
        her_father, her_mother = add_grandparents(b, her_home, hers)
        mother = b.person(
            her_home,
            "female",
            b.dice.between(24, 32),
            surname=_surname(her_father.name),
            ethnicity=hers,
            mother=her_mother,
            father=her_father,
        )
    if married:
        b.marriage(father, mother)
    return Couple(mother, father)


def _add_children(b: Builder, home: Household, father: Person, mother: Person, most: int) -> None:
    youngest_parent = max(mother.birth_date, father.birth_date)
    oldest = min(16, (b.world.today - youngest_parent).days // 366 - 20)
    for _ in range(b.dice.between(0, most) if oldest >= 1 else 0):
        sex = b.dice.pick(("male", "female"))
        age = b.dice.between(1, oldest)
        b.person(home, sex, age, surname=_surname(father.name), ethnicity=father.ethnicity, mother=mother, father=father)


def _ethnicity(b: Builder) -> str:
    throw = b.dice.real()
    return "汉" if throw < 0.985 else "回" if throw < 0.995 else b.dice.pick(("满", "朝鲜", "蒙古"))


def add_family(b: Builder, county: County, township: Township) -> None:
    """One household of a kind that chance picks."""
    home = b.household(county, township)
    kind = b.dice.real()
    ethnicity = _ethnicity(b)
    if kind < 0.33:
        age = b.dice.between(26, 40)
        old, old_wife = add_grandparents(b, home, ethnicity, age + 22)
        father = b.person(home, "male", age, surname=_surname(old.name), ethnicity=ethnicity, mother=old_wife, father=old)
        mother = b.person(home, "female", b.dice.between(25, 38))
        b.marriage(father, mother)
        _add_children(b, home, father, mother, 2)
    elif kind < 0.73:
        father = b.person(home, "male", b.dice.between(28, 50), ethnicity=ethnicity)
        mother = b.person(home, "female", b.dice.between(27, 48))
        b.marriage(father, mother)
        _add_children(b, home, father, mother, 2)
    elif kind < 0.86:
        add_grandparents(b, home, ethnicity)
    else:
        sex = b.dice.pick(("male", "female"))
        b.person(home, sex, b.dice.between(22, 58), ethnicity=ethnicity, in_service=b.dice.chance(0.03))


def add_collective(b: Builder, county: County) -> None:
    """A collective household of young people who work in a city."""
    home = b.household(county, county.townships[0], collective=True)
    for _ in range(b.dice.between(4, 8)):
        b.person(home, b.dice.pick(("male", "female")), b.dice.between(22, 32))
