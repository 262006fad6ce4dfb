"""What a case is about, as the table of matters holds it: one matter once (ADR 0008)."""

from datetime import datetime

from shuangquan.core.cases.appeal_events import TaskReopened
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.events import CaseClosed, CaseWithdrawn, Submitted
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.task_events import TaskDecided, TaskStopped, TaskWithdrawn
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.twin_events import CaseMerged, TwinTaken
from shuangquan.records.changes import MatterRow
from shuangquan.records.vault import blind_index


def find_matters(turn: Turn, index: PlanIndex) -> tuple[MatterRow, ...]:
    """What the case is about, from the moment it is submitted: the standard's `same_matter` together, once for each member of its list."""
    case = turn.case
    if not any(
        isinstance(
            h.event, (Submitted, CaseClosed, CaseWithdrawn, CaseMerged, TwinTaken, TaskDecided, TaskReopened, TaskStopped, TaskWithdrawn)
        )
        for h in turn.events
    ):
        return ()
    if case.submitted_at is None:
        return ()
    spines = [spine for path in index.plan.same_matter if (spine := index.list_of(index.resolve(path.split(".")[0])))]
    members: tuple[str | None, ...] = case.members(spines[0]) if spines else (None,)
    rows = []
    for member in members or (None,):
        values = [case.value(find_var(index, path, member)) for path in index.plan.same_matter]
        if all(value is None for value in values):
            continue
        named = "|".join("" if value is None else str(value) for value in (*values, *find_period(index, case.submitted_at)))
        rows.append(MatterRow(member or "", blind_index(f"matter/{case.theme}", named), turn.now if _is_over(case, member) else None))
    return tuple(rows)


def find_period(index: PlanIndex, submitted: datetime) -> tuple[str, ...]:
    """What tells this year's or month's matter from the last, where it comes again."""
    return {"year": (f"{submitted:%Y}",), "month": (f"{submitted:%Y-%m}",)}.get(index.plan.recurs, ())


def _is_over(case: Case, member: str | None) -> bool:
    """A matter that came to nothing may be taken up again; one that was done stays taken, so that nothing is issued twice."""
    tasks = [task for task in case.tasks.values() if member is None or task.member in (member, None)]
    withdrawn = case.state is CaseState.WITHDRAWN
    return withdrawn or (bool(tasks) and any(task.state in CAME_TO_NOTHING for task in tasks) and all(task.ended for task in tasks))
