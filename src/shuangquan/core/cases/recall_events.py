"""Events of a package that is taken back from a department's own system before it was decided."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DepartmentRecalled:
    """The department's system was told that the package is withdrawn; whatever it still says is kept and has no effect.

    known: whether it had the package at all.
    """

    kind: ClassVar[str] = "department.recalled"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    package: str
    known: bool
