"""What waits at the exit windows of halls, as the current claims see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from shuangquan.core.words.text import Text
from shuangquan.records.changes import CaseRow
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.models import ExitPaper
from shuangquan.records.within import within

MOST = 100


@dataclass(frozen=True, slots=True)
class StoredExit:
    """The papers of one matter. hall: "" for any of the region; names: of the papers."""

    case_id: str
    hall: str
    number: str
    theme: str
    bundle: str
    names: tuple[Text, ...]
    ready_at: datetime


def keep_exit(row: CaseRow, hall: str, names: Sequence[Text], party: bytes | None) -> None:
    """What waits now, in place of what was known of this matter."""
    now_so = {"handling_region": row.handling_region, "hall": hall, "names": [[one.zh, one.en] for one in names], "handed_at": None}
    first = {"home_region": row.home_region, "number": row.number or "", "theme": row.theme, "bundle": row.bundle, "party": party}
    with enter_context():
        ExitPaper.objects.update_or_create(case_id=row.id, defaults=now_so, create_defaults={**first, **now_so, "ready_at": now()})


def apply_exit_over(case_id: str) -> None:
    """Nothing of this matter waits any more."""
    with enter_context():
        ExitPaper.objects.filter(case_id=case_id, handed_at=None).update(handed_at=now())


def find_exits(region: str, hall: str, party: bytes | None = None) -> tuple[StoredExit, ...]:
    """What waits at a hall of a region, longest first, at most 100; of one person's, if `party` is given. One query."""
    with enter_context():
        rows = ExitPaper.objects.filter(Q(hall=hall) | Q(hall=""), within(region), handed_at=None)
        rows = rows.filter(party=party) if party is not None else rows
        return tuple(_stored(row) for row in rows.order_by("ready_at", "case_id")[:MOST])


def _stored(row: ExitPaper) -> StoredExit:
    names = tuple(Text(zh, en) for zh, en in row.names)
    return StoredExit(str(row.case_id), row.hall, row.number, row.theme, row.bundle, names, row.ready_at.astimezone(ZONE))
