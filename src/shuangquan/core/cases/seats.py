"""Who takes part in a case: each party of the plan as the people there are, one for every member of a list.

A seat is called by its role, `heirs[2]` for member 2 of a list; whoever signed in keeps the role they signed in as.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.case_parts import Fact
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.plan import Party, PlanItem, PlanRole, PlanVar
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

_SEAT = re.compile(r"^(?P<role>[a-z][a-z0-9_]*)\[(?P<member>[^\]]+)\]$")


class Seat(NamedTuple):
    """One person or organisation that takes part, and what the plan asks of it."""

    name: str
    role: str
    member: str | None
    party: Party


def name_seat(case: Case, role: str, member: str | None) -> str:
    """What the seat of a role, or of one member of a list, is called in this case."""
    if member is None:
        return role
    return case.signed_in if case.chosen.get(case.signed_in) == (role, member) else f"{role}[{member}]"


def split_seat(case: Case, name: str) -> tuple[str, str | None]:
    """(role, member) of whoever has this seat; a role that is one member of a list gives that member."""
    found = _SEAT.match(name)
    if found:
        return found["role"], found["member"]
    role, member = case.chosen.get(name, (name, None))
    return role, member


def find_seats(case: Case, index: PlanIndex) -> tuple[Seat, ...]:
    """Everybody who takes part, in the plan's order; of lists, every member they have by now."""
    found: dict[str, Seat] = {}
    for party in index.plan.parties:
        role = index.roles[party.role]
        members: tuple[str | None, ...] = tuple(case.members(role.name)) if role.form == "many" else (None,)
        for member in members:
            name = name_seat(case, role.name, member)
            found.setdefault(name, Seat(name, role.name, member, party))
    return tuple(found.values())


def find_seat(case: Case, index: PlanIndex, name: str) -> Seat | None:
    """The seat of this name; None for who takes no part."""
    return next((seat for seat in find_seats(case, index) if seat.name == name), None)


def find_identity(case: Case, name: str) -> Fact | None:
    """The ID number of whoever has this seat, also while it is held back."""
    role, member = split_seat(case, name)
    return case.facts.get(Var(role, "id_number", member))


def find_seats_of(case: Case, id_number: str) -> Iterator[str]:
    """Seats of the person with this number. Members of a list have one only once they were asked to take part."""
    for var, fact in case.facts.items():
        if var.fact != "id_number" or fact.value != id_number:
            continue
        name = name_seat(case, var.role, var.member)
        if var.member is None or name == case.signed_in or name in case.parties:
            yield name


def is_excused(case: Case, seat: Seat) -> bool:
    """Whether the case goes on without this signature, to a person: refused, silent too long, or not waited for.

    Who takes part alone and declined only the use of their data signs nevertheless: the applicant types that data.
    """
    state = case.parties.get(seat.name)
    return state is not None and state.declined is not None and (seat.member is not None or not seat.party.agrees)


def find_unsettled(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> tuple[Seat, ...]:
    """Whose signature a task lacks for good: those it is about who were excused."""
    return tuple(
        seat
        for seat in find_seats(case, index)
        if seat.party.signs
        and is_excused(case, seat)
        and any(_is_about(case, index, item, member, theirs, seat) for _, theirs in item.bind)
    )


def _is_about(case: Case, index: PlanIndex, item: PlanItem, member: str | None, theirs: str, seat: Seat) -> bool:
    role = index.resolve(theirs)
    if seat.member is None:
        return role == seat.role
    if case.chosen.get(role) == (seat.role, seat.member):
        return True
    return index.list_of(role) == seat.role and (item.for_each != seat.role or member == seat.member)


def find_choosers(index: PlanIndex) -> tuple[PlanRole, ...]:
    """Roles of which the person says which member of a list they are, as far as some item of the plan is about them."""
    bound = {index.resolve(theirs) for item in index.plan.items for _, theirs in item.bind}
    return tuple(role for role in index.plan.roles if role.ask is not None and not role.absent and role.name in bound)


def find_planned(case: Case, index: PlanIndex, var: Var) -> PlanVar | None:
    """What the plan says of a variable, by whichever name it has it: `payee.bank_account` for that member of the list."""
    names = (var.role, *(role for role, place in case.chosen.items() if place == (var.role, var.member)))
    return next((found for name in names if (found := index.vars.get(f"{name}.{var.fact}")) is not None), None)


def say_seat(case: Case, index: PlanIndex, name: str) -> Text:
    """Who it is, for pages: the role's label, with the member's place in its list."""
    found = _SEAT.match(name)
    role = index.roles.get(found["role"] if found else name)
    label = role.label if role is not None else Text(name)
    if not found:
        return label
    members = case.members(found["role"])
    place = members.index(found["member"]) + 1 if found["member"] in members else found["member"]
    return Text(f"{label.zh} {place}", f"{label.say('en')} {place}")
