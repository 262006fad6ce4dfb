"""Families of Linyi at their village station, the certificate of birth in hand, and newly-weds of Rizhao with a first child."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.companies import LANSHAN
from sandbox.people.families import add_couple
from sandbox.people.model import Demo
from sandbox.people.names import pick_given
from sandbox.people.places import County

DONGGANG = "371102"


@dataclass(frozen=True, slots=True)
class Visit:
    """A family. named: the certificate of birth is issued already. copies: further families alike."""

    key: str
    zh: str
    en: str
    married: bool = True
    collective: bool = False
    county: str = LANSHAN
    named: bool = True
    copies: int = 0


VISITS = (
    Visit("station-birth", "已有出生医学证明、到村社区站点办理", "Has the certificate of birth; at the village station", copies=5),
    Visit("station-collective", "站点办理、集体户", "At the station, collective household", collective=True, copies=1),
    Visit("marriage-birth", "婚后生育、十一项一次办", "Married with a first child, eleven items", county=DONGGANG, named=False, copies=3),
    Visit("marriage-collective", "婚后生育、集体户", "Married, collective household", collective=True, county=DONGGANG, named=False),
)


def add_stations(b: Builder, counties: Mapping[str, County]) -> None:
    """Every family with its copies."""
    for visit in VISITS:
        county = counties[visit.county]
        town = county.townships[-1]
        for nth in range(visit.copies + 1):
            couple = add_couple(b, county, town, married=visit.married, collective=visit.collective)
            sex = b.dice.pick(("male", "female"))
            name = couple.father.name[:1] + pick_given(b.dice, sex, 0) if visit.named else ""
            b.birth(couple.mother, couple.father, county, 12 + nth, sex, name=name)
            key = visit.key if nth == 0 else f"{visit.key}-{nth + 1}"
            for role, login, person in (("mother", key, couple.mother), ("father", f"{key}-father", couple.father)):
                b.world.demos.append(Demo(visit.key, login, role, person.id_number, county.code, town.code, visit.zh, visit.en))
