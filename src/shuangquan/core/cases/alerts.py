"""督办: lateness and silence are brought before those who supervise; they ask for an account, and where none comes it goes one level up."""

from datetime import datetime

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.cases.outside_events import DepartmentChased
from shuangquan.core.cases.supervision import RED, YELLOW, must_account
from shuangquan.core.cases.supervision_events import AccountAsked, CardIssued
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

ACCOUNT_WITHIN = Limit(Unit.WORKING_DAYS, 2)
"""How long an account may take before the next level is told; ours to set."""
SILENT = "silent"
SILENT_FROM = 2
"""From this reminder on a department's silence is brought before those who supervise; ours to set."""
LAST_LEVEL = 2
WHY: dict[str, Text] = {
    YELLOW: Text("超期（黄牌）", "overdue (yellow card)"),
    RED: Text("严重超期（红牌）", "long overdue (red card)"),
    SILENT: Text("部门系统一直没有回音", "the department's system is silent"),
}


def find_alert(event: object) -> str:
    """Why those who supervise are told of an event; "" where they are not."""
    if isinstance(event, CardIssued):
        return event.level if event.level in WHY else ""
    return SILENT if isinstance(event, DepartmentChased) and event.nth >= SILENT_FROM else ""


def was_alerted(task: Task) -> bool:
    """Whether those who supervise may have been told of it."""
    return task.card in (YELLOW, RED) or task.account_by is not None or task.chased >= SILENT_FROM


def find_desk(department: str, level: int, supervisor: str = "") -> str:
    """Who is told: the department's own, then the department that supervises it, or the operator where none is named."""
    return department if level == 1 else supervisor or OPERATOR


def find_answer_by(now: datetime, calendar: Calendar) -> datetime:
    """Until when an account is waited for before the next level is told."""
    return find_deadline(now, ACCOUNT_WITHIN, calendar).at


def is_over(case: Case, item: str, member: str | None) -> bool:
    """Whether nothing is left to supervise: it is decided or ended, or was accounted for."""
    task = case.tasks.get((item, member))
    return task is None or task.ended or task.decided_at is not None or (bool(task.card_answer) and not must_account(task))


def check_ask(case: Case, item: str, member: str | None) -> Task:
    """The task, if an account can be asked for. Refusals: "task.not_here" once it is over, "account.asked" while one is awaited."""
    task = case.tasks.get((item, member))
    if task is None or task.ended or task.decided_at is not None:
        raise Refusal("task.not_here", item)
    if task.account_by is not None and must_account(task):
        raise Refusal("account.asked", "account")
    return task


def decide_ask(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """Ask the department why it is late and what is done. Refusals as `check_ask`."""
    check_ask(turn.case, item, member)
    ref = turn.keep(f"asked/{item}", text.strip())[0] if text.strip() else ""
    turn.emit(AccountAsked(item, member, ref, find_answer_by(turn.now, turn.calendar), officer))
