"""特别程序 and 听证: times that do not count towards the limit, told in writing, each with an end (行政许可法 45–48)."""

from datetime import datetime

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deadlines import settle_case, settle_task
from shuangquan.core.cases.desk_events import HearingDemanded, HearingOffered, HearingSet, HearingWaived, SpecialBegun, SpecialEnded
from shuangquan.core.cases.deskwork import check_free, check_task, keep_words
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.procedures import (
    ANNOUNCE_BEFORE,
    DEMAND_WITHIN,
    HEARING,
    HOLD_WITHIN,
    MOST_DAYS,
    PROCEDURES,
    SPECIAL,
)
from shuangquan.core.cases.task_events import TaskReferred
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import find_deadline, shift_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.limits import Limit, Unit

S = TaskState


def check_special(item: PlanItem) -> None:
    """Refusal("special.none") where the item's procedure knows no special procedure."""
    if not PROCEDURES[item.procedure].special:
        raise Refusal("special.none", "special")


def check_hearing(item: PlanItem, task: Task) -> None:
    """Whether a hearing can be offered. Refusals: "hearing.none" where the standard knows none, "hearing.had" once it was offered."""
    if not item.hearing:
        raise Refusal("hearing.none", "hearing")
    if task.hearing:
        raise Refusal("hearing.had", "hearing")


def decide_special(turn: Turn, index: PlanIndex, item: str, member: str | None, special: str, days: int, text: str, officer: str) -> None:
    """Begin a special procedure that needs `days` working days; the clock stands.

    Refusals: "task.not_here", "second.open", "special.none", "special.kind", "special.days", "reason.empty".
    """
    check_free(turn.case, item, member, (S.REVIEW,))
    check_special(index.items[item])
    if special not in SPECIAL:
        raise Refusal("special.kind", "special")
    if not 1 <= days <= MOST_DAYS:
        raise Refusal("special.days", "days", most=MOST_DAYS)
    ref = keep_words(turn, f"special/{item}", text)
    turn.emit(SpecialBegun(item, member, special, days, _end(turn, days), ref, officer))


def decide_special_ended(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, officer: str) -> None:
    """Its result is there: the clock runs on from where it stood. Of a hearing, `text` is the record (笔录).

    Refusals: "task.not_here", "hearing.unset" for a hearing that was never announced, "hearing.early" before its time, "reason.empty".
    """
    task = check_task(turn.case, item, member, (S.SUSPENDED,))
    if task.hearing == "demanded":
        if task.hearing_at is None:
            raise Refusal("hearing.unset", "text")
        if turn.now < task.hearing_at:
            raise Refusal("hearing.early", "text")
    ref = keep_words(turn, f"special/{item}", text)
    planned, moved = index.items[item], None
    limit = planned.promised or planned.statutory
    if task.due_at is not None and task.paused_at is not None and limit is not None:
        moved = shift_deadline(task.due_at, task.paused_at, turn.now, limit, turn.calendar)
    turn.emit(SpecialEnded(item, member, moved.at if moved else task.due_at, bool(moved and moved.provisional), ref, officer))
    settle_task(turn, index, task)
    settle_case(turn, index)


def end_special(turn: Turn, index: PlanIndex, task: Task) -> None:
    """What time alone does: the time that was told is over, so the clock runs on and a person decides without the result."""
    assert task.paused_at is not None
    if turn.now <= find_deadline(task.paused_at, Limit(Unit.WORKING_DAYS, task.special_days), turn.calendar).at:
        return
    turn.emit(TaskReferred(task.item, task.member, "special", None, (), ()))
    settle_task(turn, index, task)
    settle_case(turn, index)


def decide_hearing_offered(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, officer: str) -> None:
    """Tell the applicant of the grounds for a refusal, and of the right to be heard first. The clock runs on until it is demanded.

    Refusals: "task.not_here", "second.open", "hearing.none", "hearing.had", "reason.empty".
    """
    task = check_free(turn.case, item, member, (S.REVIEW,))
    check_hearing(index.items[item], task)
    ref = keep_words(turn, f"hearing/{item}", text)
    turn.emit(HearingOffered(item, member, find_deadline(turn.now, DEMAND_WITHIN, turn.calendar).at, ref, officer))


def decide_hearing_answer(turn: Turn, item: str, member: str | None, *, demanded: bool) -> None:
    """The applicant wants the hearing, or does not. Refusal("task.not_here") once the time for it is over."""
    task = check_task(turn.case, item, member, (S.OFFERED,))
    if task.answer_by is not None and turn.now > task.answer_by:
        raise Refusal("task.not_here", item)
    if demanded:
        turn.emit(HearingDemanded(item, member, HOLD_WITHIN, _end(turn, HOLD_WITHIN)))
    else:
        turn.emit(HearingWaived(item, member, "applicant"))


def end_offer(turn: Turn, task: Task) -> None:
    """Nobody has answered by the last day: that counts as no hearing wanted, and an officer goes on."""
    if task.answer_by is not None and turn.now > task.answer_by:
        turn.emit(HearingWaived(task.item, task.member, "silence"))


def decide_hearing_set(turn: Turn, item: str, member: str | None, at: datetime | None, place: str, officer: str) -> None:
    """Announce when and where the hearing is held. Refusals: "task.not_here", "hearing.at" for no time, "hearing.soon", "hearing.late"."""
    task = check_task(turn.case, item, member, (S.SUSPENDED,))
    if task.special != HEARING:
        raise Refusal("task.not_here", item)
    if at is None:
        raise Refusal("hearing.at", "at")
    if at <= find_deadline(turn.now, ANNOUNCE_BEFORE, turn.calendar).at:
        raise Refusal("hearing.soon", "at", days=ANNOUNCE_BEFORE.amount)
    if task.until is not None and at > task.until:
        raise Refusal("hearing.late", "at", until=f"{task.until:%Y-%m-%d}")
    turn.emit(HearingSet(item, member, at, keep_words(turn, f"hearing/{item}", place, Refusal("place.empty", "place")), officer))


def _end(turn: Turn, days: int) -> datetime:
    return find_deadline(turn.now, Limit(Unit.WORKING_DAYS, days), turn.calendar).at
