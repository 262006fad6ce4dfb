"""Homes that are sold: who sells to whom, what stands against it, who lends, whose bills are unpaid."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.people.builder import Builder
from sandbox.people.codes import make_uscc
from sandbox.people.model import Company, Demo, Home
from sandbox.people.places import County, make_address

LIXIA = "370102"
ALL = ("water", "power", "gas", "heat")


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale. mortgaged: by the seller's bank; way: full | bank | fund; unpaid: whose bills are. copies: further sales alike."""

    key: str
    zh: str
    en: str
    mortgaged: bool = False
    settled: bool = False
    escrowed: bool = False
    shared: bool = False
    sealed: bool = False
    declared: int = 0
    way: str = "full"
    usage: str = "home"
    supplied: tuple[str, ...] = ALL
    unpaid: tuple[str, ...] = ()
    copies: int = 0


SALES = (
    Sale("house-transfer", "二手房、全款、没有抵押", "A home, paid in full, not mortgaged", copies=5),
    Sale("house-kept", "带押过户、贷款买", "Transferred with its mortgage, on a loan", mortgaged=True, escrowed=True, way="bank", copies=2),
    Sale("house-escrow", "带押过户、房款没有监管", "With its mortgage, the money not in escrow", mortgaged=True),
    Sale("house-settled", "贷款已还清、先注销抵押", "Repaid, to be discharged first", mortgaged=True, settled=True, way="fund", copies=1),
    Sale("house-shared", "夫妻共有、共有人也签", "Owned by two, both sign", shared=True, copies=1),
    Sale("house-sealed", "房屋被法院查封", "Sealed by a court", sealed=True, copies=1),
    Sale("house-price", "网签价和报税价不一致", "Contract and tax return name two prices", declared=-120_000, copies=1),
    Sale(
        "house-unpaid", "欠水费、没有燃气户", "Water bills unpaid, no gas", supplied=("water", "power", "heat"), unpaid=("water",), copies=1
    ),
    Sale("house-shop", "商铺、不在这件事里", "A shop", usage="shop"),
)


def add_homes(b: Builder, counties: Mapping[str, County]) -> None:
    """Every sale with its copies, in one county, and the banks that lend there."""
    county = counties[LIXIA]
    banks = tuple(_add_bank(b, county, word) for word in ("齐州", "泉润"))
    for sale in SALES:
        for nth in range(sale.copies + 1):
            _add_sale(b, county, sale, nth, banks)


def _add_bank(b: Builder, county: County, word: str) -> str:
    uscc = make_uscc(f"91379900MD{b.count('bank'):07d}")
    address = make_address(county, county.townships[0], b.dice)
    b.world.companies[uscc] = Company(
        uscc, f"{word}银行{county.name}支行（示例）", county.code, address, (), scope_freight=False, small=False
    )
    return uscc


def _add_sale(b: Builder, county: County, sale: Sale, nth: int, banks: tuple[str, ...]) -> None:
    town, serial = county.townships[nth % 2], b.count("home")
    key = sale.key if nth == 0 else f"{sale.key}-{nth + 1}"
    ids: dict[str, str] = {}
    roles = (("buyer", key), ("seller", f"{key}-seller"), *((("co_owner", f"{key}-owner"),) if sale.shared else ()))
    for role, login in roles:
        person = b.person(
            b.household(county, town), "female" if role == "co_owner" else b.dice.pick(("male", "female")), b.dice.between(28, 60)
        )
        ids[role] = person.id_number
        b.world.demos.append(Demo(sale.key, login, role, person.id_number, county.code, town.code, sale.zh, sale.en))
    price = b.dice.between(60, 240) * 10_000
    b.world.homes[ids["buyer"]] = Home(
        buyer=ids["buyer"],
        seller=ids["seller"],
        other=ids.get("co_owner", ""),
        contract=f"WQ{county.code}{b.world.today:%Y}{serial:06d}",
        unit=f"{county.code}001001GB{serial:05d}F00010001",
        location=make_address(county, town, b.dice),
        area=f"{b.dice.between(60, 150)}.{b.dice.below(10)}",
        usage=sale.usage,
        title=f"鲁（2019）{county.city}不动产权第{serial:07d}号",
        price=price,
        declared=price + sale.declared,
        way=sale.way,
        escrowed=sale.escrowed,
        sealed=sale.sealed,
        mortgage=f"鲁（2019）{county.city}不动产证明第{serial:07d}号" if sale.mortgaged else "",
        mortgagee=banks[0] if sale.mortgaged else "",
        settled=sale.settled,
        lender=banks[1] if sale.way != "full" else "",
        supplied=sale.supplied,
        unpaid=sale.unpaid,
    )
