"""Events about the version of the standard a case is pinned to."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseRebased:
    """An explicit act: the case goes on by another version of its standard. why: reference of the reason's words, "" for a draft."""

    kind: ClassVar[str] = "case.rebased"
    version: ClassVar[int] = 1
    bundle: str
    plan: str
    missing: tuple[str, ...]
    why: str
    by: str
