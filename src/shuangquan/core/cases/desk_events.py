"""Events of the licensing procedure and its siblings that people at the desk bring about, beyond passing and refusing."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SpecialBegun:
    """特别程序: the clock stands. special: a kind of `procedures.SPECIAL`; days: working days it needs, told in writing; until: their end.

    text: reference of what is told.
    """

    kind: ClassVar[str] = "special.begun"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    special: str
    days: int
    until: datetime
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class SpecialEnded:
    """Its result is there; the clock runs on, and `due_at` has moved by the time that it stood. text: reference of the result (笔录)."""

    kind: ClassVar[str] = "special.ended"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    due_at: datetime | None
    provisional: bool
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class HearingOffered:
    """听证告知: before a refusal the applicant is told of the right to a hearing, until `answer_by`. text: reference of the grounds."""

    kind: ClassVar[str] = "hearing.offered"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    answer_by: datetime
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class HearingDemanded:
    """The applicant wants to be heard: the clock stands until the hearing is over, at the latest `until`. days: working days for it."""

    kind: ClassVar[str] = "hearing.demanded"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    days: int
    until: datetime


@dataclass(frozen=True, slots=True)
class HearingWaived:
    """The applicant does not want a hearing. by: applicant | silence."""

    kind: ClassVar[str] = "hearing.waived"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    by: str


@dataclass(frozen=True, slots=True)
class HearingSet:
    """听证通知: when it is held; place: reference of where."""

    kind: ClassVar[str] = "hearing.set"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    at: datetime
    place: str
    officer: str


@dataclass(frozen=True, slots=True)
class TaskExtended:
    """延期: `days` working days more, once; the limit now ends at `due_at`. text: reference of the reason. Follows a confirmation."""

    kind: ClassVar[str] = "task.extended"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    days: int
    due_at: datetime
    provisional: bool
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class TaskNotAccepted:
    """不予受理, by a person. ground: a code of `procedures.GROUNDS`; text, remedy: references of reason and remedy."""

    kind: ClassVar[str] = "task.not_accepted"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    ground: str
    text: str
    remedy: str
    officer: str


@dataclass(frozen=True, slots=True)
class TaskReturned:
    """退件: an officer gives it back because the applicant asked for it there. text: reference of how they asked."""

    kind: ClassVar[str] = "task.returned"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """转办、认领: `to` is to do it, "" for whoever comes first. text: reference of the note, "" for one who takes it up."""

    kind: ClassVar[str] = "task.assigned"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    to: str
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class DecisionProposed:
    """二人审查: one officer proposes `act` (pass | refuse | extend | revoke), another confirms or sends back. days: of an extension."""

    kind: ClassVar[str] = "decision.proposed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    act: str
    text: str
    remedy: str
    days: int
    officer: str


@dataclass(frozen=True, slots=True)
class DecisionConfirmed:
    """The second officer agrees; what was proposed follows in the same turn."""

    kind: ClassVar[str] = "decision.confirmed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    act: str
    officer: str


@dataclass(frozen=True, slots=True)
class DecisionSentBack:
    """The second officer does not agree, or the first takes it back. text: reference of why."""

    kind: ClassVar[str] = "decision.sent_back"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    act: str
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class ResultRevoked:
    """撤销: what was decided wrongly no longer counts; its certificates are revoked in the same turn. text, remedy: references."""

    kind: ClassVar[str] = "result.revoked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    text: str
    remedy: str
    officer: str
