"""Events of the desk to a task: those that move it along the table, and those that leave its state as it is."""

from collections.abc import Callable
from datetime import datetime

from shuangquan.core.cases import desk_events as k
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.case_parts import Photo, Proposal
from shuangquan.core.cases.procedures import HEARING
from shuangquan.core.cases.visit_events import VisitPhotographed

Staying = (
    k.TaskExtended
    | k.TaskAssigned
    | k.HearingSet
    | k.DecisionProposed
    | k.DecisionConfirmed
    | k.DecisionSentBack
    | k.ResultRevoked
    | VisitPhotographed
)
"""Kinds that do not change a task's state."""


def apply_staying(task: Task, event: Staying, at: datetime) -> None:
    """Let one of them happen."""
    match event:
        case k.TaskExtended():
            task.extended, task.due_at, task.provisional = event.days, event.due_at, task.provisional or event.provisional
        case k.TaskAssigned():
            task.assignee = event.to
        case k.HearingSet():
            task.hearing_at, task.hearing_place = event.at, event.place
        case k.DecisionProposed():
            task.proposal = Proposal(event.act, event.officer, event.text, event.remedy, event.days, at)
            task.sent_back = ""
        case k.DecisionConfirmed():
            task.proposal = None
        case k.DecisionSentBack():
            task.proposal, task.sent_back = None, event.text
        case VisitPhotographed():
            task.photos.append(Photo(event.blob, event.sm3, event.text, event.officer, at))
        case k.ResultRevoked():
            task.pledge, task.pledge_by, task.pledge_text = "revoked", None, event.text
            task.remedy, task.officer = event.remedy, event.officer


def run_on(task: Task, at: datetime) -> None:
    """The clock goes on; how long it stood is kept."""
    if task.paused_at is not None:
        task.pauses.append((task.paused_at, at))
    task.paused_at = None


def _begun(task: Task, event: k.SpecialBegun, at: datetime) -> None:
    task.special, task.special_days, task.until, task.paused_at = event.special, event.days, event.until, at
    task.officer, task.ready = event.officer, True


def _ended(task: Task, event: k.SpecialEnded, at: datetime) -> None:
    run_on(task, at)
    if task.special == HEARING:
        task.hearing = "held"
    task.special, task.special_days, task.until = "", 0, None
    task.due_at, task.provisional, task.text = event.due_at, task.provisional or event.provisional, event.text


def _offered(task: Task, event: k.HearingOffered, _at: datetime) -> None:
    task.hearing, task.answer_by, task.notice, task.officer, task.ready = "offered", event.answer_by, event.text, event.officer, True


def _waived(task: Task, _event: k.HearingWaived, _at: datetime) -> None:
    task.hearing, task.answer_by = "waived", None


def _demanded(task: Task, event: k.HearingDemanded, at: datetime) -> None:
    task.hearing, task.answer_by, task.special, task.special_days = "demanded", None, HEARING, event.days
    task.until, task.paused_at = event.until, at


def _not_accepted(task: Task, event: k.TaskNotAccepted, at: datetime) -> None:
    run_on(task, at)
    task.because, task.text, task.remedy, task.officer, task.decided_at = event.ground, event.text, event.remedy, event.officer, at


def _returned(task: Task, event: k.TaskReturned, at: datetime) -> None:
    run_on(task, at)
    task.text, task.officer, task.answer_by, task.until, task.special = event.text, event.officer, None, None, ""


NOTES: dict[type, Callable[..., None]] = {
    k.SpecialBegun: _begun,
    k.SpecialEnded: _ended,
    k.HearingOffered: _offered,
    k.HearingWaived: _waived,
    k.HearingDemanded: _demanded,
    k.TaskNotAccepted: _not_accepted,
    k.TaskReturned: _returned,
}
"""What each event that moves a task leaves on it."""
