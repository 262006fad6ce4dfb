"""告知承诺 after the result: verified by its department in time; what was untrue is put right, or the result is revoked with its trail."""

from collections.abc import Iterator

from shuangquan.core.cases.case import Case, Task, TaskKey
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.order import find_feeders, find_planned
from shuangquan.core.cases.result_events import CertificateRevoked, PledgeOpened, PledgeVerified, ResultDoubted
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import find_deadline
from shuangquan.core.words.errors import Refusal

OPEN, MENDING, DOUBTED, KEPT, BROKEN, REVOKED = "open", "mending", "doubted", "kept", "broken", "revoked"
VOID = frozenset({BROKEN, REVOKED})
"""What `Task.pledge` is once its result no longer counts."""
TO_VERIFY = frozenset({OPEN, MENDING, DOUBTED})
"""What `Task.pledge` is while an officer has yet to look."""


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

    What rests on a revoked result is named to its own departments: nothing of theirs is revoked by itself. Refusals as `decide_kept`.
    """
    task, planned = _find_open(turn.case, item, member), index.items[item]
    ref = _keep_words(turn, item, text)
    mend = planned.pledge.mend if planned.pledge is not None else None
    if mend is not None and task.pledge == OPEN:
        turn.emit(PledgeVerified(item, member, MENDING, ref, find_deadline(turn.now, mend, turn.calendar).at, officer))
        return
    turn.emit(PledgeVerified(item, member, BROKEN, ref, None, officer))
    for made in turn.case.certificates:
        if (made.item, made.member) == (item, member) and not made.revoked:
            turn.emit(CertificateRevoked(item, member, made.type, made.identifier, ref))
    for resting in tuple(find_resting(turn, index, (item, member))):
        turn.emit(ResultDoubted(*resting, item))


def find_resting(turn: Turn, index: PlanIndex, result: TaskKey) -> Iterator[TaskKey]:
    """Tasks that are done and needed this result."""
    for item, member in find_planned(turn, index):
        task = turn.case.tasks.get((item.id, member))
        if task is None or task.state is not TaskState.DONE or task.pledge in VOID:
            continue
        if any(needed and feeder == result for feeder, needed in find_feeders(turn.case, index, item, member)):
            yield task.key


def _find_open(case: Case, item: str, member: str | None) -> Task:
    task = case.tasks.get((item, member))
    if task is None or task.pledge not in TO_VERIFY:
        raise Refusal("task.not_here", item)
    return task


def _keep_words(turn: Turn, item: str, text: str) -> str:
    if not text.strip():
        raise Refusal("reason.empty", "reason")
    return turn.keep(f"pledge/{item}", text.strip())[0]
