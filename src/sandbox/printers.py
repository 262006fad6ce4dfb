"""Printers of kiosks, by IPP/1.1 (RFC 8010): they print after a moment, run out of paper, jam, or are off, as somebody says."""

import struct
import time
from typing import Any

from sandbox.control import check_hand
from sandbox.state import State
from sandbox.web import Problem, Request, Response, Router, reply

PRINT_JOB, GET_JOB, GET_PRINTER = 0x0002, 0x0009, 0x000B
END, INTEGER, ENUM, KEYWORD, CHARSET, LANGUAGE = 0x03, 0x21, 0x23, 0x44, 0x47, 0x48
SHEETS, LOW = 250, 20
SECONDS = 0.6
"""How long one print takes."""
TROUBLES = {
    "": "none",
    "paper_out": "media-empty-error",
    "jam": "media-jam-error",
    "cover_open": "cover-open-error",
    "toner_out": "marker-supply-empty-error",
    "offline": "offline-report",
}
NOT_FOUND = 0x0406


class Printers:
    """Every printer that is named is there, with a full tray."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, router: Router) -> None:
        """Its addresses; POST /control/printers {"printer", "trouble", "paper"} sets how one stands."""
        router.add("POST", "/printer/{}", self.serve)
        router.add("GET", "/control/printers", self.show)
        router.add("POST", "/control/printers", self.set_trouble)

    def set_trouble(self, request: Request) -> Response:
        """A hand on the printer: paper taken out, a jam, the plug."""
        check_hand(request)
        body = request.json()
        name, trouble, paper = body.get("printer"), body.get("trouble", ""), body.get("paper", SHEETS)
        if not isinstance(name, str) or not name or trouble not in TROUBLES or not isinstance(paper, int) or paper < 0:
            raise Problem(400, "wrong_printer", ", ".join(TROUBLES))
        self._state.ledger.keep(("printer", name, {"trouble": trouble, "paper": paper}))
        return reply({"printer": name, **self._find(name)})

    def show(self, _request: Request) -> Response:
        """How those stand that were used or touched."""
        return reply({"printers": self._state.ledger.all("printer"), "printed": len(self._state.ledger.all("printed"))})

    def serve(self, request: Request) -> Response:
        """One IPP request."""
        name, body = request.path[1], request.body
        if len(body) < 9:
            raise Problem(400, "not_ipp")
        operation, number = struct.unpack_from(">HI", body, 2)
        attributes, document = _read(body)
        held = self._find(name)
        if operation == GET_PRINTER:
            return _answer(number, 0, [(ENUM, "printer-state", 5 if held["trouble"] else 3), *_say_reasons("printer-state-reasons", held)])
        if operation == PRINT_JOB:
            if held["trouble"] == "offline":
                raise Problem(503, "offline")
            job = self._state.ledger.count_up("prints")
            self._keep(name, job, document, held)
            return self._show_job(number, name, job)
        if operation == GET_JOB:
            return self._show_job(number, name, int(attributes.get("job-id", 0)))
        return _answer(number, 0x0501, [])

    def _find(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._state.ledger.find("printer", name) or {"trouble": "", "paper": SHEETS}
        return {**found, "trouble": found["trouble"] or ("" if found["paper"] else "paper_out")}

    def _keep(self, name: str, job: int, document: bytes, held: dict[str, Any]) -> None:
        """It is in the queue; what is printed at once lies in the sandbox's folder, as paper would in the tray."""
        prints = not held["trouble"]
        self._state.ledger.keep(("print", str(job), {"printer": name, "taken": time.time(), "prints": prints}))
        if not prints:
            return
        self._state.ledger.keep(("printer", name, {"trouble": "", "paper": held["paper"] - 1}), ("printed", str(job), name))
        if self._state.settings.home is not None:
            tray = self._state.settings.home / "printed"
            tray.mkdir(exist_ok=True)
            (tray / f"{job:06d}.pdf").write_bytes(document)

    def _show_job(self, number: int, name: str, job: int) -> Response:
        row = self._state.ledger.find("print", str(job))
        if row is None or row["printer"] != name:
            return _answer(number, NOT_FOUND, [])
        held = self._find(name)
        if not row["prints"]:
            state = 8  # it was sent to a printer in trouble: this one gives up, and prints nothing later by surprise
        else:
            state, held = (9, {"trouble": ""}) if time.time() - row["taken"] >= SECONDS else (5, {"trouble": ""})
        return _answer(number, 0, [(INTEGER, "job-id", job), (ENUM, "job-state", state), *_say_reasons("job-printer-state-reasons", held)])


def _say_reasons(name: str, held: dict[str, Any]) -> list[tuple[int, str, str]]:
    found = [(KEYWORD, name, TROUBLES[held["trouble"]])]
    if 0 < held.get("paper", SHEETS) <= LOW:
        found.append((KEYWORD, name, "media-low-warning"))
    return found


def _answer(number: int, status: int, attributes: list[Any]) -> Response:
    body = struct.pack(">BBHIB", 1, 1, status, number, 0x01)
    for tag, name, value in ((CHARSET, "attributes-charset", "utf-8"), (LANGUAGE, "attributes-natural-language", "zh-cn"), *attributes):
        held = struct.pack(">i", value) if isinstance(value, int) else value.encode()
        body += struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(held)) + held
    return Response(200, body + bytes([END]), "application/ipp")


def _read(body: bytes) -> tuple[dict[str, Any], bytes]:
    """(attributes, document)."""
    found: dict[str, Any] = {}
    at = 8
    try:
        while body[at] != END:
            tag, at = body[at], at + 1
            if tag < 0x10:
                continue
            parts = []
            for _ in range(2):
                (length,) = struct.unpack_from(">H", body, at)
                parts.append(body[at + 2 : at + 2 + length])
                at += 2 + length
            found[parts[0].decode()] = struct.unpack(">i", parts[1])[0] if tag in (INTEGER, ENUM) else parts[1].decode("utf-8", "replace")
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Problem(400, "not_ipp") from error
    return found, body[at + 1 :]
