"""What registers hold of somebody who has died; of everybody else what they always hold."""

from sandbox.people.model import World
from sandbox.sharing import people
from sandbox.sharing.people import Keys, Record


def deaths(world: World, keys: Keys) -> Record | None:
    """Health: deaths that were certified."""
    late = world.late.get(keys["deceased.id_number"])
    if late is None or not late.certificate:
        return None
    return {"deceased.death_date": late.died_on.isoformat(), "deceased.death_certificate_number": late.certificate}


def cremations(world: World, keys: Keys) -> Record | None:
    """Civil affairs: cremations."""
    late = world.late.get(keys["deceased.id_number"])
    return {"deceased.cremation_number": late.cremation} if late is not None and late.cremation else None


def pensions(world: World, keys: Keys) -> Record | None:
    """Human resources: pension insurance."""
    late, found = world.late.get(keys["insured.id_number"]), people.pensions(world, keys)
    if late is None:
        return found
    left = {"insured.pension_kind": late.pension_kind, "insured.pension_balance": late.pension_balance}
    return {**(found or {}), **left, "insured.retired": True} if late.pension_kind else None


def medical(world: World, keys: Keys) -> Record | None:
    """Medical insurance: enrolment."""
    late, found = world.late.get(keys["insured.id_number"]), people.medical(world, keys)
    if late is None or found is None:
        return found
    return {**found, "insured.medical_balance": late.medical_balance or None}


def funds(world: World, keys: Keys) -> Record | None:
    """Housing fund: accounts."""
    late = world.late.get(keys["owner.id_number"])
    if late is None:
        return people.funds(world, keys)
    if not late.fund_balance:
        return None
    return {"owner.fund_balance": late.fund_balance, "owner.fund_loan_open": late.fund_loan_open, "owner.fund_sealed": True}


def drivers(world: World, keys: Keys) -> Record | None:
    """Traffic police: driving licences."""
    late = world.late.get(keys["driver.id_number"])
    if late is None:
        return people.drivers(world, keys)
    return {"driver.driving_licence_number": late.id_number} if late.drives else None
