"""What apps are told: a row for each event and app, sent by a job, until it arrives or is given up. For the system alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from shuangquan.records.changes import JobRow
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import HookDelivery
from shuangquan.records.queue import enqueue


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one app. body: ids and codes. state: waiting | sent | dead; status: how the last attempt ended."""

    id: str
    app: str
    case_id: str
    kind: str
    body: Mapping[str, Any]
    made_at: datetime
    state: str
    attempts: int
    status: str


@dataclass(frozen=True, slots=True)
class News:
    """An event to tell. seq: its number in the case."""

    seq: int
    kind: str
    body: Mapping[str, Any]
    at: datetime


def append_deliveries(app: str, case_id: str, region: str, news: tuple[News, ...]) -> None:
    """Keep what is to be told, and a job for each; what is kept already stays as it is."""
    with enter_context(SYSTEM_CLAIMS):
        known = set(HookDelivery.objects.filter(app=app, case_id=case_id).values_list("seq", "kind"))
        for one in news:
            if (one.seq, one.kind) not in known:
                made = new_id()
                _, created = HookDelivery.objects.get_or_create(
                    app=app, case_id=case_id, seq=one.seq, kind=one.kind,
                    defaults={"id": made, "home_region": region, "body": dict(one.body), "made_at": one.at, "state": "waiting"},
                )  # fmt: skip
                if created:
                    enqueue((job_of(made),))


def job_of(delivery: str, at: datetime | None = None) -> JobRow:
    """The job that sends it."""
    return JobRow("hook.send", {"delivery": delivery}, at, key=f"hook:{delivery}")


def find_delivery(delivery: str) -> Delivery | None:
    """One."""
    with enter_context(SYSTEM_CLAIMS):
        row = HookDelivery.objects.filter(id=delivery).first()
    return _delivery(row) if row is not None else None


def find_deliveries(app: str, after: str, most: int, state: str = "") -> tuple[Delivery, ...]:
    """Those of an app, or of all when it is "", oldest first, from behind `after`."""
    wanted = {**({"app": app} if app else {}), **({"id__gt": after} if after else {}), **({"state": state} if state else {})}
    with enter_context(SYSTEM_CLAIMS):
        return tuple(_delivery(row) for row in HookDelivery.objects.filter(**wanted).order_by("id")[:most])


def apply_attempt(delivery: Delivery, state: str, status: str, again: datetime | None) -> None:
    """How an attempt ended; with the next job when there is to be one."""
    with enter_context(SYSTEM_CLAIMS):
        HookDelivery.objects.filter(id=delivery.id).update(
            state=state, attempts=delivery.attempts + 1, status=status, ended_at=None if state == "waiting" else now()
        )
        if again is not None:
            enqueue((job_of(delivery.id, again),))


def apply_resend(delivery: str) -> bool:
    """Try again from the start. False when there is none, or it is under way."""
    with transaction.atomic(), enter_context(SYSTEM_CLAIMS):
        found = HookDelivery.objects.filter(id=delivery).exclude(state="waiting")
        if not found.update(state="waiting", attempts=0, ended_at=None):
            return False
        enqueue((job_of(delivery),))
    return True


def _delivery(row: HookDelivery) -> Delivery:
    return Delivery(
        str(row.id), row.app, str(row.case_id), row.kind, row.body, row.made_at.astimezone(ZONE), row.state, row.attempts, row.status
    )
