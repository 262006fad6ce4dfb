"""Families of Linyi whose newborn has a certificate of birth already and nothing else: they go to their village's station."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.companies import LANSHAN
from sandbox.people.families import add_couple
from sandbox.people.model import Demo
from sandbox.people.names import pick_given
from sandbox.people.places import County


@dataclass(frozen=True, slots=True)
class Visit:
    """A family at the station. copies: further families alike."""

    key: str
    zh: str
    en: str
    married: bool = True
    collective: bool = False
    copies: int = 0


VISITS = (
    Visit("station-birth", "已有出生医学证明、到村社区站点办理", "Has the certificate of birth; at the village station", copies=5),
    Visit("station-collective", "站点办理、集体户", "At the station, collective household", collective=True, copies=1),
)


def add_stations(b: Builder, counties: Mapping[str, County]) -> None:
    """Every visit with its copies, in one county."""
    county = counties[LANSHAN]
    town = county.townships[-1]
    for visit in VISITS:
        for nth in range(visit.copies + 1):
            couple = add_couple(b, county, town, married=visit.married, collective=visit.collective)
            sex = b.dice.pick(("male", "female"))
            b.birth(couple.mother, couple.father, county, 12 + nth, sex, name=couple.father.name[:1] + pick_given(b.dice, sex, 0))
            key = visit.key if nth == 0 else f"{visit.key}-{nth + 1}"
            for role, login, person in (("mother", key, couple.mother), ("father", f"{key}-father", couple.father)):
                b.world.demos.append(Demo(visit.key, login, role, person.id_number, county.code, town.code, visit.zh, visit.en))
