"""信息查询, pure side: what a person typed to look something up, and what a register says of the person as lines to read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuangquan.core.exchange.values import print_value, read_value
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Fact, Resource
from shuangquan.core.standard.model_kiosk import Inquiry
from shuangquan.core.words.errors import Fault
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.text import Text

_TOKEN = re.compile(r"(?:^|/v/)([A-Za-z0-9_-]{32,64})(?:\.json)?/?\Z", re.ASCII)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed. kind: code (of a certificate's link) | number (of a case or a certificate) | words | nothing."""

    kind: str
    text: str


def read_typed(text: str) -> Typed:
    """Tell a certificate's code, a number and plain words apart: numbers have a digit and no space between, words have neither."""
    plain = " ".join(text.split())[:LONGEST]
    if not plain:
        return Typed("nothing", "")
    if (found := _TOKEN.search(plain)) is not None:
        return Typed("code", found[1])
    if any(sign.isdigit() for sign in plain) and " " not in plain:
        return Typed("number", plain.upper())
    return Typed("words", plain)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a register says. value: None where it has nothing under this name."""

    label: Text
    type: str
    value: Value | None
    options: Mapping[str, Text]

    def say(self, language: str) -> str:
        """As people read it; "" for nothing."""
        if isinstance(self.value, str) and self.value in self.options:
            return self.options[self.value].say(language)
        return print_value(self.type, self.value, language)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an inquiry. found: whether the register has anything of the person. groups: the lines of each record, in its order."""

    found: bool
    groups: tuple[tuple[Line, ...], ...]


def find_facts(bundle: Bundle, inquiry: Inquiry) -> tuple[tuple[str, Fact], ...]:
    """(path, fact) of everything that is shown, in the order of the standard."""
    resource = bundle.resources[inquiry.resource]
    return tuple((str(path), _find_fact(bundle, resource, path)) for path in inquiry.shows)


def _find_fact(bundle: Bundle, resource: Resource, path: str) -> Fact:
    role, _, name = path.partition(".")
    return bundle.facts[f"{resource.roles[role].type}.{name}"]


def read_inquiry(bundle: Bundle, inquiry: Inquiry, found: bool, record: Mapping[str, Any], members: Sequence[Mapping[str, Any]]) -> Answer:
    """Only what the inquiry shows; whatever else was sent is passed over. Fault("malformed") for a value of a wrong type."""
    listed = any(form.many for form in bundle.resources[inquiry.resource].roles.values())
    rows = members if listed else ((record,) if found and record else ())
    facts = find_facts(bundle, inquiry)
    groups = tuple(tuple(_read_line(bundle, inquiry, fact, row.get(path)) for path, fact in facts) for row in rows)
    return Answer(bool(groups), groups)


def _read_line(bundle: Bundle, inquiry: Inquiry, fact: Fact, raw: object) -> Line:
    options = bundle.enums.get(str(fact.type), {})
    party = str(bundle.resources[inquiry.resource].provider)
    try:
        value = None if raw is None else read_value(str(fact.type), raw)
    except ValueError:
        raise Fault(party, "malformed") from None
    if options and value is not None and str(value) not in options:
        raise Fault(party, "malformed")
    return Line(fact.label, str(fact.type), value, options)
