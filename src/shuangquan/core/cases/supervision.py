"""监察: a warning before an item's limit is over, a yellow card when it is, a red one that asks for an account. Nothing is decided by it.

Each level comes once, and only while the clock runs: an item that waits for the applicant or lies open is nobody's delay.
"""

from collections.abc import Mapping
from datetime import datetime

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.supervision_events import CardAnswered, CardIssued
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text

WARN, YELLOW, RED = "warn", "yellow", "red"
LEVELS = ("", WARN, YELLOW, RED)
SOON, LONG = 5, 2
"""A fifth of the limit is left; half of it again is over. Ours to set: no source gives the shares."""
RUNNING = frozenset({TaskState.ACCEPTED, TaskState.HELD, TaskState.REVIEW, TaskState.PASSED, TaskState.SENT})
"""States in which the platform or a department is at work."""
NAMES: Mapping[str, Text] = {
    WARN: Text("快到期", "Nearly due"),
    YELLOW: Text("黄牌：超期", "Yellow: overdue"),
    RED: Text("红牌：督办", "Red: to be accounted for"),
}


def find_level(accepted_at: datetime | None, due_at: datetime | None, now: datetime) -> str:
    """How far a clock has come: "" | warn | yellow | red; "" without a limit."""
    if accepted_at is None or due_at is None or due_at <= accepted_at:
        return ""
    whole = due_at - accepted_at
    if now > due_at + whole / LONG:
        return RED
    if now > due_at:
        return YELLOW
    return WARN if now >= due_at - whole / SOON else ""


def decide_card(turn: Turn, item: str, member: str | None) -> None:
    """Note that a task has come to the next level; nothing when it has not, its clock stands, or it is over."""
    task = turn.case.tasks.get((item, member))
    if task is None or task.state not in RUNNING or task.paused_at is not None or task.due_at is None:
        return
    level = find_level(task.clock_from, task.due_at, turn.now)
    if LEVELS.index(level) > LEVELS.index(task.card):
        turn.emit(CardIssued(item, member, level, task.due_at))


def must_account(task: Task) -> bool:
    """Whether a red card, or somebody who supervises, waits for an account."""
    return (task.card == RED or task.account_by is not None) and not task.card_answer and task.decided_at is None


def decide_account(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """督办回复. Refusals: "task.not_here" when none is asked for, "reason.empty"."""
    task = turn.case.tasks.get((item, member))
    if task is None or not must_account(task):
        raise Refusal("task.not_here", item)
    if not text.strip():
        raise Refusal("reason.empty", "reason")
    turn.emit(CardAnswered(item, member, turn.keep(f"card/{item}", text.strip())[0], officer))
