"""What stations did for whom, and the sealed packages that came from their tablets, as the current claims see them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.text import Text
from shuangquan.records.changes import CaseRow, JobRow
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import StationAct, StationBox
from shuangquan.records.queue import enqueue

MOST = 100
RECEIVED, TAKEN, TWIN, MERGED, DISCARDED, REFUSED = "received", "taken", "twin", "merged", "discarded", "refused"
SETTLED = frozenset({TAKEN, MERGED, DISCARDED, REFUSED})


@dataclass(frozen=True, slots=True)
class StoredAct:
    """One authorisation at a station. whom: name, masked; by: whose hands; basis: card | typed."""

    case_id: str
    whom: str
    by: str
    theme: str
    bundle: str
    basis: str
    offline: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredBox:
    """A sealed package and what became of it. state, reason, open_things, twin: as in the table."""

    id: str
    station_id: str
    tablet_id: str
    region: str
    digest: bytes
    sealed: bytes = field(repr=False)
    state: str
    reason: str
    open_things: tuple[Text, ...]
    theme: str
    by: str
    party: bytes | None = field(repr=False)
    case_id: str
    twin_id: str
    said_at: datetime | None
    received_at: datetime
    settled_by: str


def append_act(actor: Actor, station_id: str, case: CaseRow, whom: tuple[bytes, str], basis: str, *, offline: bool) -> None:
    """Somebody let a helper help with this case. actor: the citizen, by the helper's hands; whom: blind index and masked name."""
    with enter_context():
        StationAct.objects.create(
            id=new_id(), home_region=case.home_region, handling_region=case.handling_region, station_id=station_id, case_id=case.id,
            party=whom[0], whom=whom[1], by=actor.by, theme=case.theme, bundle=case.bundle, basis=basis, offline=offline, at=now(),
        )  # fmt: skip


def find_acts(station_id: str, most: int = MOST) -> tuple[StoredAct, ...]:
    """What a station did, newest first. One query."""
    with enter_context():
        return tuple(_act(row) for row in StationAct.objects.filter(station_id=station_id).order_by("-at")[:most])


def find_acts_of_case(station_id: str, case_id: str) -> tuple[StoredAct, ...]:
    """The authorisations of one case at a station, newest first."""
    with enter_context():
        return tuple(_act(row) for row in StationAct.objects.filter(station_id=station_id, case_id=case_id).order_by("-at"))


def append_box(box_id: str, station_id: str, tablet_id: str, region: str, digest: bytes, sealed: bytes, job: JobRow) -> bool:
    """Keep a package, and the job that opens it, together. False when there is one of this id, whatever is in it."""
    with enter_context():
        if StationBox.objects.filter(id=box_id).exists():
            return False
        with transaction.atomic():
            StationBox.objects.create(
                id=box_id, home_region=region, handling_region=region, station_id=station_id, tablet_id=tablet_id, digest=digest,
                sealed=sealed, state=RECEIVED, received_at=now(),
            )  # fmt: skip
            enqueue((job,))
    return True


def find_box(box_id: str) -> StoredBox | None:
    """One package."""
    with enter_context():
        row = StationBox.objects.filter(id=box_id).first()
    return _box(row) if row else None


def find_boxes(ids: Sequence[str], tablet_id: str) -> tuple[StoredBox, ...]:
    """Those of these ids that came from this tablet; without their content."""
    with enter_context():
        return tuple(_box(row) for row in StationBox.objects.filter(id__in=list(ids)[:MOST], tablet_id=tablet_id).order_by("received_at"))


def find_boxes_of(station_id: str, state: str = "") -> tuple[StoredBox, ...]:
    """Packages of a station in a state, newest first."""
    with enter_context():
        rows = StationBox.objects.filter(station_id=station_id, **({"state": state} if state else {}))
        return tuple(_box(row) for row in rows.order_by("-received_at")[:MOST])


def note_box(box_id: str, *, theme: str = "", by: str = "", party: bytes | None = None, said_at: datetime | None = None) -> None:
    """What the package says of itself, known once it is opened."""
    with enter_context():
        StationBox.objects.filter(id=box_id).update(theme=theme, by=by, party=party, said_at=said_at)


def apply_box_case(box_id: str, case_id: str) -> None:
    """The draft that was opened for it."""
    with enter_context():
        StationBox.objects.filter(id=box_id).update(case_id=case_id)


def apply_box_twin(box_id: str, twin_id: str, reason: str) -> None:
    """It waits for a person. reason: same (the same matter is there already) | theme (one of its kind of this person)."""
    with enter_context():
        StationBox.objects.filter(id=box_id, state=RECEIVED).update(state=TWIN, twin_id=twin_id, reason=reason)


def apply_box_end(box_id: str, state: str, *, reason: str = "", open_things: Sequence[Text] = (), by: str = "") -> bool:
    """It is settled, and its content let go. False when somebody settled it before."""
    with enter_context():
        found = StationBox.objects.filter(id=box_id, state__in=(RECEIVED, TWIN))
        held = {
            "state": state,
            "reason": reason[:40],
            "open_things": [[one.zh, one.say("en")] for one in open_things],
            "settled_at": now(),
            "settled_by": by,
        }
        return found.update(sealed=b"", **held) == 1


def _act(row: StationAct) -> StoredAct:
    return StoredAct(str(row.case_id), row.whom, row.by, row.theme, row.bundle, row.basis, row.offline, row.at.astimezone(ZONE))


def _box(row: StationBox) -> StoredBox:
    said = row.said_at.astimezone(ZONE) if row.said_at else None
    things = tuple(Text(zh, en) for zh, en in row.open_things)
    party, case, twin = bytes(row.party) if row.party else None, str(row.case_id or ""), str(row.twin_id or "")
    return StoredBox(
        str(row.id), str(row.station_id), str(row.tablet_id), row.home_region, bytes(row.digest), bytes(row.sealed), row.state, row.reason,
        things, row.theme, row.by, party, case, twin, said, row.received_at.astimezone(ZONE), row.settled_by,
    )  # fmt: skip
