"""A standard's text: YAML 1.2 core schema, every node with its file and line.

Only true/false are booleans, nothing is a date, no sexagesimals; duplicate keys, anchors and tags are refused.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
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

    def __reduce__(self) -> tuple[type["Word"], tuple[str, Place]]:
        """Findings travel between processes with the words they name."""
        return Word, (str(self), self.at)


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

_QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where it is there, ten times as quick. What it refuses is read again by the other: its words and lines are exacter."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLS: Mapping[str, bool] = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NUMERIC = frozenset("-+.0123456789")


def read_text(file: str, text: str, faults: list[Finding]) -> Node | None:
    """The tree of one file, None when it is empty or cannot be read; faults are added to `faults`."""
    root, found = _read(file, text)
    faults += found
    return root


@lru_cache(maxsize=256)
def _read(file: str, text: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Kept by content: who changes one file of a hundred has one read anew."""
    try:
        tree = _parse(file, text, _QUICK)
    except yaml.YAMLError:
        try:
            tree = _parse(file, text, yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            return None, (find_fault(Place(file, line), "yaml-syntax", why=str(error.problem)),)
        except yaml.YAMLError as error:
            return None, (find_fault(Place(file, 1), "yaml-syntax", why=str(error).splitlines()[0]),)
    return tree.root, tuple(tree.faults)


def _parse(file: str, text: str, parser: Any) -> "_Tree":
    tree = _Tree(file)
    for event in yaml.parse(text, Loader=parser):
        refused = tree.take(event)
        if refused is not None:
            tree.root, tree.faults = None, [refused]
            break
    return tree


class _Tree:
    """A file's tree as the parser's events tell it. open: the collections that are being read, outermost first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.faults: list[Finding] = []
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> Finding | None:
        """One event; the fault when it is what a standard may not use."""
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
            at = self._place(event)
            if event.anchor:
                return find_fault(at, "yaml-anchor", name=event.anchor)
            if isinstance(event, yaml.ScalarEvent):
                if event.tag:
                    return find_fault(at, "yaml-tag", name=str(event.tag))
                self._put(ScalarNode(_read_scalar(event.value) if event.implicit[0] else event.value, event.value, at), at)
            elif isinstance(event, yaml.CollectionStartEvent):
                if event.tag:
                    return find_fault(at, "yaml-tag", name=str(event.tag))
                self.open.append(_Open(at, [], {} if isinstance(event, yaml.MappingStartEvent) else None))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self.open.pop()
            self._put(ListNode(tuple(done.items), done.at) if done.entries is None else MapNode(done.entries, done.at), done.at)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return find_fault(self._place(event), "yaml-syntax", why="but found another document")
        return None

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.file, (event.start_mark.line if event.start_mark else 0) + 1)

    def _put(self, node: Node, at: Place) -> None:
        """A whole node, into what stands around it."""
        if not self.open:
            self.root = node
            return
        around = self.open[-1]
        if around.entries is None:
            around.items.append(node)
        elif around.key is None:
            around.key = Word(node.text if isinstance(node, ScalarNode) else "?", at)
            if around.key in around.entries:
                self.faults.append(find_fault(at, "yaml-duplicate-key", name=around.key))
        else:
            around.entries[around.key] = node
            around.key = None


@dataclass(slots=True)
class _Open:
    """A collection that is being read. entries: None of a list; key: the mapping's key whose value comes next."""

    at: Place
    items: list[Node]
    entries: dict[Word, Node] | None
    key: Word | None = None


def _read_scalar(text: str) -> str | int | bool | Decimal | None:
    """A plain scalar by the core schema."""
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if text[0] in _NUMERIC:
        if _INT.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if _FLOAT.fullmatch(text):
            return Decimal(text)
    return text


def as_plain(node: Node) -> Plain:
    """The node's content without places."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return tuple(as_plain(item) for item in node.items)
    return {str(key): as_plain(value) for key, value in node.entries.items()}


def drop_places(value: Any) -> Any:
    """The same frozen value with plain strings instead of Words, all the way down dataclasses and tuples."""
    kind: Any = type(value)
    if kind is Word:
        return str(value)
    if kind is tuple:
        return tuple([drop_places(part) for part in value])
    names = _find_fields(kind)
    if not names:
        return value
    return kind(**{name: drop_places(getattr(value, name)) for name in names})


@cache
def _find_fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
