"""Workers whose month of retirement has come: enough contributed, an insured account, a sealed housing fund."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sandbox.people.builder import Builder
from sandbox.people.model import Demo, Retiree
from sandbox.people.places import SHOUGUANG, County

MONTHS_PAST_SIXTY = 9
"""Born so many months and sixty years ago: for men born in these years the gradual delay is over by then."""


@dataclass(frozen=True, slots=True)
class Case:
    """A retiree. copies: further ones alike. months: contributed; deemed: months on file that count without contribution."""

    key: str
    zh: str
    en: str
    months: int = 402
    deemed: int = 0
    fund: str = "86412.50"
    copies: int = 0


RETIREES = (
    Case("retiree", "到了退休年月、缴费年限够", "The month has come, enough contributed", copies=3),
    Case("retiree-deemed", "有视同缴费年限", "With deemed months on file", months=320, deemed=60),
    Case("retiree-few", "缴费年限不够", "Too few months contributed", months=120, fund=""),
)


def find_birth(today: date) -> date:
    """The first of the month, sixty years and some months ago."""
    month = today.year * 12 + today.month - 1 - 60 * 12 - MONTHS_PAST_SIXTY
    return date(month // 12, month % 12 + 1, 1)


def add_retirees(b: Builder, counties: Mapping[str, County]) -> None:
    """Every one with their copies: men, so that one schedule holds."""
    county = counties[SHOUGUANG]
    town = county.townships[0]
    born = find_birth(b.world.today)
    for one in RETIREES:
        for nth in range(one.copies + 1):
            home = b.household(county, town)
            drawn = b.person(home, "male", 60)
            del b.world.persons[drawn.id_number]
            number = b.id_number(county.code, born, "male")
            status = {"medical_status": "active", "medical_number": drawn.medical_number or f"{county.code[:4]}8{b.count('retiree'):07d}"}
            b.world.add_person(replace(drawn, id_number=number, birth_date=born, **status))  # type: ignore[arg-type]
            b.world.retirees[number] = Retiree(number, one.months, one.deemed, f"{one.months * 310}.00", one.fund)
            login = one.key if nth == 0 else f"{one.key}-{nth + 1}"
            b.world.demos.append(Demo(one.key, login, "worker", number, county.code, town.code, one.zh, one.en))
