"""投诉: who looks into one, how long that may take, and what may follow. Whoever is complained about never answers it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

ANSWER_WITHIN = Limit(Unit.WORKING_DAYS, 15)
"""示例: no source gives a limit for complaints; 15 working days is what one place wrote for mending what a bad rating named."""
OPERATOR = "operator"
"""The body that runs the platform: it answers about the system, where a department has nobody else, and one level up."""
ABOUT: dict[str, Text] = {
    "task": Text("这一样办得不对或太慢", "how this item is handled"),
    "conduct": Text("工作人员的态度或做法", "how somebody behaved"),
    "system": Text("网上的系统", "the online system"),
}
OPEN, ANSWERED, CLOSED, WITHDRAWN = "open", "answered", "closed", "withdrawn"
LAST_LEVEL = 2
"""One level up, once."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who has to answer: desk, a department or OPERATOR; by when; on which level, 1 or 2."""

    desk: str
    answer_by: datetime
    provisional: bool
    level: int


def place_complaint(
    about: str, department: str, watchers: Collection[str], involved: Collection[str], now: datetime, calendar: Calendar
) -> Place:
    """Where a new one goes: to the supervision of the department it is about, where somebody there took no part; else to the operator.

    watchers: subjects that supervise that department. Refusal("complaint.about").
    """
    if about not in ABOUT:
        raise Refusal("complaint.about", "about")
    due = find_deadline(now, ANSWER_WITHIN, calendar)
    own = about != "system" and bool(set(watchers) - set(involved))
    return Place(department if own else OPERATOR, due.at, due.provisional, 1)


def raise_complaint(state: str, level: int, now: datetime, calendar: Calendar) -> Place:
    """One level up, when the answer does not satisfy. Refusals: "complaint.step" while there is none, "complaint.last"."""
    if state != ANSWERED:
        raise Refusal("complaint.step", "complaint")
    if level >= LAST_LEVEL:
        raise Refusal("complaint.last", "complaint")
    due = find_deadline(now, ANSWER_WITHIN, calendar)
    return Place(OPERATOR, due.at, due.provisional, level + 1)


def check_answer(state: str, text: str) -> str:
    """The words of an answer. Refusals: "complaint.step" unless it is open, "reason.empty"."""
    if state != OPEN:
        raise Refusal("complaint.step", "complaint")
    if not text.strip():
        raise Refusal("reason.empty", "text")
    return text.strip()


def check_handler(subject: str, involved: Collection[str], answered: Collection[str]) -> None:
    """Refusal("complaint.own") for who took part in what it is about, or answered it on the level below."""
    if subject in involved or subject in answered:
        raise Refusal("complaint.own", "complaint")
