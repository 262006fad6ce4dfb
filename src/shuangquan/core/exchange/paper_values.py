"""Text printed on a paper to a fact's typed value, and when two values are the same thing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from stdnum.cn import uscc

from shuangquan.core.exchange.values import check_resident_id
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text

MISPRINT, SHAPE = "check", "shape"
"""What can be wrong with a text: its check digit does not hold; it has not the shape of such a value."""
_SPACES = re.compile(r"\s+")
_DATE = re.compile(r"((?:19|20)\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
_MONTH = re.compile(r"((?:19|20)\d{2})[年.\-/](\d{1,2})(?:月|(?![\d.\-/]))")
_BARE_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_HAN_DATE = re.compile(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_ID = re.compile(r"(?<![0-9A-Z])\d{17}[0-9X](?![0-9A-Z])")
_USCC = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9]{4,5}[A-Z0-9挂学警港澳]")
_VIN = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{17}(?![0-9A-Z])")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ACCOUNT = re.compile(r"(?<!\d)\d{12,30}(?!\d)")
_HAN = {digit: place for place, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_ENDLESS = ("长期", "永久", "无固定期限")
_ENDS = "，。；：、,.;: "
_PLATE_LETTERS = str.maketrans("IO", "10")
"""Letters that no plate has after its second place (GA 36): they were digits."""
_VIN_LETTERS = str.maketrans("IOQ", "100")
"""Letters that no such number has (ISO 3779): they were digits."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a text says. value: None when there is no such value in it; fault: "" | check | shape, when it cannot be relied on."""

    value: Value | None
    fault: str = ""


def fold(text: str) -> str:
    """Without spaces, in one width: 号 牌号码 and ＡＢ１ are 号牌号码 and AB1."""
    return _SPACES.sub("", normalize("NFKC", text))


def read_printed(kind: str, text: str, options: tuple[tuple[str, Text], ...] = ()) -> Printed:
    """The value of a fact of type `kind` in the text after its label. options: (code, label) of an enum."""
    plain = fold(text)
    if not plain:
        return Printed(None, SHAPE)
    if options:
        named = [code for code, label in options if _is_called(plain, label)]
        return Printed(named[0]) if len(named) == 1 else Printed(None, SHAPE)
    return _READERS.get(kind, _read_text)(plain)


def _is_called(plain: str, label: Text) -> bool:
    return plain.startswith(fold(label.zh)) or plain.casefold() == fold(label.say("en")).casefold()


def _read_text(plain: str) -> Printed:
    found = plain.strip(_ENDS)
    return Printed(found) if found else Printed(None, SHAPE)


def _read_date(plain: str) -> Printed:
    found = _DATE.search(plain) or _BARE_DATE.search(plain)
    if found:
        return _make_date(*(int(part) for part in found.groups()))
    han = _HAN_DATE.search(plain)
    if han:
        year = int("".join(str(_HAN[digit]) for digit in han[1]))
        return _make_date(year, _read_han(han[2]), _read_han(han[3]))
    return Printed(None, SHAPE)


def read_valid_to(text: str) -> Printed:
    """The day on which a paper ends: the last one named (2020 年 1 月 1 日至 2030 年 1 月 1 日); neither value nor fault for 长期."""
    plain = fold(text)
    if plain.startswith(_ENDLESS) or plain.endswith(_ENDLESS):
        return Printed(None)
    parts = [found[0] for found in _DATE.finditer(plain)] or re.split("[至到~—-]", plain)
    days = [found.value for part in parts if (found := _read_date(part)).value is not None]
    return Printed(days[-1]) if days else Printed(None, SHAPE)


def _make_date(year: int, month: int, day: int) -> Printed:
    try:
        return Printed(date(year, month, day))
    except ValueError:
        return Printed(None, SHAPE)


def _read_han(text: str) -> int:
    """十 → 10, 十二 → 12, 二十 → 20, 三十一 → 31."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.get(text, 0)
    return (_HAN.get(tens, 0) if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0)


def _read_month(plain: str) -> Printed:
    found = _DATE.search(plain) or _MONTH.search(plain) or _BARE_DATE.search(plain)
    return _make_date(int(found[1]), int(found[2]), 1) if found else Printed(None, SHAPE)


def _read_number(plain: str, *, whole: bool = False, ten_thousand: bool = False) -> Printed:
    found = _NUMBER.search(plain)
    if not found:
        return Printed(None, SHAPE)
    try:
        number = Decimal(found[0].replace(",", ""))
    except InvalidOperation:
        return Printed(None, SHAPE)
    if ten_thousand and plain[found.end() :].startswith("万"):
        number *= 10_000
    if not whole:
        return Printed(number)
    return Printed(int(number)) if number == number.to_integral_value() else Printed(None, SHAPE)


def _read_id(plain: str) -> Printed:
    found = _ID.search(plain.upper())
    if not found:
        return Printed(None, SHAPE)
    return Printed(found[0], MISPRINT if check_resident_id(found[0]) else "")


def _read_uscc(plain: str) -> Printed:
    found = _USCC.search(plain.upper())
    if not found:
        return Printed(None, SHAPE)
    return Printed(found[0], "" if uscc.is_valid(found[0]) else MISPRINT)


def _read_plate(plain: str) -> Printed:
    found = _PLATE.search(re.sub(r"[·•.・\-]", "", plain.upper()))
    return Printed(found[0][:2] + found[0][2:].translate(_PLATE_LETTERS)) if found else Printed(None, SHAPE)


def _read_by(pattern: re.Pattern[str]) -> Callable[[str], Printed]:
    def read(plain: str) -> Printed:
        found = pattern.search(plain)
        return Printed(found[0]) if found else Printed(None, SHAPE)

    return read


_READERS: Mapping[str, Callable[[str], Printed]] = {
    "date": _read_date,
    "month": _read_month,
    "integer": lambda plain: _read_number(plain, whole=True),
    "decimal": _read_number,
    "money": lambda plain: _read_number(plain, ten_thousand=True),
    "resident_id": _read_id,
    "uscc": _read_uscc,
    "plate": _read_plate,
    "vin": lambda plain: _read_by(_VIN)(plain.upper()),
    "phone": _read_by(_PHONE),
    "bank_account": _read_by(_ACCOUNT),
}


def are_same(kind: str, one: Value, other: Value) -> bool:
    """Whether two values of type `kind` mean the same: widths, spaces, brackets, points and the case of letters say nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return _flatten(kind, one) == _flatten(kind, other)
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal) and not isinstance(one, bool):
        return Decimal(one) == Decimal(other)
    return one == other


def _flatten(kind: str, text: str) -> str:
    plain = re.sub(r"[\W_]", "", fold(text)).upper()
    if kind == "plate":
        return plain[:2] + plain[2:].translate(_PLATE_LETTERS)
    return plain.translate(_VIN_LETTERS) if kind == "vin" else plain
