"""compile(theme, region, situation class, missing sources) → Plan. Pure, deterministic, well under a second."""

from collections.abc import Mapping
from dataclasses import replace

from shuangquan.core.standard.assign import Assignment, Posed, assign_sources, pose_problem
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.classes import check_class, complete_class, find_open, order_situations
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.needs import BoundItem, find_items
from shuangquan.core.standard.plan import Plan
from shuangquan.core.standard.plan_frame import (
    find_limit,
    write_after,
    write_before,
    write_derived,
    write_frame,
    write_parameters,
    write_parties,
    write_roles,
    write_situation,
)
from shuangquan.core.standard.plan_items import find_critical_path, find_edges, write_item
from shuangquan.core.standard.plan_plain import seal_plan
from shuangquan.core.standard.plan_sources import SourceWriter
from shuangquan.core.standard.problem import Unsolvable, find_obtainable
from shuangquan.core.standard.supply import DROPPED, find_elsewhere
from shuangquan.core.standard.view import ThemeView, read_view


class Uncompilable(Exception):
    """The standard cannot be compiled: the checker refuses it too. `findings`: faults of conditions; `names`: variables without source."""

    def __init__(self, findings: tuple[Finding, ...] = (), names: tuple[str, ...] = ()) -> None:
        super().__init__("; ".join((*(f"{f.file}:{f.line} {f.message.en}" for f in findings), *names)))
        self.findings = findings
        self.names = names

    def __reduce__(self) -> tuple[type["Uncompilable"], tuple[tuple[Finding, ...], tuple[str, ...]]]:
        """As made: it is sent between processes whole."""
        return type(self), (self.findings, self.names)


def compile_plan(
    bundle: Bundle,
    theme: str,
    region: str,
    situation: Mapping[str, str] | None = None,
    missing: frozenset[str] = frozenset(),
    signed_in: str | None = None,
) -> Plan:
    """The plan of a theme for one region, situation class and set of missing sources.

    situation: what is settled. None or incomplete gives an *opening* plan: what can be settled next and what that needs (`later` names
    what cannot yet). Complete gives the class plan; what follows from other situations need not be given. A list situation is its members'
    distinct values, sorted, joined by `+`.
    missing: ids of draws or resources that failed, `refused:role`, and `item:` with an item that was withdrawn.
    signed_in: a role of the theme's `apply`, the first by default.
    Raises KeyError for an unknown theme, ValueError for a situation that the theme does not have, Uncompilable for a faulty standard.
    """
    faults: list[Finding] = []
    view = read_view(bundle, theme, region, faults)
    if faults:
        raise Uncompilable(tuple(faults))
    return compile_view(view, dict(situation or {}), missing, signed_in or str(view.theme.apply[0]))


def compile_view(view: ThemeView, values: Mapping[str, str], missing: frozenset[str], signed_in: str) -> Plan:
    """The plan of a theme whose conditions are parsed already. Errors as `compile_plan`."""
    wrong = check_class(view, values)
    if wrong:
        raise ValueError(f"no such situation of {view.theme.theme}: {', '.join(wrong)}")
    values = complete_class(view, values, signed_in)
    posed = pose_class(Cast(view, values, signed_in), missing)
    try:
        found = assign_sources(posed)
    except Unsolvable as lacking:
        raise Uncompilable(names=lacking.names) from lacking
    return _write(view, found, values, missing)


def pose_class(cast: Cast, missing: frozenset[str]) -> Posed:
    """The least-burden problem of a class, or of an opening plan."""
    now, later = find_open(cast)
    items = () if now or later else find_items(cast)
    waiting = {s.name for s in later}
    situations = [s for s in cast.view.situations if s.name not in waiting and (items or not s.use.after)]
    posed = pose_problem(cast, items, situations, missing)
    dropped = frozenset(name.removeprefix(DROPPED) for name in missing if name.startswith(DROPPED))
    if not dropped.intersection(item.id for item in items):
        return posed
    without = pose_problem(cast, _drop_out(posed, dropped, frozenset()), situations, missing)
    known = find_obtainable(without.sources)
    kept = frozenset(path for item in items if item.id in dropped for path in item.gives if path not in known)
    return pose_problem(cast, _drop_out(posed, dropped, kept), situations, missing) if kept else without


def _drop_out(posed: Posed, dropped: frozenset[str], kept: frozenset[str]) -> tuple[BoundItem, ...]:
    """The items, those that dropped out giving no more what others can have elsewhere. kept: what they cannot, after all."""
    return tuple(
        replace(item, gives=tuple(path for path in item.gives if path in kept or path not in find_elsewhere(posed.supply, item)))
        if item.id in dropped
        else item
        for item in posed.supply.items
    )


def _write(view: ThemeView, found: Assignment, values: Mapping[str, str], missing: frozenset[str]) -> Plan:
    supply = found.supply
    cast = supply.cast
    writer = SourceWriter(found)
    later = tuple(s.name for s in find_open(cast)[1])
    items = tuple(write_item(found, item) for item in supply.items)
    edges = find_edges(supply.items)
    draws = writer.write_draws()
    limit, limit_basis = find_limit(cast)
    plan = Plan(
        id="",
        bundle=view.bundle.hash,
        region=view.region,
        signed_in=cast.signed_in,
        situation=tuple((s.name, values[s.name]) for s in view.situations if s.name in values),
        missing=tuple(sorted(missing)),
        roles=write_roles(cast),
        situations=tuple(write_situation(s) for s in order_situations(view) if s.name not in later),
        vars=writer.write_vars(),
        draws=draws,
        evidence=writer.write_evidence(),
        items=items,
        edges=edges,
        critical_path=find_critical_path(items, edges),
        parties=write_parties(cast, draws),
        parameters=write_parameters(view, (item.id for item in items)),
        limit=limit,
        limit_basis=limit_basis,
        before=write_before(cast),
        after=(),
        objective=found.solution.objective,
        bound=found.solution.bound,
        lost=writer.write_lost(),
        later=later,
        derived=write_derived(view, (item.id for item in items)),
        computed=tuple((str(name), text) for name, text in view.theme.compute.items()),
        **write_frame(cast),
    )
    return seal_plan(replace(plan, after=write_after(plan) if items else ()))
