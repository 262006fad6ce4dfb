"""Simulated times: the same by the same seed, never longer with more officers, and as queueing theory says where it can say."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shuangquan.actions.simulating import Assumptions, Hours, simulate
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.histogram import count_bins, draw_histogram
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.calendar import Calendar
from shuangquan.records.standards import load_texts
from tests.house.tree import ROOT

REGION = "370783"
CALENDAR = Calendar(frozenset({2026}), frozenset(), frozenset())
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
FEW = Assumptions(MONDAY, days=5, arrivals=40, referred=0.6, staff_each=1)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {name: text for name, text in load_texts(Path(ROOT) / "standards").items() if "/" not in name or name.startswith("newborn/")}


@pytest.fixture(scope="module")
def bundle(texts: dict[str, str]) -> Bundle:
    found, faults = load_bundle(texts)
    assert found is not None, faults
    return found


def test_the_same_seed_gives_the_same_run(bundle: Bundle) -> None:
    made = simulate(bundle, ("newborn",), REGION, FEW, CALENDAR)
    assert made == simulate(bundle, ("newborn",), REGION, FEW, CALENDAR)
    assert made != simulate(bundle, ("newborn",), REGION, dataclasses.replace(FEW, seed=2), CALENDAR)
    assert len(made.themes[0].hours) > 100


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_more_officers_never_lengthen_the_mean(bundle: Bundle, seed: int) -> None:
    runs = [
        simulate(bundle, ("newborn",), REGION, dataclasses.replace(FEW, seed=seed, staff_each=n), CALENDAR).themes[0] for n in (1, 2, 4, 8)
    ]
    assert [len(run.hours) for run in runs] == [len(runs[0].hours)] * 4
    means = [run.mean for run in runs]
    assert means == sorted(means, reverse=True) and means[0] > means[-1]
    assert runs[0].kept is not None and runs[-1].kept is not None and runs[0].kept <= runs[-1].kept


def test_one_officer_is_the_queue_of_theory(bundle: Bundle) -> None:
    """M/M/1: arrivals 2 an hour, 3 an hour served, always open: a mean of 1 / (3 - 2) hours, and busy two thirds of the time."""
    theme = bundle.themes["newborn"]
    alone = dataclasses.replace(theme, items=tuple(use for use in theme.items if use.use == "birth-certificate"))
    one = dataclasses.replace(bundle, themes={"newborn": alone})
    always = Assumptions(
        MONDAY,
        days=400,
        arrivals=48,
        staff_each=1,
        referred=1,
        officer=20,
        system=0,
        opens=0,
        closes=24,
        every_day=True,
    )
    made = simulate(one, ("newborn",), REGION, always, CALENDAR)
    assert made.themes[0].mean == pytest.approx(1.0, rel=0.1)
    (desk,) = made.desks
    assert desk.waited == pytest.approx(40, rel=0.15)
    assert desk.busy == pytest.approx(2 / 3, rel=0.05)


def test_without_people_everything_is_done_at_once(bundle: Bundle) -> None:
    made = simulate(bundle, ("newborn",), REGION, dataclasses.replace(FEW, referred=0, system=0), CALENDAR)
    assert made.themes[0].hours[-1] == 0 and made.themes[0].kept == 1.0


def test_work_goes_on_in_office_hours_only() -> None:
    hours = Hours(FEW, CALENDAR)
    assert hours.find_end(0, 60) == 10 * 60  # Monday at nine
    assert hours.find_end(16.5 * 60, 60) == (24 + 9.5) * 60  # half an hour today, half tomorrow
    assert hours.find_end((4 * 24 + 17) * 60, 1) == (7 * 24 + 9) * 60 + 1  # Friday at five: Monday


def test_the_drawing_holds_every_case_and_the_limit() -> None:
    assert sum(count_bins((0.0, 1.0, 5.0, 9.9), 10.0)) == 4
    drawn = ElementTree.fromstring(draw_histogram("用时", (0.1, 0.2, 3.0), 2.0))
    found = [one.get("class") for one in drawn.iter() if one.get("class")]
    assert found.count("limit") == 1 and found.count("bar") == 24
    assert "limit" not in draw_histogram("用时", (), None)
