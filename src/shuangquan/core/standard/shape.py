"""Reads a node tree into frozen dataclasses by their type hints; the JSON Schema is made from the same hints.

Field metadata: `key` (name in the file when Python forbids it), `one` (a single value stands for a list of one), `none` (the
word that stands for nothing), `rest` (takes every other key). A class may name a field in SHORT that a bare scalar or list fills.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar

from shuangquan.core.rules.scope import find_near
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.text import ListNode, MapNode, Node, ScalarNode, Word, as_plain
from shuangquan.core.words.text import Text

T = TypeVar("T")
_CALLED: Mapping[Any, str] = {str: "text", Word: "text", bool: "true/false", int: "whole number", Decimal: "number"}
PLAIN = "plain"
"""Marks an annotation (`Annotated[Any, PLAIN]`) that takes the content as it stands."""


Code = typing.NewType("Code", str)
"""A field that takes any scalar as its text: enum codes, options, parameter values (`true`, `12`, `mother`), conditions."""


class Bad(Exception):
    """The node cannot be read as the type; the faults are noted already."""


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """One field of a shape as the file writes it."""

    name: str
    key: str
    hint: Any
    required: bool
    one: bool
    none: str
    rest: bool


@cache
def find_slots(kind: Any) -> tuple[Slot, ...]:
    """The fields of a shape, without the ones the reader fills itself (`at`, `id`, `file`)."""
    hints = typing.get_type_hints(kind, include_extras=True)
    slots = []
    for field in dataclasses.fields(kind):
        if field.metadata.get("filled"):
            continue
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        meta = field.metadata
        key = meta.get("key", field.name)
        slots.append(
            Slot(field.name, key, hints[field.name], required, meta.get("one", False), meta.get("none", ""), meta.get("rest", False))
        )
    return tuple(slots)


def read_shape(kind: type[T], node: Node, owner: str, faults: list[Finding], **filled: Any) -> T:
    """The node as a `kind`. owner: how messages call it. Raises Bad when it cannot be; every fault is in `faults`."""
    short = getattr(kind, "SHORT", None)
    slots = find_slots(typing.cast(Any, kind))
    if not isinstance(node, MapNode):
        if short is None:
            raise _shape(node, owner, "mapping", faults)
        slot = next(s for s in slots if s.name == short)
        return kind(**_places(kind, node.at), **filled, **{short: _read_slot(slot, node, owner, faults)})
    values: dict[str, Any] = {}
    rest: dict[Word, Node] = {}
    by_key = {slot.key: slot for slot in slots if not slot.rest}
    bad = False
    for key, value in node.entries.items():
        if key not in by_key:
            rest[key] = value
            continue
        try:
            values[by_key[key].name] = _read_slot(by_key[key], value, f"{owner}.{key}", faults)
        except Bad:
            bad = True
    bad = _read_rest(slots, rest, node, owner, values, faults) or bad
    for slot in slots:
        if slot.required and slot.name not in values and not slot.rest and slot.key not in node.entries:
            faults.append(find_fault(node.at, "missing-key", owner=owner, name=slot.key))
            bad = True
    if bad:
        raise Bad
    return kind(**_places(kind, node.at), **filled, **values)


def _read_rest(
    slots: tuple[Slot, ...], rest: dict[Word, Node], node: MapNode, owner: str, values: dict[str, Any], faults: list[Finding]
) -> bool:
    taker = next((slot for slot in slots if slot.rest), None)
    if taker is not None:
        try:
            values[taker.name] = read_slot_type(taker.hint, MapNode(rest, node.at), owner, faults)
        except Bad:
            return True
        return False
    for key in rest:
        near = find_near(key, (slot.key for slot in slots))
        faults.append(find_fault(key.at, "unknown-key", owner=owner, name=key, near=near))
    return bool(rest)


def _places(kind: type, at: Place) -> dict[str, Any]:
    return {"at": at} if any(f.name == "at" for f in dataclasses.fields(typing.cast(Any, kind))) else {}


def _read_slot(slot: Slot, node: Node, owner: str, faults: list[Finding]) -> Any:
    if slot.none and isinstance(node, ScalarNode) and node.text == slot.none:
        return None if not slot.one else ()
    if slot.one and not isinstance(node, ListNode):
        return (read_slot_type(typing.get_args(slot.hint)[0], node, owner, faults),)
    return read_slot_type(slot.hint, node, owner, faults)


def read_slot_type(hint: Any, node: Node, owner: str, faults: list[Finding]) -> Any:
    """The node as a value of the annotated type. Raises Bad when it cannot be; every fault is in `faults`."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return as_plain(node)
    if origin in (typing.Union, types.UnionType):
        return read_slot_type(next(arg for arg in args if arg is not type(None)), node, owner, faults)
    if origin is Literal:
        if isinstance(node, ScalarNode) and node.text in args:
            return node.text
        raise _shape(node, owner, "/".join(map(str, args)), faults)
    if origin is tuple:
        return _read_list(args[0], node, owner, faults)
    if origin is not None and issubclass(origin, Mapping):
        return _read_map(args[1], node, owner, faults)
    if hint is Text:
        return _read_words(node, owner, faults)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return read_shape(hint, node, owner, faults)
    return _read_scalar(hint, node, owner, faults)


def _read_scalar(hint: Any, node: Node, owner: str, faults: list[Finding]) -> Any:
    if isinstance(node, ScalarNode):
        if hint is Code and node.value is not None:
            return Word(str(node.value).lower() if isinstance(node.value, bool) else node.text, node.at)
        if hint in (str, Word) and isinstance(node.value, str):
            return Word(node.value, node.at)
        if hint is bool and isinstance(node.value, bool):
            return node.value
        if hint is int and isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value
        if hint is Decimal and isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            return Decimal(node.value)
    raise _shape(
        node, owner, {str: "text", Word: "text", bool: "true/false", int: "whole number", Decimal: "number"}.get(hint, "value"), faults
    )


def _read_list(item: Any, node: Node, owner: str, faults: list[Finding]) -> tuple[Any, ...]:
    if not isinstance(node, ListNode):
        raise _shape(node, owner, "list", faults)
    found, bad = [], False
    for place, part in enumerate(node.items, start=1):
        try:
            found.append(read_slot_type(item, part, f"{owner}[{place}]", faults))
        except Bad:
            bad = True
    if bad:
        raise Bad
    return tuple(found)


def _read_map(value: Any, node: Node, owner: str, faults: list[Finding]) -> Mapping[Word, Any]:
    if not isinstance(node, MapNode):
        raise _shape(node, owner, "mapping", faults)
    found, bad = {}, False
    for key, part in node.entries.items():
        try:
            found[key] = read_slot_type(value, part, f"{owner}.{key}", faults)
        except Bad:
            bad = True
    if bad:
        raise Bad
    return types.MappingProxyType(found)


def _read_words(node: Node, owner: str, faults: list[Finding]) -> Text:
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        return Text(node.value)
    if isinstance(node, MapNode) and "zh" in node.entries and set(node.entries) <= {"zh", "en"}:
        parts = {str(key): part for key, part in node.entries.items()}
        if all(isinstance(part, ScalarNode) and isinstance(part.value, str) for part in parts.values()):
            return Text(**{key: str(as_plain(part)) for key, part in parts.items()})
    raise _shape(node, owner, "{zh, en}", faults)


def _shape(node: Node, owner: str, wanted: str, faults: list[Finding]) -> Bad:
    if isinstance(node, ScalarNode):
        found = f"“{node.text}”" if isinstance(node.value, str) else f"{type(node.value).__name__} {node.text}"
    else:
        found = "list" if isinstance(node, ListNode) else "mapping"
    faults.append(find_fault(node.at, "wrong-shape", owner=owner, wanted=wanted, found=found))
    return Bad()
