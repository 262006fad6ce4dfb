"""Layouts: places on the page that do not meet, and room for the longest value of every fact that a certificate prints."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.fitting import LABEL, LEADING, Entry, fill_rest, fit_spot, measure_worst
from shuangquan.core.standard.longest import find_longest
from shuangquan.core.standard.model import Certificate
from shuangquan.core.standard.model_layout import Layout, LayoutPage, Rest, Spot

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SLOTS = ("title", "title_en", "holder", "qr", "number", "identifier", "signature", "issuer", "issued", "validity")
"""Places of one thing each, which may not meet. Seal, emblem and photograph lie where they lie: a seal is set over its issuer's name."""
_LEAST = Decimal(1)
Box = tuple[Decimal, Decimal, Decimal, Decimal]


def check_layouts(bundle: Bundle) -> list[Finding]:
    """Everything wrong with the layouts, and with certificates that do not fit theirs."""
    found = [finding for layout in bundle.layouts.values() for finding in _check_layout(layout)]
    if not found:
        found += [finding for kind in bundle.certificates.values() for finding in _check_certificate(bundle, kind)]
    return found


def _check_layout(layout: Layout) -> Iterator[Finding]:
    if layout.grade is None:
        yield find_fault(layout.at, "no-grade", name=layout.id)
    colours = (layout.ink, layout.tint, *(page.tint for page in layout.pages))
    if len(layout.size) != 2 or not layout.pages or any(c is not None and not _COLOUR.fullmatch(c) for c in colours):
        yield find_fault(layout.at, "layout-shape", name=layout.id)
        return
    for page in layout.pages:
        boxes = dict(_find_boxes(page))
        for name, (spot, box) in boxes.items():
            if len(spot.box) not in (3, 4) or (isinstance(spot, Rest) and len(spot.box) != 4):
                yield find_fault(spot.at, "layout-shape", name=f"{layout.id}.{name}")
                return
            x, y, w, h = box
            if x < 0 or y < 0 or w <= 0 or x + w > layout.size[0] or y + h > layout.size[1] or _is_small(spot):
                yield find_fault(spot.at, "layout-outside", name=f"{layout.id}.{name}")
        yield from _check_meeting(layout, boxes)


def _is_small(spot: Spot | Rest) -> bool:
    return min(spot.size, spot.min if spot.min is not None else spot.size) < _LEAST or spot.lines < 1


def _find_boxes(page: LayoutPage) -> Iterator[tuple[str, tuple[Spot | Rest, Box]]]:
    spots: list[tuple[str, Spot | None]] = [(name, getattr(page, name)) for name in _SLOTS]
    spots += [(f"said[{number}]", said.spot) for number, said in enumerate(page.said, start=1)]
    spots += [(f"fields.{name}", spot) for name, spot in page.fields.items()]
    for name, spot in spots:
        if spot is not None:
            yield name, (spot, _find_box(spot, square=name == "qr", field=name.startswith("fields.")))
    if page.rest is not None:
        x, y, w, h = (*page.rest.box, *([Decimal(0)] * 4))[:4]
        yield "rest", (page.rest, (x, y, w, h))


def _find_box(spot: Spot, *, square: bool, field: bool) -> Box:
    """With its height: as written, that of a square, or what its lines take, under a label if there is one."""
    x, y, w = (*spot.box, *([Decimal(0)] * 3))[:3]
    if len(spot.box) > 3:
        return x, y, w, spot.box[3]
    label = LABEL if field and not spot.label_width and (spot.label is None or spot.label.zh != "none") else 0.0
    return x, y, w, w if square else spot.size * Decimal(str((spot.lines + label) * LEADING))


def _check_meeting(layout: Layout, boxes: Mapping[str, tuple[Spot | Rest, Box]]) -> Iterator[Finding]:
    placed = [(name, spot, box) for name, (spot, box) in boxes.items()]
    for number, (name, spot, (x, y, w, h)) in enumerate(placed):
        for other, _, (x2, y2, w2, h2) in placed[:number]:
            if x < x2 + w2 and x2 < x + w and y < y2 + h2 and y2 < y + h:
                yield find_fault(spot.at, "layout-meets", name=f"{layout.id}.{name}", other=other)


def _check_certificate(bundle: Bundle, kind: Certificate) -> Iterator[Finding]:
    if kind.layout is None:
        return
    layout = bundle.layouts.get(kind.layout)
    if layout is None:
        yield find_fault(kind.layout.at, "unknown-name", kind="layout", name=kind.layout, near="")
        return
    for page in layout.pages:
        if page.title is not None and fit_spot(kind.name.zh, page.title, measure_worst) is None:
            yield find_fault(kind.at, "layout-tight", name=kind.id, field="name", layout=layout.id)
    entries = list(_find_entries(bundle, kind))
    left = []
    for entry in entries:
        spots = [spot for page in layout.pages if (spot := page.fields.get(entry.key) or page.fields.get(entry.key.partition(".")[2]))]
        if not spots:
            left.append(entry)
        elif any(fit_spot(entry.value, spot, measure_worst) is None for spot in spots if entry.value):
            yield find_fault(kind.at, "layout-tight", name=kind.id, field=entry.key, layout=layout.id)
    grids = tuple(page.rest for page in layout.pages if page.rest is not None)
    for entry in _find_left_out(tuple(left), grids):
        yield find_fault(kind.at, "layout-tight", name=kind.id, field=entry.key, layout=layout.id)


@lru_cache(maxsize=2048)
def _find_left_out(left: tuple[Entry, ...], grids: tuple[Rest, ...]) -> tuple[Entry, ...]:
    """What has no room in any grid. Kept: an editor changes one certificate of hundreds, and is told at once."""
    out = left
    for rest in grids:
        _, out = fill_rest(left, rest, measure_worst)
    return out


def _find_entries(bundle: Bundle, kind: Certificate) -> Iterator[Entry]:
    for path in (*kind.states, *kind.prints):
        role, _, name = path.partition(".")
        fact = bundle.facts.get(f"{kind.roles[role].type}.{name}") if role in kind.roles else None
        if fact is not None and fact.type != "image":
            yield Entry(str(path), fact.label.zh, find_longest(bundle, fact))
