"""Events of a visit on the spot (现场核查、联合踏勘)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class VisitPhotographed:
    """An officer photographed something there. blob: its reference; sm3 of its bytes; text: reference of what it shows, "" for nothing."""

    kind: ClassVar[str] = "visit.photographed"
    version: ClassVar[int] = 1
    item: str
    member: str | None
    stage: str
    blob: str
    sm3: str
    text: str
    officer: str
