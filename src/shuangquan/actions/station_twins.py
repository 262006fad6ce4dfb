"""The same matter twice: what a tablet took in meets a case begun elsewhere meanwhile. Found here, settled by a person."""

from dataclasses import dataclass

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.matters import find_period
from shuangquan.actions.plans import find_index, plan_key
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.station_package import Package
from shuangquan.core.standard.plan import Plan
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now
from shuangquan.records.matters import find_live_matter, find_under_way
from shuangquan.records.vault import blind_index


@dataclass(frozen=True, slots=True)
class Twin:
    """A case about the same. proven: by what names the matter (ADR 0008); else only one of this theme, of the same person, under way."""

    case_id: str
    proven: bool


def find_twin(citizen: Citizen, region: str, package: Package) -> Twin | None:
    """The case that a package meets, if any. Refusals: "theme.unknown"; "case.planning" while a worker compiles."""
    bundle = load_online(region)
    if package.theme not in bundle.themes:
        raise Refusal("theme.unknown", "theme")
    index = find_index(plan_key(bundle.hash, package.theme, region, package.role, None, frozenset()))
    values = [_find_value(index.plan, citizen, package, path) for path in index.plan.same_matter]
    if any(values):
        named = "|".join((*values, *find_period(index, now())))
        held = find_live_matter(blind_index(f"matter/{package.theme}", named))
        if held is not None:
            return Twin(held, proven=True)
    mine = find_under_way(citizen.index, package.theme)
    return Twin(mine, proven=False) if mine is not None else None


def _find_value(plan: Plan, citizen: Citizen, package: Package, path: str) -> str:
    """What the package says at a path, as `find_matters` would name it; "" where only a register could tell."""
    role, _, fact = path.partition(".")
    aliases = {one.name: one.alias_of for one in plan.roles if one.alias_of}
    if aliases.get(role, role) == package.role and fact in citizen.person.facts:
        return str(citizen.person.facts[fact])
    return package.facts.get(path, "").strip()
