"""The port of the short-message gateway."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One short message. id: idempotency key. template: its code, for the record of calls. text: what is sent."""

    id: str
    case: str
    phone: str
    template: str
    text: str
    actor: str


class MessagesPort(Protocol):
    """The short-message gateway."""

    def send_message(self, message: Message) -> None:
        """Send once. Idempotent by id, so that trying again never sends twice."""
        ...
