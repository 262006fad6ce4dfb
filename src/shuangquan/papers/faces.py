"""The shipped typefaces: where their files are, and how wide their letters stand."""

from functools import cache

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

from shuangquan.papers.drawing import Face

FAMILIES = {Face.SONG: "Noto Serif SC", Face.HEI: "Noto Sans SC", Face.MONO: "Noto Sans SC"}
"""Their names. Figures of the sans face all have one width, which is what MONO is for."""


def find_face_file(face: Face) -> str:
    """The path of a face's OpenType file."""
    return str(pylopdf_fonts_zh_cn.serif_path() if face is Face.SONG else pylopdf_fonts_zh_cn.sans_path())


@cache
def _advances(path: str) -> tuple[dict[int, int], int]:
    """Letter → advance, and units in an em. Read once a process (some tenths of a second)."""
    with TTFont(path, lazy=True) as font:
        widths = font["hmtx"].metrics
        return {letter: widths[glyph][0] for letter, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm


def measure_letters(face: Face, text: str) -> tuple[float, ...]:
    """Each letter's advance in ems, as `measure` counts it: OFD places every letter by itself."""
    advances, em = _advances(find_face_file(face))
    return tuple(advances.get(ord(letter), em) / em for letter in text)


def measure(text: str, face: str) -> float:
    """Width in ems as the face prints it, without kerning; a letter it lacks counts as an em."""
    advances, em = _advances(find_face_file(Face(face)))
    return sum(advances.get(ord(letter), em) for letter in text) / em
