"""Least burden is least: against an exhaustive walk, on random problems with cycles and on random standards through the whole front."""

import random  # noqa: TID251  (seeded: every run is the same)
from collections import Counter

import pytest

from shuangquan.core.standard.burden import solve_burden
from shuangquan.core.standard.compile import Uncompilable, compile_plan
from shuangquan.core.standard.cycles import find_components
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.plan import Plan
from shuangquan.core.standard.problem import Problem, Solution, Source, Unsolvable
from tests.core.standard.cheapest_way import Cost, Walk, Way
from tests.core.standard.made_standard import Made, find_walk, make_standard, render_standard

pytestmark = pytest.mark.proof

PROBLEMS, STANDARDS, BATCH = 1800, 240, 60


def make_problem(seed: int) -> Problem:
    """Up to nine variables and fourteen sources that feed each other; groups of alternatives; consent, law, forced items."""
    draw = random.Random(f"problem {seed}")
    names = [f"v{n}" for n in range(draw.randint(4, 9))]
    sources = []
    for number in range(draw.randint(4, 9)):
        gives = tuple(draw.sample(names, draw.randint(1, 3)))
        keys = tuple(tuple(draw.sample(names, draw.choice([1, 1, 1, 2]))) for _ in range(draw.choice([0, 1, 1, 1, 2])))
        consents = {name: draw.choice(["p", "q"]) for name in gives if draw.random() < 0.15}
        asks = frozenset({"p"}) if draw.random() < 0.1 else frozenset()
        sensitive = frozenset(name for name in gives if draw.random() < 0.3)
        burden, each = draw.choice([0, 0, 2, 5]), draw.choice([0, 0, 1, 3])
        forced = draw.random() < 0.15
        sources.append(Source(f"s{number}", keys, gives, burden, each, draw.randint(0, 2), sensitive, consents, asks, forced))
    sources += [Source(f"typed:{name}", (), (name,), each=draw.choice([2, 3, 5])) for name in names if draw.random() < 0.4]
    wanted = tuple(tuple(draw.sample(names, draw.choice([1, 1, 2]))) for _ in range(2))
    lawful = {name: frozenset({source.id}) for source in sources for name in source.gives if draw.random() < 0.1}
    return Problem(wanted, tuple(sources), draw.choice([0, 1, 4]), lawful)


def as_walk(problem: Problem) -> Walk:
    """The same problem for the walk."""
    ways = [
        Way(s.id, s.keys, s.gives, s.burden, s.each, s.calls, s.sensitive, tuple(s.consents.items()), s.asks, s.forced)
        for s in problem.sources
    ]
    return Walk(problem.wanted, tuple(ways), problem.consent, problem.lawful)


def price(walk: Walk, solution: Solution) -> Cost | None:
    """What the chosen sources really cost, opened one after the other from nothing; None when they hold each other up."""
    ways = {way.id: way for way in walk.ways}
    known: set[str] = set()
    opened: set[str] = set()
    grown = True
    while grown:
        before = len(known) + len(opened)
        opened |= {name for name in solution.used if ways[name].opens(known)}
        known |= {name for name, source in solution.chosen.items() if source in opened}
        grown = len(known) + len(opened) > before
    if opened != set(solution.used) or any(known.isdisjoint(group) for group in walk.wanted):
        return None
    asked = {role for name in opened for role in ways[name].asks}
    asked |= {role for name, source in solution.chosen.items() for path, role in ways[source].consents if path == name}
    taken = [(name, ways[source]) for name, source in solution.chosen.items()]
    unlawful = sum(walk.price(way, name, frozenset(), False)[0] for name, way in taken)
    burden = sum(ways[name].burden for name in opened) + sum(way.each for _, way in taken) + walk.consent * len(asked)
    return unlawful, burden, sum(name in way.sensitive for name, way in taken), sum(ways[name].calls for name in opened)


@pytest.mark.parametrize("batch", range(PROBLEMS // BATCH))
def test_the_program_finds_what_the_walk_finds(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        problem = make_problem(seed)
        walk = as_walk(problem)
        expected = walk.find_cheapest()
        try:
            found = solve_burden(problem)
        except Unsolvable:
            assert expected is None, seed
            continue
        assert expected == (found.unlawful, *found.objective), seed
        assert found.objective == found.bound, seed
        assert price(walk, found) == expected, seed


def compile_made(made: Made) -> Plan | None:
    bundle, faults = load_bundle(render_standard(made))
    assert bundle is not None, faults
    married, classes = made.situation
    situation = {"s": "true" if married else "false", "w": "+".join(classes)}
    try:
        return compile_plan(bundle, "made", "370000", situation)
    except Uncompilable as lacking:
        assert not lacking.findings
        return None


@pytest.mark.parametrize("batch", range(STANDARDS // BATCH))
def test_a_compiled_standard_asks_the_least_that_its_text_allows(batch: int) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        made = make_standard(seed)
        expected, plan = find_walk(made).find_cheapest(), compile_made(made)
        assert (plan is None) == (expected is None), seed
        if plan is not None and expected is not None:
            assert plan.objective == expected[1:], seed
            assert plan.bound == plan.objective, seed


@pytest.mark.parametrize("batch", range(STANDARDS // BATCH))
def test_one_of_a_list_is_asked_nothing_that_is_known_of_all(batch: int) -> None:
    same = 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        made = make_standard(seed, leads=True)
        expected, plan = find_walk(made).find_cheapest(), compile_made(made)
        assert (plan is None) == (expected is None), seed
        if plan is not None and expected is not None:
            assert plan.objective == expected[1:], seed
            assert plan.bound == plan.objective, seed
            same += any(var.from_ == "member" for var in plan.vars)
    assert same > BATCH // 10


def test_the_random_problems_are_worth_solving() -> None:
    tally: Counter[str] = Counter()
    for seed in range(300):
        problem = make_problem(seed)
        cost = as_walk(problem).find_cheapest()
        edges = {source.id: {name for group in source.keys for name in group} for source in problem.sources}
        edges |= {name: {s.id for s in problem.sources if name in s.gives} for source in problem.sources for name in source.gives}
        tally["solvable"] += cost is not None
        tally["costly"] += cost is not None and cost[1] > 0
        tally["cyclic"] += any(len(part) > 1 for part in find_components(edges))
    assert tally["solvable"] > 150
    assert tally["costly"] > 100
    assert tally["cyclic"] > 200


def test_the_random_standards_say_something() -> None:
    tally: Counter[str] = Counter()
    for seed in range(300):
        made = make_standard(seed)
        tally["when"] += any(item.when or any(need.when for need in item.needs) for item in made.items)
        tally["list"] += any(source.lists for source in made.sources)
        tally["each"] += any(item.each for item in made.items)
        cost = find_walk(made).find_cheapest()
        tally["solvable"] += cost is not None
        tally["costly"] += cost is not None and cost[1] > 0
    assert min(tally["when"], tally["list"], tally["each"], tally["solvable"], tally["costly"]) > 80


def test_what_nobody_needs_is_not_asked() -> None:
    """An item done for light members only does not ask for what only heavy ones would need."""
    made = make_standard(202)
    plan = compile_made(made)
    assert plan is not None
    assert [(item.id, item.needs) for item in plan.items] == [("i0", ())]
    assert plan.objective == (0, 0, 0)
