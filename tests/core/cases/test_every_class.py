"""Every theme reaches its expected end in every situation class: allowed, and after the first human step refused."""

from dataclasses import replace

import pytest

from shuangquan.actions.walking import ThemeWalked, walk_theme
from shuangquan.core.cases.officers import allow_all, find_wrong_end, refuse_first
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import fill_form
from shuangquan.core.cases.walk_on import send_form
from shuangquan.core.cases.world import World
from tests.core.cases.walks import find, plans, shipped

FEW = ("disability", "hiring")


def walk_all_classes(theme: str) -> ThemeWalked:
    told: list[tuple[str, int, int]] = []
    found = walk_theme(shipped(), theme, 1, lambda *one: told.append(one))
    assert [done for _, done, _ in told] == list(range(1, found.classes + 1))
    return found


def check_walked(found: ThemeWalked) -> None:
    assert found.unreached == []
    assert found.classes == found.walked == found.ended
    assert found.refusals + found.rules_alone + found.nothing_to_do == found.classes


@pytest.mark.parametrize("theme", FEW)
def test_every_class_ends_as_it_must(theme: str) -> None:
    check_walked(walk_all_classes(theme))


@pytest.mark.heavy
@pytest.mark.parametrize("theme", sorted(set(shipped().themes) - set(FEW)))
def test_every_class_of_every_theme_ends_as_it_must(theme: str) -> None:
    check_walked(walk_all_classes(theme))


def test_the_same_seed_walks_the_same() -> None:
    one, other = (replace(walk_all_classes("company-closing"), seconds=0) for _ in range(2))
    assert one == other


def test_a_wrong_end_is_seen() -> None:
    """The judge is not blind: a case that was refused is no completed one, and the other way round."""
    example = find("newborn", "城区双胞胎随母")
    world, maker = World(shipped(), example), plans("newborn")
    walked = fill_form(world, lambda situation, missing: maker.make("370783", "mother", situation, missing))
    send_form(walked, world)
    assert find_wrong_end(walked, None)
    refused = refuse_first(walked, world)
    assert refused is not None
    assert walked.case.tasks[refused].state is TaskState.REFUSED
    assert walked.case.state is not CaseState.COMPLETED
    assert not find_wrong_end(walked, refused)
    assert find_wrong_end(walked, None)
    assert allow_all(walked, world) == 0
