"""Compiled plans: from this process's memory, from the store, or asked of a worker. No solver is loaded here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex, index_plan
from shuangquan.core.standard.plan import Plan
from shuangquan.core.standard.plan_plain import plan_from_json, plan_to_json
from shuangquan.core.words.canonical import canonical_bytes, sm3_hex
from shuangquan.core.words.codec import to_plain
from shuangquan.core.words.errors import Refusal
from shuangquan.records.changes import JobRow
from shuangquan.records.plans import NewPlan, append_plans, find_plan, find_plans, load_plan
from shuangquan.records.queue import enqueue_now


@dataclass(frozen=True, slots=True)
class PlanKey:
    """What a plan is compiled for. situation: sorted pairs, None for the opening plan. missing: sorted ids."""

    bundle: str
    theme: str
    region: str
    signed_in: str
    situation: tuple[tuple[str, str], ...] | None
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        """SM3 of the key: its name in this process."""
        return sm3_hex(canonical_bytes(to_plain(self)))


def plan_key(bundle: str, theme: str, region: str, signed_in: str, situation: Mapping[str, str] | None, missing: frozenset[str]) -> PlanKey:
    """The key of a plan."""
    pairs = None if situation is None else tuple(sorted(situation.items()))
    return PlanKey(bundle, theme, region, signed_in, pairs, tuple(sorted(missing)))


Compile = Callable[[PlanKey], Plan]


@dataclass(slots=True)
class _Shelf:
    """This process's plans. compile: set where the solver may be loaded (workers, the command line), None in web processes."""

    by_id: dict[str, PlanIndex] = field(default_factory=dict)
    by_key: dict[str, PlanIndex] = field(default_factory=dict)
    told: dict[str, tuple[Plan, ...]] = field(default_factory=dict)
    compile: Compile | None = None


_shelf = _Shelf()


def allow_compiling(compile_: Compile | None) -> None:
    """Let this process compile what it does not find (site/wiring.py says so for workers and the command line)."""
    _shelf.compile = compile_


def find_index(key: PlanKey) -> PlanIndex:
    """The plan for `key`, indexed. Where it must first be compiled by a worker: Refusal("case.planning"); ask again in a moment."""
    found = _shelf.by_key.get(key.id)
    if found is not None:
        return found
    stored = find_plan(key.id)
    if stored is not None:
        return _put(key.id, plan_from_json(stored))
    if _shelf.compile is None:
        args = {"key": canonical_bytes(to_plain(key)).decode()}
        enqueue_now(JobRow("plan.compile", args, key=f"plan:{key.id}"))
        raise Refusal("case.planning", "plan")
    return keep_plan(key, _shelf.compile(key))


def find_index_among(key: PlanKey, kept: frozenset[str], fresh: dict[PlanKey, Plan]) -> PlanIndex:
    """As `find_index`, for many plans of which it is known which the store keeps: what it lacks is put into `fresh`, for `keep_plans`.

    Memory may know a plan from a store that has been replaced since.
    """
    found = _shelf.by_key.get(key.id)
    if found is None and (key.id in kept or _shelf.compile is None):
        found = find_index(key)
    if found is None:
        assert _shelf.compile is not None
        found = _put(key.id, _shelf.compile(key))
    if key.id not in kept:
        fresh[key] = found.plan
    return found


def keep_plans(plans: Mapping[PlanKey, Plan]) -> None:
    """Store compiled plans for everybody."""
    append_plans(NewPlan(key.id, plan.id, plan.bundle, plan.theme, plan.region, plan_to_json(plan)) for key, plan in plans.items())


def keep_plan(key: PlanKey, plan: Plan) -> PlanIndex:
    """Store a compiled plan for everybody."""
    keep_plans({key: plan})
    return _put(key.id, plan)


def load_index(case: Case) -> PlanIndex:
    """The plan a case is pinned to. KeyError when it is gone: a bug, plans in use are never deleted."""
    found = _shelf.by_id.get(case.plan)
    if found is None:
        found = _shelf.by_id[case.plan] = index_plan(plan_from_json(load_plan(case.plan)))
    return found


def _put(key_id: str, plan: Plan) -> PlanIndex:
    index = _shelf.by_id.get(plan.id) or index_plan(plan)
    _shelf.by_id[plan.id] = _shelf.by_key[key_id] = index
    return index


def load_notice_plans(bundle: str, theme: str, region: str, signed_in: str) -> tuple[Plan, ...]:
    """Every plan compiled when the standards were loaded for whoever signs in so: what may be asked, in any situation."""
    key = f"{bundle}/{theme}/{region}/{signed_in}"
    if key not in _shelf.told:
        opening = find_index(plan_key(bundle, theme, region, signed_in, None, frozenset())).plan
        shipped = tuple(plan_from_json(one) for one in find_plans(bundle, theme, region))
        _shelf.told[key] = (opening, *(plan for plan in shipped if plan.signed_in == signed_in and not plan.missing))
    return _shelf.told[key]
