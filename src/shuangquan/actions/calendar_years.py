"""A year's working days are published: kept, and every deadline that waited for it is settled by a job of its own."""

from datetime import date

from shuangquan.actions.calendars import forget_calendar
from shuangquan.actions.loading import decide_case
from shuangquan.core.cases.deadlines import decide_due
from shuangquan.core.words.actor import SYSTEM
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import append_calendar_year
from shuangquan.records.deadlines import find_tentative_cases
from shuangquan.records.queue import enqueue_now


def publish_year(year: int, days_off: frozenset[date], days_on: frozenset[date], source: str) -> int:
    """Keep (or correct) a published year; answers how many cases have a deadline that waits for one. ValueError for a wrong day."""
    append_calendar_year(year, days_off, days_on, source)
    forget_calendar()
    cases = find_tentative_cases()
    enqueue_now(*(JobRow("calendar.settle", {"case": case}, key=f"settle:{case}") for case in cases))
    return len(cases)


def settle_case(case_id: str) -> None:
    """Settle the deadlines of one case; changes nothing when the calendar still cannot tell."""
    decide_case(SYSTEM, case_id, "case.run", decide_due)
