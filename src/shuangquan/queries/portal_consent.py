"""What another person is asked: which of their data, of whom, for what; and what they see when they sign."""

from dataclasses import dataclass

from shuangquan.core.cases.index import PlanIndex
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


def find_asked_of(index: PlanIndex, role: str) -> tuple[AskedOfMe, ...]:
    """What of `role` is asked of whom, and what is asked by their data of what they stand in (their title to a house).

    Nothing else of the plan.
    """
    ties = {one.name for one in index.plan.roles if role in map(index.resolve, one.ends)}
    found = []
    for draw in (*index.plan.draws, *index.plan.lost):
        if role not in draw.about:
            continue
        mine = {role} | (ties if any(key.startswith(f"{role}.") for key in draw.keys) else set())
        fields = tuple(
            dict.fromkeys(index.vars[path].label for path, _ in draw.gives if path in index.vars and index.vars[path].role in mine)
        )
        items = tuple(index.items[item].name for item in draw.items if item in index.items) or (index.plan.name,)
        if fields:
            found.append(AskedOfMe(draw.provider_name, draw.name, fields, items, draw.basis))
    return tuple(found)


def find_signable_roles(index: PlanIndex, role: str) -> frozenset[str]:
    """Roles whose facts are shown to who signs: their own, and those of nobody who takes part for themselves."""
    others = set(index.parties) - {role}
    return frozenset(one.name for one in index.plan.roles if one.name not in others)
