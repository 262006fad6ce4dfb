"""QR codes (ISO/IEC 18004) as SVG, black on nothing, so that page and paper colour them."""

import io

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
