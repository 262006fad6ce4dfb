"""A document (文书) as a PDF: A4, PDF/A-2b, one layout for all kinds. The same document gives the same bytes."""

import json
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.notices.documents import Document

_LAYOUTS = Path(__file__).parent / "layouts"


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)
    return typst.Compiler(str(_LAYOUTS / "document.typ"), root=str(_LAYOUTS), font_paths=[fonts], ignore_system_fonts=True)


def render_document(document: Document, *, sample: bool, sealed: bool = True) -> bytes:
    """The PDF's bytes, before the file is sealed. sample: an installation without real seals says so on every page.

    sealed: whether it will be; somebody's own paper is not.
    """
    held = {
        "title": document.title.zh,
        "number": document.number,
        "who": document.who,
        "lines": document.lines,
        "rows": [{"label": label, "value": value} for label, value in document.rows],
        "issuer": document.issuer_name,
        "day": say_date(document.at.date()),
        "seal": f"{document.issuer_name}专用章",
        "sample": sample,
        "sealed": sealed,
    }
    made = _compiler().compile(
        sys_inputs={"held": json.dumps(held, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-2b"],
        timestamp=int(document.at.timestamp()),
    )
    assert isinstance(made, bytes)  # one PDF, in memory
    return made
