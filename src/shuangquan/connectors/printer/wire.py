"""The wire of printers: IPP over HTTP through a guard, a queue each."""

import secrets
from urllib.parse import quote

from shuangquan.connectors.guard import About, Ask, Guard
from shuangquan.connectors.printer.ipp import (
    CONTENT,
    GET_JOB,
    GET_PRINTER,
    INTEGER,
    MIME,
    NAME,
    PARTY,
    PRINT_JOB,
    URI,
    Answer,
    Attribute,
    read_answer,
    write_request,
)
from shuangquan.connectors.printer.port import PrinterState, PrintJob, PrintState
from shuangquan.connectors.shape import malformed
from shuangquan.core.words.errors import Fault

FIRST_BAD = 0x0100
STATES = {3: "waiting", 4: "waiting", 5: "printing", 6: "waiting", 7: "failed", 8: "failed", 9: "done"}
"""job-state (RFC 8011 §5.3.7): pending, held, processing, stopped, cancelled, aborted, completed."""
STOPPED = 5
"""printer-state (§5.4.11)."""
REASONS = {
    "media-empty": "paper_out",
    "media-needed": "paper_out",
    "media-jam": "jam",
    "cover-open": "cover_open",
    "door-open": "cover_open",
    "toner-empty": "toner_out",
    "marker-supply-empty": "toner_out",
    "offline": "offline",
    "shutdown": "offline",
}
"""printer-state-reasons (§5.4.12) without what follows about how bad they are."""


class PrinterWire:
    """Printers behind one address (a print server, `https://host/printers`): the queue's name is the path."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def send_document(self, job: PrintJob) -> PrintState:
        """See PrinterPort."""
        more: tuple[Attribute, ...] = ((NAME, "job-name", job.title[:80]), (MIME, "document-format", "application/pdf"))
        about = About(PARTY, "print", job.case, "", "print", job.actor, ("printer",), ("document",))
        found = self._call(about, job.printer, PRINT_JOB, more, job.content, repeat=False)
        return _read_print(found, None)

    def find_print(self, printer: str, number: int) -> PrintState:
        """See PrinterPort."""
        about = About(PARTY, "print-state", key_names=("printer", "number"), field_names=("state",))
        return _read_print(self._call(about, printer, GET_JOB, ((INTEGER, "job-id", number),)), number)

    def find_printer(self, printer: str) -> PrinterState:
        """See PrinterPort."""
        about = About(PARTY, "printer-state", key_names=("printer",), field_names=("state",))
        found = self._call(about, printer, GET_PRINTER, ())
        states, reasons = found.numbers("printer-state"), found.words("printer-state-reasons")
        if len(states) != 1:
            raise malformed(PARTY)
        trouble = find_trouble(reasons) or ("stopped" if states[0] == STOPPED else "")
        return PrinterState(trouble, any(reason.startswith("media-low") for reason in reasons))

    def _call(
        self, about: About, printer: str, operation: int, more: tuple[Attribute, ...], content: bytes = b"", *, repeat: bool = True
    ) -> Answer:
        name = quote(printer, safe="")
        first: tuple[Attribute, ...] = ((URI, "printer-uri", f"ipp://printer/{name}"),)
        body = write_request(operation, secrets.randbelow(2**31 - 1) + 1, (*first, *more), content)
        ask = Ask("POST", f"/{name}", body, {"Content-Type": CONTENT}, repeat=repeat)
        found = self.guard.send(about, ask, lambda reply: read_answer(reply.body))
        if found.status >= FIRST_BAD:
            raise Fault(PARTY, "refused", permanent=True)
        return found


def _read_print(found: Answer, number: int | None) -> PrintState:
    numbers, states = found.numbers("job-id"), found.numbers("job-state")
    if len(numbers) != 1 or len(states) != 1 or states[0] not in STATES or number not in (None, numbers[0]):
        raise malformed(PARTY)
    return PrintState(numbers[0], STATES[states[0]], find_trouble(found.words("job-printer-state-reasons")))


def find_trouble(reasons: tuple[str, ...]) -> str:
    """What keeps a printer from printing by its reasons; warnings and reports are none."""
    for reason in reasons:
        word = reason.removesuffix("-error")
        if reason.endswith(("-warning", "-report")) and not reason.startswith("offline"):
            continue
        if (found := REASONS.get(word.removesuffix("-report"))) is not None:
            return found
    return ""
