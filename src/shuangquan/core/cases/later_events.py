"""Events of a later refusal: a result that was given is taken back, by its department or because what it rests on was."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DepartmentRevoked:
    """撤销: the department's own system takes back what it approved. number: its report; text, remedy: references."""

    kind: ClassVar[str] = "department.revoked"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    number: int
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ResultWithdrawn:
    """It rests on the result of `because`, which does not count any more, and its standard says that it goes with it.

    text, remedy: references.
    """

    kind: ClassVar[str] = "result.withdrawn"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    because: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DepartmentInformed:
    """The system of a department whose result rests on that of `because` was told that it does not count. package: its id."""

    kind: ClassVar[str] = "department.informed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    because: str
    package: str
