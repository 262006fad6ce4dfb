"""A photograph, or the pages of a scanned PDF, looked at. Only the reading process imports this, where the extra `ocr` is installed."""

import io
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps
from rapidocr import RapidOCR

from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.core.words.files import MOST_PIXELS, PDF
from shuangquan.papers.reader import NONE, OCR, Lie, Seen

LONGEST = 1280
"""Pixels of the longer side that is looked at: the letters of an A4 page are some 20 high then, and a page takes seconds on one core."""
MOST_PAGES = 4
ENOUGH, SURE = 12, 0.88
"""Letters on a page, and how surely read on the whole, under which it may lie the wrong way up."""
TURNS = (0, 180, 90, 270)
Quad = Sequence[Sequence[float]]
Page = list[tuple[str, float, Quad]]


def read(content: bytes, media_type: str) -> Seen:
    """Its pieces, in thousandths of each page as it was turned to be read."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        pictures = list(_open_pdf(content) if media_type == PDF else _open_picture(content))
    except (OSError, ValueError, Image.DecompressionBombError, pypdfium2.PdfiumError):
        return Seen(NONE, "broken")
    looked = [_look(picture, number) for number, picture in enumerate(pictures, 1)]
    pieces = tuple(piece for found, _ in looked for piece in found)
    return Seen(OCR, "", pieces, tuple(lie for _, lie in looked)) if pieces else Seen(NONE, "no_text")


def _open_picture(content: bytes) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (2 * LONGEST, 2 * LONGEST))  # a JPEG is opened small at once
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((LONGEST, LONGEST))
        yield upright


def _open_pdf(content: bytes) -> Iterator[Image.Image]:
    found = pypdfium2.PdfDocument(content)
    for number in range(min(MOST_PAGES, len(found))):
        page = found[number]
        yield page.render(scale=LONGEST / max(1.0, *page.get_size())).to_pil().convert("RGB")


def _look(picture: Image.Image, number: int) -> tuple[tuple[Piece, ...], Lie]:
    """The page as it is; while little can be read, turned; the way in which most is read counts."""
    best: tuple[float, Page, Image.Image, int] = (-1.0, [], picture, 0)
    for turn in TURNS:
        turned = picture.rotate(turn, expand=True) if turn else picture
        page = _read_page(turned)
        lying = [(text, score) for text, score, quad in page if _lies(quad)]
        letters = sum(len(text) for text, _ in lying)
        sure = sum(len(text) * score for text, score in lying) / max(1, letters)
        if letters * sure > best[0]:
            best = (letters * sure, page, turned, turn)
        if letters >= ENOUGH and sure >= SURE:
            break
    lean = _find_lean(best[1])
    return tuple(_place(best[1], best[2].size, number, lean)), Lie(number, best[3], lean)


def _lies(quad: Quad) -> bool:
    """Whether a line lies: on a page held sideways they stand, and are read all the same."""
    return math.dist(quad[0], quad[1]) >= math.dist(quad[1], quad[2])


def _read_page(picture: Image.Image) -> Page:
    bgr = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
    told: Any = _engine()(bgr)
    if told.boxes is None or told.txts is None:
        return []
    return [(str(text), float(score), quad) for text, score, quad in zip(told.txts, told.scores, told.boxes.tolist(), strict=True)]


@lru_cache(maxsize=1)
def _engine() -> RapidOCR:
    """Without its own turning of single lines: a page upside down must look so, or its lines come in the wrong order."""
    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, "EngineConfig.onnxruntime.intra_op_num_threads": 1})


def _find_lean(page: Page) -> float:
    """By how many radians its lines lean."""
    leans = [math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0]) for text, _, quad in page if len(text) > 3]
    return median(leans) if leans else 0.0


def _place(page: Page, size: tuple[int, int], number: int, lean: float) -> Iterator[Piece]:
    """Boxes of what leans set upright, so that what stands on one line of the paper stands on one line here."""
    wide, high = size
    for text, score, quad in page:
        points = [_turn(point, lean, (wide / 2, high / 2)) for point in quad]
        across, down = [x for x, _ in points], [y for _, y in points]
        box = (1000 * min(across) / wide, 1000 * min(down) / high, 1000 * max(across) / wide, 1000 * max(down) / high)
        left, top, right, bottom = (round(edge) for edge in box)
        yield Piece(text, number, left, top, right, max(top + 1, bottom), round(100 * score))


def _turn(point: Sequence[float], lean: float, about: tuple[float, float]) -> tuple[float, float]:
    x, y = point[0] - about[0], point[1] - about[1]
    return about[0] + x * math.cos(lean) + y * math.sin(lean), about[1] - x * math.sin(lean) + y * math.cos(lean)
