"""A plan, looked up by name. Built once per plan and shared; plans are immutable."""

from dataclasses import dataclass, field
from typing import Any

from shuangquan.core.standard.plan import Draw, Evidence, NeedRef, Parameter, Party, Plan, PlanItem, PlanRole, PlanVar, Situation


@dataclass(frozen=True, slots=True)
class PlanIndex:
    """The plan and its parts by id. needers: which items need a variable or paper. feeders: what comes before an item, and whether its
    result is needed or only its turn. memo: conditions parsed so far.
    """

    plan: Plan
    vars: dict[str, PlanVar]
    roles: dict[str, PlanRole]
    draws: dict[str, Draw]
    evidence: dict[str, Evidence]
    items: dict[str, PlanItem]
    situations: dict[str, Situation]
    parties: dict[str, Party]
    parameters: dict[str, Parameter]
    needers: dict[str, list[tuple[PlanItem, NeedRef]]]
    feeders: dict[str, tuple[tuple[PlanItem, bool], ...]]
    memo: dict[tuple[str, str], Any] = field(default_factory=dict)

    def resolve(self, role: str) -> str:
        """The role that `role` is in this situation class; itself unless it is an alias."""
        seen = 0
        while seen < 8 and (found := self.roles.get(role)) and found.alias_of:
            role, seen = found.alias_of, seen + 1
        return role

    def list_of(self, role: str) -> str | None:
        """The list whose members `role` has: itself when it is a list, the list at one of its ends when it is a relation."""
        found = self.roles.get(role)
        if found is None:
            return None
        if found.form == "many":
            return role
        for end in found.ends:
            resolved = self.roles.get(self.resolve(end))
            if resolved and resolved.form == "many":
                return resolved.name
        return None

    def label(self, role: str) -> str:
        """The role's 中文 label, for pages and notices."""
        found = self.roles.get(role)
        return found.label.zh if found else role


def index_plan(plan: Plan) -> PlanIndex:
    """Look-ups over `plan`."""
    return PlanIndex(
        plan,
        {v.path: v for v in plan.vars},
        {r.name: r for r in plan.roles},
        {d.id: d for d in plan.draws},
        {x.path: x for x in plan.evidence},
        {i.id: i for i in plan.items},
        {s.name: s for s in plan.situations},
        {p.role: p for p in plan.parties},
        {p.name: p for p in plan.parameters},
        _index_needs(plan),
        _index_feeders(plan),
    )


def _index_feeders(plan: Plan) -> dict[str, tuple[tuple[PlanItem, bool], ...]]:
    items = {item.id: item for item in plan.items}
    found: dict[str, list[tuple[PlanItem, bool]]] = {}
    for before, after in plan.edges:
        results = {*items[before].gives, *(path for path, _ in items[before].changes)}
        needed = not {need.ref for need in items[after].needs}.isdisjoint(results)
        found.setdefault(after, []).append((items[before], needed))
    return {after: tuple(feeders) for after, feeders in found.items()}


def _index_needs(plan: Plan) -> dict[str, list[tuple[PlanItem, NeedRef]]]:
    found: dict[str, list[tuple[PlanItem, NeedRef]]] = {}
    for item in plan.items:
        for need in item.needs:
            for one in (need, *need.any):
                found.setdefault(one.ref, []).append((item, need))
    return found
