"""Reading papers: what stands on a file, as pieces of text with their boxes. The one who reads is bound by the site, or by a test.

A file from outside is opened in a process of its own (see `reading_process.py`), never in the one that asks.
"""

from dataclasses import dataclass
from typing import Protocol

from shuangquan.core.exchange.paper_lines import Piece

TEXT, OCR, CODE, NONE = "text", "ocr", "code", "none"
"""How it was read: by the text that the file itself holds, by looking at the picture, by the codes on it, not at all."""
INSIDE = "inside"
"""Not read but judged: whether a PDF opens, and whether it does something by itself."""
BROKEN, ACTS = "broken", "acts"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen. way: text | ocr | code | none. why: "" or why nothing was, one of `core.cases.readings.WHY_NOT`."""

    way: str
    why: str = ""
    pieces: tuple[Piece, ...] = ()


class PaperReader(Protocol):
    """Who reads. Nothing in a file is an error: what cannot be read says why."""

    def read_text(self, content: bytes) -> Seen:
        """A PDF by its text layer; "no_text" when it has none (a scan)."""

    def read_picture(self, content: bytes, media_type: str) -> Seen:
        """A photograph, or the pages of a scanned PDF; "no_ocr" where what it takes is not installed."""

    def judge_pdf(self, content: bytes) -> str:
        """BROKEN for a PDF that does not open, ACTS for one that does something by itself (scripts, programs), else ""."""

    def read_code(self, content: bytes, media_type: str) -> Seen:
        """A picture by the QR codes on it, a piece each; "no_text" when there is none."""


_bound: list[PaperReader] = []


def bind_reader(given: PaperReader) -> None:
    """Bind who reads in this process. Binding again replaces them (a test does)."""
    _bound[:] = [given]


def reader() -> PaperReader:
    """Who reads. RuntimeError before the site has bound anybody."""
    if not _bound:
        raise RuntimeError("nobody reads papers here: site/wiring.py binds a reader at start")
    return _bound[0]
