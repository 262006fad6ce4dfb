"""The port of the courier: a parcel of certificates to a door, free of charge."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes where. id: idempotency key, without a slash. contents: names of the papers, 中文."""

    id: str
    case: str
    name: str
    phone: str
    address: str
    contents: tuple[str, ...]
    actor: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A parcel at one time. state: collected | on_the_way | delivered."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ParcelState:
    """Where a parcel is. tracking: the courier's number. stops: oldest first."""

    parcel_id: str
    tracking: str
    state: str
    stops: tuple[Stop, ...]


class CourierPort(Protocol):
    """The courier."""

    def send_parcel(self, parcel: Parcel) -> ParcelState:
        """Hand a parcel over. Idempotent by id."""
        ...

    def find_parcel(self, parcel_id: str, case: str, actor: str) -> ParcelState | None:
        """Where it is; None when the courier does not know it."""
        ...
