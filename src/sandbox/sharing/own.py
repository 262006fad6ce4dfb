"""What people look up of themselves: work, costs of treatment, income tax, homes; and what registers hold of those about to retire."""

from sandbox.people.model import World
from sandbox.sharing import late, people
from sandbox.sharing.people import Keys, Record, find_age, roll


def pensions(world: World, keys: Keys) -> Record | None:
    """Human resources: pension insurance."""
    found = late.pensions(world, keys)
    retiree = world.retirees.get(keys["insured.id_number"])
    if retiree is None or found is None:
        return found
    told = {"insured.pension_kind": "enterprise", "insured.contribution_months": retiree.months, "insured.retired": False}
    return {**found, **told, "insured.pension_balance": retiree.balance}


def files(world: World, keys: Keys) -> Record | None:
    """Human resources: personnel files."""
    found = people.files(world, keys)
    retiree = world.retirees.get(keys["worker.id_number"])
    return {**found, "worker.deemed_months": retiree.deemed} if retiree is not None and found is not None else found


def funds(world: World, keys: Keys) -> Record | None:
    """Housing fund: accounts."""
    retiree = world.retirees.get(keys["owner.id_number"])
    if retiree is None:
        return late.funds(world, keys)
    return {"owner.fund_balance": retiree.fund, "owner.fund_loan_open": False, "owner.fund_sealed": True} if retiree.fund else None


def employment(world: World, keys: Keys) -> Record | None:
    """Human resources: where somebody is registered as employed, or what benefit is open to them."""
    found = world.persons.get(keys["worker.id_number"])
    if found is None or not 16 <= find_age(world, found) < 65:
        return None
    hired = world.workers.get(found.id_number)
    company = world.companies.get(hired.employer) if hired else None
    if hired is not None and company is not None:
        return {"worker.employer_name": company.name, "worker.employed_since": hired.hired_on.isoformat(), "worker.unemployment_months": 0}
    dice = roll(world, found, "employment")
    if dice.chance(0.2):
        return {"worker.employer_name": None, "worker.employed_since": None, "worker.unemployment_months": dice.between(0, 24)}
    firms = sorted(company.name for company in world.companies.values())
    since = world.today.replace(year=world.today.year - dice.between(1, 12), day=dice.between(1, 28))
    return {"worker.employer_name": dice.pick(firms), "worker.employed_since": since.isoformat(), "worker.unemployment_months": 0}


def spending(world: World, keys: Keys) -> Record | None:
    """Medical insurance: what treatment cost in twelve months, and what was reimbursed."""
    found = world.persons.get(keys["insured.id_number"])
    if found is None or found.medical_status == "never":
        return None
    dice = roll(world, found, "spending")
    spent = dice.between(0, 18000)
    return {
        "insured.medical_spent": f"{spent}.00",
        "insured.medical_reimbursed": f"{spent * dice.between(45, 80) / 100:.2f}",
        "insured.treated_elsewhere": dice.chance(0.1),
    }


def incomes(world: World, keys: Keys) -> Record | None:
    """Tax: last year's income and the tax paid on it, of those of working age."""
    found = world.persons.get(keys["payer.id_number"])
    if found is None or not 20 <= find_age(world, found) < 66:
        return None
    income = roll(world, found, "income").between(36, 260) * 1000
    tax = max(0, income - 60000) * 3 // 100
    return {"payer.tax_year": world.today.year - 1, "payer.income_declared": f"{income}.00", "payer.income_tax": f"{tax}.00"}


def holdings(world: World, keys: Keys) -> list[Record] | None:
    """The land register: every home of an owner."""
    number = keys["owner.id_number"]
    return [
        {
            "homes.unit_number": home.unit,
            "homes.location": home.location,
            "homes.area": home.area,
            "homes.usage": home.usage,
            "homes.title_number": home.title,
            "homes.mortgaged": bool(home.mortgage),
        }
        for home in world.homes.values()
        if number in (home.seller, home.other)
    ] or None
