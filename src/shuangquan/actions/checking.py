"""Check standards whole: the text, the meaning, and every example walked to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shuangquan.actions.spreading import without_collecting
from shuangquan.core.cases.expect import find_differences
from shuangquan.core.cases.index import PlanIndex, index_plan
from shuangquan.core.cases.quality import Quality, find_quality, find_spoken
from shuangquan.core.cases.walk import Stuck, Walked
from shuangquan.core.cases.walk_on import walk_example
from shuangquan.core.cases.world import World
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import PROVINCE, ByTheme, check_bundle
from shuangquan.core.standard.compile import Uncompilable, compile_plan
from shuangquan.core.standard.findings import ERROR, Finding, find_fault
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.model_theme import Example
from shuangquan.core.standard.recall import Recall, find_rested
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.records.standards import load_texts


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker says. bundle: None when the text could not be read."""

    bundle: Bundle | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def load_folder(folder: Path) -> dict[str, str]:
    """The texts of a folder of standards. NotADirectoryError when there is none."""
    return load_texts(folder)


_held: dict[tuple[str, str, tuple[bool, ...]], tuple[Finding, ...]] = {}
"""What this process found in themes: an editor changes one, and the others need not be gone through again."""


def check_texts(texts: Mapping[str, str], *, walk: bool = True, by_theme: ByTheme = map, again: bool = False) -> Checked:
    """Check standards given as path → text. Everything at once; examples are walked (if `walk`) once what they rest on is sound.

    by_theme: how the themes are gone through; `map_forked` where this process has no threads. again: the same is checked again and
    again as somebody writes, so what was found in a theme that nothing has touched since holds.
    """
    with without_collecting():
        bundle, faults = load_bundle(texts)
        found = list(faults)
        if bundle is not None:
            recall = Recall(find_rested(texts), _held) if again else None
            found += check_bundle(bundle, by_theme, partial(_check_theme, bundle) if walk else None, recall)
    errors = tuple(finding for finding in found if finding.severity == ERROR)
    return Checked(bundle, errors, tuple(finding for finding in found if finding.severity != ERROR))


def _check_theme(bundle: Bundle, theme: str) -> list[Finding]:
    """Every example that cannot be walked, or comes out otherwise than its author wrote."""
    plans = PlanMaker(bundle, theme)
    return [one for example in bundle.examples.get(theme, ()) for one in check_walk(bundle, example, plans)]


def check_walk(bundle: Bundle, example: Example, plans: "PlanMaker") -> list[Finding]:
    """What one example finds: nothing when it comes out as its author wrote."""
    world = World(bundle, example)
    try:
        walked = walk_with(world, plans)
    except Stuck as stuck:
        return [find_fault(example.at, "example-stuck", name=example.name.zh, what=stuck.what)]
    except (Refusal, Refusals, Fault, Uncompilable) as refused:
        return [find_fault(example.at, "example-stuck", name=example.name.zh, what=str(refused))]
    return [find_fault(example.at, "example-differs", name=example.name.zh, what=what) for what in find_differences(walked, world)]


def examine_rules(bundle: Bundle, theme: str) -> tuple[Quality, ...]:
    """The rules of a theme's items, tried in worlds and by its examples. Errors as `walk_with`."""
    plans = PlanMaker(bundle, theme)
    walks = ((example.name, walk_with(World(bundle, example), plans)) for example in bundle.examples.get(theme, ()))
    return find_quality(read_view(bundle, theme, PROVINCE, []), find_spoken(walks))


class PlanMaker:
    """Plans of one theme, compiled once each."""

    def __init__(self, bundle: Bundle, theme: str) -> None:
        self._bundle, self._theme = bundle, theme
        self._made: dict[object, PlanIndex] = {}

    def make(self, region: str, signed_in: str, situation: Mapping[str, str] | None, missing: frozenset[str]) -> PlanIndex:
        """The plan, indexed. Raises as `compile_plan`."""
        key = (region, signed_in, tuple(sorted((situation or {}).items())), missing)
        if key not in self._made:
            self._made[key] = index_plan(compile_plan(self._bundle, self._theme, region, situation, missing, signed_in))
        return self._made[key]


def walk_with(world: World, plans: PlanMaker) -> Walked:
    """Walk an example with plans compiled on the way."""
    region, signed_in = str(world.example.region), str(world.example.signed_in)
    return walk_example(world, lambda situation, missing: plans.make(region, signed_in, situation, missing))
