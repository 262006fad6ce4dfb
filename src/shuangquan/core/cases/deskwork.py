"""What an officer may decide, and what the applicant answers."""

from datetime import timedelta

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.deadlines import settle_case, settle_task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.reopening import check_barred
from shuangquan.core.cases.task_events import CorrectionAnswered, CorrectionSent, NeedAnswered, TaskDecided, TaskPassed, TaskReferred
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import shift_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.limits import Limit, Unit

ANSWER_WITHIN = Limit(Unit.CALENDAR_DAYS, 30)
"""How long an applicant may take to answer a notice; ours to set, shown with the notice."""


def check_task(case: Case, item: str, member: str | None, states: tuple[TaskState, ...]) -> Task:
    """The task, if it is in one of `states`. Refusal("task.not_here") otherwise: somebody was faster, or the link is old."""
    task = case.tasks.get((item, member))
    if task is None or task.state not in states:
        raise Refusal("task.not_here", item)
    return task


def check_free(case: Case, item: str, member: str | None, states: tuple[TaskState, ...]) -> Task:
    """The same for an officer: nothing is done while something waits for a second officer. Refusals: "task.not_here", "second.open"."""
    task = check_task(case, item, member, states)
    if task.proposal is not None:
        raise Refusal("second.open", item)
    return task


def keep_words(turn: Turn, path: str, text: str, empty: Refusal | None = None) -> str:
    """Put aside what somebody wrote; answers its reference. Raises `empty` when it says nothing, Refusal("reason.empty") by default."""
    if not text.strip():
        raise empty or Refusal("reason.empty", "reason")
    return turn.keep(path, text.strip())[0]


def decide_correction(turn: Turn, index: PlanIndex, item: str, member: str | None, needs: tuple[str, ...], text: str, officer: str) -> None:
    """补正: one notice that names everything. Refusal("notice.empty") without words or needs."""
    task = check_free(turn.case, item, member, (TaskState.REVIEW,))
    if not text.strip():
        raise Refusal("notice.empty", "text")
    known = {need.ref for need in index.items[item].needs} | set(task.missing) | set(task.claimed) | set(index.evidence)
    if not needs or not set(needs) <= known:
        raise Refusal("notice.needs", "needs")
    ref, _ = turn.keep(f"notice/{item}", text.strip())
    answer_by = turn.now + timedelta(days=ANSWER_WITHIN.amount)
    turn.emit(CorrectionSent(item, member, needs, ref, answer_by, officer))


def decide_answered(turn: Turn, index: PlanIndex, item: str, member: str | None) -> None:
    """The applicant has answered the notice: the clock runs on from where it stood, and who asked looks again, an officer or the rules."""
    task = check_task(turn.case, item, member, (TaskState.CORRECT,))
    moved = None
    planned = index.items[item]
    limit = planned.promised or planned.statutory
    if task.due_at is not None and task.paused_at is not None and limit is not None:
        moved = shift_deadline(task.due_at, task.paused_at, turn.now, limit, turn.calendar)
    answered = NeedAnswered if task.asked else CorrectionAnswered
    turn.emit(answered(item, member, moved.at if moved else task.due_at, bool(moved and moved.provisional)))
    settle_task(turn, index, task)
    settle_case(turn, index)


def decide_pass(turn: Turn, item: str, member: str | None, reason: str, officer: str) -> None:
    """The officer passes the task. Refusals: "reason.empty": a person who overrides a rule says why; "appeal.same_officer"."""
    task = check_free(turn.case, item, member, (TaskState.REVIEW,))
    check_barred(task, officer)
    ref = keep_words(turn, f"reason/{item}", reason)
    turn.emit(TaskPassed(item, member, "officer", task.rule, ref, officer))


def decide_refuse(turn: Turn, index: PlanIndex, item: str, member: str | None, reason: str, remedy: str, officer: str) -> None:
    """The officer refuses, with reason and remedy. Refusals: "reason.empty", "remedy.empty"."""
    check_free(turn.case, item, member, (TaskState.REVIEW, TaskState.CORRECT))
    text, mend = keep_words(turn, f"reason/{item}", reason), keep_words(turn, f"remedy/{item}", remedy, Refusal("remedy.empty", "remedy"))
    turn.emit(TaskDecided(item, member, "refuse", "officer", text, mend, officer))
    settle_case(turn, index)


def decide_bounced(turn: Turn, item: str, member: str | None) -> None:
    """The department's own system gave an answer that cannot be read: a person looks."""
    check_task(turn.case, item, member, (TaskState.SENT,))
    turn.emit(TaskReferred(item, member, "department", None, (), ()))
