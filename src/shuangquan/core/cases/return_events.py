"""Events of a whole matter that is given back because the applicant asked for it at the desk."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseReturned:
    """整件退回: an officer withdraws the whole matter as the applicant asked; what is withdrawn stands in its own events.

    text: reference of when and how they asked.
    """

    kind: ClassVar[str] = "case.returned"
    version: ClassVar[int] = 1
    text: str
    officer: str
