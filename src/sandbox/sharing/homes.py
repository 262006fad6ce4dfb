"""What housing, the land register, the tax office, banks and suppliers say of a home that is sold."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.people.model import Home, World

Record = dict[str, Any]
Keys = dict[str, str]

TAX_SHARE = Decimal("0.01")
"""What this sandbox's tax office assesses, of the price; nobody else computes a tax."""
LOAN_SHARE = Decimal("0.5")


def _money(value: Decimal | int) -> str:
    return f"{Decimal(value):.2f}"


def _by(world: World, match: Callable[[Home], bool]) -> Home | None:
    return next((home for home in world.homes.values() if match(home)), None)


def _by_unit(world: World, keys: Keys) -> Home | None:
    return _by(world, lambda home: home.unit == keys["house.unit_number"])


def contracts(world: World, keys: Keys) -> Record | None:
    """Housing: the contract that a buyer has filed."""
    found = world.homes.get(keys["buyer.id_number"])
    if found is None:
        return None
    return {
        "deal.contract_number": found.contract,
        "deal.filed": True,
        "deal.price": _money(found.price),
        "deal.payment_way": found.way,
        "deal.escrowed": found.escrowed,
        "seller.id_number": found.seller,
        "house.unit_number": found.unit,
    }


def register(world: World, keys: Keys) -> Record | None:
    """The land register: what a home is, and what stands against its transfer."""
    found = _by_unit(world, keys)
    if found is None:
        return None
    return {
        "house.location": found.location,
        "house.area": found.area,
        "house.usage": found.usage,
        "house.title_number": found.title,
        "house.sealed": found.sealed,
        "house.contested": False,
        "house.mortgaged": bool(found.mortgage),
        **({"house.mortgage_number": found.mortgage} if found.mortgage else {}),
    }


def owners(world: World, keys: Keys) -> Record | None:
    """The land register: whether somebody owns a home, alone or with another."""
    found = _by_unit(world, keys)
    if found is None or keys["owner.id_number"] not in (found.seller, found.other):
        return None
    return {"title.registered": True, "title.shared": bool(found.other)}


def co_owners(world: World, keys: Keys) -> Record | None:
    """The land register: with whom somebody owns a home."""
    found = _by_unit(world, keys)
    if found is None or not found.other or keys["owner.id_number"] not in (found.seller, found.other):
        return None
    return {"other.id_number": found.other if keys["owner.id_number"] == found.seller else found.seller}


def mortgagees(world: World, keys: Keys) -> Record | None:
    """The land register: the bank that holds the mortgage."""
    found = _by_unit(world, keys)
    return {"mortgagee.uscc": found.mortgagee} if found and found.mortgagee else None


def _by_contract(world: World, keys: Keys) -> Home | None:
    return _by(world, lambda home: home.contract == keys["deal.contract_number"])


def assessments(world: World, keys: Keys) -> Record | None:
    """Tax: what was assessed for a sale, by the price declared."""
    found = _by_contract(world, keys)
    if found is None:
        return None
    return {
        "deal.assessment_number": f"HS{found.contract[2:]}",
        "deal.declared_price": _money(found.declared),
        "deal.tax_due": _money(found.declared * TAX_SHARE),
        "deal.assessment_disputed": False,
    }


def loans(world: World, keys: Keys) -> Record | None:
    """Banks and the housing fund: the loan by which a home is bought."""
    found = _by_contract(world, keys)
    if found is None or not found.lender:
        return None
    return {
        "deal.loan_contract_number": f"DK{found.contract[2:]}",
        "deal.loan_amount": _money(found.price * LOAN_SHARE),
        "deal.lender_agrees": True,
        "lender.uscc": found.lender,
    }


def debts(world: World, keys: Keys) -> Record | None:
    """Banks: whether the loan behind a mortgage is repaid."""
    found = _by(world, lambda home: home.mortgage == keys["house.mortgage_number"])
    return {"house.debt_settled": found.settled} if found else None


def supply(kind: str) -> Callable[[World, Keys], Record | None]:
    """A supplier's answer: the account of a home, and whether its bills are unpaid. kind: water | power | gas | heat."""

    def answer(world: World, keys: Keys) -> Record | None:
        found = _by_unit(world, keys)
        if found is None or kind not in found.supplied:
            return None
        return {f"house.{kind}_account": f"{kind[:1].upper()}{found.contract[2:]}", f"house.{kind}_arrears": kind in found.unpaid}

    return answer
