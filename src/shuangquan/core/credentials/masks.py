"""What of a name or number is shown to somebody who need not know all of it. Masks are half-width `*`."""

from datetime import date


def mask_name(name: str) -> str:
    """周若岚 → 周**; a single character stays."""
    return name[:1] + "*" * max(1, len(name) - 1) if len(name) > 1 else name


def mask_number(number: str) -> str:
    """379900199504120025 → 3799 **** **** **25; shorter numbers keep their last two."""
    if len(number) == 18:
        return f"{number[:4]} **** **** **{number[-2:]}"
    return "*" * max(2, len(number) - 2) + number[-2:] if len(number) > 4 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """13800000042 → 138 **** 0042."""
    return f"{phone[:3]} **** {phone[-4:]}" if len(phone) == 11 else mask_number(phone)


def mask_same(one: str, other: str) -> tuple[str, str]:
    """Two values that differ, with what both begin and end with hidden, letter for letter: 12345, 12945 → **3**, **9**."""
    shortest = min(len(one), len(other))
    begin = next((place for place in range(shortest) if one[place] != other[place]), shortest)
    rest = shortest - begin
    end = next((place for place in range(rest) if one[-1 - place] != other[-1 - place]), rest)
    return _hide(one, begin, end), _hide(other, begin, end)


def _hide(text: str, begin: int, end: int) -> str:
    return "*" * begin + text[begin : len(text) - end] + "*" * end


def mask_value(kind: str, value: str) -> str:
    """The masked form for a fact of type `kind`."""
    if kind == "resident_id":
        return mask_number(value)
    if kind == "phone":
        return mask_phone(value)
    if kind == "address":
        return "*" * 8
    return mask_name(value)


def say_date(day: date, language: str = "zh") -> str:
    """2026 年 3 月 1 日 / 1 March 2026."""
    if language.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def say_near_day(day: date, language: str = "zh") -> str:
    """A day of the weeks around: 3 月 1 日 周日 / Sun 1 March."""
    if language.startswith("en"):
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{day.month} 月 {day.day} 日 周{'一二三四五六日'[day.weekday()]}"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
