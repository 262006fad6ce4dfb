"""双公示: the licences of a time, read from the cases that gave them; each reading is recorded."""

from dataclasses import dataclass
from datetime import date

from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.loading import load
from shuangquan.core.cases.publicity import LICENCE, Publicity, find_publicity
from shuangquan.core.words.actor import SYSTEM
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today
from shuangquan.records.decided import find_decided_cases


@dataclass(frozen=True, slots=True)
class Published:
    """Licences decided from `first` to `last`, oldest first. late: of them those whose last day to publish is over today.

    penalties: 行政处罚; the platform decides none, so there are none to publish.
    """

    first: str
    last: str
    grade: str
    licences: tuple[Publicity, ...]
    penalties: tuple[Publicity, ...]
    late: int


def publish_decisions(first: date, last: date) -> Published:
    """Whatever was decided in that time, as it is published."""
    found: list[Publicity] = []
    for case_id in find_decided_cases(first, last):
        loaded = load(case_id)
        if any(item.procedure == LICENCE for item in loaded.index.plan.items):
            rows = tuple(find_publicity(loaded.case, loaded.index, loaded.values, find_calendar(), first, last))
            if rows:
                append_data_use(SYSTEM, case_id, ("publicity",), loaded.stored.row.home_region)
            found += rows
    rows = tuple(sorted(found, key=lambda row: (row.decided_on, row.case, row.certificate_number)))
    late = sum(row.publish_by < today().isoformat() for row in rows)
    return Published(first.isoformat(), last.isoformat(), "K", rows, (), late)
