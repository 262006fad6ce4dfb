"""Whether a matter is to be archived (归档), how long its archive is kept, and what its metadata says."""

from collections.abc import Iterator
from datetime import date

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.data_events import CaseArchived
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.errors import Refusal

FINISHED = frozenset({CaseState.COMPLETED, CaseState.PARTIALLY_COMPLETED, CaseState.NOT_COMPLETED})
OUTCOMES = {CaseState.COMPLETED: "全部办成", CaseState.PARTIALLY_COMPLETED: "部分办成", CaseState.NOT_COMPLETED: "没有办成"}
RESULTS = {
    TaskState.DONE: "办成",
    TaskState.REFUSED: "不予",
    TaskState.STOPPED: "前项没有办成，停办",
    TaskState.WITHDRAWN: "申请人撤回",
    TaskState.NOT_ACCEPTED: "不予受理",
}
PERMANENT = 0
"""Years of a retention without end (永久)."""


def is_to_archive(case: Case) -> bool:
    """Whether the matter has ended and its archive does not hold that end yet: one reopened and ended again is archived again."""
    return case.unarchived and case.state in FINISHED and case.erased_at is None and case.closed_at is not None


def is_settled(case: Case) -> bool:
    """Whether nothing of an ended matter is on its way: no money, no parcel, no appeal."""
    money = any(state == "ordered" for *_, state in case.refunds.values())
    parcels = any(at is None for at in case.parcels.values())
    return not money and not parcels and not any(task.recourse.live for task in case.tasks.values())


def find_last_day(closed: date, years: int) -> date | None:
    """The last day on which it must be kept, None for ever: years are counted from the first of January after the end (K)."""
    return None if years == PERMANENT else date(closed.year + years, 12, 31)


def name_package(fonds: str, number: str, version: int) -> str:
    """`<全宗号>-<办件编号>-<版本>`."""
    return f"{fonds}-{number}-{version:02d}"


def find_ended(case: Case) -> Iterator[Task]:
    """The tasks, each of which is a package of its own, in the order in which they ended."""
    ended = [task for task in case.tasks.values() if task.ended and task.ended_at is not None]
    yield from sorted(ended, key=lambda task: (task.ended_at is None, task.ended_at, task.item, task.member or ""))


def check_over(name: str, keep_until: date | None, today: date) -> None:
    """Whether its time is over, so that it may be destroyed. keep_until: the last day, None for ever. Refusal("archive.early")."""
    if keep_until is None or keep_until >= today:
        raise Refusal("archive.early", "name", name=name, until=keep_until.isoformat() if keep_until else "永久")


def check_second(asked_by: str, who: str) -> None:
    """Whether `who` may agree to destroy it. asked_by: who proposed it, "" for nobody. Refusals: "archive.not_asked", "archive.same"."""
    if not asked_by:
        raise Refusal("archive.not_asked", "name")
    if asked_by == who:
        raise Refusal("archive.same", "name", who=who)


def decide_archived(turn: Turn, name: str, sm3: str, years: int) -> None:
    """Say that it was archived; nothing when another was first."""
    if is_to_archive(turn.case):
        turn.emit(CaseArchived(name, sm3, years))
