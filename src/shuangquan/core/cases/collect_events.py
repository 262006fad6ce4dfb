"""Events of papers that are collected at a hall."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CollectChosen:
    """The applicant collects the papers at a hall instead of having them sent. hall: its key; by: role."""

    kind: ClassVar[str] = "collect.chosen"
    version: ClassVar[int] = 1
    hall: str
    by: str


@dataclass(frozen=True, slots=True)
class PaperHanded:
    """The papers were handed over at a window, which is their delivery. to: holder | agent; agent: the opaque id of the agent's account.

    count: how many papers; level: identity of who took them; drawn, commitment: reference of the name drawn by hand and commitment to it;
    proof, sm3: the authorisation, of an agent; signature, key: SM2 over `collecting.render_handing`.
    """

    kind: ClassVar[str] = "paper.handed"
    version: ClassVar[int] = 1
    parcel: str
    hall: str
    at_window: str
    to: str
    agent: str
    count: int
    level: int
    drawn: str
    commitment: str
    proof: str
    sm3: str
    signature: str
    key: str
