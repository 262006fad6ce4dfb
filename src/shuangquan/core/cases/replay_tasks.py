"""Task events to a task's state, along the one table of transitions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from shuangquan.core.cases import outside_events as o
from shuangquan.core.cases import recall_events as r
from shuangquan.core.cases import replay_appeals, replay_desk, replay_hand, replay_later, replay_outside, replay_supervision
from shuangquan.core.cases import result_events as p
from shuangquan.core.cases import task_events as t
from shuangquan.core.cases.appeal_events import TaskReopened
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.case_parts import IssuedCertificate
from shuangquan.core.cases.certificate_events import Living
from shuangquan.core.cases.kinds import Event
from shuangquan.core.cases.replay_certificates import apply_living
from shuangquan.core.cases.replay_desk import run_on
from shuangquan.core.cases.transitions import next_state
from shuangquan.core.credentials.life import REVOKED


def apply_task_event(case: Case, event: Event, at: datetime) -> None:
    """Let a task event happen. Raises NoSuchTransition when the table does not allow it."""
    if isinstance(event, t.CertificateIssued):
        case.certificates.append(
            IssuedCertificate(event.type, event.identifier, event.item, event.member, event.digest, event.valid_to, at)
        )
        return
    if _apply_staying(case, event, at):
        return
    item, member = getattr(event, "item"), getattr(event, "member")  # noqa: B009  (every task event has both)
    task = case.tasks.setdefault((item, member), Task(item, member))
    happening = f"{event.kind}:{event.outcome}" if isinstance(event, t.TaskDecided) else event.kind
    task.state = next_state(task.state, happening)
    task.changed_at, task.proposal = at, None  # what was proposed was proposed of how it stood
    _NOTES[type(event)](task, event, at)
    if task.ended:
        task.ended_at = at


def _apply_staying(case: Case, event: Event, at: datetime) -> bool:
    """Let an event happen that leaves its task in its state; False for one that does not."""
    if isinstance(event, o.DepartmentReported):  # one on a task that has ended changes nothing; any other moves it on
        task = case.tasks[event.item, event.member]
        if task.ended:
            replay_outside.note_late(task, event)
        return task.ended
    apply = next((found for kinds, found in _STAYING if isinstance(event, kinds)), None)
    if apply is not None:
        apply(case, event, at)
    return apply is not None


def _task(case: Case, event: Any) -> Task:
    return case.tasks[event.item, event.member]


def _settle_due(case: Case, event: t.TaskDueSettled, _at: datetime) -> None:
    task = _task(case, event)
    task.due_at, task.provisional = event.due_at, False


def _remind(case: Case, event: t.StageReminded, _at: datetime) -> None:
    task = _task(case, event)
    task.remind_at, task.reminded = event.next_at, task.reminded + 1


def _tell_supervisor(case: Case, event: o.SupervisorTold, at: datetime) -> None:
    _task(case, event).supervised_at = at


def _recall(case: Case, event: r.DepartmentRecalled, at: datetime) -> None:
    _task(case, event).recalled_at = at


After = p.PledgeOpened | p.PledgeVerified | p.RecheckOpened | p.ResultDoubted | p.CertificateRevoked | p.ResultEnds


def _apply_after(case: Case, event: After, at: datetime) -> None:
    """What happens to a result that is out: its task stays done."""
    task = case.tasks[event.item, event.member]
    match event:
        case p.PledgeOpened():
            task.pledge, task.pledge_by = "open", event.verify_by
        case p.RecheckOpened():
            task.pledge, task.pledge_by, task.recheck, task.rechecked_at = "open", event.verify_by, event.why, at
        case p.PledgeVerified():
            task.pledge, task.pledge_by, task.pledge_text, task.officer = event.outcome, event.until, event.text, event.officer
        case p.ResultDoubted():
            task.pledge, task.because, task.pledge_by = "doubted", event.because, None
        case p.CertificateRevoked():
            next(made for made in case.certificates if made.identifier == event.identifier).status = REVOKED
        case p.ResultEnds():
            for key in [key for key, called in case.calls.items() if called.type in event.certificates]:
                del case.calls[key]  # what the matter itself ends has not lapsed


def _on_task(apply: Callable[[Task, Any, datetime], None]) -> Callable[[Case, Any, datetime], None]:
    return lambda case, event, at: apply(_task(case, event), event, at)


_STAYING: tuple[tuple[Any, Callable[[Case, Any, datetime], None]], ...] = (
    (t.TaskDueSettled, _settle_due),
    (t.StageReminded, _remind),
    (o.SupervisorTold, _tell_supervisor),
    (r.DepartmentRecalled, _recall),
    (After, _apply_after),
    (Living, apply_living),
    (replay_appeals.Appealing | TaskReopened, replay_appeals.apply_recourse),
    (replay_supervision.Carded, _on_task(replay_supervision.apply_card)),
    (replay_later.Later, _on_task(replay_later.apply_later)),
    (replay_hand.ByHand, _on_task(replay_hand.apply_by_hand)),
    (replay_desk.Staying, _on_task(replay_desk.apply_staying)),
)


def _accepted(task: Task, event: t.TaskAccepted, at: datetime) -> None:
    task.accepted_at, task.due_at, task.provisional = at, event.due_at, event.provisional


_COMPLETE = frozenset({"rule", "claimed", "paper", "disputed", "department", "stage", "awaited", "special"})
"""Why a task comes to a person although nothing is missing."""


def _referred(task: Task, event: t.TaskReferred, at: datetime) -> None:
    task.why, task.rule, task.missing, task.claimed = event.why, event.rule, event.missing, event.claimed
    task.held_on, task.answer_by, task.asked = "", None, False
    run_on(task, at)
    task.stage, task.until, task.remind_at, task.special, task.special_days = "", None, None, "", 0
    task.ready = task.ready or event.why in _COMPLETE


def _held(task: Task, event: t.TaskHeld, _at: datetime) -> None:
    task.held_on = event.on
    task.ready = task.ready or event.on == "payment"


def _resumed(task: Task, _event: t.TaskResumed, _at: datetime) -> None:
    task.held_on = ""


def _corrected(task: Task, event: t.CorrectionSent, at: datetime) -> None:
    task.paused_at, task.answer_by, task.notice = at, event.answer_by, event.text
    task.notice_needs, task.officer = event.needs, event.officer


def _need_asked(task: Task, event: t.NeedAsked, at: datetime) -> None:
    task.paused_at, task.answer_by, task.notice = at, event.answer_by, event.text
    task.notice_needs, task.asked = event.needs, True


def _need_answered(task: Task, event: t.NeedAnswered, at: datetime) -> None:
    run_on(task, at)
    task.answer_by, task.due_at, task.asked = None, event.due_at, False
    task.provisional = task.provisional or event.provisional


def _answered(task: Task, event: t.CorrectionAnswered, at: datetime) -> None:
    run_on(task, at)
    task.answer_by, task.due_at = None, event.due_at
    task.provisional = task.provisional or event.provisional


def _passed(task: Task, event: t.TaskPassed, _at: datetime) -> None:
    task.ready = True
    task.decided_by, task.rule, task.text, task.officer = event.by, event.rule, event.text or task.text, event.officer or task.officer


def _stage_begun(task: Task, event: t.StageBegun, at: datetime) -> None:
    task.stage, task.until, task.paused_at = event.stage, event.until, at
    task.remind_at, task.reminded = event.remind_at, 0


def _stage_ended(task: Task, event: t.StageEnded, at: datetime) -> None:
    run_on(task, at)
    task.stage, task.until, task.remind_at, task.stages = "", None, None, task.stages + 1
    task.due_at, task.provisional = event.due_at, task.provisional or event.provisional


def _objected(task: Task, event: t.StageObjected, at: datetime) -> None:
    run_on(task, at)
    task.stage, task.until, task.remind_at, task.stages = "", None, None, task.stages + (not event.again)
    task.why, task.rule, task.missing, task.claimed, task.text, task.officer = "stage", None, (), (), event.text, event.officer


def _decided(task: Task, event: t.TaskDecided, at: datetime) -> None:
    run_on(task, at)
    task.outcome, task.decided_at, task.decided_by = event.outcome, at, event.by
    task.text, task.remedy, task.officer = event.text or task.text, event.remedy, event.officer or task.officer
    task.numbers.update(event.numbers)
    task.away_why, task.away_until, task.chase_at = "", "", None


def _stopped(task: Task, event: t.TaskStopped, at: datetime) -> None:
    run_on(task, at)
    task.because = event.because
    _end_open(task)


def _withdrawn(task: Task, _event: t.TaskWithdrawn, at: datetime) -> None:
    run_on(task, at)
    _end_open(task)


def _end_open(task: Task) -> None:
    """Nothing is waited for any more; what people typed into another system they take back there."""
    task.held_on, task.special, task.until, task.remind_at, task.answer_by = "", "", None, None, None
    task.away_why, task.away_until, task.chase_at = "", "", None
    if task.hand is not None:
        task.hand.recall = "asked"


def _nothing(_task: Task, _event: Event, _at: datetime) -> None:
    return


_NOTES: dict[type, Callable[..., None]] = {
    t.TaskAccepted: _accepted,
    t.TaskReferred: _referred,
    t.TaskHeld: _held,
    t.TaskResumed: _resumed,
    t.CorrectionSent: _corrected,
    t.CorrectionAnswered: _answered,
    t.NeedAsked: _need_asked,
    t.NeedAnswered: _need_answered,
    t.TaskPassed: _passed,
    t.StageBegun: _stage_begun,
    t.StageEnded: _stage_ended,
    t.StageObjected: _objected,
    t.TaskSent: replay_outside.apply_sent,
    t.TaskDecided: _decided,
    t.TaskDone: _nothing,
    t.TaskStopped: _stopped,
    t.TaskWithdrawn: _withdrawn,
    **replay_outside.NOTES,
    **replay_desk.NOTES,
}
