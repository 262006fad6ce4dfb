"""The codes on a picture (QR and others), read by zxing-cpp. Only the reading process imports this."""

import io

import zxingcpp
from PIL import Image, ImageOps

from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.core.words.files import MOST_PIXELS
from shuangquan.papers.reader import CODE, NONE, Seen

LONGEST = 2400
"""Pixels of the longer side that is looked at: a dense code on a screen keeps some four a square."""
MOST = 4


def read(content: bytes, media_type: str) -> Seen:
    """What the codes say, a piece each; "no_text" when there is none, "broken" for what is no picture."""
    del media_type
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("L")
            upright.thumbnail((LONGEST, LONGEST))
    except (OSError, ValueError, Image.DecompressionBombError):
        return Seen(NONE, "broken")
    texts = tuple(dict.fromkeys(found.text for found in zxingcpp.read_barcodes(upright)))[:MOST]
    return Seen(CODE, "", tuple(Piece(text, 1, 0, 0, 1000, 1000) for text in texts)) if texts else Seen(NONE, "no_text")
