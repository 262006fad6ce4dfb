"""What an officer does with an application as such: it is not accepted, given back, or handed to another officer."""

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deadlines import settle_case
from shuangquan.core.cases.desk_events import TaskAssigned, TaskNotAccepted, TaskReturned
from shuangquan.core.cases.deskwork import check_free, check_task, keep_words
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.procedures import ACCEPT_WITHIN, GROUNDS
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import find_deadline, shift_deadline
from shuangquan.core.words.errors import Refusal

S = TaskState
AT_WORK = (S.REVIEW, S.CORRECT, S.OFFERED, S.SUSPENDED)
"""States in which it is with an officer or with the applicant: when it can be given back."""
IN_HAND = (*AT_WORK, S.HELD, S.PASSED, S.WAITING, S.SENT)
"""States in which a task can be somebody's."""


def check_not_accepted(turn: Turn, task: Task) -> None:
    """Whether a person may still not accept it. Refusals: "accept.ready" once nothing is missing, "accept.deemed" after the days for it."""
    if task.ready:
        raise Refusal("accept.ready", "ground")
    if task.accepted_at is None:
        raise Refusal("task.not_here", task.item)
    start = task.clock_from or task.accepted_at
    last = find_deadline(start, ACCEPT_WITHIN, turn.calendar)
    # what the applicant took to answer does not count against the office
    for begun, ended in (pause for pause in task.pauses if pause[0] >= start):
        last = shift_deadline(last.at, begun, ended, ACCEPT_WITHIN, turn.calendar)
    if turn.now > last.at:
        raise Refusal("accept.deemed", "ground", days=ACCEPT_WITHIN.amount)


def decide_not_accepted(
    turn: Turn, index: PlanIndex, item: str, member: str | None, ground: str, reason: str, remedy: str, officer: str
) -> None:
    """不予受理: only a person, with ground, reason and remedy.

    Refusals: "task.not_here", "second.open", as `check_not_accepted`, "accept.ground", "reason.empty", "remedy.empty".
    """
    task = check_free(turn.case, item, member, (S.REVIEW,))
    check_not_accepted(turn, task)
    if ground not in GROUNDS or (ground == "unmended" and task.why != "unanswered"):
        raise Refusal("accept.ground", "ground")
    text, mend = keep_words(turn, f"reason/{item}", reason), keep_words(turn, f"remedy/{item}", remedy, Refusal("remedy.empty", "remedy"))
    turn.emit(TaskNotAccepted(item, member, ground, text, mend, officer))
    settle_case(turn, index)


def decide_returned(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, officer: str) -> None:
    """退件: the applicant asked for it back at the desk or the counter. Refusals: "task.not_here", "second.open", "reason.empty"."""
    check_free(turn.case, item, member, AT_WORK)
    turn.emit(TaskReturned(item, member, keep_words(turn, f"returned/{item}", text), officer))
    settle_case(turn, index)


def decide_assigned(turn: Turn, item: str, member: str | None, to: str, note: str, officer: str) -> None:
    """认领 (to oneself, no note needed), 转办 (to another, with a note), or back to everybody (to "", with a note).

    Refusals: "task.not_here", "assign.same" when it is theirs already, "reason.empty".
    """
    task = check_task(turn.case, item, member, IN_HAND)
    if to == task.assignee:
        raise Refusal("assign.same", "to")
    ref = "" if to == officer and not task.assignee else keep_words(turn, f"note/{item}", note)
    turn.emit(TaskAssigned(item, member, to, ref, officer))
