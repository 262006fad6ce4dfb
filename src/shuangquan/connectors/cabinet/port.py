"""The port of pick-up cabinets: where they stand, a cell for the papers of one matter, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Site:
    """A cabinet. id: without a slash; name, address: 中文."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Deposit:
    """What is to wait in which cabinet. id: idempotency key, without a slash. contents: names of the papers, 中文."""

    id: str
    case: str
    site: str
    contents: tuple[str, ...]
    actor: str


@dataclass(frozen=True, slots=True)
class CellState:
    """How it stands. state: waiting (to be loaded) | loaded | collected | expired. code: opens the cell, "" before it is loaded.

    at: of this state; until: when an unopened cell is emptied, None before it is loaded. proof: the cabinet's record of the opening.
    """

    deposit_id: str
    site: str
    state: str
    cell: str
    at: datetime
    until: datetime | None
    proof: str = ""
    code: str = field(default="", repr=False)


class CabinetPort(Protocol):
    """Cabinets, through the gateway of whoever runs them."""

    def find_sites(self, region: str, actor: str) -> tuple[Site, ...]:
        """The cabinets of a region (six digits); none where there are none."""
        ...

    def send_deposit(self, deposit: Deposit) -> CellState:
        """Ask for a cell. Idempotent by id; a cabinet that is full or unknown is a permanent Fault."""
        ...

    def find_deposit(self, deposit_id: str, case: str, actor: str) -> CellState | None:
        """How it stands; None when no cabinet knows it."""
        ...
