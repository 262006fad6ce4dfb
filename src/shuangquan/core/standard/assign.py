"""Which source gives what in one class: wants and supply put together, solved, and completed by what is tried first or waited for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuangquan.core.standard.burden import solve_burden
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.needs import BoundItem
from shuangquan.core.standard.problem import Problem, Solution, Source, find_obtainable
from shuangquan.core.standard.sources import Instance
from shuangquan.core.standard.supply import OFFERED, REFUSED, TYPED, WAITS, Supply, find_made
from shuangquan.core.standard.view import SituationView
from shuangquan.core.standard.wants import (
    Want,
    find_delivery_want,
    find_item_wants,
    find_list_keys,
    find_list_wants,
    find_lost_keys,
    find_shown,
    find_situation_wants,
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The solved class. draws: instance → variables taken from it; tried: those asked first that may hold no record.

    waits: variable → the lost instance it waits for; lost: instances the plan does without, with the variables they would give.
    """

    supply: Supply
    wants: tuple[Want, ...]
    solution: Solution
    draws: tuple[tuple[Instance, tuple[str, ...]], ...]
    tried: tuple[tuple[Instance, tuple[str, ...]], ...]
    waits: Mapping[str, str]
    lost: tuple[tuple[Instance, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Posed:
    """What is wanted in a class and what could give it, with what was learnt on the way. groups: of each of which one must be known."""

    supply: Supply
    wants: tuple[Want, ...]
    groups: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...]
    waits: Mapping[str, str]

    def find_problem(self) -> Problem:
        """The problem, ready to be solved."""
        supply = self.supply
        return Problem(self.groups, self.sources, supply.bundle.burden["consent_of_other"], supply.find_lawful(self.sources))


def pose_problem(cast: Cast, items: tuple[BoundItem, ...], situations: Iterable[SituationView], missing: frozenset[str]) -> Posed:
    """What a class (with its items) or an opening plan (without) wants, and from where it could come."""
    supply = Supply(cast, items, missing, find_made(items))
    situations = tuple(situations)
    firm = find_item_wants(items) + (find_delivery_want(cast) if items else [])
    judged = find_situation_wants(cast, situations)
    listed = find_list_wants(cast, supply.instances)
    asked = _typable(supply, firm, opening=not items)
    drawn = [*supply.find_fixed(), *supply.find_papers(), *_instances(supply)]
    unasked = find_obtainable([*drawn, *supply.find_typed(_nobody_else(supply, judged))])
    keys = find_list_keys(cast, supply.instances)
    asked |= {ref for want in keys for ref in want.refs if ref not in unasked}
    asked |= _nobody_else(supply, judged)
    again = find_lost_keys(firm, [one for one in supply.all_instances if supply.lost(one)])
    wants = firm + [w for w in judged + listed + again if not w.soft or w.refs[0] in unasked] + keys
    sources = [*drawn, *supply.find_typed(sorted(asked))]
    waits = _find_waits(supply, wants, sources)
    sources += [Source(f"{WAITS}:{path}", (), (path,)) for path in waits]
    groups = tuple(dict.fromkeys(want.refs for want in wants if not want.item))
    known = find_obtainable(sources)
    groups = tuple(group for group in groups if known.intersection(group) or not _optional(group, keys))
    return Posed(supply, tuple(wants), groups, tuple(sources), waits)


def _optional(group: tuple[str, ...], keys: list[Want]) -> bool:
    """A key for a source that may hold no record is no reason to fail: members are then added by hand."""
    return any(want.refs == group for want in keys)


def assign_sources(posed: Posed) -> Assignment:
    """Solve and complete. Raises Unsolvable when something wanted can come from nowhere."""
    supply = posed.supply
    problem = posed.find_problem()
    solution = supply.cast.view.memo.once(problem.key, lambda: solve_burden(problem))
    by_id = {one.id: one for one in supply.instances}
    draws = []
    for source in sorted(solution.used):
        if source in by_id:
            taken = tuple(path for path, _ in by_id[source].gives if solution.chosen.get(path) == source)
            draws.append((by_id[source], taken))
    known = set(solution.chosen)
    tried = _find_tried(supply, solution, known)
    lost = []
    for one in supply.all_instances:
        if supply.lost(one) and {*one.keys, *one.match} <= known:
            would = tuple(path for path, _ in one.gives if path in known and supply.takes(one, path))
            if would:
                lost.append((one, would))
    return Assignment(supply, posed.wants, solution, tuple(draws), tried, posed.waits, tuple(lost))


def _instances(supply: Supply) -> list[Source]:
    return [supply.source_of(one) for one in supply.instances if not one.speculative]


def _typable(supply: Supply, firm: list[Want], *, opening: bool) -> set[str]:
    """Variables a person may be asked for: what is firmly needed, and keys by which it can be looked up."""
    if opening:
        return set()
    found = {ref for want in firm for ref in want.refs}
    found |= {key for one in supply.instances for key in (*one.keys, *one.match)}
    return found


def _nobody_else(supply: Supply, judged: list[Want]) -> set[str]:
    """Facts for situations, and keys to look them up by, that no source of the theme can give: only a person can."""
    keys = {key for one in supply.all_instances if not one.speculative for key in one.keys}
    named = {ref for want in judged for ref in want.refs}
    own = {path for path in named | keys if path not in supply.givers or _only_itself(supply, path)}
    return own & (named | _roots(supply, named))


def _only_itself(supply: Supply, path: str) -> bool:
    """Whether every source that gives the variable is asked by the variable itself."""
    return all(path in one.keys or path in one.match for one in supply.givers[path])


def _roots(supply: Supply, named: set[str]) -> set[str]:
    """Keys that stand behind the named variables, however far."""
    found: set[str] = set()
    front = set(named)
    while front:
        behind = {key for path in front for one in supply.givers.get(path, ()) for key in one.keys}
        front = behind - found
        found |= behind
    return found


def _find_waits(supply: Supply, wants: list[Want], sources: list[Source]) -> dict[str, str]:
    """Needs that only a failed source, or one whose person refused, could give: the item waits for it.

    Variable → id of the failed instance, or `refused:role`.
    """
    if not supply.missing:
        return {}
    whole = Supply(supply.cast, supply.items, frozenset(), supply.made)
    restored = [*sources, *_instances(whole)]
    waits: dict[str, str] = {}
    while True:
        extra = [Source(f"{WAITS}:{path}", (), (path,)) for path in waits]
        known = find_obtainable([*sources, *extra])
        could = find_obtainable([*restored, *extra])
        lacking = [
            ref
            for want in wants
            if want.item and not known.intersection(want.refs)
            for ref in want.refs
            if ref in could and ref not in supply.made and ref not in waits
        ]
        if not lacking:
            return waits
        waits[lacking[0]] = _find_lost(whole, supply, lacking[0])


def _find_lost(whole: Supply, supply: Supply, path: str) -> str:
    front, seen = {path}, {path}
    while front:
        givers = [one for one in whole.instances if front & {given for given, _ in one.gives}]
        failed = sorted(one.id for one in givers if supply.lost(one))
        refused = sorted(
            r for p in (*front, *(k for one in givers for k in one.keys)) if (r := f"{REFUSED}{p.partition('.')[0]}") in supply.missing
        )
        if failed or refused:
            return (failed or refused)[0]
        front = {key for one in givers for key in (*one.keys, *one.match)} - seen
        seen |= front
    return ""


def _find_tried(supply: Supply, solution: Solution, known: set[str]) -> tuple[tuple[Instance, tuple[str, ...]], ...]:
    """Sources that may hold no record, for variables that are asked otherwise, and for members of lists."""
    asked = {path for path, source in solution.chosen.items() if source.split(":", 1)[0] in (TYPED, OFFERED, WAITS)}
    late = _find_late(supply, solution)
    found = []
    for one in supply.instances:
        keys = {*one.keys, *one.match}
        if not one.speculative or not keys <= known - late:
            continue
        interesting = asked | find_shown(supply.cast, one)
        gives = tuple(path for path, _ in one.gives if path in interesting and path not in keys and supply.takes(one, path))
        if gives:
            found.append((one, gives))
    return tuple(found)


def _find_late(supply: Supply, solution: Solution) -> set[str]:
    """Variables that are known only once an item is done: too late to spare anybody a question."""
    keys = {one.id: (*one.keys, *one.match) for one in supply.instances}
    late = set(supply.made)
    while True:
        more = {path for path, source in solution.chosen.items() if late.intersection(keys.get(source, ()))} - late
        if not more:
            return late
        late |= more
