"""Reading papers: what stands on a file, as pieces of text with their boxes. The one who reads is bound by the site, or by a test.

A file from outside is opened in a process of its own (see `reading_process.py`), never in the one that asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shuangquan.core.exchange.paper_lines import Piece

TEXT, OCR, CODE, CUT, NONE = "text", "ocr", "code", "cut", "none"
"""How it was read: by the text that the file itself holds, by looking at the picture, by the codes on it, not at all.

CUT reads nothing: it cuts out where something stands."""
JPEG, WORDS = "image/jpeg", "text/plain"
"""What a piece of a paper is kept as: a small picture, or its words as they stand there."""
INSIDE = "inside"
"""Not read but judged: whether a PDF opens, and whether it does something by itself."""
BROKEN, ACTS = "broken", "acts"


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lay: by how many degrees it was turned to be read, and by how many radians its lines leaned then."""

    page: int
    turn: int
    lean: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen. way: text | ocr | code | none. why: "" or why nothing was, one of `core.cases.readings.WHY_NOT`.

    lies: of pages that were looked at, since boxes are measured on the page as it was set upright.
    """

    way: str
    why: str = ""
    pieces: tuple[Piece, ...] = ()
    lies: tuple[Lie, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a paper. box: left, top, right, bottom in thousandths, as of a piece; words: what stands there."""

    page: int
    box: tuple[int, int, int, int]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The piece of a paper at a spot. media_type: JPEG, or WORDS where no picture could be cut."""

    media_type: str
    content: bytes


def find_spot(pieces: Sequence[Piece]) -> Spot:
    """Where these pieces of one page stand together. ValueError for none."""
    edges = [(min, "left"), (min, "top"), (max, "right"), (max, "bottom")]
    left, top, right, bottom = (most(getattr(one, edge) for one in pieces) for most, edge in edges)
    return Spot(pieces[-1].page, (left, top, right, bottom), tuple(one.text for one in pieces))


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

    def cut(self, content: bytes, media_type: str, seen: Seen, spots: Sequence[Spot]) -> tuple[Cut | None, ...]:
        """The pieces at these spots of a file that was read as `seen`: the words where no picture can be cut, None for neither."""


_bound: list[PaperReader] = []


def bind_reader(given: PaperReader) -> None:
    """Bind who reads in this process. Binding again replaces them (a test does)."""
    _bound[:] = [given]


def reader() -> PaperReader:
    """Who reads. RuntimeError before the site has bound anybody."""
    if not _bound:
        raise RuntimeError("nobody reads papers here: site/wiring.py binds a reader at start")
    return _bound[0]
