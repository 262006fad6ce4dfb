"""A PDF judged, not read: whether it opens, and whether it does something by itself. Only the reading process imports this."""

import io
import logging
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from shuangquan.papers.reader import ACTS, BROKEN, INSIDE, Seen

_ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Movie", "/Rendition"})
"""Actions that let a PDF do something by itself."""
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError)


def read(content: bytes, _media_type: str) -> Seen:
    """Seen(INSIDE, …): why is "", BROKEN or ACTS."""
    logging.disable(logging.CRITICAL)  # what it says of a damaged file may quote it
    try:
        reader = PdfReader(io.BytesIO(content))
        if not reader.pages:
            return Seen(INSIDE, BROKEN)
        return Seen(INSIDE, ACTS if _acts(reader) else "")
    except _BROKEN:
        return Seen(INSIDE, BROKEN)


def _acts(reader: PdfReader) -> bool:
    """Whether opening it, one of its pages or an annotation does something. What nests without end is taken for it."""
    try:
        root = reader.root_object
        held = [root.get("/OpenAction"), root.get("/AA"), root.get("/Names", {}).get("/JavaScript")]
        for page in reader.pages:
            held += [page.get("/AA"), *(part for note in page.annotations or () for part in _find_actions(note.get_object()))]
        return any(_is_active(one) for one in held)
    except RecursionError:
        return True


def _find_actions(note: Any) -> tuple[Any, ...]:
    return note.get("/A"), note.get("/AA")


def _is_active(held: Any) -> bool:
    held = held.get_object() if hasattr(held, "get_object") else held
    if isinstance(held, DictionaryObject):
        parts = [held[name] for name in held if name in ("/Next", "/Names") or len(name) <= 3]
        return held.get("/S") in _ACTIVE or "/JS" in held or any(_is_active(part) for part in parts if part is not held)
    return isinstance(held, ArrayObject) and any(_is_active(one) for one in held)
