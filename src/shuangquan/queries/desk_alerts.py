"""What is late or silent, before those who supervise: the next due first, in a bounded number of queries."""

from dataclasses import dataclass

from shuangquan.queries.desk_tasks import Place
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.alerts import count_alerts, find_alerts
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.models import Case

MOST = 100


@dataclass(frozen=True, slots=True)
class AlertRow:
    """why: yellow | red | silent; up: it came from the level below; asked: when an account was asked for, "" when it was not.

    own: whether this posting's department has the task.
    """

    id: str
    case: str
    item: str
    member: str
    bundle: str
    number: str
    why: str
    up: bool
    due: str
    late: bool
    asked: str
    own: bool


def find_alert_count(place: Place) -> int:
    """How many wait. One query."""
    return count_alerts(place.department, place.region)


def find_alert_rows(place: Place, language: str) -> tuple[AlertRow, ...]:
    """Those that wait. Two queries."""
    found, seen = find_alerts(place.department, place.region, MOST), now()
    with enter_context():
        cases = {str(row.id): row for row in Case.objects.filter(id__in={one.case for one in found})}
    return tuple(
        AlertRow(
            one.id, one.case, one.item, one.member, held.bundle, held.number or "", one.why, one.level > 1,
            say_moment(one.answer_by.astimezone(ZONE), language, seen=seen), one.answer_by < seen,
            say_moment(one.asked_at.astimezone(ZONE), language, seen=seen) if one.asked_at else "", one.department == place.department,
        )
        for one in found
        if (held := cases.get(one.case)) is not None
    )  # fmt: skip
