"""A document (文书) as a PDF: A4, PDF/A-3b, one layout for all kinds. The same document gives the same bytes."""

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


def render_document(document: Document, *, sample: bool, signed: tuple[bytes, str, bytes] | None = None) -> bytes:
    """The PDF's bytes, before the file is sealed. sample: an installation without real seals says so on every page.

    signed: what it says as canonical JSON, the issuer's key id and its SM2 signature (r‖s) of that, which are attached; None for
    somebody's own paper, which nobody seals.
    """
    content, key, signature = signed or (b"", "", b"")
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
        "sealed": signed is not None,
        "document": content.decode(),
        "signature": json.dumps({"alg": "SM2-SM3", "key": key, "sig": signature.hex()}),
    }
    made = _compiler().compile(
        sys_inputs={"held": json.dumps(held, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-3b"],
        timestamp=int(document.at.timestamp()),
    )
    assert isinstance(made, bytes)  # one PDF, in memory
    return made
