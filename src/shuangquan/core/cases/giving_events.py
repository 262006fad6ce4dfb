"""A matter that nobody applied for: the law lets it be given (免申即享)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseGiven:
    """The house handles it for `role` without an application: no notice to agree to and no signature, since a law stands for both.

    draws: sources that are asked. law, article, grade: the basis in the standard.
    """

    kind: ClassVar[str] = "case.given"
    version: ClassVar[int] = 1
    role: str
    draws: tuple[str, ...]
    law: str
    article: str
    grade: str
