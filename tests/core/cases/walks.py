"""The shipped standards, and their examples walked: what the tests of the case engine work on."""

from functools import cache
from pathlib import Path

from shuangquan.actions.checking import PlanMaker, load_folder, walk_with
from shuangquan.core.cases.walk import Walked
from shuangquan.core.cases.world import World
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.model_theme import Example

STANDARDS = Path(__file__).parents[3] / "standards"


@cache
def shipped() -> Bundle:
    bundle, faults = load_bundle(load_folder(STANDARDS))
    assert bundle is not None, faults
    assert not faults
    return bundle


def examples() -> list[tuple[str, str]]:
    return [(theme, example.name.zh) for theme, held in shipped().examples.items() for example in held]


def find(theme: str, name: str) -> Example:
    return next(e for e in shipped().examples[theme] if name in (e.name.zh, e.name.en))


@cache
def plans(theme: str) -> PlanMaker:
    return PlanMaker(shipped(), theme)


def walk(theme: str, name: str) -> Walked:
    """A fresh walk: its case belongs to the caller."""
    return walk_with(World(shipped(), find(theme, name)), plans(theme))
