"""监护: somebody acts for their child who is not of age, because a register names them as the parent.

Nothing is given, and nothing is kept: the register is asked when it matters, and it ends by itself on the day
the child is of age or is named no more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from shuangquan.actions.accounts import Citizen, find_citizen
from shuangquan.actions.acting import acting_system
from shuangquan.actions.companies import GUARDIAN, Hat
from shuangquan.connectors.bound import ports
from shuangquan.connectors.share.port import DrawRequest
from shuangquan.core.cases.policy import FOR_WARD, check_may
from shuangquan.core.exchange.values import read_value
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model_guardians import Guardianship
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text
from shuangquan.records.accounts import append_presence, find_account_name
from shuangquan.records.clock import today
from shuangquan.records.ids import new_id
from shuangquan.records.vault import blind_index

WARD_LEVEL = 3
"""At which level the account of a child is made that has none: nobody but a parent acts by it until the child signs in."""


@dataclass(frozen=True, slots=True)
class Ward:
    """A child for whom one acts. capacity: what one is to them; until: the day on which they are of age."""

    number: str = field(repr=False)
    name: str = field(repr=False)
    until: date
    capacity: Text

    @property
    def index(self) -> bytes:
        """The child's blind index."""
        return blind_index("id_number", self.number)


def find_wards(actor: Actor, guardian: Citizen, bundle: Bundle) -> tuple[Ward, ...]:
    """The children who are not of age, as the registers say now, the youngest last. Policy; Fault when a register does not answer."""
    check_may(actor, "ward.see")
    found = (ward for one in bundle.guardians.values() for ward in _ask(actor, guardian.person.id_number, bundle, one))
    return tuple(sorted({ward.number: ward for ward in found}.values(), key=lambda ward: ward.until))


def take_ward(actor: Actor, guardian: Citizen, bundle: Bundle, index: str) -> Hat:
    """Begin to act for one's child. index: the child's, hex. Refusals: "ward.unknown", "account.closed", policy; Fault."""
    ward = next((one for one in find_wards(actor, guardian, bundle) if one.index.hex() == index), None)
    if ward is None:
        raise Refusal("ward.unknown", "hat")
    append_presence(ward.number, ward.name, "guardian", WARD_LEVEL)
    return Hat(ward.name, "", GUARDIAN, (), "", ward.until.isoformat(), index)


def check_ward(actor: Actor, guardian: Citizen, bundle: Bundle, hat: Hat, *, anew: bool) -> Citizen:
    """The child acted for, as well identified as the parent. anew: the register is asked again, else only the day is looked at.

    Refusals: "ward.grown", "ward.unknown" when the register names this parent no more, "ward.down" when it does not answer.
    """
    if date.fromisoformat(hat.until) <= today():
        raise Refusal("ward.grown", "hat")
    if anew:
        _check_named(actor, guardian, bundle, hat.ward)
    child = find_citizen(bytes.fromhex(hat.ward), guardian.level)
    if child is None:
        raise Refusal("ward.unknown", "hat")
    return child


def _check_named(actor: Actor, guardian: Citizen, bundle: Bundle, index: str) -> None:
    try:
        named = find_wards(actor, guardian, bundle)
    except Fault as fault:
        raise Refusal("ward.down", "hat") from fault
    if all(one.index.hex() != index for one in named):
        raise Refusal("ward.unknown", "hat")


def find_guardian_name(by: str) -> str:
    """What a parent is called who acted for their child, by `Actor.by`; "" for anything else. Asked of accounts, as the system."""
    if not by.startswith(FOR_WARD):
        return ""
    with acting_system():
        return find_account_name(by.removeprefix(FOR_WARD))


def _ask(actor: Actor, number: str, bundle: Bundle, one: Guardianship) -> Iterator[Ward]:
    resource = bundle.resources[one.resource]
    fields = {fact: f"{one.ward}.{fact}" for fact in ("id_number", "name", "birth_date")}
    purpose = f"核对监护关系：{one.name.zh}"
    request = DrawRequest(
        str(one.resource), str(resource.provider), {f"{one.guardian}.id_number": number}, tuple(fields.values()), purpose, "", "",
        actor.subject, new_id(),
    )  # fmt: skip
    for member in ports().share.draw(request).members:
        read = {fact: member.get(path) for fact, path in fields.items()}
        ward = _read(str(resource.provider), read, one)
        if ward.until > today():
            yield ward


def _read(provider: str, said: Mapping[str, object], one: Guardianship) -> Ward:
    """Fault("malformed") for a child without number, name or day of birth."""
    number, name = said["id_number"], said["name"]
    try:
        born: Value = read_value("date", said["birth_date"])
    except ValueError:
        raise Fault(provider, "malformed") from None
    if not isinstance(number, str) or not number or not isinstance(name, str) or not name or not isinstance(born, date):
        raise Fault(provider, "malformed")
    return Ward(number, name, find_of_age(born, one.until_age), one.name)


def find_of_age(born: date, years: int) -> date:
    """The day on which somebody is so many years old; 1 March for who was born on 29 February, in a year that has none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
