"""Texts and JSON to a fact's typed value."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from shuangquan.core.words.knowledge import Value

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PHONE = re.compile(r"^1[3-9]\d{9}$")
_MONTH = re.compile(r"^\d{4}-\d{2}$")


def read_value(kind: str, raw: object) -> Value:
    """The value of a fact of type `kind` from text or JSON. ValueError when it is not one.

    Dates are ISO; months YYYY-MM; money and decimals plain digits; booleans true/false. Any other type is text.
    """
    if kind == "boolean":
        return _read_boolean(raw)
    if kind == "integer":
        return _read_integer(raw)
    if kind in ("decimal", "money"):
        return _read_decimal(raw)
    if kind == "date":
        return date.fromisoformat(_text(raw))
    if kind == "month":
        text = _text(raw)
        return date.fromisoformat(f"{text}-01" if _MONTH.match(text) else text).replace(day=1)
    return _text(raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("not a text")
    return raw.strip()


def _read_boolean(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("true", "false"):
        return raw == "true"
    raise ValueError("not true or false")


def _read_integer(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise ValueError("not a whole number")
    return int(raw)


def _read_decimal(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
        raise ValueError("not a number")
    try:
        number = Decimal(raw)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite():
        raise ValueError("not a number")
    return number


def check_resident_id(number: str) -> str | None:
    """None when GB 11643 holds, else what is wrong: "length", "digits", "date" or "check"."""
    if len(number) != 18:
        return "length"
    if not (number[:17].isascii() and number[:17].isdigit() and number[17] in "0123456789X"):
        return "digits"
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "date"
    total = sum(int(c) * w for c, w in zip(number[:17], _ID_WEIGHTS, strict=True))
    return None if "10X98765432"[total % 11] == number[17] else "check"


def check_phone(number: str) -> str | None:
    """None for a mobile number of mainland China, else "length" or "digits"."""
    if _PHONE.match(number):
        return None
    return "length" if len(number) != 11 else "digits"


def print_value(kind: str, value: Value | None, language: str = "zh") -> str:
    """The value as people read it; enum codes are the caller's to label."""
    if value is None:
        return ""
    if isinstance(value, bool):
        words = ("Yes", "No") if language.startswith("en") else ("是", "否")
        return words[0] if value else words[1]
    if isinstance(value, date):
        if kind == "month":
            return f"{value.year} 年 {value.month} 月" if not language.startswith("en") else f"{value:%Y-%m}"
        return f"{value.year} 年 {value.month} 月 {value.day} 日" if not language.startswith("en") else value.isoformat()
    if kind == "money":
        return f"{value:.2f} 元" if not language.startswith("en") else f"CNY {value:.2f}"
    if isinstance(value, tuple):
        return "、".join(value)
    return str(value)


def plain_key(value: Value) -> str:
    """A known value as the text by which a source is asked."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, tuple) else str(value)
