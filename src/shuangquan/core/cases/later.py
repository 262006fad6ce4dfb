"""事后不予: a result is refused or revoked after others rest on it. What always follows, and what its standard declares besides."""

from collections.abc import Iterator

from shuangquan.core.cases.case import Case, Task, TaskKey
from shuangquan.core.cases.deadlines import settle_case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.later_events import DepartmentRevoked, ResultWithdrawn
from shuangquan.core.cases.order import find_feeders, find_planned, needs_outside
from shuangquan.core.cases.refunds import order_refunds
from shuangquan.core.cases.resting import DOUBTED, VOID, find_resting
from shuangquan.core.cases.result_events import CertificateRevoked, ResultDoubted
from shuangquan.core.cases.task_events import TaskStopped
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.life import REPLACED, REVOKED
from shuangquan.core.standard.later import REFUND, TELL, WITHDRAW


def decide_later(turn: Turn, index: PlanIndex, result: TaskKey) -> None:
    """What follows once this result does not count.

    Always: what has not begun and needs it stops (as the case runs on); what is done and rests on it is looked at by its own department.
    Declared: see `Later` in the standard.
    """
    item = index.items[result[0]]
    gone = [result]
    if WITHDRAW in item.later:
        gone += _withdraw(turn, index, result)
        _stop(turn, index, result, frozenset(gone))
    else:
        for resting in tuple(find_resting(turn, index, result)):
            turn.emit(ResultDoubted(*resting, item.id))
    if REFUND in item.later:
        order_refunds(turn, gone)


def take_back(turn: Turn, index: PlanIndex, result: TaskKey, text: str) -> None:
    """A result was found not to count: its certificates lose force, and what follows happens. text: reference of why."""
    revoke_certificates(turn, result, text)
    decide_later(turn, index, result)


def decide_revoked_outside(turn: Turn, index: PlanIndex, task: Task, number: int, text: str) -> None:
    """The department's own system takes back what it approved. text: reference of why."""
    item = index.items[task.item]
    remedy, _ = turn.keep(f"remedy/{item.id}", item.refused_later.zh)
    turn.emit(DepartmentRevoked(*task.key, number, text, remedy))
    take_back(turn, index, task.key, text)


def revoke_certificates(turn: Turn, result: TaskKey, text: str) -> None:
    """Every certificate of a result that does not count any more, but those another has replaced. text: reference of why."""
    for made in turn.case.certificates:
        if (made.item, made.member) == result and made.status not in (REVOKED, REPLACED):
            turn.emit(CertificateRevoked(*result, made.type, made.identifier, text))


def _withdraw(turn: Turn, index: PlanIndex, result: TaskKey) -> list[TaskKey]:
    """What rests on it, and what rests on that: withdrawn, each once; answers which."""
    found: list[TaskKey] = []
    because = index.items[result[0]]
    for key in tuple(find_resting(turn, index, result)):
        if turn.case.tasks[key].pledge in VOID:
            continue
        item = index.items[key[0]]
        text, _ = turn.keep(f"reason/{item.id}", f"所依据的“{because.name.zh}”不再有效。")
        remedy, _ = turn.keep(f"remedy/{item.id}", item.refused_later.zh)
        turn.emit(ResultWithdrawn(*key, because.id, text, remedy))
        revoke_certificates(turn, key, text)
        found += [key, *_withdraw(turn, index, key)]
    return found


def _stop(turn: Turn, index: PlanIndex, result: TaskKey, gone: frozenset[TaskKey]) -> None:
    """What is under way and needs one of these results stops; what has not begun is stopped as the case runs on."""
    for item, member in tuple(find_planned(turn, index)):
        task = turn.case.tasks.get((item.id, member))
        if task is None or task.ended or task.state in (TaskState.PLANNED, TaskState.APPROVED):
            continue
        if any(needed and key in gone for key, needed in find_feeders(turn.case, index, item, member)):
            turn.emit(TaskStopped(item.id, member, result[0]))
    settle_case(turn, index)


def find_uninformed(case: Case, index: PlanIndex) -> Iterator[Task]:
    """Tasks at whose department's system it has yet to be told that what they rest on does not count."""
    for task in case.tasks.values():
        root, item = index.items.get(task.because), index.items.get(task.item)
        if root is None or item is None or case.erased_at is not None or TELL not in root.later or task.informed_at is not None:
            continue
        if task.state is TaskState.DONE and task.pledge in (DOUBTED, *VOID) and needs_outside(item):
            yield task
