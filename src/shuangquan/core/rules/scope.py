"""What names mean where a condition stands: roles and their facts, situations, parameters."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shuangquan.core.rules.types import ANY, Type


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A parameter's keys and columns; a parameter of one value has the column "value"."""

    keys: tuple[str, ...]
    columns: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class SituationType:
    """A situation's type (a set for multi-choice) and, when each member of a list has one, that list."""

    type: Type
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Names in force. facts: role → fact → type. lists: role → the list it runs along (itself for a list, `children` for `bonds`).

    bound: lists whose member is fixed here (inside for_each). An `open` scope takes names it does not know as `any`: for text that
    the checker has already passed.

    derived: role → fact → the expression it stands for, in bare names of facts of the same owner. computed: bare name → the expression it
    stands for. Both are put in place of their names, so that whatever reads a condition reads what they rest on.
    """

    facts: Mapping[str, Mapping[str, Type]]
    lists: Mapping[str, str] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    situations: Mapping[str, SituationType] = field(default_factory=dict)
    parameters: Mapping[str, ParameterType] = field(default_factory=dict)
    open: bool = False
    derived: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    computed: Mapping[str, str] = field(default_factory=dict)

    def has_fact(self, role: str, name: str) -> bool:
        """Whether the role has such a fact, held or computed."""
        if name in self.facts.get(role, {}) or name in self.derived.get(role, {}):
            return True
        return self.open and name != "today" and name not in self.parameters and name not in self.situations

    def find_computed(self, role: str, name: str) -> str | None:
        """The expression that `role.name`, or a bare name, stands for; None when it stands for itself."""
        found = self.derived.get(role, {}).get(name)
        return self.computed.get(name) if found is None and not role else found

    def find_fact(self, role: str, fact: str) -> Type | None:
        """The type of `role.fact`; `any` for an unknown fact of a known role in an open scope."""
        found = self.facts.get(role, {}).get(fact)
        return ANY if found is None and self.open and role in self.facts else found


@dataclass(frozen=True, slots=True)
class ConditionFault:
    """One thing wrong with a condition. code: see `core/standard/findings.py`; data fills its sentence."""

    code: str
    data: tuple[tuple[str, str], ...]


class ConditionFaults(Exception):
    """Everything wrong with one condition, at once."""

    def __init__(self, faults: tuple[ConditionFault, ...]) -> None:
        super().__init__("; ".join(f"{f.code} {dict(f.data)}" for f in faults))
        self.faults = faults


def find_near(name: str, known: Iterable[str]) -> str:
    """The known name closest to `name`, or "" when none is close ("did you mean")."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""
