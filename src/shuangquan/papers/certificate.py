"""A certificate as a PDF (A5, PDF/A-3b): printed from its signed payload, which is attached with its signature.

Rendered when somebody looks; signed when it is issued. The compiler is kept, so that a page costs milliseconds.
"""

import json
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.credentials.payload import Payload
from shuangquan.papers.qr import render_qr

_LAYOUTS = Path(__file__).parent / "layouts"


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)
    return typst.Compiler(str(_LAYOUTS / "certificate.typ"), root=str(_LAYOUTS), font_paths=[fonts], ignore_system_fonts=True)


def render_certificate(payload: Payload, link: str, signature: bytes, key_id: str) -> bytes:
    """The PDF's bytes, before the file itself is sealed.

    `link` is the public verification address in the QR; `signature` is r‖s (64 bytes) of `payload.signed_bytes()` by `key_id`.
    """
    held = {
        "title": payload.name.zh,
        "title_en": payload.name.en,
        "lines": [{"label": line.label.zh, "value": line.value} for line in payload.lines],
        "number": payload.number,
        "identifier": payload.identifier,
        "issuer": payload.issuer_name.zh,
        "issued": say_date(date.fromisoformat(payload.issued)),
        "validity": f"有效期至 {say_date(date.fromisoformat(payload.valid_to))}" if payload.valid_to else "长期有效",
        "seal": f"{payload.issuer_name.zh}专用章",
        "sample": payload.sample,
        "qr": render_qr(link),
        "signature": f"{signature.hex()[:24]}…",
        "signature_full": json.dumps({"alg": "SM2-SM3", "key": key_id, "sig": signature.hex()}),
        "payload": payload.signed_bytes().decode(),
    }
    made = _compiler().compile(
        sys_inputs={"held": json.dumps(held, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-3b"],
        timestamp=int(datetime.fromisoformat(payload.issued).timestamp()),
    )
    assert isinstance(made, bytes)  # one PDF, in memory
    return made
