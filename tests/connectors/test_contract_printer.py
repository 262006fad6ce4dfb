"""The contract of printers, passed by both sides: a document printed, and every trouble told as what it is."""

import time
from pathlib import Path

import pytest

from sandbox.running import Running
from shuangquan.connectors.printer.ipp import END, GET_PRINTER, PRINTER, read_answer, write_request
from shuangquan.connectors.printer.port import TROUBLES, PrinterPort, PrinterState, PrintJob, PrintState
from shuangquan.connectors.printer.wire import find_trouble
from shuangquan.core.words.errors import Fault
from tests.connectors.conftest import Outside

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
JOB = PrintJob("P1", "hall-1", "出生医学证明", PDF, "C1", "a-1")


def wait(printer: PrinterPort, sent: PrintState) -> PrintState:
    for _ in range(40):
        found = printer.find_print(JOB.printer, sent.number)
        if found.state in ("done", "failed"):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_document_comes_out_as_it_was_sent(printer: PrinterPort, sandbox: Running, outside: Outside) -> None:
    assert printer.find_printer(JOB.printer) == PrinterState("", low=False)
    sent = printer.send_document(JOB)
    assert sent.state == "printing"
    assert wait(printer, sent) == PrintState(sent.number, "done", "")
    tray = sorted(Path(sandbox.home).glob("**/printed/*.pdf"))
    assert tray[-1].read_bytes() == PDF
    mine = [one for one in outside.records if one.source == "print"]
    assert [(one.party, one.case, one.actor, one.outcome) for one in mine] == [("printer", "C1", "a-1", "ok")]


@pytest.mark.parametrize("trouble", [one for one in TROUBLES if one not in ("offline", "stopped")])
def test_a_trouble_is_told_and_nothing_is_printed_later(printer: PrinterPort, sandbox: Running, trouble: str) -> None:
    sandbox.control("printers", {"printer": JOB.printer, "trouble": trouble})
    assert printer.find_printer(JOB.printer).trouble == trouble
    sent = printer.send_document(JOB)
    assert (sent.state, sent.trouble) == ("failed", trouble)
    sandbox.control("printers", {"printer": JOB.printer, "trouble": ""})
    assert printer.find_print(JOB.printer, sent.number).state == "failed"


def test_the_last_sheets_are_told_and_then_the_tray_is_empty(printer: PrinterPort, sandbox: Running) -> None:
    sandbox.control("printers", {"printer": JOB.printer, "paper": 1})
    assert printer.find_printer(JOB.printer) == PrinterState("", low=True)
    assert wait(printer, printer.send_document(JOB)).state == "done"
    assert printer.find_printer(JOB.printer).trouble == "paper_out"


def test_nobody_answers_and_it_is_not_sent_twice(printer: PrinterPort, sandbox: Running, outside: Outside) -> None:
    sandbox.control("printer", {"mode": "down"})
    with pytest.raises(Fault) as caught:
        printer.send_document(JOB)
    assert (caught.value.party, caught.value.permanent) == ("printer", False)
    assert len([one for one in outside.records if one.source == "print"]) == 1
    sandbox.control("printer", {"mode": "wrong"})
    with pytest.raises(Fault, match="malformed"):
        printer.find_printer(JOB.printer)


def test_a_print_of_another_printer_is_not_known(printer: PrinterPort) -> None:
    sent = printer.send_document(JOB)
    with pytest.raises(Fault, match="refused"):
        printer.find_print("elsewhere", sent.number)


def test_the_bytes_of_a_request_are_those_of_the_standard() -> None:
    """RFC 8010, appendix A: header, the operation group, charset and language first, the end, then the document."""
    made = write_request(GET_PRINTER, 7, ())
    assert made[:9] == b"\x01\x01\x00\x0b\x00\x00\x00\x07\x01"
    assert made[9:32] == b"\x47\x00\x12attributes-charset\x00\x05"
    assert made[-1:] == bytes([END])
    answer = b"\x01\x01\x00\x00\x00\x00\x00\x07" + bytes([PRINTER]) + b"\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x05"
    answer += b"\x44\x00\x15printer-state-reasons\x00\x13media-empty-warning\x44\x00\x00\x00\x0fmedia-jam-error\x03"
    found = read_answer(answer)
    assert found.numbers("printer-state") == (5,)
    assert find_trouble(found.words("printer-state-reasons")) == "jam"
    for cut in range(1, len(answer)):
        with pytest.raises(Fault, match="malformed"):
            read_answer(answer[:cut])
