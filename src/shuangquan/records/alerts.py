"""What is brought before those who supervise, once for each reason and level. The caller has said who acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from shuangquan.records.changes import CaseRow, JobRow, MessageRow
from shuangquan.records.clock import now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import Alert
from shuangquan.records.objections import append_message
from shuangquan.records.queue import enqueue
from shuangquan.records.within import within


@dataclass(frozen=True, slots=True)
class StoredAlert:
    """One. member: "" for none; asked: when somebody asked for an account."""

    id: str
    case: str
    item: str
    member: str
    department: str
    desk: str
    level: int
    why: str
    raised_at: datetime
    answer_by: datetime
    asked_at: datetime | None


def append_alert(
    case: CaseRow, item: str, member: str, department: str, desk: str, level: int, why: str, answer_by: datetime,
    messages: Sequence[MessageRow],
) -> bool:  # fmt: skip
    """Keep one and its messages; False when it is there already, and then nobody is told again."""
    moment = now()
    named = {"case_id": case.id, "item": item, "member": member, "why": why, "level": level}
    with enter_context():
        _, made = Alert.objects.get_or_create(
            **named,
            defaults={
                "id": new_id(), "home_region": case.home_region, "handling_region": case.handling_region, "department": department,
                "desk": desk, "raised_at": moment, "answer_by": answer_by,
            },
        )  # fmt: skip
        if not made:
            return False
        for message in messages:
            append_message(message, case, moment)
        enqueue([JobRow("message.send", {"limit": 20}, key="message.send")])
    return True


def find_alerts(desk: str, region: str, most: int) -> tuple[StoredAlert, ...]:
    """Those before one desk, the next due first. One query."""
    with enter_context():
        return tuple(_stored(row) for row in find_open(desk, region).order_by("answer_by", "id")[:most])


def count_alerts(desk: str, region: str) -> int:
    """How many. One query."""
    with enter_context():
        return find_open(desk, region).count()


def find_alert(alert_id: str) -> StoredAlert | None:
    """One that is not over, or None."""
    with enter_context():
        row = Alert.objects.filter(id=alert_id, over_at__isnull=True).first()
    return _stored(row) if row is not None else None


def find_due_alerts(moment: datetime, below: int, most: int) -> tuple[StoredAlert, ...]:
    """Those below a level whose time for an account is over, the oldest first. One query."""
    with enter_context():
        due = Alert.objects.filter(over_at__isnull=True, answer_by__lt=moment, level__lt=below)
        rows = list(due.order_by("answer_by", "id")[:most])
    return tuple(_stored(row) for row in rows)


def find_alerts_of(case_id: str) -> tuple[StoredAlert, ...]:
    """Those of a case that are not over. One query."""
    with enter_context():
        return tuple(_stored(row) for row in Alert.objects.filter(case_id=case_id, over_at__isnull=True))


def apply_asked(alert_id: str, officer: str, answer_by: datetime) -> None:
    """Somebody asked for an account."""
    with enter_context():
        Alert.objects.filter(id=alert_id).update(asked_by=officer, asked_at=now(), answer_by=answer_by)


def apply_over(alert_id: str) -> None:
    """It is over here."""
    with enter_context():
        Alert.objects.filter(id=alert_id, over_at__isnull=True).update(over_at=now())


def find_open(desk: str, region: str) -> "QuerySet[Alert]":
    """Those before one desk, not fetched yet."""
    return Alert.objects.filter(within(region), desk=desk, over_at__isnull=True)


def _stored(row: Alert) -> StoredAlert:
    named = (str(row.id), str(row.case_id), row.item, row.member, row.department, row.desk, row.level, row.why)
    return StoredAlert(*named, row.raised_at, row.answer_by, row.asked_at)
