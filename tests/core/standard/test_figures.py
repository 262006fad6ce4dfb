"""Figures are counted from the plans of every class, and what is claimed stands apart."""

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import compile_plan
from shuangquan.core.standard.counted import Figures
from shuangquan.core.standard.figures import AIM, count_figures

pytestmark = pytest.mark.proof

REGION = "370783"


@pytest.fixture(scope="module")
def figures(bundle: Bundle) -> Figures:
    return count_figures(bundle, REGION)


@pytest.mark.heavy
def test_zeros_are_the_classes_whose_plans_ask_for_nothing(bundle: Bundle, figures: Figures) -> None:
    found = next(theme for theme in figures.themes if theme.theme == "newborn")
    plans = [
        compile_plan(bundle, "newborn", REGION, one, frozenset(), role)
        for role in ("mother", "father")
        for one in enumerate_classes(bundle, "newborn", REGION, role)
    ]
    bare = sum(not plan.evidence and all(var.from_ != "photograph" for var in plan.vars) for plan in plans)
    assert (found.classes, found.zeros["materials"]) == (len(plans), bare)
    assert 0 < bare < len(plans)


def test_a_reduction_is_that_of_the_worst_class(figures: Figures) -> None:
    for change in (change for theme in figures.themes for change in theme.changes):
        assert change.least <= change.most
        assert change.reduction is None or change.reduction == round(1 - change.most / change.before, 3)
    days = next(c for theme in figures.themes if theme.theme == "newborn" for c in theme.changes if c.what == "days")
    assert (days.least, days.most) == (0.083, 1.0)  # two hours, one day in remote townships


def test_what_is_claimed_and_what_is_counted_have_their_grades(figures: Figures) -> None:
    for change in (change for theme in figures.themes for change in theme.changes):
        assert change.claim.grade in "SKUD" and change.claim.source
        assert (change.basis.grade == "C") == (change.what != "days")


def test_totals_add_up(figures: Figures) -> None:
    reductions = [c.reduction for theme in figures.themes for c in theme.changes if c.reduction is not None]
    assert (figures.compared, figures.reached) == (len(reductions), sum(one >= AIM for one in reductions))
    assert figures.classes == sum(theme.classes for theme in figures.themes)
    assert figures.share == round(figures.reached / figures.compared, 3)
