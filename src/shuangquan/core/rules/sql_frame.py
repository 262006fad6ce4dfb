"""From a tree to common table expressions: one stage for all nodes of one height, so that text grows with the tree and not with its power.

A frame is the rows that some conditions are asked of: matters, or inside a quantifier matters times members. Stages are materialised:
an engine that pulled them into each other would write every node out as often as it is read.
"""

from collections.abc import Mapping

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.sql_operators import (
    close_logic,
    render_among,
    render_arith,
    render_call,
    render_case,
    render_compare,
    render_logic,
    render_lookup,
    render_test,
)
from shuangquan.core.rules.sql_tables import MATTERS, Column, Table
from shuangquan.core.rules.sql_terms import ABSENT, COLUMN, KNOWN, UNKNOWN, NotInSql, Term, Width, any_of, render_constant
from shuangquan.core.rules.tree import (
    Among,
    And,
    Arith,
    Call,
    Case,
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
    Quantifier,
    SignedIn,
    SituationRef,
    Today,
    find_children,
)
from shuangquan.core.rules.types import Kind

MOST_MEMBERS = 6
"""Digits of the most members whose sum is still exact: a million."""


class Script:
    """The expressions written so far, and what every frame needs: the tables, the parameters in force, claims that are enough."""

    def __init__(self, tables: tuple[Table, ...], parameters: Mapping[str, ParameterRows | None], enough: frozenset[str]) -> None:
        self.tables = {table.list: table for table in tables}
        self.parameters, self.enough = parameters, enough
        self.parts: list[tuple[str, str]] = []
        self.closed = dict(tables[0].closed)
        self.count = 0

    def add(self, body: str) -> str:
        """Note a stage; answers its name."""
        name = f"s{len(self.parts)}"
        self.parts.append((name, body))
        return name

    def fresh(self) -> str:
        """A name for the columns of one node."""
        self.count += 1
        return f"n{self.count}"

    def open(self, columns: tuple[Column, ...]) -> str:
        """The columns of a table as terms: `claimed` becomes known with the claim beside it, unless such a claim is enough."""
        return "".join(f", {c.value}, {_read_form(c)} AS k{c.number}, {self._read_claim(c)} AS c{c.number}" for c in columns)

    def _read_claim(self, column: Column) -> str:
        ref = column.ref
        if isinstance(ref, FactRef) and f"{ref.role}.{ref.fact}" in self.enough:
            return "FALSE"
        return f"({column.form} = 'claimed')"


def _read_form(column: Column) -> str:
    return f"CASE WHEN {column.form} IN ('known', 'claimed') THEN {KNOWN} WHEN {column.form} = 'absent' THEN {ABSENT} ELSE {UNKNOWN} END"


def open_matters(script: Script) -> "Frame":
    """The outermost frame: one row a matter."""
    table = script.tables[None]
    closed = "".join(f", {name}" for name in script.closed.values())
    base = script.add(f"SELECT id, today, signed_in{closed}{script.open(table.facts)} FROM {MATTERS}")
    return Frame(script, base, ("id",), {(None, c.ref): c for c in table.facts}, frozenset())


class Frame:
    """Rows named by `keys`, the stage they come from (`base`), and the columns they carry, by list and reference."""

    def __init__(
        self,
        script: Script,
        base: str,
        keys: tuple[str, ...],
        columns: Mapping[tuple[str | None, Expr], Column],
        inside: frozenset[str],
    ) -> None:
        self.script, self.base, self.keys, self.columns, self.inside = script, base, keys, columns, inside
        self.last = base
        self.terms: dict[Expr, Term] = {}

    def write(self, roots: tuple[Expr, ...]) -> None:
        """Stages for everything below and at `roots`; afterwards `terms` has each of them, over the rows of `last`."""
        heights: dict[Expr, int] = {}
        for root in roots:
            self._measure(root, heights)
        for height in range(1, max(heights.values(), default=0) + 1):
            self._stage([node for node, found in heights.items() if found == height])

    def _measure(self, node: Expr, heights: dict[Expr, int]) -> int:
        if node not in heights:
            below = () if isinstance(node, Quantifier) else find_children(node)
            under = max((self._measure(child, heights) for child in below), default=0)
            leaf = isinstance(node, Literal | FactRef | SituationRef | ParameterRef | Today | SignedIn)
            heights[node] = 0 if leaf else under + 1
            if leaf:
                self.terms[node] = self._leaf(node)
        return heights[node]

    def _stage(self, nodes: list[Expr]) -> None:
        columns: list[str] = []
        joins = ""
        for node in nodes:
            if isinstance(node, Quantifier):
                found, join = self._quantifier(node)
                joins += join
            else:
                found = self._operator(node)
            name = self.script.fresh()
            columns += [f"{found.value} AS {name}", f"{found.form} AS {name}k", f"{found.claimed} AS {name}c"]
            days = f"{name}d" if found.days else ""
            columns += [f"{found.days} AS {days}"] if days else []
            self.terms[node] = Term(name, f"{name}k", f"{name}c", found.kind, found.widths, days)
        self.last = self.script.add(f"SELECT {self.last}.*, {', '.join(columns)} FROM {self.last}{joins}")

    def _leaf(self, node: Expr) -> Term:
        match node:
            case Literal(value, _):
                return render_constant(value)
            case Today():
                return Term("today", KNOWN, "FALSE", Kind.DATE)
            case SignedIn(role):
                return Term(f"(signed_in = {render_constant(role).value})", KNOWN, "FALSE", Kind.BOOLEAN)
            case ParameterRef(name, type_):
                return render_lookup(Lookup(name, (), "value", type_), (), self.script.parameters.get(name))
            case FactRef() | SituationRef():
                column = self.columns[node.spine if node.spine in self.inside else None, node]
                widths = (COLUMN,) if node.type.kind is Kind.NUMBER else ()
                return Term(column.value, f"k{column.number}", f"c{column.number}", node.type.kind, widths)
        raise NotInSql(type(node).__name__)

    def _operator(self, node: Expr) -> Term:
        term = self.terms
        match node:
            case Compare(op, left, right):
                return render_compare(op, term[left], term[right])
            case And(parts) | Or(parts):
                return render_logic([term[part] for part in parts], isinstance(node, Or))
            case Not(part):
                return render_test(term[part], f"NOT {term[part].holds}")
            case IsNull(part):
                return render_test(term[part], f"({term[part].form} = {ABSENT})")
            case IsTruth(part, truth):
                return render_test(term[part], f"({term[part].holds} = {'TRUE' if truth else 'FALSE'})")
            case Among(left, items, None):
                return render_logic([render_compare("=", term[left], term[item]) for item in items], True)
            case Among(left, _, group) if group is not None:
                return render_among(term[left], term[group])
            case Case(branches, otherwise, _):
                return render_case([(term[a], term[b]) for a, b in branches], None if otherwise is None else term[otherwise])
            case Arith(_, left, right, _):
                return render_arith(node, term[left], term[right])
            case Call(name, args, _):
                return render_call(name, [term[arg] for arg in args], args)
            case Lookup(name, keys, _, _):
                return render_lookup(node, [term[key] for key in keys], self.script.parameters.get(name))
        raise NotInSql(type(node).__name__)

    def _quantifier(self, node: Quantifier) -> tuple[Term, str]:
        """The term of a quantifier, over a join with its members' tally, and that join."""
        frame = self._open_members(node.spine)
        tally = ["COUNT(*) AS c_all"]
        widths: tuple[Width, ...] = (Width(10, 0),)
        if node.body is not None:
            frame.write((node.body,))
            body = frame.terms[node.body]
            tally += _tally(node.kind, body)
            if node.kind == "sum":
                widths = (Width(body.width.before + MOST_MEMBERS, body.width.after).checked("a sum over a list"),)
        keys = ", ".join(self.keys)
        stage = self.script.add(f"SELECT {keys}, {', '.join(tally)} FROM {frame.last} GROUP BY {keys}")
        match_ = " AND ".join(f"{stage}.{key} = {self.last}.{key}" for key in self.keys)
        is_open = f"(NOT {self.last}.{self.script.closed[node.spine]})"
        return _sum_up(node, stage, is_open, widths), f" LEFT JOIN {stage} ON {match_}"

    def _open_members(self, spine: str) -> "Frame":
        table = self.script.tables[spine]
        key = f"m{len(self.keys)}"
        opened = self.script.open(table.facts)
        joined = f"{self.base} JOIN {table.name} ON {table.name}.id = {self.base}.id"
        body = f"SELECT {self.base}.*, {table.name}.member AS {key}{opened} FROM {joined}"
        own: dict[tuple[str | None, Expr], Column] = {(spine, c.ref): c for c in table.facts}
        return Frame(self.script, self.script.add(body), (*self.keys, key), {**self.columns, **own}, self.inside | {spine})


def _tally(kind: str, body: Term) -> list[str]:
    tally = [f"BOOL_OR({body.unknown}) AS c_unknown", f"BOOL_OR({body.claimed}) AS c_claimed"]
    if kind == "sum":
        return [*tally, f"SUM(CASE WHEN {body.form} = {KNOWN} THEN {body.value} END) AS c_sum"]
    settling = body.fails if kind == "every" else body.holds
    return [
        *tally,
        f"BOOL_OR({settling}) AS c_settled",
        f"BOOL_OR({settling} AND NOT {body.claimed}) AS c_clean",
        f"COUNT(*) FILTER (WHERE {body.holds}) AS c_true",
    ]


def _sum_up(node: Quantifier, stage: str, is_open: str, widths: tuple[Width, ...]) -> Term:
    """What the members' tally comes to; a matter without members has none."""
    unknown, settled, clean, claimed = (f"COALESCE({stage}.{name}, FALSE)" for name in ("c_unknown", "c_settled", "c_clean", "c_claimed"))
    if node.kind in ("exists", "every"):
        return close_logic(settled, any_of((is_open, unknown)), clean, claimed, node.kind == "exists")
    column = "c_all" if node.body is None else "c_true" if node.kind == "count" else "c_sum"
    lacking = is_open if node.body is None else any_of((is_open, unknown))
    value = f"CASE WHEN NOT {lacking} THEN CAST(COALESCE({stage}.{column}, 0) AS {widths[0].type}) END"
    form = f"CASE WHEN {lacking} THEN {UNKNOWN} ELSE {KNOWN} END"
    return Term(value, form, "FALSE" if node.body is None else claimed, Kind.NUMBER, widths)
