"""Events of 行政复议: another body looks at a decision again, and a task is reopened by what it finds, or by its own department."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AppealFiled:
    """申请. against: refuse | not_accept | revoke | extend; wants: annul | change | unlawful; text: reference of facts and reasons.

    role: the seat of who applies; accept_by: when it counts as accepted. officer: who took the paper in, "" when it was sent by themselves.
    """

    kind: ClassVar[str] = "appeal.filed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    against: str
    wants: str
    text: str
    role: str
    accept_by: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class AppealAccepted:
    """受理: the deciding department answers until `answer_by`. organ: who reviews, "" where nobody spoke in time (视为受理)."""

    kind: ClassVar[str] = "appeal.accepted"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    answer_by: datetime
    decide_by: datetime
    provisional: bool
    organ: str
    organ_name: str
    officer: str


@dataclass(frozen=True, slots=True)
class AppealRejected:
    """不予受理. text: reference of the reason."""

    kind: ClassVar[str] = "appeal.rejected"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    organ: str
    organ_name: str
    officer: str


@dataclass(frozen=True, slots=True)
class AppealAnswered:
    """答复: what the deciding department says to it. text: reference."""

    kind: ClassVar[str] = "appeal.answered"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class EffectStayed:
    """停止执行: the decision has no effect until the appeal is decided. text: reference of the reason."""

    kind: ClassVar[str] = "appeal.stayed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    organ: str
    organ_name: str
    officer: str


@dataclass(frozen=True, slots=True)
class AppealWithdrawn:
    """The applicant takes it back, and it ends."""

    kind: ClassVar[str] = "appeal.withdrawn"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    role: str


@dataclass(frozen=True, slots=True)
class AppealDecided:
    """复议决定. outcome: uphold | annul | change | unlawful | dismiss. text: reference of the reasons. What follows has own events."""

    kind: ClassVar[str] = "appeal.decided"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    outcome: str
    text: str
    organ: str
    organ_name: str
    officer: str


AGAIN = "again"
"""Why a task is reopened: the applicant had taken it back, and wants it after all."""


@dataclass(frozen=True, slots=True)
class TaskReopened:
    """An ended task goes on. why: appeal | self (自行纠正) | again (the applicant had taken it back) | freed (what it needed is).

    text: reference of what was said; "" unless self, or again at the desk. officer: "" where the applicant did it.

    due_at: a new limit from now; who decided before does not decide again, except to confirm.
    """

    kind: ClassVar[str] = "task.reopened"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    why: str
    text: str
    due_at: datetime | None
    provisional: bool
    officer: str
