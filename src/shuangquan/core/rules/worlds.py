"""Worlds to try a decision table in: operands take the values at which conditions turn, each beside its neighbours, in a fixed order.

Where all combinations are few they are all tried, so that what is found is proved, unless the conditions reckon with facts: then they may
turn at values that are not among those tried. Else as many as told, spread evenly over them. Nothing is left unknown here: what a table
says where data lack is another question, and never an approval.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import prod

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.operators import compute_arith
from shuangquan.core.rules.reads import walk_nodes
from shuangquan.core.rules.tree import Arith, Call, Expr, FactRef, Literal, Lookup, ParameterRef, Quantifier, SignedIn, SituationRef
from shuangquan.core.rules.types import Kind, Span, Type
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge, Value

TODAY = date(2026, 3, 2)
MOST = 4000
"""Worlds tried when there are more combinations."""
SIZES = (0, 1, 2)
"""How many members a list has."""
OTHER = "其他"
ABSENT = Knowledge(Form.ABSENT)
Operand = tuple[str, str, str]
"""(kind, role or "", name): ("fact", "child", "birth_date"), ("situation", "", "married"), ("list", "", "vehicles"), ("who", "", "")."""
Rows = Sequence[Expr | None]


@dataclass(frozen=True, slots=True)
class World:
    """An Env in which everything is known. held: operand and member ("" outside of lists) → what holds."""

    held: Mapping[tuple[Operand, str], Knowledge]
    sizes: Mapping[str, int]
    parameters: Mapping[str, ParameterRows]
    signed_in: str = ""

    @property
    def today(self) -> date:
        """The one day on which all worlds are looked at."""
        return TODAY

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """See Env."""
        return self.held.get((("fact", role, fact), member or ""), ABSENT)

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        """See Env."""
        return tuple(str(n) for n in range(1, self.sizes.get(role, 0) + 1)), True

    def situation(self, name: str, member: str | None) -> Knowledge:
        """See Env."""
        return self.held.get((("situation", "", name), member or ""), UNASKED)

    def parameter(self, name: str) -> ParameterRows | None:
        """See Env."""
        return self.parameters.get(name)

    def current_member(self, role: str) -> str | None:
        """Outside of a quantifier: the first there is."""
        return "1" if self.sizes.get(role, 0) else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows that both hold in one world and say different things: their order alone decides."""

    first: int
    second: int
    world: World


@dataclass(frozen=True, slots=True)
class Exam:
    """What trying a table found. tried: worlds; whole: whether these are all that can make a difference. silent: rows that never spoke.

    left: a world that only `else` (or no row) takes.
    """

    tried: int
    whole: bool
    silent: tuple[int, ...]
    overlaps: tuple[Overlap, ...]
    left: World | None


def examine_table(rows: Rows, says: Sequence[str], parameters: Mapping[str, ParameterRows], most: int = MOST) -> Exam:
    """Try the rows (None is `else`) in worlds. says: what each row comes to; rows that say the same may overlap."""
    spoke: set[int] = set()
    overlaps: dict[tuple[int, int], World] = {}
    left: World | None = None
    tried = 0
    worlds = Worlds([row for row in rows if row is not None], parameters)
    for world in worlds.list(most):
        tried += 1
        held = [n for n, row in enumerate(rows) if row is not None and _holds(row, world)]
        rest = [n for n, row in enumerate(rows) if row is None]
        spoke.update((held or rest)[:1])
        if not held and left is None:
            left = world
        for other in held[1:]:
            if says[other] != says[held[0]]:
                overlaps.setdefault((held[0], other), world)
    found = tuple(Overlap(first, second, world) for (first, second), world in sorted(overlaps.items(), key=lambda one: one[0]))
    return Exam(tried, worlds.exact and tried == worlds.count, tuple(n for n in range(len(rows)) if n not in spoke), found, left)


def _holds(row: Expr, world: World) -> bool:
    found = evaluate(row, world)
    return found.form is Form.KNOWN and bool(found.value)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What one operand may be, for one member of a list (spine) where it has one."""

    operand: Operand
    member: str
    spine: str | None
    options: tuple[object, ...]


class Worlds:
    """Every world that the conditions can tell apart, as far as the values at their thresholds do."""

    def __init__(self, exprs: Iterable[Expr], parameters: Mapping[str, ParameterRows]) -> None:
        self._parameters = parameters
        nodes = tuple(node for expr in exprs for node in walk_nodes(expr))
        self.exact = not any(_reckons(node) for node in nodes)
        self._pool = _Pool(nodes, parameters)
        self._lists = tuple(dict.fromkeys(node.spine for node in nodes if isinstance(node, Quantifier)))
        self._bound = tuple(dict.fromkeys(spine for node in nodes if (spine := _spine(node)) is not None))
        self._choices = self._find_choices(nodes)
        self.count = prod(len(one.options) for one in self._choices)

    def _find_choices(self, nodes: Iterable[Expr]) -> list[_Choice]:
        found: dict[tuple[Operand, str], _Choice] = {}
        for spine in dict.fromkeys((*self._lists, *self._bound)):
            operand = ("list", "", spine)
            found[operand, ""] = _Choice(operand, "", None, SIZES if spine in self._lists else (1,))
        for node in nodes:
            if isinstance(node, FactRef | SituationRef):
                fact = isinstance(node, FactRef)
                operand = ("fact", node.role, node.fact) if isinstance(node, FactRef) else ("situation", "", node.name)
                for member in self._members(node.spine):
                    found[operand, member] = _Choice(operand, member, node.spine, self._pool.find(node.type, node, absent=fact))
        who = tuple(dict.fromkeys(node.role for node in nodes if isinstance(node, SignedIn)))
        if who:
            found[("who", "", ""), ""] = _Choice(("who", "", ""), "", None, (*who, ""))
        return list(found.values())

    def _members(self, spine: str | None) -> tuple[str, ...]:
        if spine is None:
            return ("",)
        return tuple(str(n) for n in range(1, (max(SIZES) if spine in self._lists else 1) + 1))

    def list(self, most: int) -> Iterator[World]:
        """At most so many, all of them when there are no more."""
        for number in range(min(most, self.count)):
            yield self._make(number, spread=self.count > most)

    def _make(self, number: int, *, spread: bool) -> World:
        held: dict[tuple[Operand, str], Knowledge] = {}
        sizes: dict[str, int] = {}
        signed_in, rest = "", number
        for place, one in enumerate(self._choices):
            if spread:
                digit = _mix(number, place) % len(one.options)
            else:
                rest, digit = divmod(rest, len(one.options))
            value = one.options[digit]
            kind, _, name = one.operand
            if kind == "list":
                assert isinstance(value, int)
                sizes[name] = value
            elif kind == "who":
                signed_in = str(value)
            elif one.spine is None or int(one.member) <= sizes[one.spine]:
                held[one.operand, one.member] = ABSENT if value is None else Knowledge(Form.KNOWN, _value(value))
        return World(held, sizes, self._parameters, signed_in)


def _spine(node: Expr) -> str | None:
    return node.spine if isinstance(node, FactRef | SituationRef) else None


def _value(value: object) -> Value:
    assert isinstance(value, str | int | bool | Decimal | date | tuple)
    return value


def _mix(number: int, place: int) -> int:
    """A fixed number without pattern for each pair (a round of splitmix64)."""
    mixed = (number * 0x9E3779B97F4A7C15 + (place + 1) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    mixed ^= mixed >> 30
    mixed = (mixed * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return mixed ^ (mixed >> 31)


class _Pool:
    """The values at which the conditions turn, with their neighbours, by kind."""

    def __init__(self, nodes: Sequence[Expr], parameters: Mapping[str, ParameterRows]) -> None:
        constants: list[object] = [node.value for node in nodes if isinstance(node, Literal)]
        constants += [value for node in nodes if _is_fixed(node) and (value := evaluate(node, World({}, {}, parameters)).value) is not None]
        named = {node.name for node in nodes if isinstance(node, ParameterRef | Lookup)}
        rows = [rows for name, rows in parameters.items() if name in named]
        constants += [value for one in rows for columns in one.rows.values() for value in columns.values()]
        self._keys = {
            node.keys[place]: tuple(dict.fromkeys(key[place] for key in parameters[node.name].rows if len(key) > place))
            for node in nodes
            if isinstance(node, Lookup) and node.name in parameters
            for place in range(len(node.keys))
        }
        numbers = {Decimal(one) for one in constants if isinstance(one, int | Decimal) and not isinstance(one, bool)} or {Decimal(1)}
        self._numbers = tuple(sorted({near for one in numbers for near in (one - 1, one, one + 1)} | {Decimal(0)}))
        days = {one for one in constants if isinstance(one, date)} | {TODAY}
        for span in (one for one in constants if isinstance(one, Span)):
            days |= {_add(sign, span) for sign in ("+", "-")}
        self._days = tuple(sorted({one + timedelta(days=shift) for one in days for shift in (-1, 0, 1)}))
        texts = dict.fromkeys(one for one in constants if isinstance(one, str))
        self._texts = (*texts, OTHER)

    def find(self, type_: Type, node: Expr, *, absent: bool) -> tuple[object, ...]:
        """What an operand of the type may be; None stands for a fact that is known to be absent."""
        if type_.kind is Kind.BOOLEAN:
            found: tuple[object, ...] = (True, False)
        elif type_.kind is Kind.SET:
            codes = sorted(type_.codes or ())
            found = ((), *((code,) for code in codes), tuple(codes))
        elif type_.codes:
            found = tuple(sorted(type_.codes))
        elif type_.kind is Kind.NUMBER:
            found = self._numbers
        elif type_.kind is Kind.DATE:
            found = self._days
        else:
            found = tuple(dict.fromkeys((*self._keys.get(node, ()), *self._texts)))
        return (*found, None) if absent else found


def _is_fixed(node: Expr) -> bool:
    """Whether it comes to the same in every world: reckoned from the day, constants and parameters alone."""
    if not isinstance(node, Arith | Call | ParameterRef | Lookup):
        return False
    return not any(isinstance(part, FactRef | SituationRef | SignedIn | Quantifier) for part in walk_nodes(node))


def _reckons(node: Expr) -> bool:
    """Whether it computes with facts, or counts members: what it comes to may turn anywhere."""
    if isinstance(node, Quantifier) and node.kind in ("count", "sum"):
        return True
    return isinstance(node, Arith | Call) and any(isinstance(part, FactRef) for part in walk_nodes(node))


def _add(sign: str, span: Span) -> date:
    found = compute_arith(sign, TODAY, span)
    assert isinstance(found, date)
    return found
