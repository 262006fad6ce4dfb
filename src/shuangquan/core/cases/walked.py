"""What a walk through an example has come to, and what it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.gather import Ready
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.world import Record

Plans = Callable[[Mapping[str, str] | None, frozenset[str]], PlanIndex]
"""(situation or None, missing) → plan."""


class Stuck(Exception):
    """The example does not say what a person would have to do next. `what`: the question, fact or paper."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Drawing:
    """One question put to a source and what it answered, so that a rehearsal can lay the same records."""

    ready: Ready
    found: bool
    record: Record
    members: tuple[Record, ...]


@dataclass(slots=True)
class Walked:
    """How the walk went. asked: names in the order in which they were asked. early: why nothing was opened or done, else ""."""

    turn: Turn
    index: PlanIndex
    asked: list[str] = field(default_factory=list)
    drawn: list[Drawing] = field(default_factory=list)
    early: str = ""

    @property
    def case(self) -> Case:
        """The case at the end."""
        return self.turn.case
