"""What stations and officers settled of a matter that was taken twice, as it changes the case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.station_events import StationAuthorised, StationSettled
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.twin_events import CaseMerged, TwinApart, TwinTaken


def _merged(case: Case, event: CaseMerged, at: datetime, _values: object) -> None:
    case.state, case.closed_at, case.merged_into = CaseState.WITHDRAWN, at, event.into


def _taken(case: Case, event: TwinTaken, _at: datetime, _values: object) -> None:
    case.twins |= {event.of}
    case.submitted_at, case.due_at, case.provisional = event.since, event.due_at, event.provisional
    for one in event.tasks:
        task = case.tasks[one.item, one.member]
        task.accepted_at, task.due_at, task.provisional = one.since, one.due_at, one.provisional


def _apart(case: Case, event: TwinApart, _at: datetime, _values: object) -> None:
    case.apart |= {event.other}


def _nothing(_case: Case, _event: Any, _at: datetime, _values: object) -> None:
    return


TWINS: dict[type, Callable[..., None]] = {
    StationAuthorised: _nothing,
    StationSettled: _nothing,
    CaseMerged: _merged,
    TwinTaken: _taken,
    TwinApart: _apart,
}
