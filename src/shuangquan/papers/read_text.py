"""A PDF by the text that it holds itself. Only the reading process imports this."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.papers.reader import NONE, TEXT, Seen

MOST_PAGES = 10
LEAST = 8
"""Letters in the whole file under which it counts as a scan: a page number or a stamp of a scanner is no text."""
_PIECES = re.compile(r"\S+(?: \S+)*")
"""Text up to a gap of two spaces: on a page laid out in columns that is the next box."""


def read(content: bytes, _media_type: str) -> Seen:
    """Its pieces, in thousandths of a page laid out in characters."""
    logging.disable(logging.CRITICAL)  # what it says of a damaged file may quote it
    try:
        found = PdfReader(io.BytesIO(content))
        if found.is_encrypted and not found.decrypt(""):
            return Seen(NONE, "locked")
        pieces = tuple(piece for number, page in enumerate(found.pages[:MOST_PAGES], 1) for piece in find_pieces(_lay_out(page), number))
    except PyPdfError:
        return Seen(NONE, "broken")
    if sum(len("".join(piece.text.split())) for piece in pieces) < LEAST:
        return Seen(NONE, "no_text")
    return Seen(TEXT, "", pieces)


def _lay_out(page: PageObject) -> str:
    return page.extract_text(extraction_mode="layout") or page.extract_text()


def find_pieces(text: str, page: int) -> Iterator[Piece]:
    """The pieces of a page laid out in lines of characters."""
    lines = [line.rstrip() for line in text.splitlines()]
    wide = max((len(line) for line in lines), default=0) or 1
    high = max(1, len(lines))
    for place, line in enumerate(lines):
        top, bottom = 1000 * place // high, 1000 * (place + 1) // high
        for found in _PIECES.finditer(line):
            yield Piece(found[0], page, 1000 * found.start() // wide, top, 1000 * found.end() // wide, max(top + 1, bottom))
