"""告知承诺 after the result: verified by its department in time; what was untrue is put right, or the result is revoked with its trail."""

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.later import take_back
from shuangquan.core.cases.resting import (
    BROKEN as BROKEN,
)
from shuangquan.core.cases.resting import (
    DOUBTED as DOUBTED,
)
from shuangquan.core.cases.resting import (
    KEPT as KEPT,
)
from shuangquan.core.cases.resting import (
    MENDING as MENDING,
)
from shuangquan.core.cases.resting import (
    OPEN as OPEN,
)
from shuangquan.core.cases.resting import (
    REVOKED as REVOKED,
)
from shuangquan.core.cases.resting import (
    TO_VERIFY as TO_VERIFY,
)
from shuangquan.core.cases.resting import (
    VOID as VOID,
)
from shuangquan.core.cases.result_events import PledgeOpened, PledgeVerified
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.errors import Refusal


def open_pledge(turn: Turn, item: PlanItem, task: Task) -> None:
    """The result is out: from now on its promise is to be verified. Nothing for an item without one."""
    if item.pledge is not None:
        turn.emit(PledgeOpened(item.id, task.member, find_deadline(turn.now, item.pledge.verify, turn.calendar).at))


def decide_kept(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """Verified: it is as promised, or a doubted result can stay. Refusals: "task.not_here", "reason.empty"."""
    _find_open(turn.case, item, member)
    turn.emit(PledgeVerified(item, member, KEPT, _keep_words(turn, item, text), None, officer))


def decide_broken(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, officer: str) -> None:
    """Verified: it is not as promised. Once it may be put right where the standard says so; else what was issued is revoked.

    What rests on a revoked result is named to its own departments, or goes with it where the standard says so. Refusals as `decide_kept`.
    """
    task, planned = _find_open(turn.case, item, member), index.items[item]
    ref = _keep_words(turn, item, text)
    mend = planned.pledge.mend if planned.pledge is not None else None
    if mend is not None and task.pledge == OPEN:
        turn.emit(PledgeVerified(item, member, MENDING, ref, find_deadline(turn.now, mend, turn.calendar).at, officer))
        return
    turn.emit(PledgeVerified(item, member, BROKEN, ref, None, officer))
    take_back(turn, index, (item, member), ref)


def _find_open(case: Case, item: str, member: str | None) -> Task:
    task = case.tasks.get((item, member))
    if task is None or task.pledge not in TO_VERIFY:
        raise Refusal("task.not_here", item)
    return task


def _keep_words(turn: Turn, item: str, text: str) -> str:
    if not text.strip():
        raise Refusal("reason.empty", "reason")
    return turn.keep(f"pledge/{item}", text.strip())[0]
