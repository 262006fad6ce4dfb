"""Events of one task (子办件): an item, for one member where the item is done for a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shuangquan.core.cases.events import FactNote


@dataclass(frozen=True, slots=True)
class TaskAccepted:
    """受理. `today` of its rules is the day of `happened_at`."""

    kind: ClassVar[str] = "task.accepted"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    due_at: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class TaskReferred:
    """Rules cannot decide: a person does. why: rule | missing | claimed | paper | disputed | department | stage | awaited | unanswered |
    stopped (somebody stopped these rules) | unapproved (nobody has signed them).

    rule: index of the row that spoke, or None. missing, claimed: paths that were unknown or only claimed.
    """

    kind: ClassVar[str] = "task.referred"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    why: str
    rule: int | None
    missing: tuple[str, ...]
    claimed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskHeld:
    """The task waits and goes on by itself. on: `source:<draw id>` | `payment`."""

    kind: ClassVar[str] = "task.held"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    on: str


@dataclass(frozen=True, slots=True)
class TaskResumed:
    """What it waited for is there."""

    kind: ClassVar[str] = "task.resumed"
    version: ClassVar[int] = 1
    item: str
    member: str | None


@dataclass(frozen=True, slots=True)
class CorrectionSent:
    """补正: one notice that names everything. needs: paths; text: reference of the officer's words; answer_by: the last day."""

    kind: ClassVar[str] = "correction.sent"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    needs: tuple[str, ...]
    text: str
    answer_by: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class CorrectionAnswered:
    """The applicant answered the notice; the clock runs again and `due_at` has moved by the time it stood still.

    provisional: it reaches a year whose calendar is not published (since version 2).
    """

    kind: ClassVar[str] = "correction.answered"
    version: ClassVar[int] = 2
    item: str
    member: str | None
    due_at: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class NeedAsked:
    """What nobody was asked for before, since it was not known to be needed, is asked of the applicant in one notice, without an officer.

    needs: paths; text: reference of the notice's words; answer_by: the last day.
    """

    kind: ClassVar[str] = "need.asked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    needs: tuple[str, ...]
    text: str
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class NeedAnswered:
    """The applicant gave what was asked: the rules go on; the clock runs again and `due_at` has moved by the time it stood still.

    provisional: it reaches a year whose calendar is not published.
    """

    kind: ClassVar[str] = "need.answered"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    due_at: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class TaskPassed:
    """Nothing stands against it. by: rule | officer. rule: index of the row. text: reference of the officer's reason."""

    kind: ClassVar[str] = "task.passed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    by: str
    rule: int | None
    text: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class StageBegun:
    """The item lies open (公示) until `until`; its clock stands still. provisional: that reaches a year not published yet.

    remind_at: when whoever has to tell of what is awaited is reminded (since version 2).
    """

    kind: ClassVar[str] = "stage.begun"
    version: ClassVar[int] = 2
    item: str
    member: str | None
    stage: str
    until: datetime
    provisional: bool
    remind_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StageEnded:
    """The time is over and nobody objected, or what was waited for has happened: the item goes on, and its own limit has moved to
    `due_at`. text: reference of what the officer who told of it wrote.
    """

    kind: ClassVar[str] = "stage.ended"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    stage: str
    due_at: datetime | None
    provisional: bool
    text: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class StageReminded:
    """What is awaited has not come for a while: whoever has to tell of it is reminded. next_at: when again, None when never."""

    kind: ClassVar[str] = "stage.reminded"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    stage: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class StageObjected:
    """Somebody objects while it lies open, or a visit found something: a person decides. again: afterwards the stage begins anew."""

    kind: ClassVar[str] = "stage.objected"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    stage: str
    again: bool
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class TaskSent:
    """The sealed package was taken by the department's own system. package: its id; digest: its SM3."""

    kind: ClassVar[str] = "task.sent"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    package: str
    digest: str


@dataclass(frozen=True, slots=True)
class TaskDecided:
    """决定. outcome: approve | refuse. by: rule | officer | department. text, remedy: references of a refusal's words.

    notes: facts the result states. numbers: (certificate type, reference of its number), from block, stock or outside.
    """

    kind: ClassVar[str] = "task.decided"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    outcome: str
    by: str
    text: str = ""
    remedy: str = ""
    officer: str = ""
    notes: tuple[FactNote, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """制证. identifier: GB/T 36904, its serial drawn at random; digest: SM3 of the signed payload."""

    kind: ClassVar[str] = "certificate.issued"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    type: str
    identifier: str
    digest: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class TaskDone:
    """The item's result is in the applicant's hands."""

    kind: ClassVar[str] = "task.done"
    version: ClassVar[int] = 1
    item: str
    member: str | None


@dataclass(frozen=True, slots=True)
class TaskStopped:
    """It needed the result of an item that came to nothing, or was taken back. because: that item's id."""

    kind: ClassVar[str] = "task.stopped"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    because: str


@dataclass(frozen=True, slots=True)
class TaskWithdrawn:
    """The applicant withdrew it before it was decided."""

    kind: ClassVar[str] = "task.withdrawn"
    version: ClassVar[int] = 1
    item: str
    member: str | None


@dataclass(frozen=True, slots=True)
class TaskDueSettled:
    """A calendar year was published: the task's limit, provisional until then, ends at `due_at`. Its state does not change."""

    kind: ClassVar[str] = "task.due_settled"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    due_at: datetime
