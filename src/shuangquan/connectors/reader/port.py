"""The port of card readers: what lies on the plate of a device now."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Card:
    """An identity card as its chip says. valid_to: None for one without end. faced: the device found the face to be the photograph's."""

    id_number: str = field(repr=False)
    name: str = field(repr=False)
    valid_to: date | None
    faced: bool


class ReaderPort(Protocol):
    """Readers, each known by the code of its device: letters, digits, hyphens."""

    def read_card(self, device: str, actor: str) -> Card | None:
        """The card on the plate now; None when there is none. Fault when the reader cannot be reached or does not work."""
        ...
