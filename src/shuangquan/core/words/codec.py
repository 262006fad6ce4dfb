"""Frozen dataclasses to plain JSON and back, by their type hints; one shape in memory, one on the wire.

Values of facts are tagged where JSON has no word for them: {"$date": "2026-03-01"}, {"$dec": "400.00"}, {"$set": ["a", "b"]}.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.names import Var, parse_var

Plain = Any
"""What json.dumps takes: None, bool, int, float, str, list and dict with str keys."""

Turn = Callable[[Any], Any]


def to_plain(value: object) -> Plain:
    """`value` (a dataclass, or a tuple, dict or scalar of them) as plain JSON."""
    kind: Any = type(value)
    if value is None or kind in (str, int, bool, float):
        return value
    return _writer(kind)(value)


T = typing.TypeVar("T")


def from_plain(kind: type[T], data: Plain) -> T:
    """The `kind` that `to_plain` wrote as `data`. KeyError, TypeError or ValueError when it is not one."""
    shape: Any = kind
    read: T = _reader(shape)(data)
    return read


def value_to_plain(value: Value | None) -> Plain:
    """A fact's value as tagged JSON."""
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$dec": str(value)}
    if isinstance(value, tuple):
        return {"$set": list(value)}
    return value


def value_from_plain(data: Plain) -> Value | None:
    """A fact's value from tagged JSON."""
    if isinstance(data, dict):
        if "$date" in data:
            return date.fromisoformat(data["$date"])
        if "$dec" in data:
            return Decimal(data["$dec"])
        return tuple(data["$set"])
    found: Value | None = data
    return found


@cache
def _writer(kind: type) -> Turn:
    if kind is Var:
        return str
    if issubclass(kind, Enum):
        return lambda v: v.value
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        fields = [(f.name, value_to_plain if _is_value(hints[f.name]) else to_plain) for f in dataclasses.fields(kind)]
        return lambda v: {name: turn(getattr(v, name)) for name, turn in fields}
    if issubclass(kind, tuple | list | frozenset):
        order = sorted if issubclass(kind, frozenset) else list
        return lambda v: [to_plain(x) for x in order(v)]
    if issubclass(kind, Mapping):
        return lambda v: {str(k): to_plain(x) for k, x in v.items()}
    if issubclass(kind, datetime | date):
        return lambda v: v.isoformat()
    if issubclass(kind, str):
        return str
    if issubclass(kind, Decimal):
        return str
    raise TypeError(f"no plain form for {kind.__name__}")


def _is_value(hint: object) -> bool:
    return hint in (Value, Value | None)


@cache
def _reader(kind: Any) -> Turn:
    if _is_value(kind):
        return value_from_plain
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_optional(kind)
    if origin is typing.Literal:
        return lambda data: data
    if origin is tuple:
        return _read_tuple(get_args(kind))
    if origin in (dict, Mapping) or (origin is not None and issubclass(origin, Mapping)):
        key, inner = (_reader(arg) for arg in get_args(kind))
        return lambda data: {key(k): inner(v) for k, v in data.items()}
    if origin is frozenset:
        inner = _reader(get_args(kind)[0])
        return lambda data: frozenset(inner(x) for x in data)
    return _read_plain(kind)


def _read_optional(kind: Any) -> Turn:
    inner = [_reader(arg) for arg in get_args(kind) if arg is not types.NoneType]
    if len(inner) != 1:
        raise TypeError(f"only `X | None` can be read back, not {kind}")
    return lambda data: None if data is None else inner[0](data)


def _read_tuple(args: tuple[Any, ...]) -> Turn:
    if len(args) == 2 and args[1] is Ellipsis:
        inner = _reader(args[0])
        return lambda data: tuple(inner(x) for x in data)
    inners = [_reader(arg) for arg in args]
    return lambda data: tuple(turn(x) for turn, x in zip(inners, data, strict=True))


def _read_plain(kind: Any) -> Turn:
    if kind is Var:
        return parse_var
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _DataclassReader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind
    if kind in (datetime, date):
        reads: Turn = kind.fromisoformat
        return reads
    if kind is float:
        return float
    return lambda data: data


class _DataclassReader:
    """Reads one dataclass. Its fields' readers are made at the first use, so that a shape may hold itself."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._fields: list[tuple[str, Turn, bool]] | None = None

    def __call__(self, data: Any) -> Any:
        if self._fields is None:
            hints = get_type_hints(self._kind)
            found = dataclasses.fields(self._kind)
            self._fields = [(f.name, _reader(hints[f.name]), f.default is dataclasses.MISSING) for f in found]
        return self._kind(**{name: turn(data[name]) for name, turn, must in self._fields if must or name in data})
