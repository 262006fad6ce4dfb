"""Which rows of a parameter are in force, by the date the parameter names."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from shuangquan.core.exchange.values import read_value
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.standard.divisions import shorten_region
from shuangquan.core.standard.plan import Parameter
from shuangquan.core.standard.plan_parameters import ParameterRow
from shuangquan.core.standard.regions import find_ancestors
from shuangquan.core.words.knowledge import Form, Knowledge, Value


class _Facts(Protocol):
    @property
    def today(self) -> date: ...

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge: ...


def find_rows(parameter: Parameter, facts: _Facts) -> ParameterRows | None:
    """The newest row of each key that is in force on the parameter's date, in its region; None when either is not known."""
    day, written = _find_date(parameter.as_of, facts), _find_written(parameter, facts)
    if day is None or written is None:
        return None
    rows: dict[tuple[str, ...], Mapping[str, Value]] = {}
    for since, keys, columns in sorted(written, key=lambda row: row[0]):
        if date.fromisoformat(since) <= day:
            rows[keys] = {name: _read(parameter.type, text) for name, text in columns}
    return ParameterRows(rows)


def _find_written(parameter: Parameter, facts: _Facts) -> tuple[ParameterRow, ...] | None:
    """The rows of the case's own region, or of the nearest region to the one that a fact tells."""
    if not parameter.region_of:
        return parameter.rows
    role, _, fact = parameter.region_of.partition(".")
    know = facts.fact(role, fact, None)
    if know.form not in (Form.KNOWN, Form.CLAIMED) or know.value is None:
        return None
    held = dict(parameter.by_region)
    chain = find_ancestors(shorten_region(str(know.value)))
    return next((held[region] for region in chain if region in held), ())


def _find_date(as_of: str, facts: _Facts) -> date | None:
    if as_of == "today":
        return facts.today
    if as_of.startswith("date '"):
        return date.fromisoformat(as_of[6:-1])
    role, _, fact = as_of.partition(".")
    know = facts.fact(role, fact, None)
    return know.value if know.form in (Form.KNOWN, Form.CLAIMED) and isinstance(know.value, date) else None


def _read(kind: str, text: str) -> Value:
    if kind.startswith("set"):
        return tuple(part for part in text.split(",") if part)
    return read_value(
        kind if kind in ("integer", "decimal", "money", "date", "boolean") else "decimal" if kind == "columns" else "text", text
    )
