"""Photographs of a visit on the spot: kept with the case, and seen by every department that came along."""

from dataclasses import dataclass

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.case_parts import Photo
from shuangquan.core.cases.deskwork import check_task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.stages import find_wait
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.visit_events import VisitPhotographed
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.errors import Refusal

MOST = 20
"""Photographs of one task's visit: more than anybody looks through."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph and the item in whose visit it was taken."""

    photo: Photo
    item: PlanItem


def may_photograph(item: PlanItem, task: Task) -> bool:
    """Whether somebody goes there now: the task waits for something that a department tells of."""
    wait = find_wait(item, task)
    return task.state is TaskState.WAITING and wait is not None and bool(wait.awaits)


def check_photograph(case: Case, index: PlanIndex, item: str, member: str | None) -> Task:
    """Refusals: "task.not_here" outside a visit, "photo.many" beyond MOST."""
    task = check_task(case, item, member, (TaskState.WAITING,))
    if not may_photograph(index.items[item], task):
        raise Refusal("task.not_here", item)
    if len(task.photos) >= MOST:
        raise Refusal("photo.many", "photo", most=MOST)
    return task


def decide_photographed(turn: Turn, index: PlanIndex, item: str, member: str | None, blob: str, sm3: str, text: str, officer: str) -> None:
    """Keep one photograph with the visit. Refusals as `check_photograph`."""
    task = check_photograph(turn.case, index, item, member)
    ref = turn.keep(f"photo/{item}", text.strip())[0] if text.strip() else ""
    turn.emit(VisitPhotographed(item, member, task.stage, blob, sm3, ref, officer))


def find_photos(case: Case, index: PlanIndex, item: PlanItem, member: str | None) -> tuple[Shown, ...]:
    """Those of this task, then those of the items that are visited together with it, for the same member."""
    together = {other for wait in item.waits for other in wait.joint} - {item.id}
    found = []
    for one in (item, *(index.items[other] for other in sorted(together) if other in index.items)):
        task = case.tasks.get((one.id, member)) or case.tasks.get((one.id, None))
        found += [Shown(photo, one) for photo in (task.photos if task is not None else [])]
    return tuple(found)
