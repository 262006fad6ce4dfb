"""What another person is asked: which of their data, of whom, for what; and what they see when they sign."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import say_seat, split_seat
from shuangquan.core.standard.plan import Basis
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class AskedOfMe:
    """One source: which of my data, for what, on which ground."""

    provider: Text
    name: Text
    fields: tuple[Text, ...]
    items: tuple[Text, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who takes part. anchor: of their sheet; listed: one of a list, without whom the rest can go on."""

    name: str
    label: Text
    anchor: str
    listed: bool


def find_others(case: Case, index: PlanIndex, names: Iterable[str]) -> tuple[Other, ...]:
    """These seats as pages name them."""
    found = []
    for name in names:
        role, member = split_seat(case, name)
        found.append(Other(name, say_seat(case, index, name), f"s-{role}" + (f"-{member}" if member else ""), member is not None))
    return tuple(found)


def find_asked_of(case: Case, index: PlanIndex, seat: str) -> tuple[AskedOfMe, ...]:
    """What of this person is asked of whom, and what is asked by their data of what they stand in (their title to a house).

    Nothing else of the plan.
    """
    found, role = [], split_seat(case, seat)[0]
    tied = {one.name for one in index.plan.roles if role in map(index.resolve, one.ends)}
    for draw in (*index.plan.draws, *index.plan.lost):
        if role not in draw.about:
            continue
        keyed = any(key.startswith(f"{role}.") for key in draw.keys)
        given = [index.vars[path] for path, _ in draw.gives if path in index.vars]
        own = [one for one in given if one.role == role or (keyed and one.role in tied)] or [one for one in given if one.role in tied]
        fields = tuple(dict.fromkeys(planned.label for planned in own))
        served = [index.items[item] for item in draw.items if item in index.items]
        about = [item for item in served if any(_is_of(index, theirs, role) for _, theirs in item.bind)]
        items = tuple(item.name for item in about or served) or (index.plan.name,)
        if fields:
            found.append(AskedOfMe(draw.provider_name, draw.name, fields, items, draw.basis))
    return tuple(found)


def _is_of(index: PlanIndex, theirs: str, role: str) -> bool:
    name = index.resolve(theirs)
    return role in (name, index.list_of(name))


def find_signable_roles(case: Case, index: PlanIndex, seat: str) -> frozenset[str]:
    """Roles whose facts are shown to who signs: their own, and those of nobody who takes part for themselves.

    Of a list, the others' facts that are not sensitive are shown too: what one signs there, one signs together.
    """
    others = set(index.parties) - {split_seat(case, seat)[0]}
    return frozenset(one.name for one in index.plan.roles if one.name not in others)
