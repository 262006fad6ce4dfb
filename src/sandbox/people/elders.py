"""The very old who have not asked for their allowance: what a sweep finds, and what it cannot say."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.model import Demo
from sandbox.people.places import SHOUGUANG, County


@dataclass(frozen=True, slots=True)
class Old:
    """An elder. doubt: the feed does not say whether they are registered here. copies: further ones alike."""

    key: str
    zh: str
    en: str
    age: int
    doubt: bool = False
    copies: int = 0


ELDERS = (
    Old("elder", "年满八十、没有申领过高龄津贴", "Over eighty, never asked for the allowance", 82, copies=5),
    Old("elder-doubt", "年满八十、户籍状态没有查到", "Over eighty, the feed lacks the registration", 84, doubt=True, copies=1),
    Old("elder-soon", "还没到八十岁", "Not yet eighty", 78),
)


def add_elders(b: Builder, counties: Mapping[str, County]) -> None:
    """Every elder with their copies."""
    county = counties[SHOUGUANG]
    town = county.townships[0]
    for one in ELDERS:
        for nth in range(one.copies + 1):
            person = b.person(b.household(county, town), b.dice.pick(("male", "female")), one.age)
            login = one.key if nth == 0 else f"{one.key}-{nth + 1}"
            b.world.demos.append(Demo(one.key, login, "elder", person.id_number, county.code, town.code, one.zh, one.en))
            if one.doubt:
                b.world.unsaid.add(person.id_number)
