"""What each department's resource says of residents. Names in answers are `role.fact`, as the shared catalogue names them."""

from typing import Any

from sandbox.people.dice import Dice
from sandbox.people.model import Person, World

Record = dict[str, Any]
Keys = dict[str, str]


def _person(world: World, keys: Keys, key: str) -> Person | None:
    return world.persons.get(keys[key])


def roll(world: World, person: Person, name: str) -> Dice:
    """Dice of one resident's own, the same whenever they are asked for."""
    return Dice(world.seed, f"{name}/{person.id_number}")


def find_age(world: World, person: Person) -> int:
    """In whole years, nearly."""
    return (world.today - person.birth_date).days // 365


def population(world: World, keys: Keys) -> Record | None:
    """Police: the population register."""
    found = _person(world, keys, "subject.id_number")
    if found is None:
        return None
    return {
        "subject.name": found.name,
        "subject.birth_date": found.birth_date.isoformat(),
        "subject.sex": found.sex,
        "subject.ethnicity": found.ethnicity,
        "subject.household_number": found.household,
        "subject.registered": found.registered,
        "subject.in_service": found.in_service,
    }


def households(world: World, keys: Keys) -> Record | None:
    """Police: households."""
    found = world.households.get(keys["member.household_number"])
    if found is None:
        return None
    return {
        "household.number": found.number,
        "household.address": found.address,
        "household.township": found.township,
        "household.collective": found.collective,
        "household.head_name": found.head_name,
    }


def marriages(world: World, keys: Keys) -> Record | None:
    """Civil affairs: who is married to whom; with both ends given, whether these two are."""
    one = keys["one.id_number"]
    found = world.marriages.get(one)
    if found is None:
        return None
    other = found.husband if one == found.wife else found.wife
    if keys.get("other.id_number") not in (None, other):
        return None
    spouse = world.persons[other]
    return {"bond.registered": True, "bond.number": found.number, "other.id_number": other, "other.name": spouse.name}


def birth_records(world: World, keys: Keys) -> list[Record] | None:
    """Health: deliveries of a mother in the hospitals of the province."""
    found = world.births.get(keys["mother.id_number"])
    if not found:
        return None
    return [
        {
            "newborns.birth_record_number": birth.record,
            "newborns.birth_date": birth.birth_date.isoformat(),
            "newborns.sex": birth.sex,
            "newborns.birth_place": birth.place,
            "newborns.born_abroad": False,
            "newborns.weight_g": birth.weight_g,
        }
        for birth in found
    ]


def issued_certificates(world: World, keys: Keys) -> list[Record] | None:
    """Health: certificates of birth that hospitals have issued for a mother's newborns."""
    found = [birth for birth in world.births.get(keys["mother.id_number"], ()) if birth.certificate]
    return [
        {
            "newborns.birth_certificate_number": birth.certificate,
            "newborns.name": birth.name,
            "newborns.birth_date": birth.birth_date.isoformat(),
            "newborns.sex": birth.sex,
        }
        for birth in found
    ] or None


def children(world: World, keys: Keys) -> list[Record] | None:
    """Police: children of a resident."""
    found = world.children.get(keys["parent.id_number"])
    if not found:
        return None
    return [
        {
            "children.id_number": number,
            "children.name": world.persons[number].name,
            "children.birth_date": world.persons[number].birth_date.isoformat(),
        }
        for number in found
    ]


def kin(world: World, keys: Keys) -> Record | None:
    """Police: whether two residents are spouses, parent or child."""
    relative, deceased = keys["relative.id_number"], keys["deceased.id_number"]
    marriage = world.marriages.get(relative)
    if marriage and deceased in (marriage.husband, marriage.wife):
        return {"bond.kin": "spouse", "bond.proved": True}
    if relative in world.children.get(deceased, ()):
        return {"bond.kin": "child", "bond.proved": True}
    return {"bond.kin": "parent", "bond.proved": True} if deceased in world.children.get(relative, ()) else None


def relief(world: World, keys: Keys) -> Record | None:
    """Civil affairs: subsistence allowance and other relief; few hold it."""
    found = _person(world, keys, "subject.id_number")
    if found is None or not roll(world, found, "relief").chance(0.04):
        return None
    return {"subject.low_income": True, "subject.destitute": False, "subject.elder_care": find_age(world, found) >= 80}


def guardians(world: World, keys: Keys) -> Record | None:
    """Civil affairs: guardianship, here of a parent."""
    held = keys["child.id_number"] in world.children.get(keys["guardian.id_number"], ())
    return {"bond.proved": True} if held else None


def medical(world: World, keys: Keys) -> Record | None:
    """Medical insurance: enrolment."""
    found = _person(world, keys, "insured.id_number")
    if found is None or found.medical_status == "never":
        return None
    balance = f"{roll(world, found, 'medical').between(0, 900000) / 100:.2f}"
    return {
        "insured.medical_status": found.medical_status,
        "insured.medical_insured_number": found.medical_number,
        "insured.medical_balance": balance,
    }


def pensions(world: World, keys: Keys) -> Record | None:
    """Human resources: pension insurance."""
    found = _person(world, keys, "insured.id_number")
    if found is None or find_age(world, found) < 18:
        return None
    dice = roll(world, found, "pension")
    months = dice.between(0, max(1, (find_age(world, found) - 20) * 11))
    return {
        "insured.pension_kind": dice.pick(("enterprise", "enterprise", "resident", "government")),
        "insured.contribution_months": max(0, months),
        "insured.pension_region": found.county,
        "insured.pension_balance": f"{max(0, months) * dice.between(120, 420)}.00",
        "insured.retired": find_age(world, found) >= (60 if found.sex == "male" else 55),
    }


def allowances(world: World, keys: Keys) -> Record | None:
    """Civil affairs: who of the very old receives the allowance already; the demo elders have not asked."""
    found = _person(world, keys, "subject.id_number")
    if (
        found is None
        or find_age(world, found) < 80
        or found.id_number in _demo_elders(world)
        or not roll(world, found, "allowance").chance(0.7)
    ):
        return None
    return {"subject.allowance_since": found.birth_date.replace(year=found.birth_date.year + 80, day=1).isoformat()}


def _demo_elders(world: World) -> frozenset[str]:
    return frozenset(demo.person for demo in world.demos if demo.role == "elder")


def card_accounts(world: World, keys: Keys) -> Record | None:
    """Human resources: the bank account of the social security card; nearly everybody has one."""
    found = _person(world, keys, "subject.id_number")
    if found is None or (found.id_number not in _demo_elders(world) and not roll(world, found, "account").chance(0.95)):
        return None
    return {"subject.card_account": f"6217{roll(world, found, 'account').between(0, 10**15 - 1):015d}"}


def parents(world: World, keys: Keys) -> Record | None:
    """Police: the youngest child of a resident."""
    born = [world.persons[number].birth_date for number in world.children.get(keys["parent.id_number"], ())]
    return {"parent.youngest_birth_date": max(born).isoformat(), "parent.youngest_registered": True} if born else None


def injuries(world: World, keys: Keys) -> Record | None:
    """Human resources: work injury care; very few."""
    found = _person(world, keys, "subject.id_number")
    return {"subject.injury_care": True} if found and roll(world, found, "injury").chance(0.004) else None


def files(world: World, keys: Keys) -> Record | None:
    """Human resources: personnel files of the older workers."""
    found = _person(world, keys, "worker.id_number")
    if found is None or find_age(world, found) < 45:
        return None
    dice = roll(world, found, "files")
    worker = "male" if found.sex == "male" else dice.pick(("female_55", "female_50"))
    return {
        "worker.file_birth_date": found.birth_date.isoformat(),
        "worker.worker_class": worker,
        "worker.deemed_months": dice.between(0, 120),
        "worker.special_post_years": "0",
    }


def funds(world: World, keys: Keys) -> Record | None:
    """Housing fund: accounts of about half of the grown-up."""
    found = _person(world, keys, "owner.id_number")
    if found is None or find_age(world, found) < 20 or not roll(world, found, "fund?").chance(0.5):
        return None
    dice = roll(world, found, "fund")
    sealed = dice.chance(0.2)
    return {"owner.fund_balance": f"{dice.between(0, 180000)}.00", "owner.fund_loan_open": dice.chance(0.2), "owner.fund_sealed": sealed}


def drivers(world: World, keys: Keys) -> Record | None:
    """Traffic police: driving licences, whose number is the ID number."""
    found = _person(world, keys, "driver.id_number")
    held = found and find_age(world, found) >= 18 and roll(world, found, "driver").chance(0.6)
    return {"driver.driving_licence_number": found.id_number} if found and held else None


def disability_cards(world: World, keys: Keys) -> Record | None:
    """Disabled persons' federation: cards; few hold one."""
    found = _person(world, keys, "holder.id_number")
    if found is None or (found.id_number not in world.carded and not roll(world, found, "card?").chance(0.03)):
        return None
    dice = roll(world, found, "card")
    drawn, fell = dice.pick((("visual", "1"), ("hearing", "2"), ("physical", "4"), ("intellectual", "5"))), dice.between(1, 4)
    kind, digit, grade = world.carded.get(found.id_number, (*drawn, fell))
    return {
        "holder.disability_card_number": f"{found.id_number}{digit}{grade}",
        "holder.disability_kind": kind,
        "holder.disability_grade": grade,
    }


def nothing(_world: World, _keys: Keys) -> Record | None:
    """A register in which none of these residents stands; examples overlay records of their own."""
    return None
