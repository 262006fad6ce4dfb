"""A condition's text becomes a typed tree, once. SQL is read by sqlglot; whatever is outside the closed subset is refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from shuangquan.core.rules.kinds import check_kind, check_meeting, decide_arith_type, find_type
from shuangquan.core.rules.names import find_spines, read_name, read_signed_in
from shuangquan.core.rules.operators import FUNCTIONS
from shuangquan.core.rules.scope import ConditionFault, ConditionFaults, Scope, find_near
from shuangquan.core.rules.tree import (
    Among,
    And,
    Arith,
    Call,
    Case,
    Compare,
    Expr,
    IsNull,
    IsTruth,
    Literal,
    Lookup,
    Not,
    Or,
    Quantifier,
)
from shuangquan.core.rules.types import ANY, BOOLEAN, DATE, INTERVAL, NUMBER, TEXT, Kind, Span, Type

_COMPARE: Mapping[type[exp.Expr], str] = {exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}
_ARITH: Mapping[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
_NAMED: Mapping[type[exp.Expr], str] = {
    exp.MonthsBetween: "months_between",
    exp.Least: "least",
    exp.Greatest: "greatest",
    exp.Ceil: "ceil",
    exp.Round: "round",
    exp.Length: "length",
}
_QUANTIFIERS: Mapping[type[exp.Expr], str] = {exp.Exists: "exists", exp.Count: "count", exp.Sum: "sum"}
_NOTHING = Literal("", ANY)  # stands where a fault was noted, so that reading goes on


def parse_condition(text: str, scope: Scope, expect: Type = BOOLEAN) -> Expr:
    """Read `text` in `scope` as a value of type `expect` (a boolean condition by default).

    Raises ConditionFaults with every fault found: syntax, unknown names (with the nearest known one), types that cannot meet.
    """
    try:
        parsed = _parse_text(str(text))
    except SqlglotError as error:
        why = str(error).splitlines()[0]
        raise ConditionFaults((ConditionFault("not-a-condition", (("text", text), ("why", why))),)) from error
    reader = _Reader(scope)
    tree = reader.read(parsed)
    if expect.kind is not Kind.ANY:
        check_kind(tree, (expect.kind,), reader.faults)
    if reader.faults:
        raise ConditionFaults(tuple(dict.fromkeys(reader.faults)))
    return tree


@lru_cache(maxsize=8192)
def _parse_text(text: str) -> exp.Expr:
    """The syntax of a text alone: every plan of a theme reads the same ones. Nobody changes the tree."""
    return sqlglot.parse_one(text)


class _Reader:
    """One pass over sqlglot's tree. `inside`: lists whose member a quantifier around fixes.

    owner: whose facts bare names mean, inside what a fact is computed from. unfolding: names being put in place.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[ConditionFault] = []
        self.inside: frozenset[str] = scope.bound
        self.owner: str | None = None
        self.unfolding: tuple[str, ...] = ()

    def fault(self, code: str, **data: str) -> Expr:
        self.faults.append(ConditionFault(code, tuple(data.items())))
        return _NOTHING

    def read(self, node: exp.Expr) -> Expr:
        """One node, with everything below it."""
        if isinstance(node, exp.Paren):
            return self.read(node.this)
        if isinstance(node, exp.Column | exp.Dot) and not isinstance(node.this, exp.Anonymous):
            return self._name(node)
        if isinstance(node, exp.And | exp.Or | exp.Not):
            return self._logic(node)
        for group in (self._comparison, self._constant, self._value, self._function):
            found = group(node)
            if found is not None:
                return found
        return self.fault("not-in-language", text=node.sql())

    def _name(self, node: exp.Column | exp.Dot) -> Expr:
        if isinstance(node, exp.Column) and not node.args.get("db"):
            role, name = node.table, node.name
            if not role and self.owner is not None and self.scope.has_fact(self.owner, name):
                role = self.owner
            text = self.scope.find_computed(role, name)
            if text is not None:
                return self._unfold(role, name, text)
            if role != node.table:
                node = exp.column(name, table=role)
        return read_name(node, self.scope, self.inside, self.faults)

    def _unfold(self, role: str, name: str, text: str) -> Expr:
        """What a computed name stands for, in its place."""
        path = f"{role}.{name}" if role else name
        if path in self.unfolding:
            return self.fault("computed-cycle", name=" → ".join((*self.unfolding, path)))
        outer, around = self.owner, self.unfolding
        self.owner, self.unfolding = role if name in self.scope.derived.get(role, {}) else None, (*around, path)
        try:
            return self.read(_parse_text(str(text)))
        except SqlglotError as error:
            return self.fault("not-a-condition", text=text, why=str(error).splitlines()[0])
        finally:
            self.owner, self.unfolding = outer, around

    def _truth(self, node: exp.Expr) -> Expr:
        tree = self.read(node)
        check_kind(tree, (Kind.BOOLEAN,), self.faults)
        return tree

    def _logic(self, node: exp.Expr) -> Expr:
        if isinstance(node, exp.Not):
            return Not(self._truth(node.this))
        kind = And if isinstance(node, exp.And) else Or
        parts: list[Expr] = []
        for side in (node.this, node.expression):
            tree = self._truth(side)
            parts.extend(tree.parts if isinstance(tree, And | Or) and isinstance(tree, kind) else (tree,))
        return kind(tuple(parts))

    def _comparison(self, node: exp.Expr) -> Expr | None:
        op = _COMPARE.get(type(node))
        if op is not None:
            return read_signed_in(node, op, self.scope, self.faults) or self._compare(op, node.this, node.expression)
        if isinstance(node, exp.Between):
            return And((self._compare(">=", node.this, node.args["low"]), self._compare("<=", node.this, node.args["high"])))
        if isinstance(node, exp.In):
            return self._among(node)
        if isinstance(node, exp.Is):
            if isinstance(node.expression, exp.Null):
                return IsNull(self.read(node.this))
            if isinstance(node.expression, exp.Boolean):
                return IsTruth(self._truth(node.this), bool(node.expression.this))
        return None

    def _compare(self, op: str, left: exp.Expr, right: exp.Expr) -> Expr:
        a, b = self.read(left), self.read(right)
        check_meeting(a, b, self.faults)
        if op not in ("=", "<>"):
            for side in (a, b):
                check_kind(side, (Kind.NUMBER, Kind.DATE), self.faults)
        return Compare(op, a, b)

    def _among(self, node: exp.In) -> Expr:
        left = self.read(node.this)
        field = node.args.get("field")
        if field is not None:
            group = self.read(field)
            check_kind(group, (Kind.SET,), self.faults)
            codes = find_type(group).codes
            if codes:
                check_meeting(left, Literal("", Type(Kind.TEXT, codes)), [])
                if isinstance(left, Literal) and str(left.value) not in codes:
                    self.fault("unknown-code", name=str(left.value), near=find_near(str(left.value), codes) or "/".join(sorted(codes)))
            return Among(left, (), group)
        if node.args.get("query") is not None or not node.expressions:
            return self.fault("not-in-language", text=node.sql())
        items = tuple(self.read(item) for item in node.expressions)
        for item in items:
            check_meeting(left, item, self.faults)
        return Among(left, items, None)

    def _constant(self, node: exp.Expr) -> Expr | None:
        if isinstance(node, exp.Boolean):
            return Literal(bool(node.this), BOOLEAN)
        if isinstance(node, exp.Literal):
            return Literal(str(node.this), TEXT) if node.is_string else Literal(Decimal(str(node.this)), NUMBER)
        if isinstance(node, exp.Cast):
            return self._date(node)
        return self._interval(node) if isinstance(node, exp.Interval) else None

    def _date(self, node: exp.Cast) -> Expr:
        if not node.to.is_type("date") or not isinstance(node.this, exp.Literal):
            return self.fault("not-in-language", text=node.sql())
        try:
            return Literal(date.fromisoformat(str(node.this.this)), DATE)
        except ValueError:
            return self.fault("not-a-date", text=str(node.this.this))

    def _interval(self, node: exp.Interval) -> Expr:
        unit = str(node.unit).lower().rstrip("s") if node.unit is not None else ""
        amount = str(node.this.this) if isinstance(node.this, exp.Literal) else ""
        if unit not in ("year", "month", "week", "day") or not amount.lstrip("-").isdigit():
            return self.fault("not-an-interval", text=node.sql())
        n = Decimal(amount)
        months = n * {"year": 12, "month": 1}.get(unit, 0)
        days = n * {"week": 7, "day": 1}.get(unit, 0)
        return Literal(Span(months, days), INTERVAL)

    def _value(self, node: exp.Expr) -> Expr | None:
        op = _ARITH.get(type(node))
        if op is not None:
            left, right = self.read(node.this), self.read(node.expression)
            return Arith(op, left, right, decide_arith_type(op, find_type(left), find_type(right), self.faults))
        if isinstance(node, exp.Neg):
            part = self.read(node.this)
            check_kind(part, (Kind.NUMBER,), self.faults)
            if isinstance(part, Literal) and isinstance(part.value, Decimal):
                return Literal(-part.value, NUMBER)
            return Arith("-", Literal(Decimal(0), NUMBER), part, NUMBER)
        return self._case(node) if isinstance(node, exp.Case) else None

    def _case(self, node: exp.Case) -> Expr:
        if node.this is not None:
            return self.fault("not-in-language", text=node.sql())
        branches = tuple((self._truth(branch.this), self.read(branch.args["true"])) for branch in node.args["ifs"])
        default = node.args.get("default")
        otherwise = None if default is None else self.read(default)
        first = branches[0][1]
        for value in (*(value for _, value in branches[1:]), *(() if otherwise is None else (otherwise,))):
            check_meeting(first, value, self.faults)
        return Case(branches, otherwise, find_type(first))

    def _function(self, node: exp.Expr) -> Expr | None:
        if isinstance(node, exp.Dot) and isinstance(node.this, exp.Anonymous) and str(node.this.this).lower() == "lookup":
            return self._lookup(node.this, node.expression.name)
        kind = _QUANTIFIERS.get(type(node))
        if kind is not None:
            return self._quantifier(kind, node.this)
        if isinstance(node, exp.Anonymous):
            name = str(node.this).lower()
            if name == "every":
                return self._quantifier("every", node.expressions[0] if node.expressions else None)
            return self._lookup(node, "value") if name == "lookup" else self._call(name, list(node.expressions))
        named = _NAMED.get(type(node))
        if named is None:
            return None
        extra = [node.args.get("expression"), node.args.get("decimals"), *node.expressions]
        return self._call(named, [node.this, *(part for part in extra if part is not None)])

    def _call(self, name: str, args: list[exp.Expr]) -> Expr:
        known = FUNCTIONS.get(name)
        if known is None:
            names = (*FUNCTIONS, "exists", "every", "count", "sum", "lookup")
            return self.fault("unknown-name", kind="function", name=name, near=find_near(name, names))
        if len(args) < known.least or (len(args) > len(known.kinds) and not known.many):
            return self.fault("wrong-count", name=name, count=str(len(args)))
        trees = tuple(self.read(arg) for arg in args)
        for place, tree in enumerate(trees):
            kind = known.kinds[min(place, len(known.kinds) - 1)]
            if kind is Kind.ANY:
                check_kind(tree, (Kind.NUMBER, Kind.DATE), self.faults)
                check_meeting(trees[0], tree, self.faults)
            else:
                check_kind(tree, (kind,), self.faults)
        return Call(name, trees, known.result or find_type(trees[0]))

    def _quantifier(self, kind: str, body: exp.Expr | None) -> Expr:
        spines = find_spines(body, self.scope, self.inside)
        if len(spines) != 1 or body is None:
            return self.fault("one-list", name=kind, count=str(len(spines)))
        spine = spines[0]
        result = NUMBER if kind in ("count", "sum") else BOOLEAN
        if kind == "count" and isinstance(body, exp.Column) and not body.table and body.name == spine:
            return Quantifier(kind, spine, None, result)
        outer, self.inside = self.inside, self.inside | {spine}
        tree = self.read(body)
        self.inside = outer
        check_kind(tree, (Kind.NUMBER,) if kind == "sum" else (Kind.BOOLEAN,), self.faults)
        return Quantifier(kind, spine, tree, result)

    def _lookup(self, node: exp.Anonymous, column: str) -> Expr:
        args = list(node.expressions)
        name = args[0].name if args and isinstance(args[0], exp.Column) else ""
        known = self.scope.parameters.get(name)
        if known is None:
            return self.fault("unknown-name", kind="parameter", name=name, near=find_near(name, self.scope.parameters))
        if len(args) - 1 != len(known.keys):
            return self.fault("wrong-count", name=f"lookup({name})", count=str(len(args) - 1))
        if column not in known.columns:
            return self.fault("unknown-name", kind="column", name=f"{name}.{column}", near=find_near(column, known.columns))
        return Lookup(name, tuple(self.read(key) for key in args[1:]), column, known.columns[column])
