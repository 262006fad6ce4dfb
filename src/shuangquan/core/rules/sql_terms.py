"""What a node of a condition is in SQL: a value, the form it is known in, and whether it rests on a claim; numbers carry their width.

All text of this package is PostgreSQL's; `sql.py` lets sqlglot write it for the engine that is asked.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlglot import exp

from shuangquan.core.rules.types import Kind, Span, Type
from shuangquan.core.words.knowledge import Value

MOST_DIGITS = 28
"""Digits to which Python's decimals, as this house uses them, are exact. A number that could have more is refused."""
WIDEST = 38
"""Digits of the widest number that every engine compares exactly."""
COLUMN_TYPES = {Kind.BOOLEAN: "BOOLEAN", Kind.NUMBER: "DECIMAL(14, 4)", Kind.TEXT: "TEXT", Kind.DATE: "DATE", Kind.SET: "TEXT[]"}
KNOWN, ABSENT, UNKNOWN = "'known'", "'absent'", "'unknown'"


class NotInSql(Exception):
    """The condition says something that cannot be said in SQL with the same outcome for every row. `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Width:
    """Most digits a number can have before and after the point."""

    before: int
    after: int

    @property
    def type(self) -> str:
        """Its SQL type."""
        return f"DECIMAL({max(self.before, 1) + self.after}, {self.after})"

    def checked(self, what: str) -> "Width":
        """Itself, if every engine and Python hold it exactly. Raises NotInSql."""
        if self.before + self.after > MOST_DIGITS:
            raise NotInSql(f"{what}: a number of {self.before + self.after} digits")
        return self


COLUMN = Width(10, 4)
"""What a column of numbers holds: up to 9,999,999,999.9999."""


def join_widths(one: Width, other: Width) -> Width:
    """The least width that holds both. Raises NotInSql when no engine compares such numbers exactly."""
    both = Width(max(one.before, other.before), max(one.after, other.after))
    if both.before + both.after > WIDEST:
        raise NotInSql(f"numbers of {both.before} and {both.after} digits before and after the point, together")
    return both


@dataclass(frozen=True, slots=True)
class Term:
    """A node as SQL. value: NULL unless known. form: known, absent or unknown. claimed: whether every way to it rests on a claim.

    days: of an interval, whose `value` is its months; `widths` are then those of months and days.
    """

    value: str
    form: str
    claimed: str
    kind: Kind
    widths: tuple[Width, ...] = ()
    days: str = ""

    @property
    def width(self) -> Width:
        """The width of a number."""
        return self.widths[0]

    @property
    def holds(self) -> str:
        """Whether it is known to be true."""
        return f"({self.form} = {KNOWN} AND {self.value})"

    @property
    def fails(self) -> str:
        """Whether it is false, or known to be absent, which is false."""
        return f"({self.form} = {ABSENT} OR ({self.form} = {KNOWN} AND NOT {self.value}))"

    @property
    def unknown(self) -> str:
        """Whether it is unknown."""
        return f"({self.form} = {UNKNOWN})"

    def cast(self, width: Width) -> str:
        """A number's value, as wide as `width`."""
        return f"CAST({self.value} AS {width.type})"


def find_column_type(type_: Type, what: str) -> str:
    """The SQL type of a column. Raises NotInSql for a value whose type the scope does not tell."""
    found = COLUMN_TYPES.get(type_.kind)
    if found is None:
        raise NotInSql(f"{what}: a value of type {type_.kind}")
    return found


def render_constant(value: Value | Span) -> Term:
    """A constant as a term that is always known."""
    if isinstance(value, Span):
        months, days = render_number(value.months), render_number(value.days)
        return Term(months.value, KNOWN, "FALSE", Kind.INTERVAL, (months.width, days.width), days.value)
    if isinstance(value, bool):
        return Term("TRUE" if value else "FALSE", KNOWN, "FALSE", Kind.BOOLEAN)
    if isinstance(value, int | Decimal):
        return render_number(Decimal(value))
    if isinstance(value, date):
        return Term(f"CAST('{value.isoformat()}' AS DATE)", KNOWN, "FALSE", Kind.DATE)
    if isinstance(value, tuple):
        inside = ", ".join(render_text(code) for code in value)
        return Term(f"CAST(ARRAY[{inside}] AS TEXT[])", KNOWN, "FALSE", Kind.SET)
    return Term(render_text(value), KNOWN, "FALSE", Kind.TEXT)


def render_number(value: Decimal) -> Term:
    """A constant number with its own width."""
    plain = format(value, "f")
    before, _, after = plain.lstrip("-").partition(".")
    width = Width(len(before.lstrip("0")) or 1, len(after)).checked(plain)
    return Term(f"CAST({plain} AS {width.type})", KNOWN, "FALSE", Kind.NUMBER, (width,))


def render_text(value: str) -> str:
    """A quoted string."""
    if "\x00" in value:
        raise NotInSql("a text with a zero byte")
    return exp.Literal.string(value).sql(dialect="postgres")


def any_of(parts: tuple[str, ...]) -> str:
    """`a OR b`; FALSE for none."""
    kept = tuple(dict.fromkeys(part for part in parts if part != "FALSE"))
    return f"({' OR '.join(kept)})" if kept else "FALSE"


def all_of(parts: tuple[str, ...]) -> str:
    """`a AND b`; TRUE for none."""
    return f"({' AND '.join(dict.fromkeys(parts))})" if parts else "TRUE"
