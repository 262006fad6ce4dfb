"""Regions: from the country (00) down to the county, and what of a standard holds in one."""

from collections.abc import Iterable, Mapping
from datetime import date

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import COUNTRY, shorten_region
from shuangquan.core.standard.model import Parameter, ParameterRow
from shuangquan.core.standard.model_overlay import ItemOverlay, Overlay
from shuangquan.core.standard.model_theme import Theme


def find_ancestors(region: str) -> tuple[str, ...]:
    """The region and those it lies in, nearest first: 370783 → 370783, 370700, 37, 00."""
    chain = [region, f"{region[:4]}00" if len(region) >= 4 else region, region[:2], COUNTRY]
    return tuple(dict.fromkeys(chain))


def find_overlays(bundle: Bundle, theme: str, region: str) -> tuple[Overlay, ...]:
    """The theme's overlays that hold in `region`, from the widest region to the nearest."""
    chain = find_ancestors(region)
    held = [overlay for overlay in bundle.overlays.get(theme, ()) if shorten_region(overlay.region) in chain]
    return tuple(sorted(held, key=lambda overlay: -chain.index(shorten_region(overlay.region))))


def is_offered(theme: Theme, region: str) -> bool:
    """Whether a region has the theme: every region, or those of a local one and what lies in them."""
    chain = find_ancestors(shorten_region(region))
    return not theme.regions or any(shorten_region(one) in chain for one in theme.regions)


def find_item_overlay(overlays: Iterable[Overlay], item: str) -> ItemOverlay | None:
    """The nearest overlay's word on an item."""
    found = None
    for overlay in overlays:
        found = overlay.items.get(item, found)
    return found


Row = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]


def find_parameter_rows(parameter: Parameter, overlays: tuple[Overlay, ...], region: str) -> tuple[Row, ...]:
    """The parameter's rows for one region: (from, key values, (column, text)…), one timeline per key, oldest first.

    At each date the nearest region in force wins, and of its rows the newest. A set is its elements joined by commas.
    """
    chain = find_ancestors(region)
    written = [(shorten_region(row.region), row.from_, _keys(parameter, row), _columns(row)) for row in parameter.values]
    for overlay in overlays:
        if parameter.id in overlay.parameters:
            written.append((shorten_region(overlay.region), overlay.from_, (), (("value", _text(overlay.parameters[parameter.id].value)),)))
    held = [row for row in written if row[0] in chain]
    rows: list[Row] = []
    for keys in dict.fromkeys(row[2] for row in held):
        own = [row for row in held if row[2] == keys]
        before: tuple[tuple[str, str], ...] | None = None
        for since in sorted({row[1] for row in own}):
            in_force = [row for row in own if date.fromisoformat(row[1]) <= date.fromisoformat(since)]
            best = min(in_force, key=lambda row: (chain.index(row[0]), -date.fromisoformat(row[1]).toordinal()))
            if best[3] != before:
                rows.append((str(since), keys, best[3]))
                before = best[3]
    return tuple(rows)


def find_regional_rows(bundle: Bundle, theme: str, parameter: Parameter) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The rows of every region that writes some of its own, for a parameter whose region a fact of the case tells."""
    moved = (overlay.region for overlay in bundle.overlays.get(theme, ()) if parameter.id in overlay.parameters)
    regions = sorted({shorten_region(region) for region in (*(row.region for row in parameter.values), *moved)})
    return tuple((region, find_parameter_rows(parameter, find_overlays(bundle, theme, region), region)) for region in regions)


def _keys(parameter: Parameter, row: ParameterRow) -> tuple[str, ...]:
    return tuple(str(row.keys[key]) for key in parameter.keys)


def _columns(row: ParameterRow) -> tuple[tuple[str, str], ...]:
    if row.columns:
        return tuple((str(name), str(value)) for name, value in row.columns.items())
    return (("value", _text(row.value)),)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def find_widest(parameter: Parameter) -> Mapping[tuple[str, ...], ParameterRow]:
    """The newest row per key of the widest region that has one: what a local value is held against."""
    found: dict[tuple[str, ...], ParameterRow] = {}
    for row in sorted(
        parameter.values, key=lambda r: (-len(shorten_region(r.region)) if shorten_region(r.region) != COUNTRY else 0, r.from_)
    ):
        found[_keys(parameter, row)] = row
    return found
