"""Signing by people: a name drawn by hand, bound with identity level and time to the SM3 of the form, under the platform's SM2 key.

What is signed is a statement: case, seat, the form's digest, the identity level, the moment, a salted commitment to the drawing. It
holds no personal value, so it verifies also when the drawing has been erased.
"""

import re
from collections.abc import Callable
from datetime import datetime

from shuangquan.core.words.canonical import canonical_bytes
from shuangquan.core.words.errors import Refusal

WIDE, TALL = 1000, 360
"""The pad's own units, whatever its size on a screen."""
LONGEST, LEAST = 16_000, 6
"""Characters of a drawing at most, points at least: fewer are a slip of the finger."""
_DRAWING = re.compile(r"\d{1,4},\d{1,3}(?: \d{1,4},\d{1,3})*(?:;\d{1,4},\d{1,3}(?: \d{1,4},\d{1,3})*)*", re.ASCII)
Seal = Callable[[bytes], tuple[str, str]]
"""Statement → (SM2 signature r‖s in hex, id of the key)."""


def read_drawing(text: str) -> str:
    """Strokes `x,y x,y;x,y …` within the pad; "" when nothing was drawn. Refusal("sign.drawing") for anything else, ("sign.slip")."""
    text = text.strip()
    if not text:
        return ""
    if len(text) > LONGEST or not _DRAWING.fullmatch(text):
        raise Refusal("sign.drawing", "drawn")
    points = [tuple(map(int, point.split(","))) for stroke in text.split(";") for point in stroke.split(" ")]
    if any(x > WIDE or y > TALL for x, y in points):
        raise Refusal("sign.drawing", "drawn")
    if len(points) < LEAST:
        raise Refusal("sign.slip", "drawn")
    return text


def draw_path(drawing: str) -> str:
    """The strokes as a path of SVG; a single point is a dot."""
    parts = []
    for stroke in drawing.split(";") if drawing else ():
        first, *others = (point.replace(",", " ") for point in stroke.split(" "))
        parts.append(f"M{first}" + "".join(f"L{point}" for point in others or (first,)))
    return "".join(parts)


def render_statement(case: str, role: str, digest: str, level: int, at: datetime, commitment: str) -> bytes:
    """What is signed, byte for byte. commitment: to the drawing, "" when nothing was drawn."""
    return canonical_bytes(
        {"case": case, "role": role, "form": digest, "level": level, "at": at.isoformat(timespec="microseconds"), "drawn": commitment}
    )
