"""Events of results on their way to people: the way they chose, what carriers reported, and what proves that they arrived."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DeliveryChosen:
    """The applicant chose how results reach them. way: post | counter | cabinet | wallet; site: of the cabinet, "" else; by: role."""

    kind: ClassVar[str] = "delivery.chosen"
    version: ClassVar[int] = 1
    way: str
    site: str
    by: str


@dataclass(frozen=True, slots=True)
class ParcelReported:
    """The courier reported where a parcel is. state: collected | on_the_way | delivered; at: when, by the courier."""

    kind: ClassVar[str] = "parcel.reported"
    version: ClassVar[int] = 1
    parcel: str
    tracking: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CellLoaded:
    """The papers lie in a cell. site: the cabinet, as people call it; ref, commitment: of its code; until: when it is emptied."""

    kind: ClassVar[str] = "cell.loaded"
    version: ClassVar[int] = 1
    parcel: str
    site: str
    cell: str
    ref: str
    commitment: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class CellOpened:
    """The cell was opened with its code and is empty: the papers are delivered. proof: the cabinet's own record of it."""

    kind: ClassVar[str] = "cell.opened"
    version: ClassVar[int] = 1
    parcel: str
    proof: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CellExpired:
    """Nobody came in time: the papers go back to the exit window of the hall."""

    kind: ClassVar[str] = "cell.expired"
    version: ClassVar[int] = 1
    parcel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultOpened:
    """The holder opened or downloaded a certificate that is delivered electronically. how: opened | downloaded |
    printed; level: their identity."""

    kind: ClassVar[str] = "result.opened"
    version: ClassVar[int] = 1
    type: str
    identifier: str
    how: str
    level: int
