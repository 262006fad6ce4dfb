"""Orders for help, as the current claims see them; moved under a lock of their row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shuangquan.core.cases.helping import HelpState, Order, move
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import ZONE, now
from shuangquan.records.context import enter_context
from shuangquan.records.ids import new_id
from shuangquan.records.models import HelpOrder
from shuangquan.records.within import within

OPEN = (HelpState.ASKED, HelpState.TAKEN, HelpState.FINISHED)
MOST = 100


@dataclass(frozen=True, slots=True)
class StoredHelp:
    """An order. party: blind index of who asked; steps: (when, what), oldest first."""

    id: str
    region: str
    party: bytes = field(repr=False)
    hall: str
    theme: str
    case_id: str
    kind: str
    state: str
    helper: str
    steps: tuple[tuple[datetime, str], ...]
    asked_at: datetime


def append_help(region: str, party: bytes, hall: str, theme: str, case_id: str, kind: str) -> str:
    """Ask; answers the order's id. Refusal("help.once") while the same is asked already."""
    with enter_context():
        same = HelpOrder.objects.filter(party=party, theme=theme, case_id=case_id or None, state__in=OPEN)
        if same.exists():
            raise Refusal("help.once", "help")
        made = new_id()
        HelpOrder.objects.create(
            id=made, home_region=region, handling_region=region, party=party, hall=hall, theme=theme, case_id=case_id or None,
            kind=kind, state=HelpState.ASKED, asked_at=now(),
        )  # fmt: skip
    return made


def apply_help(order_id: str, verb: str, helper: str = "", what: str = "") -> StoredHelp:
    """Move an order that the current claims see. Refusals: "help.unknown", those of `move`."""
    with enter_context():
        row = HelpOrder.objects.select_for_update().filter(id=order_id).first()
        if row is None:
            raise Refusal("help.unknown", "order")
        row.state = move(Order(row.state, row.helper), verb, helper)
        moment = now()
        if verb in ("take", "give_back"):
            row.helper = helper if verb == "take" else ""
        if verb == "step":
            row.steps = [*row.steps, {"at": moment.isoformat(), "by": helper, "what": what}]
        if row.state in (HelpState.CONFIRMED, HelpState.ENDED):
            row.ended_at = moment
        HelpOrder.objects.filter(id=row.id).update(state=row.state, helper=row.helper, steps=row.steps, ended_at=row.ended_at)
    return _stored(row)


def find_helps(region: str, hall: str) -> tuple[StoredHelp, ...]:
    """Open orders of a hall, the oldest first, at most 100. One query."""
    with enter_context():
        rows = HelpOrder.objects.filter(within(region), hall=hall, state__in=OPEN).order_by("asked_at", "id")[:MOST]
        return tuple(_stored(row) for row in rows)


def find_own_helps(party: bytes) -> Sequence[StoredHelp]:
    """Somebody's own, the newest first. One query."""
    with enter_context():
        return tuple(_stored(row) for row in HelpOrder.objects.filter(party=party).order_by("-asked_at")[:20])


def _stored(row: HelpOrder) -> StoredHelp:
    steps = tuple((datetime.fromisoformat(one["at"]).astimezone(ZONE), str(one["what"])) for one in row.steps)
    return StoredHelp(
        str(row.id), row.handling_region, bytes(row.party), row.hall, row.theme, str(row.case_id or ""), row.kind, str(row.state),
        row.helper, steps, row.asked_at.astimezone(ZONE),
    )  # fmt: skip
