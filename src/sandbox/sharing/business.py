"""What the resources about companies, vehicles and premises say."""

from typing import Any

from sandbox.people.dice import Dice
from sandbox.people.model import Vehicle, World

Record = dict[str, Any]
Keys = dict[str, str]


def registry(world: World, keys: Keys) -> Record | None:
    """Market regulation: the register of companies."""
    found = world.companies.get(keys["company.uscc"])
    if found is None:
        return None
    return {
        "company.name": found.name,
        "company.active": found.active,
        "company.sole_trader": found.sole_trader,
        "company.scope_freight": found.scope_freight,
        "company.address": found.address,
        "company.small": found.small,
    }


def catering(world: World, keys: Keys) -> Record | None:
    """Market regulation: whether a company may run a place where people eat."""
    found = world.companies.get(keys["company.uscc"])
    return {"company.scope_catering": found.scope_catering, "company.catering_banned": found.catering_banned} if found else None


def names(world: World, keys: Keys) -> Record | None:
    """Market regulation: the name that a founder has reserved."""
    found = world.reserved.get(keys["founder.id_number"])
    if found is None:
        return None
    return {
        "company.name": found.name,
        "company.reservation_number": found.number,
        "company.reserved_until": found.until.isoformat(),
        "company.licence_first": found.licence_first,
        "company.scope": found.scope,
    }


def hindrances(world: World, keys: Keys) -> Record | None:
    """Market regulation: what stands against closing a company; nothing does, unless a record is laid over."""
    if keys["company.uscc"] not in world.companies:
        return None
    return {"company.unsettled": False, "company.frozen": False, "company.abnormal": False}


def staff(world: World, keys: Keys) -> Record | None:
    """Human resources: how many a company insures; none any more, unless a record is laid over."""
    return {"company.insured_staff": 0} if keys["company.uscc"] in world.companies else None


def agents(world: World, keys: Keys) -> Record | None:
    """Market regulation: who may act for a company."""
    found = world.companies.get(keys["company.uscc"])
    return {"mandate.authorised": True} if found and keys["agent.id_number"] in found.agents else None


def _vehicle(role: str, found: Vehicle) -> Record:
    return {
        f"{role}.plate": found.plate,
        f"{role}.vin": found.vin,
        f"{role}.gross_mass_kg": found.gross_mass_kg,
        f"{role}.tractor": found.tractor,
        f"{role}.body": found.body,
        f"{role}.transferred": found.transferred,
    }


def vehicles_of_owner(world: World, keys: Keys) -> list[Record] | None:
    """Traffic police: all vehicles of a company; empty for a company that has none."""
    if keys["owner.uscc"] not in world.companies:
        return None
    return [_vehicle("vehicles", found) for found in world.vehicles.values() if found.owner == keys["owner.uscc"]]


def vehicle(world: World, keys: Keys) -> Record | None:
    """Traffic police: one vehicle by its plate."""
    found = world.vehicles.get(keys["vehicle.plate"])
    return _vehicle("vehicle", found) if found else None


def _by_vin(world: World, keys: Keys) -> Vehicle | None:
    return next((found for found in world.vehicles.values() if found.vin == keys["vehicle.vin"]), None)


def tests(world: World, keys: Keys) -> Record | None:
    """Transport: the last technical test."""
    found = _by_vin(world, keys)
    if found is None or found.test_valid_to is None:
        return None
    return {"vehicle.test_report_number": found.test_report_number, "vehicle.test_valid_to": found.test_valid_to.isoformat()}


def satellite(world: World, keys: Keys) -> Record | None:
    """Transport: whether a vehicle reports to the satellite platform."""
    found = _by_vin(world, keys)
    return {"vehicle.satellite": True} if found and found.satellite else None


def titles(world: World, keys: Keys) -> Record | None:
    """Land: the title of a company's own address."""
    found = world.companies.get(keys["owner.uscc"])
    if found is None or keys["site.address"] != found.address:
        return None
    dice = Dice(world.seed, f"title/{found.uscc}")
    return {"site.title_number": f"鲁({found.county})不动产权第{dice.below(10**7):07d}号", "site.floor_area": f"{dice.between(60, 2400)}.5"}
