"""Events of papers that the platform hands out."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PaperReceived:
    """送达: the applicant signed in and opened a document for the first time. document: its key (kind and number of its event)."""

    kind: ClassVar[str] = "paper.received"
    version: ClassVar[int] = 1
    document: str
    role: str
