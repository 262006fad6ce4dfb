"""What people looked up of themselves: that they did, never what they saw."""

from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import OwnInquiry

LATEST = 20


@dataclass(frozen=True, slots=True)
class StoredInquiry:
    """One look. inquiry, source: ids; fields: names of what was shown; by: through whom, "" for themselves."""

    inquiry: str
    source: str
    fields: tuple[str, ...]
    door: str
    by: str
    at: datetime
    answered: bool


def append_inquiry(actor: Actor, party: bytes, inquiry: str, source: str, fields: tuple[str, ...], *, answered: bool) -> None:
    """Keep that somebody looked."""
    with enter_context():
        OwnInquiry.objects.create(
            id=new_id(), home_region=actor.region, handling_region=actor.region, party=party, inquiry=inquiry, source=source,
            fields=list(fields), door=actor.door, by=actor.by, at=now(), answered=answered,
        )  # fmt: skip


def find_inquiries(party: bytes) -> tuple[StoredInquiry, ...]:
    """What somebody looked up, newest first, at most 20."""
    with enter_context():
        rows = list(OwnInquiry.objects.filter(party=party).order_by("-at")[:LATEST])
    return tuple(
        StoredInquiry(row.inquiry, row.source, tuple(row.fields), row.door, row.by, row.at.astimezone(ZONE), row.answered) for row in rows
    )
