"""Founders of companies whose name is reserved, each with those who will hold shares beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sandbox.people.builder import Builder
from sandbox.people.companies import LANSHAN
from sandbox.people.model import Demo, Reserved
from sandbox.people.places import County


@dataclass(frozen=True, slots=True)
class Founding:
    """A company to be. others: how many hold shares beside the founder. left: days that the name is reserved for still."""

    key: str
    zh: str
    en: str
    others: int = 0
    left: int = 20
    scope: str = "图书零售、文具用品零售"
    licence_first: bool = False
    copies: int = 0


FOUNDINGS = (
    Founding("company-opening", "两位股东、名称已保留", "Two shareholders, the name is reserved", others=1, copies=4),
    Founding("company-alone", "一人公司", "One shareholder", copies=1),
    Founding("company-three", "三位股东", "Three shareholders", others=2),
    Founding("company-late", "名称保留期已过", "The name is no longer reserved", left=-3),
    Founding(
        "company-licence",
        "经营范围涉及前置许可",
        "The scope needs a licence beforehand",
        scope="烟花爆竹零售",
        licence_first=True,
        copies=1,
    ),
)
_ROLES = (("second", "-second"), ("third", "-third"))


def add_founders(b: Builder, counties: Mapping[str, County]) -> None:
    """Every founding with its copies, in one county."""
    county = counties[LANSHAN]
    town = county.townships[0]
    for founding in FOUNDINGS:
        for nth in range(founding.copies + 1):
            key = founding.key if nth == 0 else f"{founding.key}-{nth + 1}"
            for role, end in (("founder", ""), *_ROLES[: founding.others]):
                person = b.person(b.household(county, town), b.dice.pick(("male", "female")), b.dice.between(26, 55))
                b.world.demos.append(
                    Demo(founding.key, key + end, role, person.id_number, county.code, town.code, founding.zh, founding.en)
                )
                if role == "founder":
                    _reserve(b, county, person.id_number, founding)


def _reserve(b: Builder, county: County, founder: str, founding: Founding) -> None:
    serial = b.count("reserved")
    until = b.world.today + timedelta(days=founding.left)
    name = f"{county.name}知行{serial}号文化有限公司"
    number = f"MC{county.code}{serial:06d}"
    b.world.reserved[founder] = Reserved(founder, name, number, until, founding.scope, founding.licence_first)
