"""The order of work of a running case: which tasks it has, what comes before which, and who makes the result."""

from collections.abc import Iterator

from shuangquan.core.cases.case import Case, Task, TaskKey
from shuangquan.core.cases.conditions import holds
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parties import find_item_members
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem


def find_planned(turn: Turn, index: PlanIndex) -> Iterator[tuple[PlanItem, str | None]]:
    """(item, member) of every task this case has, in the plan's order."""
    for item in index.plan.items:
        for member in find_item_members(turn.case, index, item):
            if is_planned(turn, index, item, member):
                yield item, member


def is_planned(turn: Turn, index: PlanIndex, item: PlanItem, member: str | None) -> bool:
    """Whether a member's task is part of this case: it is until its condition is known not to hold."""
    if not item.when or (item.id, member) in turn.case.tasks:
        return True
    return holds(index, item.when, item_env(turn.case, index, item, member, turn.today)) is not False


def find_feeders(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> Iterator[tuple[TaskKey, bool]]:
    """Tasks that come before this one, and whether their result is needed (or only their turn)."""
    for feeder, needed in index.feeders.get(item.id, ()):
        same = feeder.for_each is not None and feeder.for_each == item.for_each
        for key in (member,) if same else find_item_members(case, index, feeder):
            yield (feeder.id, key), needed


def needs_outside(item: PlanItem) -> bool:
    """Whether the department's own system decides or numbers this item."""
    return item.decided_by == "department" or item.numbering == "outside"


def is_for_outside(item: PlanItem, task: Task) -> bool:
    """Whether the task is ready for the department's own system: passed, and through every stage."""
    return task.state is TaskState.PASSED and needs_outside(item) and task.stages >= len(item.waits)
