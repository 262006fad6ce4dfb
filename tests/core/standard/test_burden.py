"""The integer program against brute force, on small random problems with cycles."""

import random  # noqa: TID251  (seeded: every run is the same)
from itertools import product

import pytest

from shuangquan.core.standard.burden import solve_burden
from shuangquan.core.standard.problem import Problem, Solution, Source, Unsolvable, find_obtainable

CONSENT = 4
Cost = tuple[int, int, int, int]


def make_problem(seed: int) -> Problem:
    """Five or six variables, up to nine sources that feed each other, an item or two in the middle."""
    draw = random.Random(seed)
    names = [f"v{n}" for n in range(draw.randint(4, 6))]
    sources = []
    for number in range(draw.randint(4, 8)):
        gives = tuple(draw.sample(names, draw.randint(1, 2)))
        keys = tuple(tuple(draw.sample(names, draw.choice([1, 1, 1, 2]))) for _ in range(draw.choice([0, 1, 1, 2])))
        sources.append(
            Source(
                f"s{number}",
                keys,
                gives,
                burden=draw.choice([0, 0, 2, 5]),
                each=draw.choice([0, 0, 3]),
                calls=draw.randint(0, 2),
                sensitive=frozenset(name for name in gives if draw.random() < 0.3),
                consents={name: draw.choice(["p", "q"]) for name in gives if draw.random() < 0.2},
                asks=frozenset({"p"}) if draw.random() < 0.1 else frozenset(),
                forced=draw.random() < 0.15,
            )
        )
    sources += [Source(f"typed:{name}", (), (name,), each=draw.choice([2, 3, 5])) for name in names if draw.random() < 0.6]
    wanted = tuple((name,) for name in draw.sample(names, 2))
    lawful = {name: frozenset({draw.choice(sources).id}) for name in names if draw.random() < 0.3}
    lawful = {name: ids for name, ids in lawful.items() if any(name in s.gives for s in sources if s.id in ids)}
    return Problem(wanted, tuple(sources), CONSENT, lawful)


def find_cost(problem: Problem, chosen: dict[str, Source], usable: frozenset[str]) -> Cost | None:
    """The cost of one choice of source per variable; None when something is lacking or supports itself."""
    used = {source.id: source for source in chosen.values()} | {s.id: s for s in problem.sources if s.forced}
    done: set[str] = set()
    ready: set[str] = set()
    grown = True
    while grown:
        grown = False
        for source in used.values():
            if source.id not in ready and all(done.intersection(group) for group in source.keys):
                ready.add(source.id)
                grown = True
        fresh = {name for name, source in chosen.items() if source.id in ready} - done
        grown = grown or bool(fresh)
        done |= fresh
    if len(ready) < len(used) or len(done) < len(chosen) or any(done.isdisjoint(group) for group in problem.wanted):
        return None
    roles = {source.consents[name] for name, source in chosen.items() if name in source.consents}
    roles |= {role for source in used.values() for role in source.asks}
    unlawful = 0
    for name, source in chosen.items():
        able = problem.lawful.get(name, frozenset()) & usable
        unlawful += bool(able) and source.id not in able and not source.forced
    burden = sum(s.burden for s in used.values()) + sum(s.each for s in chosen.values()) + CONSENT * len(roles)
    sensitive = sum(name in source.sensitive for name, source in chosen.items())
    return unlawful, burden, sensitive, sum(s.calls for s in used.values())


def solve_by_force(problem: Problem) -> Cost | None:
    """The least cost over every choice of source for every variable."""
    known = find_obtainable(problem.sources)
    usable = frozenset(s.id for s in problem.sources if all(known.intersection(group) for group in s.keys))
    names = sorted({name for source in problem.sources for name in source.gives})
    choices = [[None, *(s for s in problem.sources if name in s.gives and s.id in usable)] for name in names]
    best: Cost | None = None
    for combination in product(*choices):
        chosen = {name: source for name, source in zip(names, combination, strict=True) if source is not None}
        cost = find_cost(problem, chosen, usable)
        if cost is not None and (best is None or cost < best):
            best = cost
    return best


@pytest.mark.parametrize("seed", range(240))
def test_the_program_finds_what_brute_force_finds(seed: int) -> None:
    problem = make_problem(seed)
    expected = solve_by_force(problem)
    try:
        found = solve_burden(problem)
    except Unsolvable:
        assert expected is None
        return
    assert expected == (found.unlawful, *found.objective)
    assert found.objective == found.bound
    chosen = {name: next(s for s in problem.sources if s.id == source) for name, source in found.chosen.items()}
    known = find_obtainable(problem.sources)
    usable = frozenset(s.id for s in problem.sources if all(known.intersection(group) for group in s.keys))
    cost = find_cost(problem, chosen, usable)
    assert cost == (found.unlawful, *found.objective)


def test_the_random_problems_are_worth_solving() -> None:
    solved = [solve_by_force(make_problem(seed)) for seed in range(60)]
    assert sum(cost is not None for cost in solved) > 25
    assert sum(cost is not None and cost[1] > 0 for cost in solved) > 15


def test_support_never_goes_in_a_circle() -> None:
    loop = (
        Source("left", (("b",),), ("a",)),
        Source("right", (("a",),), ("b",)),
        Source("typed", (), ("a",), each=9),
    )
    found = solve_burden(Problem((("b",),), loop))
    assert found.chosen == {"a": "typed", "b": "right"}
    with pytest.raises(Unsolvable):
        solve_burden(Problem((("b",),), loop[:2]))


def test_a_lawful_source_wins_over_a_cheap_one() -> None:
    sources = (Source("cheap", (), ("a",)), Source("law", (("k",),), ("a",)), Source("typed:k", (), ("k",), each=3))
    assert solve_burden(Problem((("a",),), sources)).chosen == {"a": "cheap"}
    found = solve_burden(Problem((("a",),), sources, lawful={"a": frozenset({"law"})}))
    assert found.chosen["a"] == "law" and found.objective[0] == 3


def test_ties_are_broken_by_name_whatever_the_order() -> None:
    one, two = Source("a", (), ("x",)), Source("b", (), ("x",))
    found: list[Solution] = [solve_burden(Problem((("x",),), order)) for order in ((one, two), (two, one))]
    assert [solution.chosen for solution in found] == [{"x": "a"}, {"x": "a"}]


def test_a_class_that_needs_nothing_has_an_empty_plan() -> None:
    solved = solve_burden(Problem((), ()))
    assert (solved.chosen, solved.objective, solved.bound) == ({}, (0, 0, 0), (0, 0, 0))
