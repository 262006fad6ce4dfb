"""Building people one by one: numbers that fit dates and sexes, households, marriages, deliveries."""

from datetime import date, timedelta

from sandbox.people.codes import area_of, make_id_number
from sandbox.people.dice import Dice
from sandbox.people.model import Birth, Household, Marriage, Person, World
from sandbox.people.names import pick_given, pick_surname
from sandbox.people.places import County, Township, make_address


class Builder:
    """Adds to a world; every number is used once."""

    def __init__(self, world: World, dice: Dice) -> None:
        self.world = world
        self.dice = dice
        self._sequences: dict[tuple[str, date], int] = {}
        self._counts: dict[str, int] = {}

    def count(self, series: str) -> int:
        """The next number of a series, from 1."""
        self._counts[series] = self._counts.get(series, 0) + 1
        return self._counts[series]

    def id_number(self, county: str, born: date, sex: str) -> str:
        """A new ID number."""
        area = area_of(county)
        nth = self._sequences.get((area, born), 0) + 1
        self._sequences[area, born] = nth
        return make_id_number(area, born, 2 * nth - 1 if sex == "male" else 2 * nth)

    def born(self, age: int) -> date:
        """A date of birth for somebody of this age today."""
        return self.world.today - timedelta(days=age * 365 + age // 4 + 1 + self.dice.below(360))

    def household(self, county: County, township: Township, *, collective: bool = False) -> Household:
        """An empty household."""
        address = make_address(county, township, self.dice)
        if collective:
            address = f"山东省{county.city}{county.name}{township.name}人才市场集体户"
        made = Household(f"{county.code}{self.count('household'):06d}", county.code, township.code, township.name, address, collective, "")
        self.world.households[made.number] = made
        return made

    def person(
        self,
        home: Household,
        sex: str,
        age: int,
        *,
        surname: str = "",
        ethnicity: str = "汉",
        mother: Person | None = None,
        father: Person | None = None,
        in_service: bool = False,
    ) -> Person:
        """A resident of a household; the first one becomes its head."""
        name = (surname or pick_surname(self.dice, ethnicity)) + pick_given(self.dice, sex, age)
        born = self.born(age)
        nth = self.count("person")
        status = "active" if self.dice.chance(0.94) else self.dice.pick(("stopped", "never"))
        made = Person(
            self.id_number(home.county, born, sex),
            name,
            sex,
            born,
            ethnicity,
            home.number,
            home.county,
            f"1900{nth:07d}",
            in_service=in_service,
            mother=mother.id_number if mother else "",
            father=father.id_number if father else "",
            medical_status=status,
            medical_number=f"{home.county[:4]}{nth:08d}" if status != "never" else "",
        )
        self.world.add_person(made)
        home.head_name = home.head_name or ("人才市场集体户" if home.collective else name)
        return made

    def marriage(self, husband: Person, wife: Person) -> Marriage:
        """A registered marriage."""
        year = self.world.today.year - self.dice.between(1, 6)
        made = Marriage(f"J{husband.county}-{year}-{self.count('marriage'):06d}", husband.id_number, wife.id_number)
        self.world.marry(made)
        return made

    def birth(self, mother: Person, father: Person | None, county: County, days_ago: int, sex: str, *, name: str = "") -> Birth:
        """A delivery `days_ago` days before today. name: given when the hospital has issued the certificate already."""
        born = self.world.today - timedelta(days=days_ago)
        place = f"山东省{county.city}{county.name}妇幼保健院"
        record = f"F{county.code}{born:%y%m%d}{self.count(f'birth/{county.code}/{born}'):04d}"
        weight = self.dice.between(2600, 4100)
        certificate = f"W{county.code[2:]}{self.count('certificate'):05d}" if name else ""
        made = Birth(record, mother.id_number, father.id_number if father else "", born, sex, place, weight, certificate, name)
        self.world.add_birth(made)
        return made
