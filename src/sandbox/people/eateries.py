"""Companies and sole traders who open a place where people eat, with an agent each."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.codes import make_uscc
from sandbox.people.companies import LANSHAN
from sandbox.people.model import Company, Demo
from sandbox.people.places import County, make_address


@dataclass(frozen=True, slots=True)
class Eatery:
    """A place to be. copies: further ones alike."""

    key: str
    zh: str
    en: str
    sole_trader: bool = False
    scope_catering: bool = True
    banned: bool = False
    copies: int = 0


EATERIES = (
    Eatery("restaurant", "开饭店，要联合踏勘", "A restaurant with a joint visit", copies=4),
    Eatery("restaurant-small", "小餐饮个体户", "A small eatery", sole_trader=True, copies=1),
    Eatery("restaurant-scope", "经营范围没有餐饮", "Scope without catering", scope_catering=False, copies=1),
    Eatery("restaurant-banned", "食品行业禁入", "Banned from the food trade", banned=True),
)


def add_eateries(b: Builder, counties: Mapping[str, County]) -> None:
    """Every eatery with its copies, in one county."""
    county = counties[LANSHAN]
    town = county.townships[0]
    for eatery in EATERIES:
        for nth in range(eatery.copies + 1):
            agent = b.person(b.household(county, town), b.dice.pick(("male", "female")), b.dice.between(24, 58))
            serial = b.count("eatery")
            uscc = make_uscc(f"{'92' if eatery.sole_trader else '91'}379900MC{serial:07d}")
            kind = "小吃店" if eatery.sole_trader else "餐饮有限公司"
            b.world.companies[uscc] = Company(
                uscc,
                f"{county.name}味知{serial}号{kind}",
                county.code,
                make_address(county, town, b.dice),
                (agent.id_number,),
                sole_trader=eatery.sole_trader,
                scope_freight=False,
                scope_catering=eatery.scope_catering,
                catering_banned=eatery.banned,
            )
            agent.employer = uscc
            login = eatery.key if nth == 0 else f"{eatery.key}-{nth + 1}"
            b.world.demos.append(
                Demo(eatery.key, login, "agent", agent.id_number, county.code, town.code, eatery.zh, eatery.en, organisation=uscc)
            )
