"""A seal's picture: round, red, the name around a star, transparent behind. PNG; an example says 示例."""

import json
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

_LAYOUTS = Path(__file__).parent / "layouts"
PIXELS_AN_INCH = 300


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)
    return typst.Compiler(str(_LAYOUTS / "seal.typ"), root=str(_LAYOUTS), font_paths=[fonts], ignore_system_fonts=True)


def render_seal_picture(name: str, purpose: str, size: int, *, sample: bool) -> bytes:
    """The PNG of a seal of `size` mm across. name: around (up to some thirty letters); purpose: below the star."""
    held = json.dumps({"name": name, "purpose": purpose, "size": size, "sample": sample}, ensure_ascii=False)
    made = _compiler().compile(sys_inputs={"held": held}, format="png", ppi=PIXELS_AN_INCH)
    assert isinstance(made, bytes)  # one page, in memory
    return made
