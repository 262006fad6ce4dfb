"""Companies and their vehicles, with an agent each who may act for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sandbox.people.builder import Builder
from sandbox.people.codes import make_uscc, make_vin
from sandbox.people.model import Company, Demo, Vehicle
from sandbox.people.places import County, make_address

LANSHAN = "371302"


@dataclass(frozen=True, slots=True)
class Truck:
    """A kind of vehicle. tested: days until its test runs out, None when never tested."""

    mass: int
    body: str
    tested: int | None
    tractor: bool = False
    transferred: bool = False
    satellite: bool = False


LIGHT, MIDDLE = Truck(4495, "厢式", None), Truck(9800, "厢式", 300)
HEAVY, COLD = Truck(31000, "厢式", 200, satellite=True), Truck(25000, "冷藏", 250, transferred=True, satellite=True)
DARK = Truck(31000, "仓栅", 240)
EXPIRED = Truck(11000, "厢式", -20)


@dataclass(frozen=True, slots=True)
class Fleet:
    """A company and its vehicles."""

    key: str
    zh: str
    en: str
    trucks: tuple[Truck, ...]
    sole_trader: bool = False
    scope_freight: bool = True
    copies: int = 0


FLEETS = (
    Fleet("freight-agent", "三辆车吨位不同", "Three vehicles of different weight", (LIGHT, MIDDLE, COLD), copies=3),
    Fleet("freight-none", "暂无车辆的个体工商户", "Sole trader without a vehicle", (), sole_trader=True),
    Fleet("freight-dark", "重型车未接入卫星定位", "Heavy vehicle off the satellite platform", (DARK,)),
    Fleet("freight-light", "全部为轻型车", "Only light vehicles", (LIGHT, LIGHT), sole_trader=True),
    Fleet("freight-expired", "检测过期", "Test expired", (EXPIRED, HEAVY)),
    Fleet("freight-scope", "经营范围不含货运", "Scope without freight", (MIDDLE,), scope_freight=False),
)
_WORDS = ("顺达", "捷运", "鲁通", "远航", "金桥", "安途", "宏运", "瑞丰", "永泰", "盛源")


def _add_vehicle(b: Builder, owner: str, truck: Truck) -> None:
    nth = b.count("vehicle")
    plate = f"鲁Q{nth:05d}"
    valid_to = None if truck.tested is None else b.world.today + timedelta(days=truck.tested)
    b.world.vehicles[plate] = Vehicle(
        plate,
        make_vin("LZG00000", f"N{nth:07d}"),
        owner,
        truck.mass,
        truck.tractor,
        truck.body,
        truck.transferred,
        None if valid_to is None else f"JC{valid_to:%Y}{nth:06d}",
        valid_to,
        truck.satellite,
    )


def _add_company(b: Builder, county: County, fleet: Fleet, nth: int) -> None:
    township = county.townships[0]
    home = b.household(county, township)
    agent = b.person(home, b.dice.pick(("male", "female")), b.dice.between(28, 50))
    serial = b.count("company")
    # Area 379900 is assigned to nobody, so that the code belongs to no real company.
    uscc = make_uscc(f"{'92' if fleet.sole_trader else '91'}379900MA{serial:07d}")
    kind = "货运部" if fleet.sole_trader else "物流有限公司"
    company = Company(
        uscc,
        f"{county.name}{b.dice.pick(_WORDS)}{serial}号{kind}",
        county.code,
        make_address(county, township, b.dice),
        (agent.id_number,),
        sole_trader=fleet.sole_trader,
        scope_freight=fleet.scope_freight,
    )
    b.world.companies[uscc] = company
    agent.employer = uscc
    for truck in fleet.trucks:
        _add_vehicle(b, uscc, truck)
    login = fleet.key if nth == 0 else f"{fleet.key}-{nth + 1}"
    b.world.demos.append(
        Demo(fleet.key, login, "agent", agent.id_number, county.code, township.code, fleet.zh, fleet.en, organisation=uscc)
    )


def add_companies(b: Builder, counties: Mapping[str, County]) -> None:
    """The freight companies of one county."""
    for fleet in FLEETS:
        for nth in range(fleet.copies + 1):
            _add_company(b, counties[LANSHAN], fleet, nth)
