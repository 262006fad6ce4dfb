"""The port of scanners: the sheets in the feeder of a device, now."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Scan:
    """What was scanned, as one PDF or JPEG. pages: how many sides."""

    content: bytes = field(repr=False)
    pages: int


class ScannerPort(Protocol):
    """Scanners, each known by the code of its device: letters, digits, hyphens."""

    def scan(self, device: str, actor: str) -> Scan | None:
        """Scan what lies in the feeder; None when it is empty. Fault when the scanner cannot be reached or does not work.

        Asked once only: sheets that went through are not there for a second try.
        """
        ...
