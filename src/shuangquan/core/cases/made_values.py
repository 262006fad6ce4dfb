"""Plausible values by type: what a source holds or a person types where no example says. Deterministic."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.exchange.values import check_resident_id
from shuangquan.core.standard.plan import PlanVar

_NUMBER, _DAY, _TEXT = re.compile(r"\b\d+\b"), re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"'([^']*)'")
_DAYS = (0, 1, 15, 40, 200, 400, 1000, 2000, 3000, 6000, 7000, 8000, 11000, 15000, 19000, 21000, 22500, 24000, 26000)
"""Days before today: yesterday, weeks and years ago, birth dates of the young, the grown and the old."""


def list_values(planned: PlanVar, seen: Iterable[Any], told: Iterable[str], today: date, number: int) -> tuple[Any, ...]:
    """Values worth trying, the likeliest first. seen: what examples hold; told: conditions that may read it; number: makes it own."""
    found = [*seen, *_list_typed(planned, tuple(told), today, number)]
    return tuple(dict.fromkeys(str(one).lower() if isinstance(one, bool) else one for one in found if not isinstance(one, dict | list)))


def _list_typed(planned: PlanVar, told: tuple[str, ...], today: date, number: int) -> Iterator[Any]:
    kind = planned.type
    if planned.options:
        yield from (code for code, _ in planned.options)
    elif kind == "boolean":
        yield from ("true", "false")
    elif kind in ("integer", "decimal", "money"):
        near = {int(one) + step for text in told for one in _NUMBER.findall(text) for step in (-1, 0, 1)}
        yield from sorted({0, 1, 12, 1000, 100000, *near})
    elif kind in ("date", "month"):
        yield from (_print_day(today - timedelta(days=back), kind) for back in _DAYS)
        yield from (_print_day(today + timedelta(days=on), kind) for on in (1, 30, 400))
        yield from (_print_day(date.fromisoformat(one), kind) for text in told for one in _DAY.findall(text))
    else:
        yield from (one for text in told for one in _TEXT.findall(text))
        yield make_text(kind, number)


def _print_day(day: date, kind: str) -> str:
    return f"{day:%Y-%m}" if kind == "month" else day.isoformat()


def make_text(kind: str, number: int) -> str:
    """A text of a type that has its own form, else a plain one. ID numbers: the area 3799, which is assigned to nobody."""
    if kind == "resident_id":
        return make_resident_id(number)
    forms: Mapping[str, str] = {
        "phone": f"138{number % 10**8:08d}",
        "uscc": f"91379900MA{number % 10**8:08d}",
        "plate": f"鲁V{number % 10**5:05d}",
        "vin": f"LSQ{number % 10**14:014d}",
        "bank_account": f"6200{number % 10**12:012d}",
        "address": f"山东省示例市示例街道{number % 1000}号",
        "region": "370000",
    }
    return forms.get(kind, f"示例{number % 10**6}")


def make_resident_id(number: int) -> str:
    """An ID number of nobody, born on 12 April 1990."""
    body = f"37990019900412{number % 1000:03d}"
    return next(body + end for end in "0123456789X" if check_resident_id(body + end) is None)


def list_told(index: PlanIndex) -> tuple[str, ...]:
    """Every condition of a plan, and what its parameters hold, as texts."""
    rules = (rule.when for item in index.plan.items for rule in item.rules)
    derived = (condition for one in index.plan.situations for _, condition in one.derive)
    rows = (columns for one in index.plan.parameters for _, _, columns in one.all_rows)
    held = (f"'{part}'" for columns in rows for _, text in columns for part in text.split(","))
    early = (condition for condition, _ in (*index.plan.nothing_to_do, *index.plan.refuse_to_start))
    return tuple(dict.fromkeys((*derived, *rules, *early, *(text for _, _, text in index.plan.derived), *held)))
