"""The port of printers: a document to one printer, and how it stands."""

from dataclasses import dataclass, field
from typing import Protocol

TROUBLES = ("paper_out", "jam", "cover_open", "toner_out", "offline", "stopped")
"""What keeps a printer from printing, worst for a person first: a closed list, said in words at the doors."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed. id: for the record; printer: its queue, without a slash; title: what it is, 中文, nothing of anybody.

    content: a PDF. case: whose matter it belongs to, "" for none. actor: opaque id of who asked.
    """

    id: str
    printer: str
    title: str
    content: bytes = field(repr=False)
    case: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How a printer stands. trouble: one of TROUBLES, "" when it prints. low: paper is running out."""

    trouble: str
    low: bool


@dataclass(frozen=True, slots=True)
class PrintState:
    """How a print stands. number: the printer's own. state: waiting | printing | done | failed. trouble: why it does not go on."""

    number: int
    state: str
    trouble: str


class PrinterPort(Protocol):
    """Printers."""

    def send_document(self, job: PrintJob) -> PrintState:
        """Hand a document to a printer, once: what a broken line leaves unknown is not sent again. Fault when nobody answers."""
        ...

    def find_print(self, printer: str, number: int) -> PrintState:
        """How a print stands. Fault when nobody answers, or the printer does not know it."""
        ...

    def find_printer(self, printer: str) -> PrinterState:
        """How a printer stands. Fault when nobody answers."""
        ...
