"""The cheapest way to know what is wanted, found by walking: an exhaustive reference that knows nothing of integer programs.

A state is what is known, which sources were used and who was asked to agree. A step takes one more variable from a source whose keys are
known, or uses a source that only has to be used. The first state reached, by cost, that knows everything wanted is the least burden.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

Cost = tuple[int, int, int, int]
"""Taken from elsewhere than the law says, burden, sensitive facts drawn, calls: compared in this order."""
FREE: Cost = (0, 0, 0, 0)


@dataclass(frozen=True)
class Way:
    """A source as this walk sees it: it opens once one of each group in `keys` is known. Fields as in `core.standard.problem.Source`."""

    id: str
    keys: tuple[tuple[str, ...], ...]
    gives: tuple[str, ...]
    burden: int = 0
    each: int = 0
    calls: int = 0
    sensitive: frozenset[str] = frozenset()
    consents: tuple[tuple[str, str], ...] = ()
    asks: frozenset[str] = frozenset()
    forced: bool = False

    def opens(self, known: frozenset[str] | set[str]) -> bool:
        """Whether it can be used with what is known."""
        return all(not known.isdisjoint(group) for group in self.keys)


@dataclass(frozen=True)
class State:
    """Where the walk stands."""

    known: frozenset[str]
    used: frozenset[str]
    agreed: frozenset[str]


def find_reachable(ways: Iterable[Way]) -> set[str]:
    """Everything that can be known at all: an independent fixpoint."""
    known: set[str] = set()
    grown = True
    while grown:
        before = len(known)
        for way in ways:
            if way.opens(known):
                known.update(way.gives)
        grown = len(known) > before
    return known


class Walk:
    """One problem. lawful: variable → ids of the ways that law names for it, among those that can be used at all."""

    def __init__(
        self, wanted: tuple[tuple[str, ...], ...], ways: tuple[Way, ...], consent: int, lawful: Mapping[str, frozenset[str]]
    ) -> None:
        self.wanted, self.consent = wanted, consent
        known = find_reachable(ways)
        self.ways = tuple(way for way in ways if way.opens(known))
        self.lost = any(way.forced and not way.opens(known) for way in ways) or any(known.isdisjoint(group) for group in wanted)
        usable = {way.id for way in self.ways}
        self.lawful = {name: ids & usable for name, ids in lawful.items()}

    def find_cheapest(self) -> Cost | None:
        """The least cost; None when something wanted cannot be known."""
        if self.lost:
            return None
        order = count()
        start = self.settle(State(frozenset(), frozenset(), frozenset()))
        front: list[tuple[Cost, int, State]] = [(FREE, next(order), start)]
        seen: set[State] = set()
        while front:
            cost, _, state = heapq.heappop(front)
            if state in seen:
                continue
            seen.add(state)
            if self.is_done(state):
                return cost
            for price, after in self.find_steps(state):
                if after not in seen:
                    heapq.heappush(front, (add_costs(cost, price), next(order), self.settle(after)))
        raise AssertionError("what can be reached is not reached")

    def is_done(self, state: State) -> bool:
        """Everything wanted is known, every source that has to be used is used."""
        forced = all(way.id in state.used for way in self.ways if way.forced)
        return forced and all(not state.known.isdisjoint(group) for group in self.wanted)

    def settle(self, state: State) -> State:
        """Take everything that costs nothing: it can do no harm to know more for nothing."""
        while True:
            free = next((after for price, after in self.find_steps(state) if price == FREE), None)
            if free is None:
                return state
            state = free

    def find_steps(self, state: State) -> Iterator[tuple[Cost, State]]:
        """Every next step and what it costs."""
        for way in self.ways:
            if not way.opens(state.known):
                continue
            first = way.id not in state.used
            roles = way.asks if first else frozenset()
            if first and way.forced:
                yield self.price(way, None, roles - state.agreed, first), self.after(state, way, None, roles)
            for name in way.gives:
                if name not in state.known:
                    asked = roles | {role for path, role in way.consents if path == name}
                    yield self.price(way, name, asked - state.agreed, first), self.after(state, way, name, asked)

    def price(self, way: Way, name: str | None, asked: frozenset[str], first: bool) -> Cost:
        """What one step costs."""
        able = self.lawful.get(name or "", frozenset())
        unlawful = int(name is not None and bool(able) and way.id not in able and not way.forced)
        burden = (way.burden if first else 0) + (way.each if name else 0) + self.consent * len(asked)
        return unlawful, burden, int(name in way.sensitive), way.calls if first else 0

    @staticmethod
    def after(state: State, way: Way, name: str | None, asked: frozenset[str]) -> State:
        """The state after a step."""
        return State(state.known | ({name} if name else set()), state.used | {way.id}, state.agreed | asked)


def add_costs(one: Cost, other: Cost) -> Cost:
    """Goal by goal."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])
