"""What a station did, as its helpers and whoever keeps it see: who, for whom (masked), what, when, how far. Nothing of what is inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.regions import find_prefix
from shuangquan.records.context import Claims, enter_context, use_claims
from shuangquan.records.models import Case
from shuangquan.records.staff import find_names
from shuangquan.records.station_acts import TWIN, find_boxes_of
from shuangquan.records.station_acts import find_acts as load_acts


@dataclass(frozen=True, slots=True)
class ActRow:
    """One authorisation. helper: whose hands; whom: masked; state, number: of the case, "" number while it is a draft."""

    at: datetime
    helper: str
    whom: str
    theme: str
    bundle: str
    basis: str
    offline: bool
    state: str
    number: str


@contextmanager
def _in_region(by: Actor) -> Iterator[None]:
    """See what stations of this region did: only behind a verb of the policy, and only meanwhile."""
    check_may(by, "station.keep" if by.kind == "system" else "station.serve")
    with use_claims(Claims(regions=(find_prefix(by.region),))):
        yield


def find_acts(by: Actor, station_id: str) -> tuple[ActRow, ...]:
    """Newest first, at most 100; three queries. Refusal of the policy."""
    with _in_region(by):
        acts = load_acts(station_id)
        with enter_context():
            held = Case.objects.filter(id__in=[act.case_id for act in acts]).values_list("id", "state", "number")
            cases = {str(found): (state, number or "") for found, state, number in held}
    names = find_names(int(act.by.removeprefix("staff:")) for act in acts if act.by.removeprefix("staff:").isdecimal())
    return tuple(
        ActRow(
            act.at, names.get(int(act.by.removeprefix("staff:") or 0), act.by), act.whom, act.theme, act.bundle, act.basis, act.offline,
            *cases.get(act.case_id, ("", "")),
        )
        for act in acts
    )  # fmt: skip


def count_waiting(by: Actor, station_id: str) -> int:
    """How many packages wait for a person at this station."""
    with _in_region(by):
        return len(find_boxes_of(station_id, TWIN))
