"""The port of e-mail."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail in plain text. id: ours, stands in its Message-ID. template: its code, for the record of calls."""

    id: str
    case: str
    to: str = field(repr=False)
    template: str = ""
    subject: str = ""
    text: str = field(default="", repr=False)
    actor: str = ""


class MailPort(Protocol):
    """E-mail."""

    def send_mail(self, mail: Mail) -> None:
        """Hand it to the server. Sent again it may arrive twice, under one Message-ID. Fault, permanent where the address is refused."""
        ...
