"""Employers who take people on: new workers, workers who left elsewhere, and one whom another employer still insures."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.codes import make_uscc
from sandbox.people.companies import LANSHAN
from sandbox.people.model import Company, Demo, Worker
from sandbox.people.places import County, Township, make_address


@dataclass(frozen=True, slots=True)
class Hand:
    """A kind of worker. status: of every insurance. agreed: to the use of own data."""

    age: int
    status: str
    card: bool
    file: bool
    agreed: bool = True


GRADUATE, MOVED, KEPT = Hand(22, "never", False, True), Hand(31, "stopped", True, False), Hand(36, "active", True, False)
SILENT = Hand(28, "stopped", True, False, agreed=False)


@dataclass(frozen=True, slots=True)
class Employer:
    """A company and whom it takes on. copies: further companies alike."""

    key: str
    zh: str
    en: str
    hands: tuple[Hand, ...]
    insured: bool = True
    copies: int = 0


EMPLOYERS = (
    Employer("hiring", "录用三人、一人未授权", "Takes on three, one of whom has not agreed", (GRADUATE, MOVED, SILENT), copies=4),
    Employer("hiring-insured", "一名员工仍在原单位参保", "One worker is still insured elsewhere", (MOVED, KEPT), copies=1),
    Employer("hiring-uninsured", "单位尚未参保", "The employer is not enrolled", (GRADUATE,), insured=False, copies=1),
)


def _add_worker(b: Builder, county: County, township: Township, employer: str, hand: Hand) -> None:
    worker = b.person(b.household(county, township), b.dice.pick(("male", "female")), hand.age)
    worker.medical_status = hand.status
    worker.medical_number = worker.medical_number if hand.status != "never" else ""
    b.world.workers[worker.id_number] = Worker(
        worker.id_number,
        employer,
        f"HT{b.world.today:%Y}{b.count('contract'):06d}",
        b.world.today,
        f"{b.dice.between(38, 90)}00.00",
        hand.agreed,
        hand.status,
        hand.status,
        hand.card,
        hand.file,
    )


def add_employers(b: Builder, counties: Mapping[str, County]) -> None:
    """Every employer with its copies, in one county."""
    county = counties[LANSHAN]
    township = county.townships[0]
    for employer in EMPLOYERS:
        for nth in range(employer.copies + 1):
            agent = b.person(b.household(county, township), b.dice.pick(("male", "female")), b.dice.between(30, 50))
            serial = b.count("company")
            uscc = make_uscc(f"91379900MA{serial:07d}")
            name, address = f"{county.name}安和{serial}号商贸有限公司", make_address(county, township, b.dice)
            b.world.companies[uscc] = Company(
                uscc, name, county.code, address, (agent.id_number,), scope_freight=False, social_insured=employer.insured
            )
            agent.employer = uscc
            for hand in employer.hands:
                _add_worker(b, county, township, uscc, hand)
            login = employer.key if nth == 0 else f"{employer.key}-{nth + 1}"
            demo = Demo(employer.key, login, "agent", agent.id_number, county.code, township.code, employer.zh, employer.en, uscc)
            b.world.demos.append(demo)
