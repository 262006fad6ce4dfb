"""Events of two submitted cases about the same matter: one goes on and the other is closed into it, or they are not the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseMerged:
    """并件: this case is closed, for its matter goes on in another. into: that case. taken: what goes over there, by name of the fact
    (`mother.phone`), a paper with `paper:` before its path. text: reference of the reason.
    """

    kind: ClassVar[str] = "case.merged"
    version: ClassVar[int] = 1
    into: str
    taken: tuple[str, ...]
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class TaskSince:
    """One task's clock as it runs from the earlier of the two. due_at: None where it has no limit."""

    item: str
    member: str | None
    since: datetime
    due_at: datetime | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class TwinTaken:
    """并件: another case about the same matter was closed into this one; what came over stands in the events before. of: that case.

    since: from when this case's clock runs, the earlier of both submissions; due_at: when it ends; tasks: whose clocks run from earlier.
    text: reference of the reason.
    """

    kind: ClassVar[str] = "twin.taken"
    version: ClassVar[int] = 1
    of: str
    since: datetime
    due_at: datetime | None
    provisional: bool
    tasks: tuple[TaskSince, ...]
    text: str
    officer: str


@dataclass(frozen=True, slots=True)
class TwinApart:
    """Somebody looked at both: the other case is another matter, and this is not asked again. text: reference of the reason."""

    kind: ClassVar[str] = "twin.apart"
    version: ClassVar[int] = 1
    other: str
    text: str
    officer: str
