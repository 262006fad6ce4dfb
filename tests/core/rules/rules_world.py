"""A small scope and an Env over plain mappings, for the tests of conditions."""

from dataclasses import dataclass, field
from datetime import date

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.scope import ParameterType, Scope, SituationType
from shuangquan.core.rules.types import BOOLEAN, DATE, NUMBER, SET, TEXT, Kind, Type
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge, Value

COLOUR = Type(Kind.TEXT, frozenset({"red", "blue"}))
SCOPE = Scope(
    facts={
        "a": {"n": NUMBER, "m": NUMBER, "day": DATE, "ok": BOOLEAN, "word": TEXT, "colour": COLOUR},
        "cars": {"mass": NUMBER, "ok": BOOLEAN, "colour": COLOUR},
        "vans": {"load": NUMBER},
    },
    lists={"cars": "cars", "vans": "vans"},
    situations={
        "married": SituationType(BOOLEAN),
        "follows": SituationType(Type(Kind.TEXT, frozenset({"mother", "father"}))),
        "wants": SituationType(Type(Kind.SET, frozenset({"care", "living"}))),
        "weight": SituationType(Type(Kind.TEXT, frozenset({"light", "heavy"})), "cars"),
    },
    parameters={
        "months": ParameterType((), {"value": NUMBER}),
        "remote": ParameterType((), {"value": SET}),
        "schedule": ParameterType(("colour",), {"base": NUMBER, "step": NUMBER}),
        "levels": ParameterType(("level",), {"value": NUMBER}),
    },
)


def known(value: Value) -> Knowledge:
    return Knowledge(Form.KNOWN, value)


def claimed(value: Value) -> Knowledge:
    return Knowledge(Form.CLAIMED, value)


Facts = dict[tuple[str, str, str | None], Knowledge]
ABSENT = Knowledge(Form.ABSENT)


@dataclass
class World:
    """An Env: facts by (role, fact, member), situations by (name, member), lists by name, parameter rows by name."""

    facts: Facts = field(default_factory=dict)
    situations: dict[tuple[str, str | None], Knowledge] = field(default_factory=dict)
    lists: dict[str, tuple[tuple[str, ...], bool]] = field(default_factory=dict)
    parameters: dict[str, ParameterRows] = field(default_factory=dict)
    today: date = date(2026, 3, 2)
    signed_in: str = "a"
    member: str | None = None

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        return self.facts.get((role, fact, member), UNASKED)

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        return self.lists.get(role, ((), False))

    def situation(self, name: str, member: str | None) -> Knowledge:
        return self.situations.get((name, member), UNASKED)

    def parameter(self, name: str) -> ParameterRows | None:
        return self.parameters.get(name)

    def current_member(self, role: str) -> str | None:
        return self.member
