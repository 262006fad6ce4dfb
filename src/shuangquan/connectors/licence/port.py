"""The port of the electronic business licence: a code is shown, its holder confirms in the licence's app."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

REPRESENTATIVE, AGENT = "representative", "agent"


@dataclass(frozen=True, slots=True)
class LicenceAsk:
    """A confirmation under way. url: what the code says, for the licence's app; seconds: how long it can be confirmed."""

    id: str
    url: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Licence:
    """Who confirmed for which company. uscc: unified social credit code. capacity: representative | agent (办事人).

    scope: of an agent, ids of themes, all when empty; until: an agent's last day, None without one; level: how well the person was
    identified, 2 to 5.
    """

    uscc: str
    company: str
    id_number: str = field(repr=False)
    name: str = field(repr=False)
    capacity: str
    scope: tuple[str, ...]
    until: date | None
    level: int


class LicencePort(Protocol):
    """The licence system of market regulation."""

    def ask(self) -> LicenceAsk:
        """Ask for a confirmation. Fault when the system cannot be reached."""
        ...

    def find_licence(self, ask_id: str) -> Licence | None:
        """Who has confirmed; None while nobody has. Told once. Refusal("licence.failed") when it was turned down or is over; Fault."""
        ...
