"""Metadata of an electronic certificate by GB/T 36903-2018: the elements every one has, and what its own face says (KZ_…).

Names of the basic elements are as in use; KZ_ names are ours, made of role and fact, since the standard leaves them to each type.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

from shuangquan.core.credentials.identifier import ROOT
from shuangquan.core.credentials.payload import Line, Payload

HOLDER_CODES: Mapping[str, tuple[str, str]] = {"uscc": ("001", "统一社会信用代码"), "resident_id": ("111", "公民身份号码")}
"""Kind of a fact → (CZZTDMLXDM, CZZTDMLX)."""
OTHER = ("999", "其他")
STATES: Mapping[str, str] = {
    "valid": "正常", "suspended": "暂停", "replaced": "已换发", "revoked": "已撤销", "ended": "已失效", "expired": "已过有效期",
}  # fmt: skip
_NAME = re.compile(r"[^0-9A-Za-z]+")


def find_type_code(identifier: str) -> str:
    """The type code (21) of an identifier; "" when it has another shape."""
    parts = identifier.removeprefix(f"{ROOT}.").split(".")
    return parts[0] if len(parts) == 5 else ""


def render_metadata(payload: Payload, state: str, holder_role: str = "") -> Mapping[str, str]:
    """Element → value, in the order of the standard. state: valid, suspended, replaced, revoked, ended or expired.

    holder_role: the certificate's role that holds it, by whose ID number or credit code the holder is named.
    """
    code, (kind_code, kind) = _find_holder_code(payload.lines, holder_role)
    basic = {
        "ZZMC": payload.name.zh,
        "ZZLXDM": find_type_code(payload.identifier),
        "ZZBH": payload.number,
        "ZZBS": payload.identifier,
        "ZZBFJG": payload.issuer_name.zh,
        "ZZBFJGDM": payload.issuer_code,
        "ZZBFRQ": _render_day(payload.issued),
        "ZZYXQQSRQ": _render_day(payload.valid_from),
        "ZZYXQJZRQ": _render_day(payload.valid_to),
        "CZZT": payload.holder,
        "CZZTDM": code,
        "CZZTDMLX": kind,
        "CZZTDMLXDM": kind_code,
        "ZZZT": STATES.get(state, state),
    }
    own = {f"KZ_{_NAME.sub('_', line.field).upper()}": line.value for line in payload.lines if line.kind != "image"}
    return {**basic, **own}


def render_metadata_xml(elements: Mapping[str, str]) -> str:
    """As XML, one element each under `dzzz`."""
    lines = [f"  <{name}>{escape(value)}</{name}>" for name, value in elements.items()]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<dzzz>", *lines, "</dzzz>", ""])


def render_metadata_json(elements: Mapping[str, str]) -> str:
    """As JSON."""
    return json.dumps(dict(elements), ensure_ascii=False, indent=1)


def _find_holder_code(lines: tuple[Line, ...], role: str) -> tuple[str, tuple[str, str]]:
    coded = [line for line in lines if line.kind in HOLDER_CODES]
    own = [line for line in coded if line.field.partition(".")[0] == role] or ([] if role else coded)
    return (own[0].value, HOLDER_CODES[own[0].kind]) if own else ("", OTHER)


def _render_day(text: str) -> str:
    return f"{date.fromisoformat(text):%Y%m%d}" if text else ""
