"""What is drawn on a certificate besides its text: paper, waves, frames, the ring of a sample's seal. No emblem and no real seal."""

from collections.abc import Iterator
from functools import lru_cache
from math import cos, pi, radians, sin

from shuangquan.papers.drawing import Curve, Face, Mark, Rule, Words

SEAL = "#c2311b"
_ROUND = 0.5522847
"""How far a Bézier's handles stand out for a quarter of a circle of radius 1."""


def draw_paper(width: float, height: float, tint: str) -> Curve:
    """The sheet in its tint."""
    return Curve(_rectangle(0, 0, width, height), fill=tint)


def draw_ring(x: float, y: float, radius: float, stroke: str, width: float, opacity: float = 1.0, fill: str = "") -> Curve:
    """A circle around (x, y)."""
    return Curve(_circle(x, y, radius), stroke=stroke, fill=fill, width=width, opacity=opacity)


@lru_cache(maxsize=64)
def draw_pattern(kind: str, width: float, height: float, ink: str, inset: float) -> tuple[Curve, ...]:
    """What lies under the text, faint: 青海波 waves, interlaced rings, or a rosette in the middle."""
    return tuple(_pattern(kind, width, height, ink, inset))


def _pattern(kind: str, width: float, height: float, ink: str, inset: float) -> Iterator[Curve]:
    if kind == "waves":
        yield Curve(" ".join(_waves(inset, width, height)), stroke=ink, width=0.16, opacity=0.13)
    elif kind == "rings":
        yield Curve(" ".join(_rings(inset, width, height)), stroke=ink, width=0.12, opacity=0.14)
    elif kind == "rosette":
        size = min(width, height) * 0.42
        for turn, petals in ((0.0, 12), (0.26, 12), (0.13, 7)):
            yield Curve(_rosette(width / 2, height / 2, size, petals, turn), stroke=ink, width=0.12, opacity=0.16)


def _waves(inset: float, width: float, height: float) -> Iterator[str]:
    radius, step = 7.0, 7.0
    rows = int((height - 2 * inset) // (step / 2))
    columns = int((width - 2 * inset) // (2 * radius))
    left = (width - columns * 2 * radius) / 2
    top = (height - rows * step / 2) / 2 + step / 2
    for row in range(rows):
        shift = radius if row % 2 else 0.0
        for column in range(columns - (row % 2)):
            x, y = left + radius + shift + column * 2 * radius, top + row * step / 2
            for share in (1.0, 0.72, 0.44):
                yield _arch(x, y, radius * share)


def _arch(x: float, y: float, r: float) -> str:
    k, rise = r * _ROUND, r * 0.5
    return (
        f"M {x - r:.2f} {y:.2f} C {x - r:.2f} {y - rise * _ROUND:.2f} {x - k:.2f} {y - rise:.2f} {x:.2f} {y - rise:.2f} "
        f"C {x + k:.2f} {y - rise:.2f} {x + r:.2f} {y - rise * _ROUND:.2f} {x + r:.2f} {y:.2f}"
    )


def _rings(inset: float, width: float, height: float) -> Iterator[str]:
    step = 9.2
    columns, rows = int((width - 2 * inset) // step), int((height - 2 * inset) // step)
    left, top = (width - (columns - 1) * step) / 2, (height - (rows - 1) * step) / 2
    for row in range(rows):
        for column in range(columns):
            yield _circle(left + column * step, top + row * step, 5.5)


def _rosette(x: float, y: float, radius: float, petals: int, turn: float) -> str:
    points = []
    many = petals * 16
    for number in range(many):
        angle = 2 * pi * number / many
        reach = radius * (0.62 + 0.38 * cos(petals * angle + turn * pi))
        points.append(f"{x + reach * cos(angle):.2f} {y + reach * sin(angle):.2f}")
    return "M " + " L ".join(points) + " Z"


@lru_cache(maxsize=64)
def draw_frame(kind: str, width: float, height: float, ink: str) -> tuple[Mark, ...]:
    """文武边, one line, corners, a licence's fret border, or a card's rounded edge."""
    return tuple(_frame(kind, width, height, ink))


def _frame(kind: str, width: float, height: float, ink: str) -> Iterator[Mark]:
    if kind == "line":
        yield Curve(_rectangle(6, 6, width - 12, height - 12), stroke=ink, width=0.35)
    elif kind == "double":
        yield Curve(_rectangle(8, 8, width - 16, height - 16), stroke=ink, width=0.8)
        yield Curve(_rectangle(9.9, 9.9, width - 19.8, height - 19.8), stroke=ink, width=0.2)
    elif kind == "corners":
        yield Curve(" ".join(_corners(7, width, height, 14)), stroke=ink, width=0.7)
        yield Curve(" ".join(_corners(8.8, width, height, 10)), stroke=ink, width=0.2)
    elif kind == "ornate":
        yield from _ornate(width, height, ink)
    elif kind == "card":
        yield Curve(_rounded(0.6, 0.6, width - 1.2, height - 1.2, 3.2), stroke=ink, width=0.3, opacity=0.6)


def _ornate(width: float, height: float, ink: str) -> Iterator[Mark]:
    """Two rules with a 回纹 fret between them."""
    outer, band = 8.0, 6.4
    yield Curve(_rectangle(outer, outer, width - 2 * outer, height - 2 * outer), stroke=ink, width=0.9)
    inner = outer + band
    yield Curve(_rectangle(inner, inner, width - 2 * inner, height - 2 * inner), stroke=ink, width=0.35)
    within = inner + 1.6
    yield Curve(_rectangle(within, within, width - 2 * within, height - 2 * within), stroke=ink, width=0.15)
    parts = []
    for long, across in ((width, False), (height, True)):
        room = long - 2 * outer - 2 * band
        many = round(room / 5.2)
        step = room / many
        for number in range(many):
            at = outer + band + number * step
            for side in (outer + 1.2, (height if not across else width) - outer - band + 1.2):
                parts.append(_fret(at, side, step, band - 2.4, across=across))
    yield Curve(" ".join(parts), stroke=ink, width=0.3)
    for x in (outer, width - outer - band):
        for y in (outer, height - outer - band):
            yield Curve(_rectangle(x + 1.2, y + 1.2, band - 2.4, band - 2.4), stroke=ink, width=0.3)
            yield Curve(_circle(x + band / 2, y + band / 2, band / 2 - 2.1), fill=ink)


def _fret(along: float, side: float, step: float, band: float, *, across: bool) -> str:
    """One key of the fret, in a cell of step × band."""
    steps = ((0.08, 1), (0.08, 0), (0.92, 0), (0.92, 0.72), (0.36, 0.72), (0.36, 0.38), (0.64, 0.38))
    points = [(along + u * step, side + v * band) for u, v in steps]
    return "M " + " L ".join(f"{y:.2f} {x:.2f}" if across else f"{x:.2f} {y:.2f}" for x, y in points)


def _corners(inset: float, width: float, height: float, arm: float) -> Iterator[str]:
    for x, dx in ((inset, 1), (width - inset, -1)):
        for y, dy in ((inset, 1), (height - inset, -1)):
            yield f"M {x + dx * arm:.2f} {y:.2f} L {x:.2f} {y:.2f} L {x:.2f} {y + dy * arm:.2f}"


def draw_emblem(x: float, y: float, width: float, ink: str) -> Iterator[Mark]:
    """Where an emblem would be: two rings and the word 示例. No emblem is imitated."""
    r = width / 2
    yield draw_ring(x + r, y + r, r - 0.2, ink, width * 0.03, 0.8)
    yield draw_ring(x + r, y + r, r * 0.8, ink, width * 0.012, 0.7)
    size = width * 0.24
    yield Words(x + r - size, y + r + size * 0.36, "示例", size, Face.SONG, colour=ink, opacity=0.85)


def draw_photo(x: float, y: float, width: float, height: float, ink: str) -> Iterator[Mark]:
    """Where a photograph would be: a frame, and a head and shoulders in outline."""
    yield Curve(_rectangle(x, y, width, height), stroke=ink, fill="#ffffff", width=0.2, opacity=0.55)
    cx, head = x + width / 2, min(width, height) * 0.2
    yield draw_ring(cx, y + height * 0.38, head, ink, 0.25, 0.45)
    top, half = y + height * 0.38 + head * 1.35, width * 0.36
    foot = y + height - 0.4
    yield Curve(
        f"M {cx - half:.2f} {foot:.2f} C {cx - half:.2f} {top + head * 0.2:.2f} {cx - head:.2f} {top:.2f} {cx:.2f} {top:.2f} "
        f"C {cx + head:.2f} {top:.2f} {cx + half:.2f} {top + head * 0.2:.2f} {cx + half:.2f} {foot:.2f}",
        stroke=ink, width=0.25, opacity=0.45,
    )  # fmt: skip


def draw_seal(x: float, y: float, width: float, around: str, below: str) -> Iterator[Mark]:
    """A sample's round seal: ring, star, the issuer around and a word below. Cinnabar, as nothing else is."""
    r = width / 2
    cx, cy = x + r, y + r
    yield draw_ring(cx, cy, r - width * 0.02, SEAL, width * 0.036, 0.78)
    yield Curve(_star(cx, cy - r * 0.02, r * 0.3), fill=SEAL, opacity=0.78)
    size = min(width * 0.115, width * 1.75 / max(8, len(around)))
    turn = min(30.0, 250.0 / max(1, len(around)))
    for number, letter in enumerate(around):
        angle = (number - (len(around) - 1) / 2) * turn
        reach, a = r * 0.9 - size, radians(angle)
        at_x = cx + reach * sin(a) - size / 2 * cos(a)
        at_y = cy - reach * cos(a) - size / 2 * sin(a)
        yield Words(at_x, at_y, letter, size, Face.SONG, bold=True, colour=SEAL, opacity=0.82, turn=angle)
    foot = width * 0.085
    yield Words(cx - foot * len(below) / 2, cy + r * 0.62, below, foot, Face.SONG, colour=SEAL, opacity=0.8)


def _star(x: float, y: float, radius: float) -> str:
    points = []
    for number in range(10):
        reach = radius if number % 2 == 0 else radius * 0.382
        angle = radians(36 * number - 90)
        points.append(f"{x + reach * cos(angle):.2f} {y + reach * sin(angle):.2f}")
    return "M " + " L ".join(points) + " Z"


def draw_rule(x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 0.15, opacity: float = 0.5) -> Rule:
    """A hairline."""
    return Rule(x1, y1, x2, y2, width, ink, opacity)


def draw_box(x: float, y: float, width: float, height: float, ink: str) -> Curve:
    """A cell of a table."""
    return Curve(_rectangle(x, y, width, height), stroke=ink, width=0.18, opacity=0.7)


def _rectangle(x: float, y: float, w: float, h: float) -> str:
    return f"M {x:.2f} {y:.2f} L {x + w:.2f} {y:.2f} L {x + w:.2f} {y + h:.2f} L {x:.2f} {y + h:.2f} Z"


def _circle(x: float, y: float, r: float) -> str:
    return _rounded(x - r, y - r, 2 * r, 2 * r, r)


def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    k = r * (1 - _ROUND)
    return (
        f"M {x + r:.2f} {y:.2f} L {x + w - r:.2f} {y:.2f} C {x + w - k:.2f} {y:.2f} {x + w:.2f} {y + k:.2f} {x + w:.2f} {y + r:.2f} "
        f"L {x + w:.2f} {y + h - r:.2f} C {x + w:.2f} {y + h - k:.2f} {x + w - k:.2f} {y + h:.2f} {x + w - r:.2f} {y + h:.2f} "
        f"L {x + r:.2f} {y + h:.2f} C {x + k:.2f} {y + h:.2f} {x:.2f} {y + h - k:.2f} {x:.2f} {y + h - r:.2f} "
        f"L {x:.2f} {y + r:.2f} C {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} Z"
    )
