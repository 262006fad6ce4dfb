"""A child who holds a disability card, and both parents: who acts for a minor because the register names them."""

from collections.abc import Mapping

from sandbox.people.builder import Builder
from sandbox.people.model import Demo
from sandbox.people.places import SHOUGUANG, County

AGE = 9


def add_minors(b: Builder, counties: Mapping[str, County]) -> None:
    """One family; the child's card is of grade 2."""
    county = counties[SHOUGUANG]
    town = county.townships[0]
    home = b.household(county, town)
    father, mother = b.person(home, "male", 38), b.person(home, "female", 36)
    b.marriage(father, mother)
    child = b.person(home, "female", AGE, surname=father.name[:1], mother=mother, father=father)
    b.world.carded[child.id_number] = ("hearing", "2", 2)
    for one, zh, en in ((mother, "母亲", "mother"), (father, "父亲", "father")):
        said = f"九岁持证残疾孩子的{zh}", f"The {en} of a nine-year-old with a disability card"
        b.world.demos.append(Demo("minor", f"minor-{en}", "parent", one.id_number, county.code, town.code, *said))
