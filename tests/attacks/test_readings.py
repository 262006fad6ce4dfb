"""Whoever reads what is another's leaves a line that its owner sees: swept over every address there is, also those mounted tomorrow."""

from collections.abc import Mapping

from django.test import Client

from shuangquan.actions.acting import acting_system
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import DataUse, Objection
from tests.attacks.places import NOWHERE, find_all
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import look
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import begin

OBJECTED = "mother.ethnicity"


def find_values(case: str) -> Mapping[str, str]:
    """Every text of the case that says something about a person, by the fact it belongs to."""
    found = look(case).case
    return {str(var): value for var in found.facts if isinstance(value := found.value(var), str) and _tells(value)}


def _tells(value: str) -> bool:
    return len(value) >= 10 or (len(value) >= 2 and not value.isascii())


def count_uses(kind: str) -> int:
    with enter_context(SYSTEM_CLAIMS):
        return DataUse.objects.filter(actor_kind=kind).count()


def find_ids(case: str) -> dict[str, str]:
    with acting_system():
        made = find_certificates_of_case(case)
    with enter_context(SYSTEM_CLAIMS):
        asked = next((str(row.id) for row in Objection.objects.filter(case_id=case)), NOWHERE)
    return {"case": case, "certificate": made[0].id, "paper": NOWHERE, "item": ITEM, "member": "1", "objection": asked}


def sweep(client: Client, ids: Mapping[str, str], values: Mapping[str, str], kind: str) -> tuple[set[str], set[str]]:
    """(routes that showed a value, those of them that left no line)."""
    whole = "&".join(f"whole={name}" for name in values)
    showed, silent = set(), set()
    for route in find_all():
        address = route.address(**ids)
        for asked in (address, f"{address}?{whole}", f"{address}?q=若"):
            before = count_uses(kind)
            answer = client.get(asked)
            text = b"".join(answer) if answer.streaming else answer.content
            if answer.status_code == 200 and (
                text.startswith(b"%PDF") or [v for v in values.values() if v in text.decode(errors="replace")]
            ):
                showed.add(route.name)
                if count_uses(kind) == before:
                    silent.add(route.name)
    return showed, silent


def test_an_officer_reads_nothing_of_a_person_without_a_line_of_it(world: World) -> None:
    case = make_unmarried(world)
    Browser("mother").send(f"/case/{case}/object", {"fact": OBJECTED, "right": "回族", "key": "a" * 32})
    append_officer("police-here", "police")
    showed, silent = sweep(Officer("police-here").client, find_ids(case), find_values(case), "officer")
    assert {"case", "objection", "certificate"} <= showed
    assert not silent


def test_a_party_reads_nothing_of_another_without_a_line_of_it(world: World) -> None:
    """The father, asked and agreed, at every address: of the mother's own facts he sees none that is not noted."""
    mother, father = Browser("mother"), Browser("father")
    case = begin(mother).removeprefix("/case/")
    mother.post(f"/case/{case}/notice")
    mother.post(f"/case/{case}/questions", situation="follows", member="", value="mother")
    mother.send(f"/case/{case}/form", {"do": "invite:father"})
    father.post(f"/case/{case}/consent", do="agree")
    values = find_values(case)
    his = {value for name, value in values.items() if not name.startswith("mother.")}
    hers = {name: value for name, value in values.items() if name.startswith("mother.") and value not in his}
    assert len(hers) >= 3
    _, silent = sweep(father.client, {"case": case, "item": ITEM, "member": "1"}, hers, "citizen")
    assert not silent
