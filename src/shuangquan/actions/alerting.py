"""督办: those who supervise are told once of each lateness or silence; they ask for an account; without one the next level is told."""

from shuangquan.actions.acting import acting_system
from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.loading import decide_case, load
from shuangquan.core.cases.alerts import LAST_LEVEL, decide_ask, find_answer_by, find_desk, is_over
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import WATCH
from shuangquan.core.words.text import clean_text
from shuangquan.records.alerts import (
    append_alert,
    apply_asked,
    apply_over,
    find_alert,
    find_alerts_of,
    find_due_alerts,
)
from shuangquan.records.changes import CaseRow, MessageRow
from shuangquan.records.clock import now
from shuangquan.records.ids import new_id
from shuangquan.records.organisations import find_supervisor
from shuangquan.records.staff import find_holders, find_phones

MOST = 200
LONGEST = 500


def raise_alert(case_id: str, item: str, member: str | None, why: str) -> None:
    """Tell those who supervise the department, once; what is over meanwhile is taken from before them. Doing it twice does no harm.

    why: "" only to look whether it is over.
    """
    with acting_system():
        loaded = load(case_id)
        planned = loaded.index.items.get(item)
        if is_over(loaded.case, item, member):
            for one in find_alerts_of(case_id):
                if (one.item, one.member) == (item, member or ""):
                    apply_over(one.id)
        elif planned is not None and why:
            _tell(loaded.stored.row, item, member or "", planned.department, 1, why)


def _tell(case: CaseRow, item: str, member: str, department: str, level: int, why: str) -> None:
    desk = find_desk(department, level, find_supervisor(department, case.handling_region) if level > 1 else "")
    holders = find_holders(desk, case.handling_region, WATCH)
    phones = find_phones(one.subject for one in holders)
    messages = [
        MessageRow(new_id(), f"{case.id}.alert.{item}.{member}.{why}.{level}.{subject}", "sms", "alert", {"case": case.id}, phone)
        for subject, phone in phones.items()
    ]
    append_alert(case, item, member, department, desk, level, why, find_answer_by(now(), find_calendar()), messages)


def step_up(most: int = MOST) -> int:
    """Go through what nobody has accounted for in time: over, or one level up. Answers how many were looked at.

    What is on the last level stays before those who see it there until it is over.
    """
    due = find_due_alerts(now(), LAST_LEVEL, most)
    for one in due:
        loaded = load(one.case)
        if not is_over(loaded.case, one.item, one.member or None):
            _tell(loaded.stored.row, one.item, one.member, one.department, one.level + 1, one.why)
        apply_over(one.id)
    return len(due)


def ask_account(actor: Actor, alert_id: str, text: str) -> None:
    """Ask the department for an account, on its task's page. Refusals: "staff.forbidden" for another desk's, as `decide_ask`."""
    check_may(actor, "alert.ask", "department")
    one = find_alert(alert_id)
    if one is None or one.desk != actor.department:
        raise Refusal("staff.forbidden", "alert")
    words = clean_text(text, LONGEST)

    def decide(turn: Turn, _index: PlanIndex) -> None:
        decide_ask(turn, one.item, one.member or None, words, actor.subject)

    decide_case(actor, one.case, "alert.ask", decide)
    apply_asked(one.id, actor.subject, find_answer_by(now(), find_calendar()))
