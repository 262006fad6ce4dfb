"""Facts that make a situation class: searched from the nearest example, one value at a time, by walking. Deterministic and bounded."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.made_values import list_told, list_values, make_resident_id
from shuangquan.core.cases.made_world import MadeWorld, Seen, find_wanted
from shuangquan.core.cases.settle import find_class
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import Plans, Stuck, Walked, fill_form
from shuangquan.core.cases.walk_on import send_form
from shuangquan.core.exchange.values import check_resident_id
from shuangquan.core.standard.class_env import LATER, split_values
from shuangquan.core.standard.model_theme import Example
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.core.words.names import parse_var

Sources = dict[str, Any]
Cell = tuple[str, str | None, str]
"""(role, key of the list's member or None, fact)."""

Score = tuple[int, int, int]
"""(does not get to a form, situations otherwise than wanted, tasks that rules do not pass)."""
WORST: Score = (1, 10_000, 10_000)
GOOD: Score = (0, 0, 0)
RULES_BUDGET = 12
"""Walks spent on letting rules pass what an officer could pass, once the class is reached."""


@dataclass(slots=True)
class Tried:
    """One walk to the form, submitted when the class is the wanted one. why: what is in the way, "" when nothing is."""

    world: MadeWorld
    score: Score
    why: str = ""
    walked: Walked | None = None


@dataclass(slots=True)
class Search:
    """The search for one class. lists: situation → the list whose members have it. budget: walks left."""

    world: MadeWorld
    plans: Plans
    lists: Mapping[str, str]
    budget: int

    def find(self) -> Tried:
        """The best that was found: score GOOD when rules pass everything, (0, 0, n) when the class is reached."""
        best = self._try(self.world)
        for _ in range(12):
            if best.score[:2] == (0, 0):
                self.budget = min(self.budget, RULES_BUDGET)
            better = self._improve(best) if best.score != GOOD else None
            if better is None:
                return best
            best = better
        return best

    def _try(self, world: MadeWorld) -> Tried:
        self.budget -= 1
        try:
            walked = fill_form(world, self.plans)
            if walked.early == "nothing_to_do" and not self._count_other(walked):
                return Tried(world, GOOD, "", walked)
            if walked.early:
                return Tried(world, (1, self._count_other(walked), 0), f"ends early: {walked.early}", walked)
            other = self._count_other(walked)
            if other:
                return Tried(world, (0, other, 10_000), f"situations are {find_class(walked.case, walked.index)}", walked)
            send_form(walked, world)
        except Stuck as stuck:
            return Tried(world, WORST, f"stuck: {stuck.what}")
        except (Refusal, Refusals, Fault) as refused:
            return Tried(world, WORST, str(refused))
        return Tried(world, (0, 0, len(find_referred(walked))), "", walked)

    def _count_other(self, walked: Walked) -> int:
        return len(list(self._find_other(walked.case)))

    def _find_other(self, case: Case) -> Iterator[tuple[str, str | None]]:
        """(situation, member) that is otherwise than wanted; member None for all of them. What comes up later is not yet."""
        for name, wanted in self.world.wanted.items():
            spine = self.lists.get(name)
            if spine is None:
                if case.situation(name) not in (wanted, LATER):
                    yield name, None
                continue
            members = tuple(case.members(spine))
            if len(members) < len(split_values(wanted)) or (members and not wanted):
                yield name, None
            for member in members:
                if case.situation(name, member) != find_wanted(self.world.wanted, case, name, member, spine):
                    yield name, member

    def _improve(self, best: Tried) -> Tried | None:
        """The first change of one value, or of two, that comes closer."""
        if best.walked is None:
            return None
        cells = self._list_cells(best)
        for change in cells:
            found = self._change(best, (change,))
            if found is not None:
                return found
        for one, other in combinations(cells, 2):
            if one[0] != other[0] and (found := self._change(best, (one, other))) is not None:
                return found
        return None

    def _change(self, best: Tried, changes: Sequence[tuple[Cell, Any]]) -> Tried | None:
        if self.budget <= 0:
            return None
        sources = deepcopy(_plain(best.world.example.sources))
        for (role, key, fact), value in changes:
            held = sources.setdefault(role, {})
            (held if key is None else held.setdefault(key, {}))[fact] = value
        tried = self._try(replace(best.world, example=replace(best.world.example, sources=sources)))
        return tried if tried.score < best.score else None

    def _list_cells(self, best: Tried) -> list[tuple[Cell, Any]]:
        """(cell, value) worth trying: facts that the situations in the way read, or that the tasks not passed need."""
        assert best.walked is not None
        walked, index = best.walked, best.walked.index
        told, today = list_told(index), date.fromisoformat(str(best.world.example.today))
        found: list[tuple[Cell, Any]] = []
        for path, member in dict.fromkeys(self._list_paths(walked)):
            planned = index.vars.get(path)
            if planned is None:
                continue
            values = list_values(planned, best.world.seen.get(planned.fact, ()), told, today, self.world.number)
            for cell in _list_places(best.world, walked.case, index, path, member):
                now = _read(best.world.example.sources, cell)
                found += [(cell, value) for value in values if value != now]
        return found

    def _list_paths(self, walked: Walked) -> Iterator[tuple[str, str | None]]:
        index = walked.index
        for name, member in self._find_other(walked.case):
            situation = index.situations.get(name)
            for path in situation.reads if situation is not None else ():
                yield from ((one, member) for one in _expand(index, path))
        for item, member in find_referred(walked):
            for need in index.items[item].needs:
                yield from ((one.ref, member) for one in (need, *need.any) if one.kind == "fact")
        if walked.early:
            yield from ((planned.path, None) for planned in index.plan.vars)


def find_referred(walked: Walked) -> list[tuple[str, str | None]]:
    """Tasks that rules did not pass."""
    return [key for key, task in walked.case.tasks.items() if task.state is TaskState.REVIEW]


def _expand(index: PlanIndex, path: str) -> Iterator[str]:
    """The facts behind a path: of whoever an alias is, and what a computed one rests on."""
    if "." not in path:
        return
    role, _, fact = path.partition(".")
    role = index.resolve(role)
    rests = [text for own, name, text in index.plan.derived if name == fact and index.resolve(own) == role]
    if not rests:
        yield f"{role}.{fact}"
    for planned in index.plan.vars if rests else ():
        if planned.role == role and planned.fact in rests[0]:
            yield planned.path


def _list_places(world: MadeWorld, case: Case, index: PlanIndex, path: str, member: str | None) -> Iterator[Cell]:
    """Where the world holds a fact: under its role, or under every row of its list that is meant."""
    var = case.own(parse_var(path))
    member = var.member if var.member is not None else member
    spine = index.list_of(var.role)
    if spine is None:
        yield var.role, None, var.fact
        return
    for key in case.members(spine) if member is None else (member,):
        yield var.role, world.find_key(case, index, spine, key), var.fact


def _read(sources: Mapping[str, Any], cell: Cell) -> Any:
    role, key, fact = cell
    held = sources.get(role, {})
    held = held if key is None else held.get(key, {})
    value = held.get(fact) if isinstance(held, Mapping) else None
    return str(value).lower() if isinstance(value, bool) else value


def list_seen(examples: Sequence[Example]) -> Seen:
    """Every value that examples hold of a fact, by the fact's name, as often named first."""
    found: dict[str, dict[Any, None]] = {}
    for example in examples:
        for held in example.sources.values():
            for row in _list_rows(held):
                for fact, value in row.items():
                    if not isinstance(value, Mapping | list | tuple) and value is not None:
                        found.setdefault(str(fact), {})[str(value).lower() if isinstance(value, bool) else value] = None
    return {fact: tuple(values) for fact, values in found.items()}


def _list_rows(held: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(held, Mapping):
        rows = [row for row in held.values() if isinstance(row, Mapping)]
        yield from rows or [held]


def _plain(value: Any) -> Any:
    return {str(key): _plain(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def start_sources(example: Example, others: Sequence[Example], sizes: Mapping[str, int], number: int) -> Sources:
    """What is known outside to begin with: the example's own, what it lacks from others, lists of the wanted sizes (0: nobody).

    number: makes the keys of further members.
    """
    sources: Sources = _plain(example.sources)
    for other in others:
        for role, held in _plain(other.sources).items():
            own = sources.setdefault(role, held)
            if role not in sizes and isinstance(own, dict) and isinstance(held, dict):
                sources[role] = {**held, **own}
    for spine, size in sizes.items():
        rows = {key: row for key, row in sources.get(spine, {}).items() if isinstance(row, dict)}
        model = next(iter(rows.items()), None)
        if model is not None:
            _add_rows(rows, model, size, number)
        sources[spine] = dict(list(rows.items())[:size])
    return sources


def _add_rows(rows: Sources, model: tuple[str, Mapping[str, Any]], size: int, number: int) -> None:
    """More members like `model`, up to `size`, each under a key of its own."""
    old, facts = model
    for step in range(2 * size + 1):
        key = _make_key(old, number + step)
        if len(rows) < size and key not in rows:
            rows[key] = {fact: key if value == old else value for fact, value in facts.items()}


def _make_key(key: str, number: int) -> str:
    """Another key of the same form."""
    if check_resident_id(key) is None:
        return make_resident_id(number)
    tail = str(number)
    return key[: max(1, len(key) - len(tail))] + tail
