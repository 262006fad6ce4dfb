"""What an annotated copy (加注件) prints over a certificate: purpose, receiver, when it was made and until when it may be used."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.credentials.use import Use

_LAYOUTS = Path(__file__).parent / "layouts"
_ACROSS = 18
"""Characters of the purpose that stand across the page; all of it stands at the foot."""


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = str(Path(pylopdf_fonts_zh_cn.sans_path()).parent)
    return typst.Compiler(str(_LAYOUTS / "use.typ"), root=str(_LAYOUTS), font_paths=[fonts], ignore_system_fonts=True)


def render_over(use: Use, sizes: Sequence[tuple[float, float]]) -> bytes:
    """A PDF of transparent pages, one for each of `sizes` (width, height in points), to be laid over the certificate's."""
    until, made = say_date(date.fromisoformat(use.until)), datetime.fromisoformat(use.made)
    short = use.purpose if len(use.purpose) <= _ACROSS else f"{use.purpose[:_ACROSS]}…"
    foot = [
        f"加注件 {use.number}",
        f"{say_date(made.date())} {made:%H:%M} 开具",
        f"{until}止可用",
        *([f"给：{use.receiver}"] if use.receiver else []),
    ]
    held = {
        "sizes": sizes,
        "across": f"仅用于{short}　{until}止",
        "foot": foot,
        "purpose": f"只用于：{use.purpose}",
        "small": 6.6 if len(use.purpose) + len(use.receiver) <= 80 else 5.6,
    }
    made_pdf = _compiler().compile(
        sys_inputs={"held": json.dumps(held, ensure_ascii=False)}, format="pdf", pdf_standards=["a-3b"], timestamp=int(made.timestamp())
    )
    assert isinstance(made_pdf, bytes)  # one PDF, in memory
    return made_pdf
