"""Reading what an outside party sent: parse once into frozen types at the door; a wrong shape is a Fault, never a crash."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from shuangquan.core.words.errors import Fault

JSON: TypeAlias = str | int | bool | list[Any] | dict[str, Any] | None
"""A plain value. Numbers with a fraction are text: `read_object` reads them so, and nothing is rounded."""


def malformed(party: str) -> Fault:
    """The Fault for an answer of a wrong shape. Not permanent: the party may mend it."""
    return Fault(party, "malformed")


def _refuse_constant(name: str) -> str:
    raise ValueError(f"not JSON: {name}")


def read_object(body: bytes, party: str) -> dict[str, JSON]:
    """One JSON object. Fault malformed for anything else, NaN and Infinity included."""
    try:
        found = json.loads(body, parse_float=str, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise malformed(party) from error
    if not isinstance(found, dict):
        raise malformed(party)
    return found


class Reader:
    """Typed access to the fields of one object; a missing or wrong-typed field is a Fault malformed."""

    def __init__(self, data: JSON, party: str) -> None:
        if not isinstance(data, dict):
            raise malformed(party)
        self._data: dict[str, Any] = data
        self._party = party

    def _parsed(self, name: str, parse: Callable[[str], Any]) -> Any:
        try:
            return parse(self.text(name))
        except (ValueError, InvalidOperation) as error:
            raise malformed(self._party) from error

    def text(self, name: str, default: str | None = None) -> str:
        """A string; `default` when the field is missing or null and a default is given."""
        value = self._data.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise malformed(self._party)
        return value

    def truth(self, name: str) -> bool:
        """A boolean."""
        value = self._data.get(name)
        if not isinstance(value, bool):
            raise malformed(self._party)
        return value

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self._data.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise malformed(self._party)
        return value

    def money(self, name: str) -> Decimal:
        """A finite decimal sent as text, in yuan."""
        value: Decimal = self._parsed(name, Decimal)
        if not value.is_finite():
            raise malformed(self._party)
        return value

    def moment(self, name: str) -> datetime:
        """An aware ISO 8601 time."""
        value: datetime = self._parsed(name, datetime.fromisoformat)
        if value.tzinfo is None:
            raise malformed(self._party)
        return value

    def part(self, name: str) -> "Reader":
        """A nested object."""
        return Reader(self._data.get(name), self._party)

    def parts(self, name: str) -> tuple["Reader", ...]:
        """A list of objects."""
        value = self._data.get(name)
        if not isinstance(value, list):
            raise malformed(self._party)
        return tuple(Reader(one, self._party) for one in value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._data.get(name)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise malformed(self._party)
        return tuple(value)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._data.get(name) is not None

    def scalars(self, allowed: frozenset[str] | None = None) -> Mapping[str, JSON]:
        """The object itself, if every value is plain (no lists or objects) and every name is allowed."""
        if any(isinstance(value, list | dict) for value in self._data.values()):
            raise malformed(self._party)
        if allowed is not None and not allowed.issuperset(self._data):
            raise malformed(self._party)
        return self._data

    def values(self, name: str) -> Mapping[str, JSON]:
        """A nested object of any plain values; empty when missing or null."""
        if not self.has(name):
            return {}
        return self.part(name).scalars()


def write_object(data: Mapping[str, Any]) -> bytes:
    """One JSON object in its canonical form: names sorted, no spaces, UTF-8. What is signed and what is sent are the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
