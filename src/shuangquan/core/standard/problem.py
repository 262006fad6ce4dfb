"""The least-burden problem in plain terms: what is wanted, what can give it, at what cost. `burden.py` solves it to proven optimum."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

Group = tuple[str, ...]
"""Variables of which one must be known."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that gives variables once one of each group in `keys` is known.

    burden: people's burden of using it at all; each: per variable taken. calls: queries made. sensitive: variables that count as sensitive
    when taken from here. consents: variable → role that must agree before it may be taken from here; asks: roles that must agree before
    it is used at all, because it is asked by their data. forced: used in any case (an item).
    """

    id: str
    keys: tuple[Group, ...]
    gives: tuple[str, ...]
    burden: int = 0
    each: int = 0
    calls: int = 0
    sensitive: frozenset[str] = frozenset()
    consents: Mapping[str, str] = field(default_factory=dict)
    asks: frozenset[str] = frozenset()
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """wanted: groups that must be known. lawful: variable → sources that law or the department that keeps it names."""

    wanted: tuple[Group, ...]
    sources: tuple[Source, ...]
    consent: int = 0
    lawful: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Equal for equal problems: many classes of a theme pose the same one."""
        sources = tuple(
            (s.id, s.keys, s.gives, s.burden, s.each, s.calls, s.sensitive, *s.consents.items(), s.asks, s.forced) for s in self.sources
        )
        return (self.wanted, sources, self.consent, *self.lawful.items())


@dataclass(frozen=True, slots=True)
class Solution:
    """chosen: variable → the source it comes from. objective and bound: burden, sensitive facts drawn, calls; equal when proven.

    unlawful: variables taken from elsewhere although their lawful source could give them (0 unless nothing else is possible).
    """

    chosen: Mapping[str, str]
    used: frozenset[str]
    objective: tuple[int, int, int]
    bound: tuple[int, int, int]
    unlawful: int


class Unsolvable(Exception):
    """Something wanted can come from nowhere."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def find_obtainable(sources: Iterable[Source]) -> frozenset[str]:
    """Every variable that can be had at all, support never going in a circle."""
    known: set[str] = set()
    waiting = tuple(sources)
    while True:
        left = []
        for source in waiting:
            for group in source.keys:
                if known.isdisjoint(group):
                    left.append(source)
                    break
            else:
                known.update(source.gives)
        if len(left) == len(waiting):
            return frozenset(known)
        waiting = tuple(left)


def find_usable(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources whose keys can be had."""
    sources = tuple(sources)
    known = find_obtainable(sources)
    return tuple(source for source in sources if all(known.intersection(group) for group in source.keys))


def keep_relevant(problem: Problem) -> Problem:
    """The problem without sources that cannot be used or give nothing that could matter. Unsolvable when something wanted cannot be had."""
    usable = find_usable(problem.sources)
    known = {name for source in usable for name in source.gives}
    lost = [group for group in problem.wanted if not known.intersection(group)]
    lost += [group for source in problem.sources if source.forced for group in source.keys if not known.intersection(group)]
    if lost:
        made = {name for source in problem.sources if source.forced for name in source.gives}
        names = tuple(dict.fromkeys(name for group in lost for name in group))
        raise Unsolvable(tuple(name for name in names if name not in made) or names)
    matters = {name for group in problem.wanted for name in group}
    matters |= {name for source in usable if source.forced for group in source.keys for name in group}
    kept: dict[str, Source] = {source.id: source for source in usable if source.forced}
    grown = True
    while grown:
        grown = False
        for source in usable:
            if source.id not in kept and matters.intersection(source.gives):
                kept[source.id] = source
                grown = True
                matters |= {name for group in source.keys for name in group}
    return Problem(problem.wanted, tuple(kept[name] for name in sorted(kept)), problem.consent, problem.lawful)
