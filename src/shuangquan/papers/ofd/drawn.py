"""The house's Drawing as a document of this room. The only file here that knows the house."""

import math
from collections.abc import Callable, Mapping

from shuangquan.papers.drawing import Attached, Curve, Drawing, Face, Mark, Page, Picture, Rule, Words
from shuangquan.papers.ofd.model import SOLID, Attachment, Colour, Document, Font, Image, Item, Path, Sheet, Text

Measure = Callable[[Face, str], tuple[float, ...]]
"""(typeface, line) → each letter's advance, in sizes."""
FONTS = {
    Face.SONG: Font("宋体", "SimSun", serif=True),
    Face.HEI: Font("黑体", "SimHei"),
    Face.MONO: Font("黑体", "SimHei"),  # figures of one width; a typewriter's face has no 中文
}
"""By the names that readers in use know. They are named, not embedded: every OFD reader brings them, and a file stays at a few dozen KB."""
_MANY = {"M": 2, "L": 2, "C": 6, "Z": 0}
_STEP = {"M": "M", "L": "L", "C": "B", "Z": "C"}


def draw_document(
    drawing: Drawing,
    document_id: str,
    facts: Mapping[str, str],
    measure: Measure,
    embedded: Mapping[Face, bytes] | None = None,
    creator: tuple[str, str] = ("Shuangquan OFD", "1"),
) -> Document:
    """A Drawing as a document. document_id: 32 hex digits; facts: its metadata; embedded: a font's bytes, cut to the letters used.

    creator: program and version. ValueError for a curve or picture that is none.
    """
    used = {mark.face for page in drawing.pages for mark in page.marks if isinstance(mark, Words)}
    fonts = {face.value: _font(face, (embedded or {}).get(face, b"")) for face in Face if face in used}
    return Document(
        document_id,
        drawing.title,
        drawing.author,
        tuple(_sheet(page, measure) for page in drawing.pages),
        fonts,
        tuple(_attachment(one) for one in drawing.attached),
        facts,
        drawing.made,
        *creator,
    )


def _font(face: Face, data: bytes) -> Font:
    named = FONTS[face]
    return Font(named.name, named.family, data, named.serif, named.fixed)


def _attachment(one: Attached) -> Attachment:
    return Attachment(one.name, one.name.rpartition(".")[2], one.data, one.about)


def _sheet(page: Page, measure: Measure) -> Sheet:
    return Sheet(page.width, page.height, tuple(_item(mark, measure) for mark in page.marks if not isinstance(mark, Words) or mark.text))


def _item(mark: Mark, measure: Measure) -> Item:
    alpha = round(mark.opacity * SOLID)
    if isinstance(mark, Words):
        advances = tuple(one * mark.size + mark.spacing for one in measure(mark.face, mark.text))
        turn = math.radians(mark.turn)
        matrix = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn)) if mark.turn else None
        return Text(mark.x, mark.y, mark.text, mark.size, mark.face.value, advances, read_colour(mark.colour), alpha, mark.bold, matrix)
    if isinstance(mark, Rule):
        steps = (("M", (mark.x1, mark.y1)), ("L", (mark.x2, mark.y2)))
        return Path(steps, read_colour(mark.colour), None, mark.width, alpha)
    if isinstance(mark, Curve):
        stroke = read_colour(mark.stroke) if mark.stroke else None
        return Path(read_steps(mark.path), stroke, read_colour(mark.fill) if mark.fill else None, mark.width, alpha)
    return _image(mark, alpha)


def _image(mark: Picture, alpha: int) -> Image:
    form = "PNG" if mark.data.startswith(b"\x89PNG") else "JPEG" if mark.data.startswith(b"\xff\xd8\xff") else ""
    if not form:
        raise ValueError("a picture is PNG or JPEG")
    return Image(mark.x, mark.y, mark.w, mark.h, mark.data, form, alpha)


def read_colour(text: str) -> Colour:
    """#rrggbb. ValueError for anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"{text!r} is no colour")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def read_steps(path: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """M, L, C and Z commands as a path's steps. ValueError for anything else."""
    parts, steps, at = path.replace(",", " ").split(), [], 0
    while at < len(parts):
        letter = parts[at]
        if letter not in _MANY or len(parts) < at + 1 + _MANY[letter]:
            raise ValueError(f"{path!r} is no path")
        steps.append((_STEP[letter], tuple(float(part) for part in parts[at + 1 : at + 1 + _MANY[letter]])))
        at += 1 + _MANY[letter]
    if not steps or steps[0][0] != "M":
        raise ValueError(f"{path!r} is no path")
    return tuple(steps)
