"""The board of what runs late: departments by name, the latest first; and how each theme kept its limit for the whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.text import Text
from shuangquan.records.lateness import Kept
from shuangquan.records.supervision import Late


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A department. late: over their limit and under way now; yellow, red: cards in the last 30 days."""

    name: Text
    late: int
    yellow: int
    red: int


def find_rows(bundle: Bundle, found: Mapping[str, Late]) -> tuple[BoardRow, ...]:
    """Every department that has something to answer for; red weighs most."""
    names = ((bundle.departments.get(department, Text(department)), one) for department, one in found.items())
    rows = [BoardRow(name, one.late, one.yellow, one.red) for name, one in names]
    return tuple(sorted(rows, key=lambda row: (-row.red, -row.late, -row.yellow, row.name.zh)))


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme's matters of the last 30 days: within the limit of the whole, and past it. delivered: its limit ends with delivery."""

    name: Text
    on_time: int
    late: int
    delivered: bool


def find_theme_rows(bundle: Bundle, found: Mapping[str, Kept]) -> tuple[ThemeRow, ...]:
    """Every theme that ended something, the one with most late first."""
    rows = [
        ThemeRow(theme.name, one.on_time, one.late, theme.limit_until == "delivered")
        for name, one in found.items()
        if (theme := bundle.themes.get(name)) is not None
    ]
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.on_time, row.name.zh)))
