"""The closed, typed tree of a condition. Everything the language can say is one of these nodes; all are frozen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuangquan.core.rules.types import Span, Type

Constant = str | bool | Decimal | date | Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; numbers are Decimal."""

    value: Constant
    type: Type


@dataclass(frozen=True, slots=True)
class FactRef:
    """`role.fact`. spine: the list whose current member is meant, None for a single role."""

    role: str
    fact: str
    spine: str | None
    type: Type


@dataclass(frozen=True, slots=True)
class SituationRef:
    """A situation's value. spine: the list whose current member has it, None for a situation of the whole case."""

    name: str
    spine: str | None
    type: Type


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A parameter without keys, read by its name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Lookup:
    """`lookup(parameter, key, …)`, with `.column` when the parameter has columns ("value" otherwise)."""

    name: str
    keys: tuple["Expr", ...]
    column: str
    type: Type


@dataclass(frozen=True, slots=True)
class Today:
    """The date pinned when the task was accepted."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`signed_in = role`: whether the person who signed in plays that role."""

    role: str


@dataclass(frozen=True, slots=True)
class Compare:
    """op is one of = <> < <= > >=."""

    op: str
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple["Expr", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds."""

    parts: tuple["Expr", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Expr"


@dataclass(frozen=True, slots=True)
class Among:
    """`left in (a, b)`, or membership in a set (a set parameter, a multi-choice situation) when `group` is given."""

    left: "Expr"
    items: tuple["Expr", ...]
    group: "Expr | None"


@dataclass(frozen=True, slots=True)
class IsNull:
    """True only for what is known to be absent."""

    part: "Expr"


@dataclass(frozen=True, slots=True)
class IsTruth:
    """`x is true`, `x is false`; a known-absent boolean is false."""

    part: "Expr"
    truth: bool


@dataclass(frozen=True, slots=True)
class Case:
    """`case when … then … else … end`; without `else` the rest is absent."""

    branches: tuple[tuple["Expr", "Expr"], ...]
    otherwise: "Expr | None"
    type: Type


@dataclass(frozen=True, slots=True)
class Arith:
    """op is one of + - * / on decimals, + - on a date and an interval, * on a number and an interval."""

    op: str
    left: "Expr"
    right: "Expr"
    type: Type


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values: see `operators.FUNCTIONS`."""

    name: str
    args: tuple["Expr", ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Quantifier:
    """exists, every, count, sum over a list. body None only in `count(list)`."""

    kind: str
    spine: str
    body: "Expr | None"
    type: Type


Expr = (
    Literal
    | FactRef
    | SituationRef
    | ParameterRef
    | Lookup
    | Today
    | SignedIn
    | Compare
    | And
    | Or
    | Not
    | Among
    | IsNull
    | IsTruth
    | Case
    | Arith
    | Call
    | Quantifier
)


def find_children(expr: Expr) -> tuple[Expr, ...]:
    """The nodes right below a node, in reading order."""
    match expr:
        case Compare(_, left, right) | Arith(_, left, right, _):
            return (left, right)
        case And(parts) | Or(parts):
            return parts
        case Not(part) | IsNull(part) | IsTruth(part, _):
            return (part,)
        case Among(left, items, group):
            return (left, *items) if group is None else (left, *items, group)
        case Case(branches, otherwise, _):
            inner = tuple(node for branch in branches for node in branch)
            return inner if otherwise is None else (*inner, otherwise)
        case Call(_, args, _):
            return args
        case Lookup(_, keys, _, _):
            return keys
        case Quantifier(_, _, body, _):
            return () if body is None else (body,)
        case _:
            return ()
