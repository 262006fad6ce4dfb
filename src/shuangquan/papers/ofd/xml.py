"""XML, written in one spelling and read from anybody: no document type, no entities, UTF-8 only, not deeper than a document needs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from shuangquan.papers.ofd.errors import OfdError

OFD = "http://www.ofdspec.org/2016"
DEEPEST = 40
MOST_ELEMENTS = 200_000
MOST_TEXT = 4 * 2**20
"""Characters of text in one file, at most."""


@dataclass(slots=True)
class Element:
    """An element. name: without its namespace, which `space` holds; text: its own characters, before and between its children."""

    name: str
    space: str = OFD
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def find(self, name: str) -> "Element | None":
        """The first child of that name in OFD's namespace."""
        return next((child for child in self.children if child.name == name and child.space == OFD), None)

    def every(self, name: str) -> list["Element"]:
        """All children of that name in OFD's namespace."""
        return [child for child in self.children if child.name == name and child.space == OFD]

    def need(self, name: str) -> "Element":
        """The only child of that name. OfdError("structure") when there is none, or two."""
        found = self.every(name)
        if len(found) != 1:
            raise OfdError("structure", f"{self.name}/{name}")
        return found[0]

    def get(self, name: str) -> str:
        """An attribute. OfdError("structure") when it is absent."""
        if name not in self.attributes:
            raise OfdError("structure", f"{self.name}@{name}")
        return self.attributes[name]

    def walk(self) -> Iterable["Element"]:
        """This element and all below it, in reading order."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.children))


def make(name: str, *children: Element | str, **attributes: str | int) -> Element:
    """An element of OFD's namespace: strings among `children` are its text."""
    texts = [child for child in children if isinstance(child, str)]
    below = [child for child in children if not isinstance(child, str)]
    return Element(name, OFD, {key: str(value) for key, value in attributes.items()}, below, "".join(texts))


_NO_PLACE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def escape(text: str) -> str:
    """Text as it stands in XML, attributes included. ValueError for a character that XML has no spelling for."""
    if _NO_PLACE.search(text):
        raise ValueError("a control character has no place in XML")
    return text.translate(_ESCAPED)


def render_xml(root: Element) -> bytes:
    """The one spelling of a tree whose elements are all of OFD's namespace: no space between elements, attributes as given."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _render(root, parts, f' xmlns:ofd="{OFD}"')
    return "".join(parts).encode()


def _render(one: Element, parts: list[str], space: str = "") -> None:
    parts.append(f"<ofd:{one.name}{space}")
    parts.extend(f' {name}="{escape(value)}"' for name, value in one.attributes.items())
    if not one.children and not one.text:
        parts.append("/>")
        return
    parts.append(f">{escape(one.text)}")
    for child in one.children:
        _render(child, parts)
    parts.append(f"</ofd:{one.name}>")


class _Builder:
    """Builds the tree while expat reads, and counts."""

    def __init__(self, where: str) -> None:
        self._where, self.root = where, Element("")
        self._open, self._elements, self._letters = [self.root], 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        space, _, local = name.rpartition("}")
        self._elements += 1
        if len(self._open) > DEEPEST or self._elements > MOST_ELEMENTS:
            raise OfdError("large", self._where)
        fresh = Element(local, space, attributes)
        self._open[-1].children.append(fresh)
        self._open.append(fresh)

    def end(self, _name: str) -> None:
        """It ends."""
        self._open.pop()

    def words(self, text: str) -> None:
        """Characters of it."""
        self._letters += len(text)
        if self._letters > MOST_TEXT:
            raise OfdError("large", self._where)
        self._open[-1].text += text

    def refuse(self, *_given: object) -> Any:
        """A document type or an entity."""
        raise OfdError("doctype", self._where)


def parse_xml(data: bytes, where: str) -> Element:
    """The root element. OfdError "xml", "doctype" or "large"."""
    builder = _Builder(where)
    parser = expat.ParserCreate("UTF-8", "}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.words
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = builder.refuse
    try:
        parser.Parse(data.decode().encode(), True)  # nothing but UTF-8: a mark at its beginning would switch expat
    except (expat.ExpatError, ValueError) as error:
        raise OfdError("xml", where) from error
    return builder.root.children[0]


def read_root(data: bytes, name: str, where: str) -> Element:
    """The root, which must be that element of OFD's. OfdError as `parse_xml`, "structure" for another."""
    root = parse_xml(data, where)
    if (root.name, root.space) != (name, OFD):
        raise OfdError("structure", f"{where}: {root.name}")
    return root
