"""What weighs on somebody, appeals against it and reopenings, as they change a task and its case."""

from datetime import datetime

from shuangquan.core.cases import appeal_events as a
from shuangquan.core.cases import desk_events as k
from shuangquan.core.cases.appeal_state import Appeal, Weighed
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.kinds import Event
from shuangquan.core.cases.result_events import PledgeVerified
from shuangquan.core.cases.task_events import TaskDecided
from shuangquan.core.cases.transitions import CaseState, TaskState, next_state

Appealing = a.AppealFiled | a.AppealAccepted | a.AppealRejected | a.AppealAnswered | a.EffectStayed | a.AppealWithdrawn | a.AppealDecided


def apply_recourse(case: Case, event: Appealing | a.TaskReopened, at: datetime) -> None:
    """Let one of them happen, or a reopening."""
    if isinstance(event, a.TaskReopened):
        _reopen(case, event, at)
    else:
        _apply_appeal(case.tasks[event.item, event.member], event, at)


def _apply_appeal(task: Task, event: Appealing, at: datetime) -> None:
    if isinstance(event, a.AppealFiled):
        weighed = task.recourse.weighed
        assert weighed is not None  # `decide_file` looks
        made = Appeal(event.against, weighed.at, weighed.officers, event.wants, event.text, at, event.accept_by)
        task.recourse.appeals.append(made)
        return
    appeal = task.recourse.appeals[-1]
    match event:
        case a.AppealAccepted():
            appeal.state, appeal.accepted_at = "open", at
            appeal.answer_by, appeal.decide_by = event.answer_by, event.decide_by
            appeal.organ, appeal.organ_name, appeal.reviewer = event.organ, event.organ_name, event.officer
        case a.AppealRejected():
            appeal.state, appeal.ruling, appeal.ended_at = "rejected", event.text, at
            appeal.organ, appeal.organ_name, appeal.reviewer = event.organ, event.organ_name, event.officer
        case a.AppealAnswered():
            appeal.answer, appeal.answered_at = event.text, at
        case a.EffectStayed():
            appeal.stay, appeal.stayed_at = event.text, at
        case a.AppealWithdrawn():
            appeal.state, appeal.ended_at = "withdrawn", at
        case a.AppealDecided():
            appeal.state, appeal.outcome, appeal.ruling, appeal.ended_at = "decided", event.outcome, event.text, at
            appeal.organ, appeal.organ_name, appeal.reviewer = event.organ, event.organ_name, event.officer


def _reopen(case: Case, event: a.TaskReopened, at: datetime) -> None:
    """The task goes on as if it had not been decided, with a new limit; the case is under way again.

    While it was taken back by the applicant, time stood still.
    """
    task = case.tasks[event.item, event.member]
    if event.why == a.AGAIN and task.ended_at is not None:
        task.pauses.append((task.ended_at, at))
    task.state = next_state(task.state, event.kind)
    task.changed_at, task.ended_at, task.decided_at, task.proposal = at, None, None, None
    task.outcome, task.decided_by, task.because, task.assignee = "", "", "", ""
    task.pledge, task.pledge_by, task.pledge_text, task.recheck = "", None, "", ""
    task.card, task.carded_at, task.card_answer, task.card_answered_at, task.extended = "", None, "", None, 0
    task.account_by = None
    if task.state is TaskState.REVIEW:
        task.why, task.rule, task.missing, task.claimed, task.ready = event.why, None, (), (), True
        task.due_at, task.provisional, task.recourse.reopened_at = event.due_at, event.provisional, at
        task.recourse.barred = task.recourse.weighed.officers[:1] if task.recourse.weighed is not None else ()
    task.recourse.weighed = None
    case.state, case.closed_at = CaseState.SUBMITTED, None


def note_weighing(case: Case, event: Event, at: datetime) -> None:
    """Keep in mind who decided what against the applicant. Called after the event happened to its task."""
    if isinstance(event, k.DecisionConfirmed):
        case.tasks[event.item, event.member].recourse.seconded = event.officer
        return
    found = _find_weight(event)
    if found is None:
        return
    against, paper, officer = found
    recourse = case.tasks[event.item, event.member].recourse  # type: ignore[union-attr]
    officers = tuple(one for one in (officer, recourse.seconded) if one)
    recourse.seconded = ""
    if against:
        recourse.weighed = Weighed(against, at, officers, f"{paper}-{case.version + 1}" if paper else "")
    else:
        recourse.weighed = None


def _find_weight(event: Event) -> tuple[str, str, str] | None:
    """(against, kind of document, officer); against "" for what weighs on nobody; None for what decides nothing."""
    match event:
        case TaskDecided():
            return ("refuse", "refused", event.officer) if event.outcome == "refuse" else ("", "", "")
        case k.TaskNotAccepted():
            return "not_accept", "not_accepted", event.officer
        case k.ResultRevoked():
            return "revoke", "revoked", event.officer
        case PledgeVerified() if event.outcome == "broken":
            return "revoke", "", event.officer
        case k.TaskExtended():
            return "extend", "extended", event.officer
        case _:
            return None
