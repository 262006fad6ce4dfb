"""QR codes (ISO/IEC 18004): as SVG, black on nothing, so that page and paper colour them; and as a path for a drawn page."""

import io
from itertools import groupby

import segno


def render_qr(text: str, *, error: str = "m") -> str:
    """An SVG element without a size of its own; 1 unit a module, quiet zone included."""
    buffer = io.BytesIO()
    segno.make(text, error=error, micro=False).save(
        buffer, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#16211e", lineclass=None, svgclass="qr"
    )
    return buffer.getvalue().decode()


def render_qr_png(text: str, *, error: str = "m", scale: int = 6) -> bytes:
    """A PNG, `scale` pixels a module, quiet zone included: where a paper's format knows no SVG."""
    buffer = io.BytesIO()
    segno.make(text, error=error, micro=False).save(buffer, kind="png", scale=scale, border=4, dark="#16211e")
    return buffer.getvalue()


def draw_qr(text: str, x: float, y: float, width: float, *, error: str = "m", border: int = 4) -> str:
    """The dark modules as a path of rectangles, in a square of `width` mm at (x, y), quiet zone included."""
    rows = [list(row) for row in segno.make(text, error=error, micro=False).matrix_iter(border=border)]
    step = width / len(rows)
    parts = []
    for down, row in enumerate(rows):
        along = 0
        for dark, run in groupby(row):
            many = len(list(run))
            if dark:
                left, top, right, bottom = x + along * step, y + down * step, x + (along + many) * step, y + (down + 1) * step
                parts.append(f"M {left:.3f} {top:.3f} L {right:.3f} {top:.3f} L {right:.3f} {bottom:.3f} L {left:.3f} {bottom:.3f} Z")
            along += many
    return " ".join(parts)
