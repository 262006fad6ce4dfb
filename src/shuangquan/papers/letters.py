"""How wide the shipped typefaces' letters are, and a typeface cut to the letters that a paper uses."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from shuangquan.papers.drawing import Face

_FIXED = 0.6
"""Advance of a letter of the typewriter's face, in sizes; 中文 stands in a whole square."""


def _file(face: Face) -> Path:
    return Path(pylopdf_fonts_zh_cn.serif_path() if face is Face.SONG else pylopdf_fonts_zh_cn.sans_path())


@lru_cache(maxsize=3)
def _advances(face: Face) -> dict[int, float]:
    with TTFont(_file(face), lazy=True) as font:
        glyphs, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: glyphs[name][0] / unit for code, name in font.getBestCmap().items()}


def measure_letters(face: Face, text: str) -> tuple[float, ...]:
    """Each letter's advance, in sizes. A letter that the typeface lacks counts as a whole square."""
    if face is Face.MONO:
        return tuple(_FIXED if letter.isascii() else 1.0 for letter in text)
    held = _advances(face)
    return tuple(held.get(ord(letter), 1.0) for letter in text)


def cut_typeface(face: Face, letters: str) -> bytes:
    """The typeface with these letters only (OpenType), to be embedded: a quarter of a second, for papers that must show anywhere."""
    options = Options()
    options.layout_features = []
    options.name_IDs = [1, 2, 4, 6]
    options.notdef_outline = True
    options.recalc_timestamp = False
    with TTFont(_file(face), recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(text="".join(sorted(set(letters))))
        cutter.subset(font)
        held = BytesIO()
        font.save(held)
    return held.getvalue()
