"""The rows a condition in SQL is asked of: one table of matters, one of members for each list, each fact a value and a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuangquan.core.rules.env import Bound, Env
from shuangquan.core.rules.reads import walk_nodes
from shuangquan.core.rules.sql_terms import COLUMN, NotInSql, find_column_type
from shuangquan.core.rules.tree import Expr, FactRef, Quantifier, SituationRef, find_children
from shuangquan.core.rules.types import Kind
from shuangquan.core.words.knowledge import Form, Knowledge, Value

MATTERS = "matters"
Cell = Value | list[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A fact or situation: two columns, its value (`v1`) and its form (`f1`: known, absent, claimed or unknown)."""

    ref: FactRef | SituationRef
    number: int
    type: str

    @property
    def value(self) -> str:
        """The name of the column of its value, NULL unless known or claimed."""
        return f"v{self.number}"

    @property
    def form(self) -> str:
        """The name of the column of its form."""
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class Table:
    """name; list: the list whose members it holds, None for matters. columns: (name, SQL type) in order."""

    name: str
    list: str | None
    facts: tuple[Column, ...]
    closed: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Every column. A matter has its day, who signed in, and for each list whether no other members can exist."""
        own = (("id", "BIGINT"), ("member", "TEXT")) if self.list else (("id", "BIGINT"), ("today", "DATE"), ("signed_in", "TEXT"))
        pairs = tuple(pair for fact in self.facts for pair in ((fact.value, fact.type), (fact.form, "TEXT")))
        return (*own, *((name, "BOOLEAN") for _, name in self.closed), *pairs)

    @property
    def definition(self) -> str:
        """A statement that creates the table."""
        return f"CREATE TEMPORARY TABLE {self.name} ({', '.join(f'{name} {type_}' for name, type_ in self.columns)})"


def find_tables(exprs: tuple[Expr, ...]) -> tuple[Table, ...]:
    """The tables that these conditions read, matters first. Raises NotInSql for a value whose type is not known."""
    lists = tuple(dict.fromkeys(node.spine for expr in exprs for node in walk_nodes(expr) if isinstance(node, Quantifier)))
    refs: dict[tuple[str | None, FactRef | SituationRef], None] = {}
    for expr in exprs:
        for spine, ref in _find_refs(expr, frozenset()):
            refs[spine, ref] = None
    columns = {key: Column(key[1], number, find_column_type(key[1].type, print_ref(key[1]))) for number, key in enumerate(refs, start=1)}
    closed = tuple((spine, f"closed{number}") for number, spine in enumerate(lists, start=1))
    found = [Table(MATTERS, None, tuple(column for (spine, _), column in columns.items() if spine is None), closed)]
    for number, spine in enumerate(lists, start=1):
        found.append(Table(f"members{number}", spine, tuple(column for (own, _), column in columns.items() if own == spine)))
    return tuple(found)


def print_ref(ref: FactRef | SituationRef) -> str:
    """The name of a fact or situation as a standard writes it."""
    return f"{ref.role}.{ref.fact}" if isinstance(ref, FactRef) else ref.name


def _find_refs(expr: Expr, inside: frozenset[str]) -> Iterator[tuple[str | None, FactRef | SituationRef]]:
    """Every fact and situation with the list whose table holds it: that of the quantifier around it that binds its member."""
    if isinstance(expr, FactRef | SituationRef):
        yield expr.spine if expr.spine in inside else None, expr
    within = inside | {expr.spine} if isinstance(expr, Quantifier) else inside
    for child in find_children(expr):
        yield from _find_refs(child, within)


def find_rows(tables: tuple[Table, ...], env: Env, id_: int) -> Mapping[str, list[tuple[Cell, ...]]]:
    """What `env` knows as rows: table → rows, in the order of its columns. Raises NotInSql for a number that a column cannot hold."""
    matters, *lists = tables
    members = {table.list: env.members(table.list) for table in lists if table.list}
    head: tuple[Cell, ...] = (id_, env.today, env.signed_in, *(members[spine][1] for spine, _ in matters.closed))
    found = {matters.name: [(*head, *_find_cells(matters, env))]}
    for table in lists:
        spine = table.list or ""
        found[table.name] = [(id_, key, *_find_cells(table, Bound(env, spine, key))) for key in members[spine][0]]
    return found


def _find_cells(table: Table, env: Env) -> Iterator[Cell]:
    for column in table.facts:
        know = _ask(column.ref, env)
        there = know.form in (Form.KNOWN, Form.CLAIMED)
        yield _find_cell(column, know.value) if there else None
        yield know.form.value


def _ask(ref: FactRef | SituationRef, env: Env) -> Knowledge:
    member = None if ref.spine is None else env.current_member(ref.spine)
    return env.fact(ref.role, ref.fact, member) if isinstance(ref, FactRef) else env.situation(ref.name, member)


def _find_cell(column: Column, value: Value | None) -> Cell:
    kind = column.ref.type.kind
    if kind is Kind.BOOLEAN and isinstance(value, str):
        return value == "true"
    if isinstance(value, tuple):
        return list(value)
    if kind is Kind.NUMBER and isinstance(value, int | Decimal):
        number = Decimal(value)
        exact = number.is_finite() and number == number.quantize(Decimal(1).scaleb(-COLUMN.after)) and abs(number) < 10**COLUMN.before
        if not exact:
            raise NotInSql(f"{print_ref(column.ref)}: a number outside {COLUMN.type}")
        return number
    wanted: type = {Kind.TEXT: str, Kind.DATE: date, Kind.BOOLEAN: bool}.get(kind, object)
    if not isinstance(value, wanted):
        raise NotInSql(f"{print_ref(column.ref)}: {type(value).__name__} where {kind} is expected")
    return value
