"""What a condition is evaluated against. The running case implements `Env`; `Bound` fixes one member of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from shuangquan.core.words.knowledge import Knowledge, Value


@dataclass(frozen=True, slots=True)
class ParameterRows:
    """The rows of a parameter in force: key values → column → value. A parameter without keys has the one key ()."""

    rows: Mapping[tuple[str, ...], Mapping[str, Value]]


def write_key(value: object) -> str:
    """A value as a key of a parameter's row: numbers without zeros that say nothing, so that 3 and 3.00 find one row."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return f"{(Decimal(str(value)) + 0).normalize():f}"
    return str(value)


class Env(Protocol):
    """The knowledge of one task or case, under the names of the scope the condition was parsed in.

    Facts of an absent role are known-absent. `member` is given only for a role along a list. A situation that every member of the
    item's own list has is asked with member None and means the member the task is for.
    """

    @property
    def today(self) -> date:
        """The date pinned when the task was accepted."""

    @property
    def signed_in(self) -> str:
        """The role of the person who signed in."""

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """One fact, in one of the four forms."""

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        """The keys of a list's members, and whether no others can exist."""

    def situation(self, name: str, member: str | None) -> Knowledge:
        """A situation's value: its code, a tuple of codes for multi-choice; "true"/"false" or a bool for a boolean one."""

    def parameter(self, name: str) -> ParameterRows | None:
        """The rows in force, None when it cannot be said which are (its `as_of` date is unknown)."""

    def current_member(self, role: str) -> str | None:
        """Inside for_each: the key of the member that `role` (a list) means."""


@dataclass(frozen=True, slots=True)
class Over:
    """An Env that answers as its base does; what derives from it says what differs."""

    base: Env

    @property
    def today(self) -> date:
        """See Env."""
        return self.base.today

    @property
    def signed_in(self) -> str:
        """See Env."""
        return self.base.signed_in

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """See Env."""
        return self.base.fact(role, fact, member)

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        """See Env."""
        return self.base.members(role)

    def situation(self, name: str, member: str | None) -> Knowledge:
        """See Env."""
        return self.base.situation(name, member)

    def parameter(self, name: str) -> ParameterRows | None:
        """See Env."""
        return self.base.parameter(name)

    def current_member(self, role: str) -> str | None:
        """See Env."""
        return self.base.current_member(role)


@dataclass(frozen=True, slots=True)
class Bound(Over):
    """An Env in which one list means one of its members: what a quantifier evaluates its body in."""

    spine: str
    key: str

    def current_member(self, role: str) -> str | None:
        """The bound member for the bound list, the base's answer otherwise."""
        return self.key if role == self.spine else self.base.current_member(role)
