"""A typeface cut to the letters that a paper uses, to be embedded."""

from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from shuangquan.papers.drawing import Face
from shuangquan.papers.faces import find_face_file


def cut_typeface(face: Face, letters: str) -> bytes:
    """The typeface with these letters only (OpenType), to be embedded: a quarter of a second, for papers that must show anywhere."""
    options = Options()
    options.layout_features = []
    options.name_IDs = [1, 2, 4, 6]
    options.notdef_outline = True
    options.recalc_timestamp = False
    with TTFont(find_face_file(face), recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(text="".join(sorted(set(letters))))
        cutter.subset(font)
        held = BytesIO()
        font.save(held)
    return held.getvalue()
