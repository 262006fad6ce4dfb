"""What the synthetic province holds. Dates are dates, money is text in yuan, codes are as the departments write them."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Person:
    """A resident. sex: male | female. medical_status: active | stopped | never."""

    id_number: str
    name: str
    sex: str
    birth_date: date
    ethnicity: str
    household: str
    county: str
    phone: str
    registered: bool = True
    in_service: bool = False
    mother: str = ""
    father: str = ""
    employer: str = ""
    medical_status: str = "active"
    medical_number: str = ""


@dataclass(slots=True)
class Household:
    """A household (户). township: twelve digits."""

    number: str
    county: str
    township: str
    township_name: str
    address: str
    collective: bool
    head_name: str


@dataclass(frozen=True, slots=True)
class Marriage:
    """A registered marriage; husband and wife are ID numbers."""

    number: str
    husband: str
    wife: str


@dataclass(frozen=True, slots=True)
class Birth:
    """A delivery that a hospital recorded; no ID number yet. certificate, name: once the hospital has issued the certificate of birth."""

    record: str
    mother: str
    father: str
    birth_date: date
    sex: str
    place: str
    weight_g: int
    certificate: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A company with the people who may act for it (ID numbers)."""

    uscc: str
    name: str
    county: str
    address: str
    agents: tuple[str, ...]
    active: bool = True
    sole_trader: bool = False
    scope_freight: bool = True
    scope_catering: bool = False
    catering_banned: bool = False
    small: bool = True
    social_insured: bool = True


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A goods vehicle. test_valid_to: None when it was never tested."""

    plate: str
    vin: str
    owner: str
    gross_mass_kg: int
    tractor: bool
    body: str
    transferred: bool
    test_report_number: str | None
    test_valid_to: date | None
    satellite: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody whom a company takes on, as human resources and the housing fund know them. agreed: to the use of own data.

    pension_status, fund_status: active | stopped | never.
    """

    id_number: str
    employer: str
    contract: str
    hired_on: date
    wage: str
    agreed: bool
    pension_status: str
    fund_status: str
    holds_card: bool
    file_elsewhere: bool


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who has died, as the registers hold what they left; "" is no record. certificate, cremation: once they are on record.

    balances in yuan; "" is no account.
    """

    id_number: str
    died_on: date
    certificate: str
    cremation: str
    pension_kind: str
    pension_balance: str
    medical_balance: str
    fund_balance: str
    fund_loan_open: bool
    drives: bool


@dataclass(frozen=True, slots=True)
class Reserved:
    """A company name that a founder (ID number) has reserved. licence_first: the scope needs a licence beforehand."""

    founder: str
    name: str
    number: str
    until: date
    scope: str
    licence_first: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A home with a filed contract of sale. other: who owns it with the seller; mortgage, mortgagee, lender: "" for none; prices in yuan.

    way: full | bank | fund. supplied, unpaid: of water, power, gas, heat.
    """

    buyer: str
    seller: str
    other: str
    contract: str
    unit: str
    location: str
    area: str
    usage: str
    title: str
    price: int
    declared: int
    way: str
    escrowed: bool
    sealed: bool
    mortgage: str
    mortgagee: str
    settled: bool
    lender: str
    supplied: tuple[str, ...]
    unpaid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retiree:
    """Somebody whose month of retirement has come. balance: of the pension account; fund: of the housing fund, "" for no account."""

    id_number: str
    months: int
    deemed: int
    balance: str
    fund: str


@dataclass(frozen=True, slots=True)
class Demo:
    """A resident whom somebody may sign in as. scenario: what the person stands for; role: of the theme, e.g. mother, agent, founder."""

    scenario: str
    login: str
    role: str
    person: str
    county: str
    township: str
    zh: str
    en: str
    organisation: str = ""


@dataclass(slots=True)
class World:
    """The province, indexed as the departments look things up."""

    today: date
    seed: int
    persons: dict[str, Person] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    marriages: dict[str, Marriage] = field(default_factory=dict)
    births: dict[str, list[Birth]] = field(default_factory=dict)
    records: dict[str, Birth] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)
    vehicles: dict[str, Vehicle] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    reserved: dict[str, Reserved] = field(default_factory=dict)
    late: dict[str, Late] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    retirees: dict[str, Retiree] = field(default_factory=dict)
    unsaid: set[str] = field(default_factory=set)
    """Residents of whom the population feed does not say whether they are registered."""
    carded: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    """Who holds a disability card whatever chance says: kind, its digit, grade."""
    demos: list[Demo] = field(default_factory=list)
    plain: list[Birth] = field(default_factory=list)

    def marry(self, marriage: Marriage) -> None:
        """Both find it."""
        self.marriages[marriage.husband] = marriage
        self.marriages[marriage.wife] = marriage

    def add_person(self, person: Person) -> None:
        """A resident, found by number and by parents."""
        self.persons[person.id_number] = person
        for parent in (person.mother, person.father):
            if parent:
                self.children.setdefault(parent, []).append(person.id_number)

    def add_birth(self, birth: Birth) -> None:
        """A delivery, found by its mother and by its record."""
        self.records[birth.record] = birth
        self.births.setdefault(birth.mother, []).append(birth)
