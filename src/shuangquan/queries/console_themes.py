"""Themes as the console lists them: what is online where, what was counted before and after, and who wrote, signed and published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.standard.booklet import GRADES
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.counted import Change, Figures, ThemeFigures
from shuangquan.core.standard.divisions import find_division
from shuangquan.core.standard.life import DRAFT, MATURE, SIGNED, WAITING, Step, find_step
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.touched import Touched
from shuangquan.core.words.codec import from_plain
from shuangquan.core.words.text import Text
from shuangquan.records.staff import find_names

SHOWN = ("materials", "trips", "days")


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure: what is claimed of before with its grade, and what is counted after, in the situation that fares worst."""

    before: str
    grade: Text | None
    after: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme. scope: names of the regions that have it, none for the whole province; regions: of those with something of their own.

    pairs: materials, trips, days; empty while a worker counts. classes, free: how many situations there are, and how many need no trip.
    """

    id: str
    name: Text
    stage: str
    items: int
    departments: int
    scope: tuple[str, ...]
    regions: tuple[str, ...]
    examples: int
    pairs: tuple[Pair, ...]
    classes: int
    free: int


def find_rows(bundle: Bundle, counted: Mapping[str, Any] | None) -> tuple[ThemeRow, ...]:
    """Every theme of a bundle, in its order. counted: what a worker answered about figures, if it has."""
    figures = {one.theme: one for one in from_plain(Figures, counted["figures"]).themes} if counted else {}
    return tuple(_row(bundle, theme, figures.get(str(theme.theme))) for theme in bundle.themes.values())


def _row(bundle: Bundle, theme: Theme, figures: ThemeFigures | None) -> ThemeRow:
    name = str(theme.theme)
    used = [bundle.items[use.use] for use in theme.items if use.use in bundle.items]
    changes = {change.what: change for change in figures.changes} if figures else {}
    return ThemeRow(
        name,
        theme.name,
        str(theme.stage),
        len(theme.items),
        len({str(item.department) for item in used}),
        tuple(find_region_name(str(region)) for region in theme.regions),
        tuple(find_region_name(str(overlay.region)) for overlay in bundle.overlays.get(name, ())),
        len(bundle.examples.get(name, ())),
        tuple(_pair(changes.get(what)) for what in SHOWN) if figures else (),
        figures.classes if figures else 0,
        figures.zeros["trips"] if figures else 0,
    )


def _pair(change: Change | None) -> Pair:
    if change is None:
        return Pair("—", None, "—")
    after = f"{change.most:g}" if change.least == change.most else f"{change.least:g}–{change.most:g}"
    return Pair(f"{change.before:g}", GRADES.get(change.claim.grade), after)


def find_region_name(region: str) -> str:
    """A region's published name; its code when it has none."""
    return find_division(region) or region


@dataclass(frozen=True, slots=True)
class Movement:
    """Something on its way to a theme. state: draft | mature | signed | waiting. title: of the draft; key: of the draft or the bundle."""

    state: str
    title: str
    key: str


def find_movements(
    drafts: Iterable[tuple[str, str, Touched]], lives: Iterable[tuple[str, str, tuple[Step, ...]]]
) -> Mapping[str, tuple[Movement, ...]]:
    """Theme → what is on its way to it. drafts: (id, title, touched); lives: (bundle, state, steps).

    What changes only files that all themes share stands under "": it is on its way to every theme.
    """
    found: dict[str, tuple[Movement, ...]] = {}

    def add(movement: Movement, themes: Iterable[str], *, shared: bool) -> None:
        for theme in (*themes, *([""] if shared else ())):
            found[theme] = (*found.get(theme, ()), movement)

    for bundle, state, steps in lives:
        mature = find_step(steps, MATURE)
        if mature and state in (MATURE, SIGNED, WAITING):
            detail = mature.detail
            add(Movement(state, str(detail.get("title", "")), bundle), detail.get("touched", ()), shared=bool(detail.get("shared")))
    for draft, title, touched in drafts:
        add(Movement(DRAFT, title, draft), touched.themes, shared=touched.shared)
    return found


def find_people(subjects: Iterable[str]) -> Mapping[str, str]:
    """Names of staff by the subject they act under; who is unknown keeps the subject."""
    known = tuple(dict.fromkeys(subjects))
    ids = {one: int(one.removeprefix("staff-")) for one in known if one.removeprefix("staff-").isdecimal()}
    names = find_names(ids.values())
    return {one: names.get(ids.get(one, -1), one) or one for one in known}
