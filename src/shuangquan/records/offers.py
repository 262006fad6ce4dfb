"""Offers before anybody asks: what waits for whose answer, and what came of it. Sweeps that find them: records/sweeps.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from shuangquan.records.clock import now, today
from shuangquan.records.context import SYSTEM_CLAIMS, Claims, enter_context
from shuangquan.records.models import Case, CaseParty, Offer

OFFERED, DOUBT, CONFIRMED, DECLINED, GIVEN, LAPSED = "offered", "doubt", "confirmed", "declined", "given", "lapsed"
OPEN = (OFFERED, DOUBT)
MOST = 20
"""Offers shown to somebody at once."""
A_BATCH = 2_000
"""People asked for in one query."""


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer. case_id: the matter that confirming or giving opened. due: when it is given unless they say no; None: never by itself."""

    id: str
    theme: str
    region: str
    state: str
    missing: tuple[str, ...]
    until: date | None
    due: datetime | None
    case_id: str | None


def find_offers(person: bytes) -> tuple[StoredOffer, ...]:
    """What waits for this person's answer, newest first; not what is over, nor what they have begun themselves meanwhile."""
    with enter_context(Claims(party=person)):
        mine = CaseParty.objects.filter(index=person).exclude(state="removed").values("case_id")
        begun = Case.objects.filter(id__in=mine, theme=OuterRef("theme")).filter(
            Q(state__in=("draft", "submitted")) | Q(opened_at__gte=OuterRef("found_at"))
        )
        waiting = Offer.objects.filter(Q(until=None) | Q(until__gte=today()), person=person, state__in=OPEN)
        rows = list(waiting.exclude(Exists(begun)).order_by("-found_at", "id")[:MOST])
    return tuple(_stored(row) for row in rows)


def find_offer(offer: str, person: bytes) -> StoredOffer | None:
    """One offer of this person, answered or not."""
    with enter_context(Claims(party=person)):
        row = Offer.objects.filter(id=offer, person=person).first()
    return _stored(row) if row else None


def apply_offer_answer(offer: str, person: bytes, state: str, case_id: str | None = None) -> bool:
    """Keep the answer. False when it was answered before."""
    with enter_context(Claims(party=person)):
        found = Offer.objects.filter(id=offer, person=person, state__in=OPEN)
        return found.update(state=state, answered_at=now(), case_id=case_id) == 1


def find_due(theme: str, people: Iterable[bytes]) -> Mapping[bytes, StoredOffer]:
    """Those of `people` (blind indexes) to whom it is due to be given: they were told, and did not say no in time."""
    listed, found = list(people), dict[bytes, StoredOffer]()
    with enter_context(SYSTEM_CLAIMS):
        for first in range(0, len(listed), A_BATCH):
            asked = listed[first : first + A_BATCH]
            rows = Offer.objects.filter(theme=theme, person__in=asked, state=OFFERED, due_at__lte=now())
            found |= {bytes(row.person): _stored(row) for row in rows}
    return found


def apply_given(offer: str, case_id: str) -> bool:
    """It was given: `case_id` handles it. False when it was answered meanwhile."""
    with enter_context(SYSTEM_CLAIMS):
        return Offer.objects.filter(id=offer, state__in=OPEN).update(state=GIVEN, answered_at=now(), case_id=case_id) == 1


def _stored(row: Offer) -> StoredOffer:
    case = str(row.case_id) if row.case_id else None
    return StoredOffer(str(row.id), row.theme, row.home_region, row.state, tuple(row.missing), row.until, row.due_at, case)
