"""What is called instant is decided by the engine without a person, and what the engine decides alone is called instant."""

from dataclasses import replace

import pytest

from shuangquan.core.cases.task_events import TaskPassed, TaskReferred
from shuangquan.core.cases.walk import Walked
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.instant import count_regions, find_instants, judge_plan
from shuangquan.core.standard.instants import WHY, Count, Instants, ThemeInstants, Variant, Why
from shuangquan.core.standard.plan import Plan
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.text import Text
from tests.core.cases.walks import examples, shipped, walk

DATA = {"rule"}
"""Why a task may go to a person although it could have been decided without: its own data met a row that refers."""


def judged(walked: Walked) -> dict[str, tuple[set[str], bool]]:
    """Item → (codes of why it is not instant, whether a source must hold a record) in the class that the walk came to."""
    plan: Plan = walked.index.plan
    view = read_view(shipped(), plan.theme, plan.region, [])
    found = judge_plan(Cast(view, dict(plan.situation), plan.signed_in), plan)
    return {item.id: ({one.code for one in why}, bool(given)) for item, (why, given) in found}


def said(walked: Walked) -> tuple[dict[str, set[str]], set[str]]:
    """Item → why it went to a person; items that rules passed."""
    events = [held.event for held in walked.turn.events]
    referred: dict[str, set[str]] = {}
    for event in events:
        if isinstance(event, TaskReferred):
            referred.setdefault(event.item, set()).add(event.why)
    return referred, {event.item for event in events if isinstance(event, TaskPassed) and event.by == "rule"}


@pytest.mark.parametrize(("theme", "name"), examples())
def test_the_engine_and_the_list_say_the_same(theme: str, name: str) -> None:
    walked = walk(theme, name)
    if walked.early:
        return
    referred, passed = said(walked)
    unlucky = set(walked.index.plan.missing)  # a source was down, or somebody refused
    for item, (why, given) in judged(walked).items():
        if not why and not given and not unlucky:
            assert referred.get(item, set()) <= DATA, f"{item} is called instant and went to a person"
        planned = walked.index.items[item]
        if item in passed and item not in referred and planned.decided_by == "platform" and not planned.waits:
            assert why <= {"result", "offline"}, f"{item} was decided alone and is not called instant: {why}"


def test_every_theme_is_counted(bundle: Bundle) -> None:
    found = find_instants(bundle, ["newborn", "hiring"])
    assert [theme.theme for theme in found.themes] == ["newborn", "hiring"]
    birth = [one for one in found.themes[0].variants if one.item == "birth-certificate"]
    assert [(one.instant, bool(one.given), one.regions) for one in birth] == [(True, True, 136)]
    soldier = [one for one in found.themes[0].variants if one.item == "household-registration"]
    assert all(not one.instant for one in soldier)
    assert all({why.code for why in one.why} <= set(WHY) for theme in found.themes for one in theme.variants)
    assert found.items.instant >= 1


def test_counts_tell_items_variants_and_counties_apart() -> None:
    why = (Why("paper", Text("章程")),)
    alone, asked = (("kind", "a"),), (("kind", "b"),)
    one = Variant("x", Text("某"), alone, (), (), 130)
    variants = (one, replace(one, why=why, regions=6), replace(one, situation=asked, why=why, regions=136), replace(one, item="y"))
    found = Instants((ThemeInstants("t", Text("事"), variants),))
    assert found.items == Count(1, 2, 1)
    assert found.variants == Count(1, 3), "what is instant in some counties only is not instant"
    assert found.regional == Count(260, 402)


def test_each_county_is_counted_once(bundle: Bundle) -> None:
    assert count_regions(bundle, "newborn", ["370000"]) < 136, "寿光 has it otherwise"
    assert count_regions(bundle, "newborn", ["370000", "370783", "370700", "371100"]) <= 136
    assert count_regions(bundle, "station-birth", ["371300"]) == 12
