"""A drawing as a PDF (PDF/A-3b): a certificate is printed from its signed payload, which is attached with its signature.

Rendered when somebody looks; signed when it is issued. The compiler is kept, so that a page costs milliseconds.
"""

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import typst

from shuangquan.core.credentials.payload import Payload
from shuangquan.core.standard.model_layout import Layout
from shuangquan.papers.drawing import Attached, Curve, Drawing, Face, Page, Picture, Rule, Words
from shuangquan.papers.faces import FAMILIES, find_face_file
from shuangquan.papers.layout import Printed, draw_certificate
from shuangquan.papers.layout_plain import PLAIN

_LAYOUTS = Path(__file__).parent / "layouts"
_DATA = frozenset({"payload.json"})
"""Attached files that are the document's own data; others supplement it (PDF/A-3, AFRelationship)."""


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = str(Path(find_face_file(Face.SONG)).parent)
    return typst.Compiler(str(_LAYOUTS / "drawing.typ"), root=str(_LAYOUTS), font_paths=[fonts], ignore_system_fonts=True)


def render_certificate(payload: Payload, link: str, signature: bytes, key_id: str, layout: Layout = PLAIN) -> bytes:
    """The PDF's bytes, before the file itself is sealed.

    `link` is the public verification address in the QR; `signature` is r‖s (64 bytes) of `payload.signed_bytes()` by `key_id`.
    """
    return render_drawing(draw_certificate(Printed(payload, link, signature, key_id), layout))


def render_drawing(drawing: Drawing) -> bytes:
    """A drawing as PDF/A-3b, byte for byte the same for the same drawing."""
    made = _compiler().compile(sys_inputs={"held": _write(drawing)}, format="pdf", pdf_standards=["a-3b"], timestamp=_stamp(drawing))
    assert isinstance(made, bytes)  # one PDF, in memory
    return made


def render_pictures(drawing: Drawing, dots: int = 200) -> tuple[bytes, ...]:
    """Its pages as PNG, `dots` to the inch."""
    made = _compiler().compile(sys_inputs={"held": _write(drawing)}, format="png", ppi=dots)
    return (made,) if isinstance(made, bytes) else tuple(made or ())


def _stamp(drawing: Drawing) -> int:
    return int(datetime.fromisoformat(drawing.made).timestamp()) if drawing.made else 0


def _write(drawing: Drawing) -> str:
    held = {
        "title": drawing.title,
        "author": drawing.author,
        "language": drawing.language,
        "pages": [{"width": page.width, "height": page.height, "marks": list(_write_marks(page))} for page in drawing.pages],
        "attached": [_write_attached(one) for one in drawing.attached],
    }
    return json.dumps(held, ensure_ascii=False)


def _write_attached(one: Attached) -> dict[str, str]:
    relationship = "data" if one.name in _DATA else "supplement"
    return {"name": one.name, "type": one.media_type, "data": one.data.decode(), "about": one.about, "relationship": relationship}


def _write_marks(page: Page) -> Iterator[dict[str, Any]]:
    """Text and pictures as they are; lines and curves that follow each other as one SVG, which costs a page less."""
    drawn: list[str] = []
    for mark in page.marks:
        if isinstance(mark, Curve | Rule):
            drawn.append(_write_curve(mark))
            continue
        if drawn:
            yield _write_svg(page, drawn)
            drawn = []
        yield _write_words(mark) if isinstance(mark, Words) else _write_picture(mark)
    if drawn:
        yield _write_svg(page, drawn)


def _write_svg(page: Page, drawn: list[str]) -> dict[str, str]:
    box = f"0 0 {page.width} {page.height}"
    return {"kind": "svg", "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(drawn)}</svg>'}


def _write_curve(mark: Curve | Rule) -> str:
    if isinstance(mark, Rule):
        mark = Curve(f"M {mark.x1} {mark.y1} L {mark.x2} {mark.y2}", mark.colour, "", mark.width, mark.opacity)
    stroke = f"stroke={quoteattr(mark.stroke)} stroke-width='{mark.width}'" if mark.stroke else ""
    return f"<path d={quoteattr(mark.path)} fill={quoteattr(mark.fill or 'none')} {stroke} opacity='{mark.opacity}'/>"


def _write_words(mark: Words) -> dict[str, Any]:
    return {
        "kind": "words", "x": mark.x, "y": mark.y, "text": mark.text, "size": mark.size, "font": FAMILIES[mark.face], "bold": mark.bold,
        "colour": mark.colour, "opacity": mark.opacity, "spacing": mark.spacing, "turn": mark.turn,
    }  # fmt: skip


def _write_picture(mark: Picture) -> dict[str, Any]:
    form = "png" if mark.data.startswith(b"\x89PNG") else "jpg"
    data = base64.b64encode(mark.data).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {mark.w} {mark.h}"><image width="{mark.w}" height="{mark.h}" '
        f'opacity="{mark.opacity}" href="data:image/{"jpeg" if form == "jpg" else form};base64,{data}"/></svg>'
    )
    return {"kind": "picture", "x": mark.x, "y": mark.y, "w": mark.w, "h": mark.h, "data": svg, "format": "svg", "alt": mark.alt}
