"""What human resources, the housing fund and the police's portraits say of workers and employers."""

from typing import Any

from sandbox.people.model import World

Record = dict[str, Any]
Keys = dict[str, str]


def contracts(world: World, keys: Keys) -> list[Record] | None:
    """Human resources: contracts of an employer, of those workers only who agreed to the use of their data."""
    if keys["employer.uscc"] not in world.companies:
        return None
    return [
        {
            "workers.id_number": found.id_number,
            "workers.data_agreed": True,
            "workers.contract_number": found.contract,
            "workers.hired_on": found.hired_on.isoformat(),
            "workers.monthly_wage": found.wage,
        }
        for found in world.workers.values()
        if found.employer == keys["employer.uscc"] and found.agreed
    ]


def workers(world: World, keys: Keys) -> Record | None:
    """Human resources: insurance, card and personnel file of a worker."""
    found = world.workers.get(keys["worker.id_number"])
    if found is None:
        return None
    return {
        "worker.pension_status": found.pension_status,
        "worker.holds_social_card": found.holds_card,
        "worker.file_elsewhere": found.file_elsewhere,
    }


def employers(world: World, keys: Keys) -> Record | None:
    """Human resources: whether a company is enrolled as an employer."""
    found = world.companies.get(keys["employer.uscc"])
    return {"employer.social_insured": True} if found and found.social_insured else None


def fund_status(world: World, keys: Keys) -> Record | None:
    """Housing fund: whether somebody pays for a worker."""
    found = world.workers.get(keys["worker.id_number"])
    return {"worker.fund_status": found.fund_status} if found else None


def portraits(world: World, keys: Keys) -> Record | None:
    """Police: the number of the portrait on the identity card."""
    found = world.persons.get(keys["subject.id_number"])
    return {"subject.photo": f"RX{found.id_number[6:17]}"} if found else None
