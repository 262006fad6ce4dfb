"""What met its like is settled by a helper of the station: carried into the draft that was there first, left out, or taken as another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import Loaded, decide_case, find_role, load
from shuangquan.actions.showing import find_theme_name
from shuangquan.actions.station_boxes import carry, check_package, find_whom, open_package, put_in
from shuangquan.actions.stations import StoredStation
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.station import CARRIED, DISCARDED, WHY, decide_settled
from shuangquan.core.cases.station_package import Package
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.credentials.masks import mask_name
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.regions import find_prefix
from shuangquan.core.words.text import Text
from shuangquan.records import station_acts
from shuangquan.records.calls import append_data_use
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.station_acts import StoredBox


@dataclass(frozen=True, slots=True)
class Met:
    """A package beside the case it met. whom: masked. own: the first case's draft, where it is the same person's; None where it is not a
    draft of theirs, of which only its state is told."""

    box: StoredBox
    package: Package
    theme: Text
    whom: str
    state: str
    own: Loaded | None
    role: str

    @property
    def proven(self) -> bool:
        """Whether it is surely the same matter."""
        return self.box.reason == "same"


@contextmanager
def _in_region(by: Actor) -> Iterator[None]:
    check_may(by, "station.merge")
    with use_claims(Claims(regions=(find_prefix(by.region),))):
        yield


def list_met(by: Actor, station: StoredStation) -> tuple[StoredBox, ...]:
    """What waits for a person at this station."""
    with _in_region(by):
        return station_acts.find_boxes_of(station.id, station_acts.TWIN)


def show_met(by: Actor, station: StoredStation, box_id: str) -> Met:
    """Both side by side; that they were looked at is recorded. Refusals: "twin.gone", policy, those of `open_package`."""
    box = _find(by, station, box_id)
    package = open_package(box)
    _, citizen = find_whom(by, station, package)
    met = _meet(box, package, citizen)
    if met.own is not None:
        append_data_use(replace(by, subject=f"staff-{by.subject}"), box.twin_id, ("twin",), met.own.stored.row.home_region)
    return met


def _find(by: Actor, station: StoredStation, box_id: str) -> StoredBox:
    with _in_region(by):
        box = station_acts.find_box(box_id)
    if box is None or box.station_id != station.id or box.state != station_acts.TWIN:
        raise Refusal("twin.gone", "box")
    return box


def _meet(box: StoredBox, package: Package, citizen: Citizen) -> Met:
    with acting_system():
        first = load(box.twin_id)
        row = first.stored.row
        role = find_role(first.case, citizen.person.id_number) or ""
        own = first if first.case.state is CaseState.DRAFT and role and role == first.case.signed_in else None
        return Met(box, package, find_theme_name(row.bundle, row.theme), mask_name(package.name), row.state, own, role)


def carry_over(by: Actor, station: StoredStation, box_id: str) -> None:
    """Put what was taken in into the draft that was there first. Refusals: "twin.running" when that is no draft of theirs (any more)."""
    box = _find(by, station, box_id)
    package = open_package(box)
    taken_by = check_package(box, station, package)
    actor, citizen = find_whom(taken_by, station, package)
    met = _meet(box, package, citizen)
    if met.own is None:
        raise Refusal("twin.running", "box")
    left = carry(box, station, package, actor, citizen, box.twin_id)
    with _in_region(by):
        station_acts.apply_box_case(box.id, box.twin_id)
        settled = station_acts.apply_box_end(box.id, station_acts.MERGED, open_things=left, by=_name(by))
    _settle(by, station, box, CARRIED, "same", settled=settled)


def leave_out(by: Actor, station: StoredStation, box_id: str, why: str) -> None:
    """The first case counts; what was taken in is let go, with a reason. Refusals: "station.why", "twin.gone"."""
    box = _find(by, station, box_id)
    if why not in WHY:
        raise Refusal("station.why", "why")
    with _in_region(by):
        settled = station_acts.apply_box_end(box.id, station_acts.DISCARDED, reason=why, by=_name(by))
    _settle(by, station, box, DISCARDED, why, settled=settled)


def take_apart(by: Actor, station: StoredStation, box_id: str) -> None:
    """It is another matter of the same kind: a draft of its own. Refusal("twin.running") where it is surely the same."""
    box = _find(by, station, box_id)
    if box.reason == "same":
        raise Refusal("twin.running", "box")
    package = open_package(box)
    actor, citizen = find_whom(check_package(box, station, package), station, package)
    with acting_system():
        put_in(box, station, package, actor, citizen)


def _settle(by: Actor, station: StoredStation, box: StoredBox, how: str, why: str, *, settled: bool) -> None:
    """The first case says who settled it and how. Refusal("twin.gone") where a colleague was quicker."""
    if not settled:
        raise Refusal("twin.gone", "box")
    actor = replace(by, subject=f"staff-{by.subject}", by="")
    with acting_system():
        decide_case(actor, box.twin_id, "station.merge", lambda turn, _index: decide_settled(turn, station.id, box.id, _name(by), how, why))


def _name(by: Actor) -> str:
    return f"{by.kind}:{by.subject}"
