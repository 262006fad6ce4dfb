"""The one table of what may happen to a task. Everything that moves a task's state stands in this file.

Rule 1: a task changes state only by an event, and only along a row of this table; anything else is a bug in the caller.
Rule 2: from every state that is not an end, some row leads towards an end.
Rule 3: out of an end leads a reopening and nothing else; people decide it, and never the clock.
The diagram in docs/reference/case.md is drawn from this table.
"""

from enum import StrEnum


class TaskState(StrEnum):
    """Where a task is."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    HELD = "held"
    REVIEW = "review"
    CORRECT = "correct"
    PASSED = "passed"
    WAITING = "waiting"
    OFFERED = "offered"
    SUSPENDED = "suspended"
    SENT = "sent"
    APPROVED = "approved"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    NOT_ACCEPTED = "not_accepted"


S = TaskState
ENDS = frozenset({S.DONE, S.REFUSED, S.STOPPED, S.WITHDRAWN, S.NOT_ACCEPTED})
CAME_TO_NOTHING = ENDS - {S.DONE}

TRANSITIONS: dict[tuple[TaskState, str], TaskState] = {
    (S.PLANNED, "task.accepted"): S.ACCEPTED,
    (S.PLANNED, "task.stopped"): S.STOPPED,
    **{(state, "task.stopped"): S.STOPPED for state in (S.ACCEPTED, S.HELD, S.REVIEW, S.CORRECT, S.PASSED, S.WAITING, S.OFFERED)},
    **{(state, "task.stopped"): S.STOPPED for state in (S.SUSPENDED, S.SENT)},
    (S.ACCEPTED, "task.passed"): S.PASSED,
    (S.ACCEPTED, "task.referred"): S.REVIEW,
    (S.ACCEPTED, "task.held"): S.HELD,
    (S.HELD, "task.resumed"): S.ACCEPTED,
    (S.HELD, "task.referred"): S.REVIEW,
    (S.REVIEW, "correction.sent"): S.CORRECT,
    (S.REVIEW, "task.passed"): S.PASSED,
    (S.REVIEW, "task.decided:refuse"): S.REFUSED,
    (S.CORRECT, "correction.answered"): S.REVIEW,
    (S.ACCEPTED, "need.asked"): S.CORRECT,
    (S.CORRECT, "need.answered"): S.ACCEPTED,
    (S.CORRECT, "task.decided:refuse"): S.REFUSED,
    (S.CORRECT, "task.referred"): S.REVIEW,
    (S.PASSED, "stage.begun"): S.WAITING,
    (S.WAITING, "stage.ended"): S.PASSED,
    (S.WAITING, "task.referred"): S.REVIEW,
    (S.WAITING, "stage.objected"): S.REVIEW,
    (S.PASSED, "task.sent"): S.SENT,
    (S.PASSED, "task.decided:approve"): S.APPROVED,
    (S.SENT, "task.decided:approve"): S.APPROVED,
    (S.SENT, "task.decided:refuse"): S.REFUSED,
    (S.SENT, "task.referred"): S.REVIEW,
    (S.SENT, "task.sent"): S.SENT,
    (S.SENT, "department.reported"): S.SENT,
    (S.SENT, "department.asked"): S.CORRECT,
    (S.SENT, "department.suspended"): S.SENT,
    (S.SENT, "department.resumed"): S.SENT,
    (S.SENT, "department.approved"): S.SENT,
    (S.SENT, "department.chased"): S.SENT,
    (S.APPROVED, "task.done"): S.DONE,
    (S.PLANNED, "task.withdrawn"): S.WITHDRAWN,
    (S.ACCEPTED, "task.withdrawn"): S.WITHDRAWN,
    (S.HELD, "task.withdrawn"): S.WITHDRAWN,
    (S.REVIEW, "task.withdrawn"): S.WITHDRAWN,
    (S.CORRECT, "task.withdrawn"): S.WITHDRAWN,
    (S.PASSED, "task.withdrawn"): S.WITHDRAWN,
    (S.WAITING, "task.withdrawn"): S.WITHDRAWN,
    (S.SENT, "task.withdrawn"): S.WITHDRAWN,
    (S.REVIEW, "special.begun"): S.SUSPENDED,
    (S.SUSPENDED, "special.ended"): S.REVIEW,
    (S.SUSPENDED, "task.referred"): S.REVIEW,
    (S.REVIEW, "hearing.offered"): S.OFFERED,
    (S.OFFERED, "hearing.waived"): S.REVIEW,
    (S.OFFERED, "hearing.demanded"): S.SUSPENDED,
    (S.REVIEW, "task.not_accepted"): S.NOT_ACCEPTED,
    (S.REVIEW, "task.returned"): S.WITHDRAWN,
    (S.CORRECT, "task.returned"): S.WITHDRAWN,
    (S.OFFERED, "task.returned"): S.WITHDRAWN,
    (S.SUSPENDED, "task.returned"): S.WITHDRAWN,
    (S.OFFERED, "task.withdrawn"): S.WITHDRAWN,
    (S.SUSPENDED, "task.withdrawn"): S.WITHDRAWN,
}


REOPENINGS: dict[tuple[TaskState, str], TaskState] = {
    (S.REFUSED, "task.reopened"): S.REVIEW,
    (S.NOT_ACCEPTED, "task.reopened"): S.REVIEW,
    (S.DONE, "task.reopened"): S.REVIEW,
    (S.STOPPED, "task.reopened"): S.PLANNED,
    (S.WITHDRAWN, "task.reopened"): S.PLANNED,
}
"""The only ways out of an end: annulled (行政复议), corrected by its own department, or wanted after all by the applicant."""


class CaseState(StrEnum):
    """Where a case is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    COMPLETED = "completed"
    PARTIALLY_COMPLETED = "partially_completed"
    NOT_COMPLETED = "not_completed"
    WITHDRAWN = "withdrawn"


class NoSuchTransition(Exception):
    """An event that the table does not allow: a bug in the caller, never the applicant's fault."""


def next_state(state: TaskState, happening: str) -> TaskState:
    """The state after `happening` (an event's kind; a decision adds ":approve" or ":refuse"). Raises NoSuchTransition."""
    found = TRANSITIONS.get((state, happening)) or REOPENINGS.get((state, happening))
    if found is None:
        raise NoSuchTransition(f"{state} has no {happening}")
    return found
