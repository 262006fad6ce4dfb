"""The port of apps' callback addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Call:
    """One signed call of an app's callback address. kind, case: for the record of calls. body: canonical JSON of ids and codes."""

    app: str
    address: str
    kind: str
    case: str
    headers: Mapping[str, str]
    body: bytes


class HooksPort(Protocol):
    """Callback addresses."""

    def send(self, call: Call) -> int:
        """Post once, trying nothing again; answers the status, which is 2xx. What comes back beside it is not read.

        Faults: timeout, unreachable, cut, busy, unavailable; refused for any other status, redirects among them.
        Refusal("callback.address") when the name leads to where no app is.
        """
        ...
