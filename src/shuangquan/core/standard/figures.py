"""The figures of the reform, counted from the plans of every situation class; what was claimed for before stands apart with its grade.

A reduction is told for the worst class of a theme, so that it holds for everybody, not for a usual case. Classes are counted for everybody
who may apply, each once, whatever their frequency; those in which there is nothing to do are left out.
"""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import decide_in_class
from shuangquan.core.standard.classes import list_final
from shuangquan.core.standard.compile import compile_view
from shuangquan.core.standard.counted import Change, Figures, ThemeFigures
from shuangquan.core.standard.plan import Plan
from shuangquan.core.standard.text import drop_places
from shuangquan.core.standard.view import read_view

AIM = 0.7
"""The share by which a burden should fall."""
COMPARED = ("days", "trips", "materials", "steps", "forms")
"""Figures that a baseline may claim and a plan has."""
ZEROS = ("materials", "certificates", "trips")
"""零材料, 零证明, 零跑腿."""


def count_figures(bundle: Bundle, region: str) -> Figures:
    """The figures of every theme in a region. Errors as `compile_plan`."""
    themes = tuple(_count_theme(bundle, theme, region) for theme in bundle.themes)
    reductions = [one.reduction for theme in themes for one in theme.changes if one.reduction is not None]
    zeros = {what: sum(theme.zeros[what] for theme in themes) for what in ZEROS}
    reached = sum(reduction >= AIM for reduction in reductions)
    return Figures(region, themes, sum(theme.classes for theme in themes), zeros, len(reductions), reached)


def _count_theme(bundle: Bundle, theme: str, region: str) -> ThemeFigures:
    view = read_view(bundle, theme, region, [])
    plans = [
        compile_view(view, situation, frozenset(), str(role))
        for role in view.theme.apply
        for situation in list_final(view, str(role))
        if not any(decide_in_class(says, Cast(view, situation, str(role)).env) for says in view.says)
    ]
    counted = {
        "materials": sum(_read(plan, "materials") == 0 for plan in plans),
        "certificates": sum(not plan.evidence for plan in plans),
        "trips": sum(_read(plan, "trips") == 0 for plan in plans),
    }
    changes = tuple(change for what in COMPARED if (change := _compare(plans, what)) is not None)
    made: ThemeFigures = drop_places(ThemeFigures(theme, view.theme.name, len(plans), counted, changes))
    return made


def _read(plan: Plan, what: str) -> float | None:
    return next((figure.value for figure in plan.after if figure.what == what), None)


def _compare(plans: list[Plan], what: str) -> Change | None:
    claims = [figure for plan in plans for figure in plan.before if figure.what == what]
    after = [figure for plan in plans for figure in plan.after if figure.what == what]
    if not claims or not after:
        return None
    worst = max(after, key=lambda figure: figure.value)
    before = claims[0]
    reduction = round(1 - worst.value / before.value, 3) if before.value else None
    least = min(figure.value for figure in after)
    return Change(what, before.value, before.basis, least, worst.value, worst.basis, reduction)
