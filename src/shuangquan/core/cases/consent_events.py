"""Events of an authorisation that another person gave."""

from dataclasses import dataclass
from typing import ClassVar

from shuangquan.core.cases.events import FactNote


@dataclass(frozen=True, slots=True)
class ConsentEnded:
    """Their consent counts no more: what it let in is held back by `notes`. how: over | withdrawn."""

    kind: ClassVar[str] = "consent.ended"
    version: ClassVar[int] = 1
    role: str
    how: str
    notes: tuple[FactNote, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyReminded:
    """Whoever was asked to agree or to sign, and has done neither yet, was reminded once more."""

    kind: ClassVar[str] = "party.reminded"
    version: ClassVar[int] = 1
    role: str
