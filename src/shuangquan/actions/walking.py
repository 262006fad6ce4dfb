"""Walk every theme in every situation class, headless: scripted people, scripted officers, a moved clock. No theme has code of its own."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from shuangquan.actions.checking import PlanMaker
from shuangquan.core.cases.class_search import Search, Tried, list_seen, start_sources
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.made_world import MadeWorld
from shuangquan.core.cases.officers import allow_all, find_wrong_end, refuse_first
from shuangquan.core.cases.walk import Plans, Walked, fill_form
from shuangquan.core.cases.walk_on import send_form
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.class_env import split_values
from shuangquan.core.standard.classes import list_final
from shuangquan.core.standard.model_theme import Example
from shuangquan.core.standard.view import read_view

Tell = Callable[[str, int, int], None]
"""Called with the theme, the classes walked so far and all its classes."""

BUDGET = 120
"""Walks spent on one class before it is given up."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A class that did not come to its expected end, and why."""

    signed_in: str
    situation: Mapping[str, str]
    reason: str


@dataclass(slots=True)
class ThemeWalked:
    """One theme. classes: for everybody who may apply; walked: reached; ended: of those, completed with everything allowed.

    refusals: ended as they must after the first human step refused. rules_alone: no human step comes, so none can refuse.
    nothing_to_do: of those that ended, the ones in which nothing has to be done.
    officers: steps that scripted officers took in the allowed runs.
    """

    theme: str
    classes: int = 0
    walked: int = 0
    ended: int = 0
    refusals: int = 0
    rules_alone: int = 0
    nothing_to_do: int = 0
    officers: int = 0
    seconds: float = 0.0
    unreached: list[Unreached] = field(default_factory=list)


def walk_theme(bundle: Bundle, theme: str, seed: int, tell: Tell) -> ThemeWalked:
    """Walk every class of a theme, for each role that may apply, in the region of its first example. The same seed, the same walks."""
    started, found = time.monotonic(), ThemeWalked(str(theme))
    region = str(bundle.examples[theme][0].region)
    view = read_view(bundle, theme, region, [])  # every walk goes, on its way, through the classes in which something has yet to come up
    todo = [(str(role), one) for role in bundle.themes[theme].apply for one in list_final(view, str(role))]
    found.classes = len(todo)
    maker, known = PlanMaker(bundle, theme), _Known(bundle, theme, seed)
    for number, (signed_in, wanted) in enumerate(todo):
        _walk_class(found, known, maker, signed_in, wanted)
        tell(theme, number + 1, len(todo))
    found.seconds = round(time.monotonic() - started, 2)
    return found


def _walk_class(found: ThemeWalked, known: "_Known", maker: PlanMaker, signed_in: str, wanted: Mapping[str, str]) -> None:
    region = str(known.region)

    def plans(situation: Mapping[str, str] | None, missing: frozenset[str]) -> PlanIndex:
        return maker.make(region, signed_in, situation, missing)

    tried = known.search(signed_in, wanted, plans)
    reason = tried.why
    if not reason and tried.walked is not None:
        found.walked += 1
        reason = _end(found, tried.world, tried.walked, plans)
    if reason:
        found.unreached.append(Unreached(signed_in, {str(name): str(value) for name, value in wanted.items()}, reason))
    else:
        known.keep(signed_in, wanted, tried)


def _end(found: ThemeWalked, world: MadeWorld, walked: Walked, plans: Plans) -> str:
    """Both ends of a submitted case: everything allowed, and the first human step refused. What is wrong, else ""."""
    if walked.early:
        found.ended += 1
        found.nothing_to_do += 1
        return ""
    other = fill_form(world, plans)
    send_form(other, world)
    found.officers += allow_all(walked, world)
    wrong = find_wrong_end(walked, None) or _find_not_come(world, walked)
    if wrong:
        return wrong
    found.ended += 1
    refused = refuse_first(other, world)
    if refused is None:
        found.rules_alone += 1
        return ""
    wrong = find_wrong_end(other, refused)
    found.refusals += not wrong
    return f"after a refusal of {refused[0]}: {wrong}" if wrong else ""


def _find_not_come(world: MadeWorld, walked: Walked) -> str:
    """What should have come up in the running case and did not."""
    late = [one.name for one in walked.index.plan.situations if one.after and one.name in world.wanted]
    return ", ".join(
        f"{name} came up as {walked.case.situation(name)}" for name in late if walked.case.situation(name) != world.wanted[name]
    )


class _Known:
    """Where searches of a theme start from: its examples, and the classes reached so far."""

    def __init__(self, bundle: Bundle, theme: str, seed: int) -> None:
        self._bundle, self._seed = bundle, seed
        self._examples = bundle.examples[theme]
        self._lists = {str(use.use): str(use.of) for use in bundle.themes[theme].situations if use.of}
        self._seen = list_seen(self._examples)
        self._reached: list[tuple[str, Mapping[str, str], Example]] = [
            (str(one.signed_in), _read_situation(one), one) for one in self._examples
        ]
        self.region = self._examples[0].region

    def search(self, signed_in: str, wanted: Mapping[str, str], plans: Plans) -> Tried:
        """The best of the searches from the two nearest starts."""
        best: Tried | None = None
        for start in self._list_starts(signed_in, wanted)[:2]:
            sizes = self._find_sizes(wanted)
            sources = start_sources(start, self._examples, sizes, self._seed)
            applicant = type(start.signed_in)(signed_in, start.signed_in.at)
            example = replace(start, signed_in=applicant, region=self.region, sources=sources, down=(), refuses=(), expect={})
            world = MadeWorld(self._bundle, example, wanted, self._seen, self._seed)
            tried = Search(world, plans, self._lists, BUDGET).find()
            if best is None or tried.score < best.score:
                best = tried
            if best.score[:2] == (0, 0):
                break
        assert best is not None
        return best

    def keep(self, signed_in: str, wanted: Mapping[str, str], tried: Tried) -> None:
        """A class that was reached is where the next search may start."""
        self._reached.append((signed_in, dict(wanted), tried.world.example))

    def _list_starts(self, signed_in: str, wanted: Mapping[str, str]) -> list[Example]:
        def find_distance(one: tuple[str, Mapping[str, str], Example]) -> tuple[bool, int]:
            return one[0] != signed_in, sum(one[1].get(name) != value for name, value in wanted.items())

        return [one[2] for one in sorted(self._reached, key=find_distance)]

    def _find_sizes(self, wanted: Mapping[str, str]) -> dict[str, int]:
        sizes: dict[str, int] = {}
        for name, spine in self._lists.items():
            sizes[spine] = max(sizes.get(spine, 0), len(split_values(wanted.get(name, ""))))
        return sizes


def _read_situation(example: Example) -> Mapping[str, str]:
    return {str(name): str(value).lower() for name, value in example.expect.get("situation", {}).items()}
