"""The population as the bureau of data hands it over: one Parquet file, a row a resident, columns named as facts.

NULL is what the feed does not say. What "no record" means is said by the register it comes from, as in the shared resources.
"""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from sandbox.people.model import Person, World
from sandbox.sharing import late, people

FEED = "population.parquet"
"""Its name in the sandbox's home."""
COLUMNS: dict[str, str] = {
    "id_number": "VARCHAR", "name": "VARCHAR", "region": "VARCHAR",
    "birth_date": "DATE", "sex": "VARCHAR", "registered": "BOOLEAN", "in_service": "BOOLEAN",
    "low_income": "BOOLEAN", "destitute": "BOOLEAN", "elder_care": "BOOLEAN", "injury_care": "BOOLEAN",
    "disability_card_number": "VARCHAR", "disability_grade": "INTEGER", "retired": "BOOLEAN", "allowance_since": "DATE",
    "youngest_birth_date": "DATE", "youngest_registered": "BOOLEAN",
}  # fmt: skip


def write_feed(world: World, path: Path) -> int:
    """Write every resident; answers how many. An older file is replaced at once, so that a reader never sees half of one."""
    part, lines = path.with_suffix(".part"), path.with_suffix(".csv")
    with lines.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(_row(world, person) for _, person in sorted(world.persons.items()))
    try:
        with duckdb.connect() as engine:
            engine.execute(f"COPY (SELECT * FROM read_csv('{lines}', header = false, columns = {COLUMNS})) TO '{part}' (FORMAT parquet)")
    finally:
        lines.unlink()
    part.replace(path)
    return len(world.persons)


def _row(world: World, person: Person) -> list[Any]:
    keys = {f"{role}.id_number": person.id_number for role in ("subject", "holder", "insured", "parent")}
    relief = people.relief(world, keys) or {}
    card = people.disability_cards(world, keys) or {}
    children = [world.persons[number].birth_date for number in world.children.get(person.id_number, ())]
    facts: dict[str, Any] = {
        "id_number": person.id_number,
        "name": person.name,
        "region": person.county,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "registered": None if person.id_number in world.unsaid else person.registered,
        "in_service": person.in_service,
        **{name: bool(relief.get(f"subject.{name}")) for name in ("low_income", "destitute", "elder_care")},
        "injury_care": bool(people.injuries(world, keys)),
        "disability_card_number": card.get("holder.disability_card_number"),
        "disability_grade": card.get("holder.disability_grade"),
        "retired": bool((late.pensions(world, keys) or {}).get("insured.retired")),
        "allowance_since": _day((people.allowances(world, keys) or {}).get("subject.allowance_since")),
        "youngest_birth_date": max(children, default=None),
        "youngest_registered": bool(children),
    }
    return [facts[name] for name in COLUMNS]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
