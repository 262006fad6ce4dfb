"""A decision table as one Python function: for rows of which everything is known or known to be absent, which is nearly always.

Whatever else there is (something unknown, a claim that is not enough, a list, a case expression, a division without end) goes to
`decide_table`, which stays the only definition: the two say the same of every row (property test).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shuangquan.core.rules.compiled_terms import Slot, Unsure, Writer
from shuangquan.core.rules.env import Env, ParameterRows
from shuangquan.core.rules.outcome import SITUATION
from shuangquan.core.rules.table import APPROVE, BY_RULE, REFER, TableOutcome, TableRow, decide_table
from shuangquan.core.rules.tree import FactRef
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge, Value
from shuangquan.core.words.names import Var

WARM = 16
"""Decisions after which a table is worth compiling: writing the function takes about as long as so many decisions."""
_ABSENT = Knowledge(Form.ABSENT)


@dataclass(slots=True)
class Plain:
    """An Env over one flat record: `role.fact` or situation → value, None for known-absent; a name that is not there is unknown.

    Not frozen: one is made for each decision, and freezing it takes half as long as deciding. Nobody changes it.
    """

    values: Mapping[str, Value | None]
    today: date
    parameters: Mapping[str, ParameterRows] | None = None
    signed_in: str = ""

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """See Env."""
        return self._find(f"{role}.{fact}")

    def _find(self, name: str) -> Knowledge:
        if name not in self.values:
            return UNASKED
        value = self.values[name]
        return _ABSENT if value is None else Knowledge(Form.KNOWN, value)

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        """A flat record has no lists: open, without members."""
        return (), False

    def situation(self, name: str, member: str | None) -> Knowledge:
        """See Env."""
        return self._find(name)

    def parameter(self, name: str) -> ParameterRows | None:
        """See Env."""
        return None if self.parameters is None else self.parameters.get(name)

    def current_member(self, role: str) -> str | None:
        """No member is meant."""
        return None


class CompiledTable:
    """`decide` answers what `decide_table(rows, env, enough)` answers, the sooner the more often it is asked."""

    __slots__ = ("_asked", "_enough", "_made", "_plain", "_rows")

    def __init__(self, rows: Sequence[TableRow], enough: frozenset[str] = frozenset(), warm: int = WARM) -> None:
        self._rows, self._enough, self._asked = tuple(rows), enough, -warm
        self._made: Callable[[Env], TableOutcome | None] | None = None
        self._plain: Callable[[Env], TableOutcome | None] | None = None

    def decide(self, env: Env) -> TableOutcome:
        """What the table says."""
        made = self._plain if type(env) is Plain else self._made
        if made is not None:
            found = made(env)
            if found is not None:
                return found
        elif self._asked < 0:
            self._asked += 1
        else:
            self._made, self._plain = _make(self._rows, self._enough, plain=False), _make(self._rows, self._enough, plain=True)
            return self.decide(env)
        return decide_table(self._rows, env, self._enough)


def _make(rows: tuple[TableRow, ...], enough: frozenset[str], *, plain: bool) -> Callable[[Env], TableOutcome | None]:
    """The function of a table; it answers None where `decide_table` has to be asked."""
    writer = Writer(enough, plain=plain)
    lines: list[str] = []
    read: tuple[Slot, ...] = ()
    for number, row in enumerate(rows):
        try:
            speaks = "True" if row.when is None else writer.truth(row.when)
            read = writer.read(read, row.when)
            paid = writer.value(row.amount) if row.then == APPROVE and row.amount is not None else None
            at_end = writer.read(read, row.amount) if paid is not None else read
        except Unsure:  # a node that is not written as Python: from here on the evaluator is asked
            break
        loads, paying = writer.take_loads(), _say(writer, row, number, at_end, paid)
        lines += [*loads, f"if {speaks}:", f"    return {paying}"]
    body = "\n        ".join([*lines, "return None"])
    source = f"def decide(env):\n    try:\n{_indent(writer.opening())}        {body}\n    except (Unsure, KeyError):\n        return None\n"
    names: dict[str, Any] = {**writer.names, "Unsure": Unsure}
    exec(compile(source, "<decision table>", "exec"), names)  # made of a checked tree; texts of a standard stand in it as quoted constants
    made: Callable[[Env], TableOutcome | None] = names["decide"]
    return made


def _indent(lines: list[str]) -> str:
    return "".join(f"        {line}\n" for line in lines)


def _say(writer: Writer, row: TableRow, number: int, read: tuple[Slot, ...], paid: str | None) -> str:
    """The text of what a row says once it speaks: a constant, unless it pays or reads of a list's member."""
    then = APPROVE if row.then == APPROVE else REFER
    remedy = None if then == APPROVE else row.remedy
    said = TableOutcome(then, BY_RULE, number, row.reason, remedy, (), (), tuple(_var(slot, None) for slot in read))
    spines = any(slot.spine for slot in read)
    if paid is None and not spines:
        return writer.keep(said)

    def say(env: Env, amount: Any) -> TableOutcome | None:
        if paid is not None and amount is None:
            return None
        own = tuple(_var(slot, env.current_member(slot.spine) if slot.spine else None) for slot in read) if spines else said.read
        return replace(said, read=own, amount=amount)

    return f"{writer.keep(say)}(env, {paid})"


def _var(slot: Slot, member: str | None) -> Var:
    ref = slot.ref
    return Var(ref.role, ref.fact, member) if isinstance(ref, FactRef) else Var(SITUATION, ref.name, member)
