"""Families in which an old father has died: his children, his wife where she lives, and what he left in the registers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sandbox.people.builder import Builder
from sandbox.people.model import Demo, Late, Person
from sandbox.people.places import County

RENCHENG = "370811"
_ROLES = (("applicant", ""), ("heir", "-second"), ("heir", "-third"))


@dataclass(frozen=True, slots=True)
class Bereaved:
    """A family. children: grown-up; wife: whether she lives and signs in first. registered: death and cremation are on record.

    pension, medical, fund: balances in yuan, "" for no account. copies: further families alike.
    """

    key: str
    zh: str
    en: str
    children: int = 2
    wife: bool = False
    registered: bool = False
    pension: str = "12600.00"
    medical: str = "1500.50"
    fund: str = "20000.00"
    loan: bool = False
    drives: bool = False
    copies: int = 0


FAMILIES = (
    Bereaved("afterlife", "父亲去世、两名子女", "The father has died, two children", copies=9),
    Bereaved("afterlife-registered", "死亡和火化都已登记", "Death and cremation are on record", registered=True, drives=True, copies=2),
    Bereaved("afterlife-large", "公积金余额大，要公证书", "A large housing fund, a deed is needed", fund="180000.00", copies=1),
    Bereaved("afterlife-wife", "妻子和一名子女", "The wife and one child", children=1, wife=True, copies=1),
    Bereaved("afterlife-alone", "一名子女、没有留下钱", "One child, no money left", children=1, pension="", medical="", fund="", copies=1),
)


def add_bereaved(b: Builder, counties: Mapping[str, County]) -> None:
    """Every family with its copies, in one county."""
    county = counties[RENCHENG]
    for family in FAMILIES:
        for nth in range(family.copies + 1):
            _add_family(b, county, family, family.key if nth == 0 else f"{family.key}-{nth + 1}")


def _add_family(b: Builder, county: County, family: Bereaved, key: str) -> None:
    town = county.townships[0]
    home = b.household(county, town)
    father = b.person(home, "male", b.dice.between(76, 88))
    father.medical_status, father.medical_number = "active", father.medical_number or f"{county.code[:4]}8{b.count('late medical'):07d}"
    heirs: list[Person] = []
    mother = None
    if family.wife:
        mother = b.person(home, "female", b.dice.between(72, 84))
        b.marriage(father, mother)
        heirs.append(mother)
    for _ in range(family.children):
        sex = b.dice.pick(("male", "female"))
        own = b.household(county, town)
        heirs.append(b.person(own, sex, b.dice.between(44, 54), surname=father.name[:1], mother=mother, father=father))
    b.world.late[father.id_number] = _leave(b, county, father, family)
    people = (*zip(_ROLES, heirs, strict=False), (("deceased", "-deceased"), father))
    for (role, end), person in people:
        b.world.demos.append(Demo(family.key, key + end, role, person.id_number, county.code, town.code, family.zh, family.en))


def _leave(b: Builder, county: County, father: Person, family: Bereaved) -> Late:
    serial = b.count("late")
    died = b.world.today - timedelta(days=b.dice.between(2, 9))
    return Late(
        father.id_number,
        died,
        f"S{county.code}{serial:06d}" if family.registered else "",
        f"H{county.code}{serial:06d}" if family.registered else "",
        "enterprise" if family.pension else "",
        family.pension,
        family.medical,
        family.fund,
        family.loan,
        family.drives,
    )
