"""The piece of a paper where something stands, cut out as a small picture. Only the reading process imports this.

A picture is opened as it was when it was read, turned and set upright by the same measures; a page of a PDF is drawn, where what draws it
(pypdfium2, of the extra `ocr`) is installed, and the place is found by the words that stand there.
"""

import base64
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PIL import Image, ImageOps

from shuangquan.core.words.files import MOST_PIXELS, PDF
from shuangquan.papers.reader import OCR

LONGEST = 1280
"""Pixels of the longer side of a page that is cut from, as it is read."""
WIDEST, QUALITY = 900, 80
"""Pixels of a piece, and how its JPEG is kept: legible, and a few KB."""
Box = tuple[float, float, float, float]


def cut(content: bytes, question: Mapping[str, Any]) -> dict[str, Any]:
    """Answers {"cuts": [JPEG in base64, or null where nothing could be cut, for each place asked]}."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    spots = question["spots"]
    try:
        found = list(_cut_text(content, spots) if question["way"] != OCR else _cut_picture(content, question, spots))
    except (OSError, ValueError, ImportError, Image.DecompressionBombError, RuntimeError):
        found = [None] * len(spots)
    return {"cuts": found}


def _cut_picture(content: bytes, question: Mapping[str, Any], spots: Sequence[Mapping[str, Any]]) -> Iterator[str | None]:
    lies = {page: (turn, lean) for page, turn, lean in question["lies"]}
    pages = {spot["page"]: _open(content, question["media_type"], spot["page"], lies) for spot in spots}
    for spot in spots:
        picture = pages[spot["page"]]
        wide, high = picture.size
        left, top, right, bottom = spot["box"]
        yield _print(picture, (left * wide / 1000, top * high / 1000, right * wide / 1000, bottom * high / 1000))


def _open(content: bytes, media_type: str, page: int, lies: Mapping[int, tuple[int, float]]) -> Image.Image:
    if media_type == PDF:
        picture, _ = _draw(content, page)
    else:
        with Image.open(io.BytesIO(content)) as opened:
            opened.draft("RGB", (2 * LONGEST, 2 * LONGEST))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
            picture.thumbnail((LONGEST, LONGEST))
    turn, lean = lies.get(page, (0, 0.0))
    turned = picture.rotate(turn, expand=True) if turn else picture
    return turned.rotate(math.degrees(lean), resample=Image.Resampling.BICUBIC, fillcolor="white") if lean else turned


def _draw(content: bytes, page: int) -> tuple[Image.Image, Any]:
    """A page drawn, and the page itself. ImportError where nothing draws it."""
    import pypdfium2  # noqa: PLC0415 — an extra: pictures are cut without it, pages of a PDF are not

    found = pypdfium2.PdfDocument(content)[page - 1]
    return found.render(scale=LONGEST / max(1.0, *found.get_size())).to_pil().convert("RGB"), found


def _cut_text(content: bytes, spots: Sequence[Mapping[str, Any]]) -> Iterator[str | None]:
    """By the words: the boxes that a text was read with are of a page laid out in characters, not of the page."""
    drawn = {page: _draw(content, page) for page in {spot["page"] for spot in spots}}
    for spot in spots:
        picture, page = drawn[spot["page"]]
        wide, high = page.get_size()
        boxes = [box for words in spot["words"] for box in _find(page, words)]
        if not boxes:
            yield None
            continue
        left, top = min(box[0] for box in boxes), high - max(box[3] for box in boxes)
        right, bottom = max(box[2] for box in boxes), high - min(box[1] for box in boxes)
        scale = picture.size[0] / wide
        yield _print(picture, (left * scale, top * scale, right * scale, bottom * scale))


def _find(page: Any, words: str) -> list[Box]:
    """Boxes (left, bottom, right, top, in points from below) of where words stand first on a page; none when they are not found."""
    text = page.get_textpage()
    found = text.search(words, match_case=True).get_next()
    if found is None:
        return []
    return [text.get_rect(n) for n in range(text.count_rects(*found))]


def _print(picture: Image.Image, box: Box) -> str | None:
    """The piece with a little of what is around it."""
    left, top, right, bottom = box
    around = max(6.0, 0.6 * (bottom - top))
    edges = (max(0, left - around), max(0, top - around), min(picture.size[0], right + around), min(picture.size[1], bottom + around))
    if edges[2] - edges[0] < 1 or edges[3] - edges[1] < 1:
        return None
    piece = picture.crop((math.floor(edges[0]), math.floor(edges[1]), math.ceil(edges[2]), math.ceil(edges[3])))
    piece.thumbnail((WIDEST, WIDEST))
    into = io.BytesIO()
    piece.save(into, "JPEG", quality=QUALITY)
    return base64.b64encode(into.getvalue()).decode()
