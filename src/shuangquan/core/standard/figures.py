"""The figures of the reform, counted from the plans of every situation class; what was claimed for before stands apart with its grade.

A reduction is told for the worst class of a theme, so that it holds for everybody, not for a usual case. Classes are counted for everybody
who may apply, each once, whatever their frequency; those in which there is nothing to do are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import decide_in_class
from shuangquan.core.standard.classes import list_final
from shuangquan.core.standard.compile import compile_view
from shuangquan.core.standard.plan import Basis, Plan
from shuangquan.core.standard.text import drop_places
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.text import Text

AIM = 0.7
"""The share by which a burden should fall."""
COMPARED = ("days", "trips", "materials", "steps", "forms")
"""Figures that a baseline may claim and a plan has."""
ZEROS = ("materials", "certificates", "trips")
"""零材料, 零证明, 零跑腿."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one theme. before, claim: what is claimed of the time before, and its grade and source.

    least, most: over the classes; basis: C when counted from the plan, the promise's own grade for days.
    reduction: 1 - most / before, None when there was nothing before.
    """

    what: str
    before: float
    claim: Basis
    least: float
    most: float
    basis: Basis
    reduction: float | None


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme. zeros: figure → how many of its classes reach zero (materials: no papers and no photographs; certificates: no papers)."""

    theme: str
    name: Text
    classes: int
    zeros: Mapping[str, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All themes. reached, compared: how many figures fall by the aim in the worst class, of how many that can be compared."""

    region: str
    themes: tuple[ThemeFigures, ...]
    classes: int
    zeros: Mapping[str, int]
    compared: int
    reached: int

    @property
    def share(self) -> float:
        """The share of figures at the aim; 0 when none can be compared."""
        return round(self.reached / self.compared, 3) if self.compared else 0.0


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
