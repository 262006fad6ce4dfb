"""What an evaluation comes to, and how parts are put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.rules.types import Span
from shuangquan.core.words.knowledge import Form, Value
from shuangquan.core.words.names import Var

SITUATION, PARAMETER, LIST = "situation", "parameter", "list"
"""Reserved roles under which `missing` names an unknown situation, parameter or an open list."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a condition: form is known, absent or unknown.

    missing: unknown variables that mattered (empty unless unknown). claimed: claimed values it rests on. read: all that was read.
    """

    form: Form
    value: Value | Span | None = None
    missing: tuple[Var, ...] = ()
    claimed: tuple[Var, ...] = ()
    read: tuple[Var, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it is known to be true."""
        return self.form is Form.KNOWN and self.value is True

    @property
    def unknown(self) -> bool:
        """Whether something unknown could change it."""
        return self.form is Form.UNKNOWN


def join_vars(groups: Iterable[tuple[Var, ...]]) -> tuple[Var, ...]:
    """The variables of all groups, in order, once."""
    return tuple(dict.fromkeys(var for group in groups for var in group))


def join_unknown(parts: Iterable[Outcome], extra: tuple[Var, ...] = ()) -> Outcome:
    """Unknown, for want of everything the unknown parts lack, and `extra`."""
    parts = tuple(parts)
    missing = join_vars((*(p.missing for p in parts if p.unknown), extra))
    return Outcome(Form.UNKNOWN, None, missing, join_vars(p.claimed for p in parts), join_vars(p.read for p in parts))


def join_known(value: Value | Span | None, parts: Iterable[Outcome], form: Form = Form.KNOWN) -> Outcome:
    """A result that rests on all of the parts."""
    parts = tuple(parts)
    return Outcome(form, value, (), join_vars(p.claimed for p in parts), join_vars(p.read for p in parts))


def decide_logic(parts: tuple[Outcome, ...], settles: bool, extra: tuple[Var, ...] = (), *, open_end: bool = False) -> Outcome:
    """`or` (settles=True) or `and` (settles=False) over boolean parts; a known-absent part is false.

    One part that settles it is enough, and the one resting on the fewest claims is taken. `open_end`: further parts may exist.
    """
    settling = [p for p in parts if not p.unknown and (p.form is Form.KNOWN and bool(p.value)) is settles]
    read = join_vars(p.read for p in parts)
    if settling:
        best = min(settling, key=lambda p: len(p.claimed))
        return Outcome(Form.KNOWN, settles, (), best.claimed, read)
    if open_end or any(p.unknown for p in parts):
        return join_unknown(parts, extra if open_end else ())
    return join_known(not settles, parts)
