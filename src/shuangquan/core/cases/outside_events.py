"""Events of a task that lies with a department's own system: its sealed, numbered reports, and what each of them amounts to."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DepartmentReported:
    """A sealed report on a package came, its seal verified; kept also when one before it is still missing.

    number: the department's own count within the package. what: accepted | correct | suspended | resumed | decided | certificate |
    revoked.
    digest: SM3 of its content; signature: r‖s in hex by the department's key `signer`; said_at: by its own clock; content: reference.
    """

    kind: ClassVar[str] = "department.reported"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    package: str
    number: int
    what: str
    digest: str
    signature: str
    signer: str
    said_at: datetime
    content: str


@dataclass(frozen=True, slots=True)
class DepartmentAsked:
    """补正 by the department's own system: the applicant is asked; the answer goes back in a package that follows this one.

    needs: paths; text: reference of the department's words; answer_by: the last day.
    """

    kind: ClassVar[str] = "department.asked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    needs: tuple[str, ...]
    text: str
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class DepartmentSuspended:
    """特别程序 at the department: the clock stands. text: reference of its reason; until: the day it names (ISO), "" for none."""

    kind: ClassVar[str] = "department.suspended"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    text: str
    until: str


@dataclass(frozen=True, slots=True)
class DepartmentResumed:
    """The special procedure is over: the clock runs on, and `due_at` has moved by the time that it stood."""

    kind: ClassVar[str] = "department.resumed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    due_at: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class DepartmentApproved:
    """The department approves; the certificate, and with it the result, comes in a report of its own."""

    kind: ClassVar[str] = "department.approved"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int


@dataclass(frozen=True, slots=True)
class DepartmentChased:
    """催办: the department has been silent for too long. about: accept | decide; nth: how often about this; next_at: when again.

    told: departments of supervision that were told as well, () for none; reached: whether the department's system took the reminder.
    """

    kind: ClassVar[str] = "department.chased"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    about: str
    nth: int
    next_at: datetime
    told: tuple[str, ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class SupervisorTold:
    """审管互动: the result was taken by the department that supervises whoever holds it. package: its id; receipt: the department's."""

    kind: ClassVar[str] = "supervisor.told"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    department: str
    package: str
    receipt: str
