"""How text fits a place: lines are broken, letters shrink within bounds, and what does not fit is said, never printed over something else.

Breaking follows 标点避头尾 (W3C clreq §3.1.4): no closing mark begins a line, no opening mark ends one; words stay whole if they can.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shuangquan.core.standard.model_layout import Rest, Spot

Measure = Callable[[str, str], float]
"""(text, face) → its width in ems."""

CLOSING = frozenset("，。、；：？！”’）》〉】」』〕］｝…—·,.;:?!)]}%℃")
OPENING = frozenset("“‘（《〈【「『〔［｛([{¥￥")
LEADING = 1.32
"""From baseline to baseline, in letters' sizes."""
ASCENT = 0.88
"""From a line's top to its baseline, in letters' sizes."""
LABEL = 0.62
"""A label's letters against its value's."""
STEP = 0.1
"""mm by which letters shrink at a time."""
GAP = 0.28
"""Between a label and the value under it, and around a table's rows, in sizes of the value."""


def measure_worst(text: str, face: str) -> float:
    """No narrower than any shipped face prints it: wide letters an em, others what the widest of their kind takes."""
    return sum(map(_widest, text))


@lru_cache(maxsize=4096)
def _widest(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return 1.0
    if letter.isdigit():
        return 0.58
    return 1.06 if letter.isupper() or letter in "mw%@&" else 0.68


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text as it stands: the size of its letters in mm, and its lines."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """mm from the first line's top to the last line's bottom."""
        return self.size * LEADING * len(self.lines)


def break_lines(text: str, room: float, measure: Measure, face: str = "song") -> tuple[str, ...]:
    """Lines no wider than `room` ems each, a single letter excepted; always at least one."""
    lines, line, width = [], "", 0.0
    for piece in split_pieces(text):
        wide = _width(piece, face, measure)
        if not line or width + wide <= room + 1e-6:
            line, width = line + piece, width + wide
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
            width = _width(line, face, measure)
        while width > room + 1e-6 and len(line) > 1:
            head = _head(line, room, measure, face)
            lines.append(line[:head])
            line = line[head:]
            width = _width(line, face, measure)
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return tuple(lines)


def _width(text: str, face: str, measure: Measure) -> float:
    return measure(text, face) if text else 0.0


@lru_cache(maxsize=4096)
def split_pieces(text: str) -> tuple[str, ...]:
    """Pieces between which a line may end: wide letters with closing marks after and opening ones before them, whole words."""
    pieces: list[str] = []
    glue = False
    for c in text:
        narrow = c.isascii() and not c.isspace()
        follows = bool(pieces) and (glue or c in CLOSING or (narrow and pieces[-1][-1].isascii() and not pieces[-1][-1].isspace()))
        if c in CLOSING and len(pieces) > 1 and pieces[-1].isspace():
            pieces[-2:] = [f"{pieces[-2]}{pieces[-1]}{c}"]
        elif follows:
            pieces[-1] += c
        else:
            pieces.append(c)
        glue = c in OPENING
    return tuple(pieces)


def _head(line: str, room: float, measure: Measure, face: str) -> int:
    """How many letters of a piece that is too long for any line stand on this one: at least one."""
    head = 1
    while head < len(line) and measure(line[: head + 1], face) <= room + 1e-6:
        head += 1
    while head > 1 and line[head] in CLOSING:
        head -= 1
    return head


def fit_text(text: str, width: float, size: float, least: float, lines: int, measure: Measure, face: str = "song", spacing: float = 0.0,
             height: float | None = None) -> Fitted | None:  # fmt: skip
    """The text in the largest letters from `size` down to `least` in which it takes at most `lines` lines of `width` mm; None if in none.

    spacing: mm after each letter. height: mm that its lines may take together.
    """
    steps = max(0, round((size - least) / STEP))
    for step in range(steps + 1):
        now = max(least, size - step * STEP)
        spaced = _spread(measure, spacing / now) if spacing else measure
        found = break_lines(text, width / now, spaced, face)
        fits = len(found) <= lines and all(_width(line, face, spaced) * now <= width + 0.01 for line in found)
        if fits and (height is None or Fitted(now, found).height <= height + 0.01):
            return Fitted(now, found)
    return None


def _spread(measure: Measure, spacing: float) -> Measure:
    return lambda text, face: measure(text, face) + spacing * len(text)


def fit_spot(text: str, spot: Spot, measure: Measure) -> Fitted | None:
    """The text in a place of a layout, beside its label if it has one there."""
    size = float(spot.size)
    least = float(spot.min) if spot.min is not None else size
    height = float(spot.box[3]) if len(spot.box) > 3 else None
    room = float(spot.box[2]) - float(spot.label_width)
    return fit_text(text, room, size, least, spot.lines, measure, spot.face, float(spot.spacing), height)


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and a value for the grid. key: how it is told apart."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Cell:
    """An entry where it stands: the cell's left, top, width and height in mm, its label's letters, and its fitted value."""

    entry: Entry
    x: float
    y: float
    w: float
    h: float
    label: Fitted
    value: Fitted


def fill_rest(entries: Sequence[Entry], rest: Rest, measure: Measure) -> tuple[tuple[Cell, ...], tuple[Entry, ...]]:
    """The entries in the grid, and those for which there is no room. All in the largest letters in which every one has room."""
    size, least = float(rest.size), float(rest.min)
    steps = max(0, round((size - least) / STEP))
    for step in range(steps + 1):
        cells, out = _fill(entries, rest, measure, max(least, size - step * STEP))
        if not out:
            return cells, ()
    return cells, out


def _fill(entries: Sequence[Entry], rest: Rest, measure: Measure, size: float) -> tuple[tuple[Cell, ...], tuple[Entry, ...]]:
    x0, y0, width, height = (float(one) for one in rest.box[:4])
    gap = 0.0 if rest.style == "table" else 2.0 * size
    narrow = (width - gap * (rest.columns - 1)) / rest.columns
    cells: list[Cell] = []
    out: list[Entry] = []
    y, column, tall = y0, 0, 0.0
    for number, entry in enumerate(entries, start=1):
        alone = rest.style == "table" and number == len(entries) and column in (0, rest.columns)
        cell = None if alone else _make(entry, narrow, rest, measure, size)
        wide = cell is None
        if cell is None:
            cell = _make(entry, width, rest, measure, size)
        if cell is None:
            out.append(entry)
            continue
        if column and (wide or column == rest.columns):
            y, column, tall = y + tall, 0, 0.0
        if y + cell.h > y0 + height + 0.01:
            out.append(entry)
            continue
        cells.append(Cell(entry, x0 + column * (narrow + gap), y, cell.w, cell.h, cell.label, cell.value))
        tall = max(tall, cell.h)
        column = rest.columns if wide else column + 1
    return _level(cells, rest), tuple(out)


def _level(cells: Sequence[Cell], rest: Rest) -> tuple[Cell, ...]:
    """Cells of one row are as tall as its tallest; one alone in a table's last row takes the row."""
    found = []
    for cell in cells:
        row = [one for one in cells if one.y == cell.y]
        width = cell.w
        if rest.style == "table" and cell is row[-1]:
            width = float(rest.box[0] + rest.box[2]) - cell.x
        found.append(Cell(cell.entry, cell.x, cell.y, width, max(one.h for one in row), cell.label, cell.value))
    return tuple(found)


def find_label_width(rest: Rest) -> float:
    """mm that labels take beside their values; 0 where they stand above."""
    return 0.0 if rest.style == "over" else min(float(rest.box[2]) / rest.columns * 0.4, float(rest.size) * LABEL * 11)


def _make(entry: Entry, width: float, rest: Rest, measure: Measure, size: float) -> Cell | None:
    beside = find_label_width(rest)
    pad = size * GAP * 2 if rest.style == "table" else 0.0
    small = max(size * LABEL, 1.9)
    label = fit_text(entry.label, (beside or width) - pad, small, min(small, 1.6), 3 if beside else 1, measure, "hei")
    value = fit_text(entry.value, width - beside - pad, size, size, rest.lines if width < float(rest.box[2]) else 2 * rest.lines, measure)
    if label is None or value is None:
        return None
    if beside:
        height = max(label.height, value.height) + size * GAP * (3 if rest.style == "table" else 1.6)
    else:
        height = label.height + value.height + size * GAP * 1.8
    return Cell(entry, 0, 0, width, height, label, value)
