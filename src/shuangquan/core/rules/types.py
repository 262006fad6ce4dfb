"""The types of a condition, and what may meet what."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of value a condition knows. `any` stands for a type that the scope does not tell."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    INTERVAL = "interval"
    SET = "set"
    ROLE = "role"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Type:
    """A type; `codes` closes a text to an enum's codes or a situation's options."""

    kind: Kind
    codes: frozenset[str] | None = None

    def meets(self, other: "Type") -> bool:
        """Whether values of the two types may be compared."""
        return Kind.ANY in (self.kind, other.kind) or self.kind is other.kind

    def __str__(self) -> str:
        return f"{self.kind} of {'/'.join(sorted(self.codes))}" if self.codes else str(self.kind)


BOOLEAN = Type(Kind.BOOLEAN)
NUMBER = Type(Kind.NUMBER)
TEXT = Type(Kind.TEXT)
DATE = Type(Kind.DATE)
INTERVAL = Type(Kind.INTERVAL)
SET = Type(Kind.SET)
ROLE = Type(Kind.ROLE)
ANY = Type(Kind.ANY)


@dataclass(frozen=True, slots=True)
class Span:
    """An interval: whole months and whole days, added to a date in that order."""

    months: Decimal = Decimal(0)
    days: Decimal = Decimal(0)

    def times(self, factor: Decimal) -> "Span":
        """The interval taken `factor` times."""
        return Span(self.months * factor, self.days * factor)
