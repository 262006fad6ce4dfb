"""How a result stands after it was given, and what rests on it."""

from collections.abc import Iterator

from shuangquan.core.cases.case import TaskKey
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.order import find_feeders, find_planned
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn

OPEN, MENDING, DOUBTED, KEPT, BROKEN, REVOKED = "open", "mending", "doubted", "kept", "broken", "revoked"
VOID = frozenset({BROKEN, REVOKED})
"""What `Task.pledge` is once its result no longer counts."""
TO_VERIFY = frozenset({OPEN, MENDING, DOUBTED})
"""What `Task.pledge` is while an officer has yet to look."""


def find_resting(turn: Turn, index: PlanIndex, result: TaskKey) -> Iterator[TaskKey]:
    """Tasks that are done and needed this result."""
    for item, member in find_planned(turn, index):
        task = turn.case.tasks.get((item.id, member))
        if task is None or task.state is not TaskState.DONE or task.pledge in VOID:
            continue
        if any(needed and feeder == result for feeder, needed in find_feeders(turn.case, index, item, member)):
            yield task.key
