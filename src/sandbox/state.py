"""Everything one running sandbox holds, made once at start."""

from dataclasses import dataclass
from datetime import date

from sandbox.clock import now
from sandbox.faults import Faults
from sandbox.ledger import Ledger
from sandbox.people.model import Person, World
from sandbox.people.population import build_world
from sandbox.settings import Settings, load_passwords, load_secrets
from sandbox.signing import Gate


@dataclass(slots=True)
class State:
    """One sandbox."""

    settings: Settings
    ledger: Ledger
    world: World
    secrets: dict[str, str]
    passwords: dict[str, str]
    gate: Gate
    faults: Faults


def base_date(settings: Settings, ledger: Ledger) -> date:
    """The day the population is made for; kept, so that a restart on a later day finds the same people."""
    kept = ledger.find("base", "today")
    today = date.fromisoformat(settings.today) if settings.today else date.fromisoformat(kept) if kept else now().date()
    if kept != today.isoformat():
        ledger.keep(("base", "today", today.isoformat()))
    return today


def add_registered(world: World, row: dict[str, str]) -> None:
    """A newborn whom the police registered joins the population."""
    world.add_person(
        Person(
            id_number=row["id_number"],
            name=row["name"],
            sex=row["sex"],
            birth_date=date.fromisoformat(row["birth_date"]),
            ethnicity=row["ethnicity"],
            household=row["household"],
            county=row["county"],
            phone="",
            mother=row["mother"],
            father=row["father"],
            medical_status="never",
        )
    )


def start_state(settings: Settings) -> State:
    """Open the ledger, build the population, add what was registered before, make or read the secrets."""
    ledger = Ledger(settings.home)
    world = build_world(settings.seed, base_date(settings, ledger), settings.residents, settings.births)
    for row in ledger.all("registered").values():
        add_registered(world, row)
    for number, row in ledger.all("insured").items():
        if number in world.persons:
            world.persons[number].medical_status, world.persons[number].medical_number = "active", row
    secrets = load_secrets(settings.home)
    passwords = load_passwords(settings.passwords, [demo.login for demo in world.demos])
    gate = Gate(secrets["app_id"], secrets["app_secret"])
    return State(settings, ledger, world, secrets, passwords, gate, Faults(settings.seed))
