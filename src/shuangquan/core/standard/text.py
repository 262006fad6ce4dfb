"""A standard's text: YAML 1.2 core schema, every node with its file and line.

Only true/false are booleans, nothing is a date, no sexagesimals; duplicate keys, anchors and tags are refused.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from shuangquan.core.standard.findings import Finding, Place, find_fault

Plain = str | int | bool | Decimal | None | tuple["Plain", ...] | Mapping[str, "Plain"]


class Word(str):
    """A string that knows where it was written. Equal to, and hashed as, the plain string."""

    __slots__ = ("at",)
    at: Place

    def __new__(cls, value: str, at: Place) -> "Word":
        """The string `value`, written at `at`."""
        made = super().__new__(cls, value)
        made.at = at
        return made


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A scalar. value is typed by the core schema; text is as written."""

    value: str | int | bool | Decimal | None
    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence."""

    items: tuple["Node", ...]
    at: Place


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping; keys are text, whatever they look like."""

    entries: Mapping[Word, "Node"]
    at: Place


Node = ScalarNode | ListNode | MapNode

_PREFIX = "tag:yaml.org,2002:"


class _CoreLoader(yaml.SafeLoader):
    """The core schema's resolvers instead of YAML 1.1's."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  (emptied here, filled below; the base declares it as an instance variable)


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    _CoreLoader.add_implicit_resolver(_PREFIX + _tag, re.compile(_pattern), _first)


def read_text(file: str, text: str, faults: list[Finding]) -> Node | None:
    """The tree of one file, None when it is empty or cannot be read; faults are added to `faults`."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            place = Place(file, (event.start_mark.line if event.start_mark else 0) + 1)
            anchor = getattr(event, "anchor", None)
            if anchor:
                faults.append(find_fault(place, "yaml-anchor", name=anchor))
                return None
            tag = getattr(event, "tag", None)
            if tag:
                faults.append(find_fault(place, "yaml-tag", name=str(tag)))
                return None
        root = yaml.compose(text, Loader=_CoreLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.append(find_fault(Place(file, line), "yaml-syntax", why=str(error.problem)))
        return None
    except yaml.YAMLError as error:
        faults.append(find_fault(Place(file, 1), "yaml-syntax", why=str(error).splitlines()[0]))
        return None
    return None if root is None else _convert(root, file, faults)


def _convert(node: yaml.Node, file: str, faults: list[Finding]) -> Node:
    at = Place(file, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return ListNode(tuple(_convert(item, file, faults) for item in node.value), at)
    if isinstance(node, yaml.MappingNode):
        entries: dict[Word, Node] = {}
        for key, value in node.value:
            place = Place(file, key.start_mark.line + 1)
            word = Word(str(key.value) if isinstance(key, yaml.ScalarNode) else "?", place)
            if word in entries:
                faults.append(find_fault(place, "yaml-duplicate-key", name=word))
            entries[word] = _convert(value, file, faults)
        return MapNode(entries, at)
    return ScalarNode(_scalar(node), str(node.value), at)


def _scalar(node: yaml.Node) -> str | int | bool | Decimal | None:
    kind = str(node.tag).removeprefix(_PREFIX)
    text = str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return Decimal(text) if kind == "float" else text


def as_plain(node: Node) -> Plain:
    """The node's content without places."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return tuple(as_plain(item) for item in node.items)
    return {str(key): as_plain(value) for key, value in node.entries.items()}


def drop_places(value: Any) -> Any:
    """The same frozen value with plain strings instead of Words, all the way down dataclasses and tuples."""
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, tuple):
        return tuple(drop_places(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: drop_places(getattr(value, f.name)) for f in dataclasses.fields(value)})
    return value
