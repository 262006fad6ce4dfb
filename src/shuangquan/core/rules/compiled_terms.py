"""Nodes as Python text, over values that are known; None stands for what is known to be absent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shuangquan.core.rules.env import Env, write_key
from shuangquan.core.rules.operators import FUNCTIONS, compute_arith
from shuangquan.core.rules.reads import walk_nodes
from shuangquan.core.rules.tree import (
    Among,
    And,
    Arith,
    Call,
    Compare,
    Expr,
    FactRef,
    IsNull,
    IsTruth,
    Literal,
    Lookup,
    Not,
    Or,
    ParameterRef,
    SignedIn,
    SituationRef,
    Today,
)
from shuangquan.core.rules.types import Kind
from shuangquan.core.words.knowledge import Form

_OPS: Mapping[str, str] = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
MOST_DAYS = 64
"""Days for which what depends on the day alone is kept."""


class Unsure(Exception):
    """The compiled form cannot tell: the evaluator is asked."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact or situation that is read, and the list whose member is meant."""

    ref: FactRef | SituationRef

    @property
    def spine(self) -> str | None:
        """The list whose current member is meant."""
        return self.ref.spine


class Writer:
    """Writes nodes as text and notes what the text names. plain: values come from a `Plain` record and not by asking an Env."""

    def __init__(self, enough: frozenset[str], *, plain: bool) -> None:
        self.enough, self.plain = enough, plain
        self.names: dict[str, Any] = {"KNOWN": Form.KNOWN, "ABSENT": Form.ABSENT, "CLAIMED": Form.CLAIMED}
        self.names |= {"arith": _arith, "call": _call, "row": _row}
        self._slots: dict[FactRef | SituationRef, str] = {}
        self._loads: list[str] = []
        self._daily: list[Expr] = []
        self._temps = 0

    def keep(self, value: object) -> str:
        """A name for a value that text cannot spell."""
        name = f"K{len(self.names)}"
        self.names[name] = value
        return name

    def read(self, before: tuple[Slot, ...], expr: Expr | None) -> tuple[Slot, ...]:
        """What was read before, and what this reads, in reading order, once."""
        refs = (node for node in walk_nodes(expr) if isinstance(node, FactRef | SituationRef)) if expr is not None else ()
        return tuple(dict.fromkeys((*before, *(Slot(ref) for ref in refs))))

    def opening(self) -> list[str]:
        """What stands before everything else: the day, and what depends on it alone."""
        lines = ["today = env.today"]
        if self.plain:
            lines += ["values = env.values"]
        else:
            lines += ["fact = env.fact", "situation = env.situation"]
        if self._daily:
            lines += [f"({', '.join(f'd{n}' for n in range(len(self._daily)))},) = {self.keep(_Daily(tuple(self._daily)))}(today)"]
        return lines

    def take_loads(self) -> list[str]:
        """The lines that fetch what was named since this was last asked."""
        taken, self._loads = self._loads, []
        return taken

    def truth(self, expr: Expr) -> str:
        """Text that is true where the node is known to be true."""
        match expr:
            case And(parts) | Or(parts):
                return f"({(' and ' if isinstance(expr, And) else ' or ').join(self.truth(part) for part in parts)})"
            case Not(part):
                return f"(not {self.truth(part)})"
            case IsTruth(part, truth):
                return self.truth(part) if truth else f"(not {self.truth(part)})"
            case IsNull(part):
                return f"({self.value(part)} is None)"
            case Compare(op, left, right):
                return self._compare(op, left, right)
            case Among(left, items, group):
                return self._among(left, items, group)
        return self.value(expr)

    def value(self, expr: Expr) -> str:
        """Text whose value is the node's, None when it is absent. Raises Unsure for a node that is not written here."""
        match expr:
            case Literal(value, _):
                return repr(value) if isinstance(value, str | bool) else self.keep(value)
            case FactRef() | SituationRef():
                return self._slot(expr)
            case Today():
                return "today"
            case SignedIn(role):
                return f"(env.signed_in == {role!r})"
            case ParameterRef(name, _):
                return f"row(env, {name!r}, (), 'value')"
            case Lookup(name, keys, column, _):
                return f"row(env, {name!r}, ({''.join(f'{self.value(key)}, ' for key in keys)}), {column!r})"
            case Arith() | Call():
                return self._daily_name(expr) or self._function(expr)
            case Compare() | And() | Or() | Not() | Among() | IsNull() | IsTruth():
                return f"bool({self.truth(expr)})"
        raise Unsure

    def _function(self, expr: Arith | Call) -> str:
        if isinstance(expr, Arith):
            return f"arith({expr.op!r}, {self.value(expr.left)}, {self.value(expr.right)})"
        return f"call({self.keep(FUNCTIONS[expr.name].body)}, ({''.join(f'{self.value(arg)}, ' for arg in expr.args)}))"

    def _daily_name(self, expr: Expr) -> str | None:
        """A name for what comes to the same all day long."""
        if not all(isinstance(node, Literal | Today | Arith | Call) for node in walk_nodes(expr)):
            return None
        if expr not in self._daily:
            self._daily.append(expr)
        return f"d{self._daily.index(expr)}"

    def _slot(self, ref: FactRef | SituationRef) -> str:
        if ref not in self._slots:
            name = self._slots[ref] = f"v{len(self._slots)}"
            self._loads += self._load(ref, name)
        return self._slots[ref]

    def _load(self, ref: FactRef | SituationRef, name: str) -> list[str]:
        is_fact = isinstance(ref, FactRef)
        own = f"{ref.role}.{ref.fact}" if isinstance(ref, FactRef) else ref.name
        if self.plain:
            lines = [f"{name} = values[{own!r}]"]
        else:
            member = "None" if ref.spine is None else f"env.current_member({ref.spine!r})"
            asked = f"fact({ref.role!r}, {ref.fact!r}, {member})" if isinstance(ref, FactRef) else f"situation({ref.name!r}, {member})"
            known = "k.form is KNOWN or k.form is CLAIMED" if is_fact and own in self.enough else "k.form is KNOWN"
            lines = [f"k = {asked}", f"if {known}: {name} = k.value", f"elif k.form is ABSENT: {name} = None", "else: return None"]
        if not is_fact and ref.type.kind is Kind.BOOLEAN:
            lines.append(f"if isinstance({name}, str): {name} = {name} == 'true'")
        return lines

    def _operand(self, expr: Expr) -> tuple[str, str]:
        """An operand of a comparison: text that is true where it is there (or ""), and text of its value that may be read again."""
        if isinstance(expr, Literal):
            whole = isinstance(expr.value, Decimal) and expr.value == expr.value.to_integral_value()
            return "", str(int(expr.value)) if whole and isinstance(expr.value, Decimal) else self.value(expr)
        text = self.value(expr)
        if text in self._slots.values():
            return f"{text} is not None", text
        if text == "today" or text.startswith("bool("):
            return "", text
        self._temps += 1
        return f"(x{self._temps} := {text}) is not None", f"x{self._temps}"

    def _compare(self, op: str, left: Expr, right: Expr) -> str:
        (one, a), (other, b) = self._operand(left), self._operand(right)
        return f"({' and '.join([part for part in (one, other) if part] + [f'{a} {_OPS[op]} {b}'])})"

    def _among(self, left: Expr, items: tuple[Expr, ...], group: Expr | None) -> str:
        if group is not None:
            (one, a), (other, b) = self._operand(left), self._operand(group)
            inside = f"isinstance({b}, tuple) and {a} in {b}"
            return f"({' and '.join([part for part in (one, other) if part] + [inside])})"
        if all(isinstance(item, Literal) for item in items):
            return f"({self.value(left)} in ({''.join(f'{self._operand(item)[1]}, ' for item in items)}))"
        return f"({' or '.join(self._compare('=', left, item) for item in items)})"


class _Daily:
    """What depends on the day alone, worked out once a day. Raises Unsure for what has no value."""

    def __init__(self, exprs: tuple[Expr, ...]) -> None:
        self._exprs = exprs
        self._kept: dict[date, tuple[object, ...]] = {}

    def __call__(self, today: date) -> tuple[object, ...]:
        found = self._kept.get(today)
        if found is None:
            if len(self._kept) >= MOST_DAYS:
                self._kept.clear()
            found = self._kept[today] = tuple(_work_out(expr, today) for expr in self._exprs)
        return found


def _work_out(expr: Expr, today: date) -> Any:
    match expr:
        case Literal(value, _):
            return value
        case Today():
            return today
        case Arith(op, left, right, _):
            return _arith(op, _work_out(left, today), _work_out(right, today))
        case Call(name, args, _):
            return _call(FUNCTIONS[name].body, tuple(_work_out(arg, today) for arg in args))
    raise Unsure


def _arith(op: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    found = compute_arith(op, left, right)
    if found is None:
        raise Unsure
    return found


def _call(body: Callable[[tuple[Any, ...]], object], args: tuple[Any, ...]) -> Any:
    return None if None in args else body(args)


def _row(env: Env, name: str, keys: tuple[Any, ...], column: str) -> Any:
    if None in keys:
        return None
    rows = env.parameter(name)
    found = None if rows is None else rows.rows.get(tuple(map(write_key, keys)), {}).get(column)
    if found is None:
        raise Unsure
    return found
