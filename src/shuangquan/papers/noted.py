"""加注件: a copy that says for whom, for what and until when it was made, on every page, so that it serves for nothing else."""

from dataclasses import replace

from shuangquan.core.standard.fitting import break_lines
from shuangquan.papers.drawing import Curve, Drawing, Face, Mark, Words
from shuangquan.papers.faces import measure

SIZE = 2.4
_INK = "#465350"


def note_copy(drawing: Drawing, said: str) -> Drawing:
    """The drawing with the sentence in a strip below every page, which grows by it: nothing of the certificate is covered."""
    pages = []
    for page in drawing.pages:
        size = min(SIZE, page.width / 34)
        lines = break_lines(said, (page.width - 8) / size, measure, "hei")
        tall = size * 1.35 * len(lines) + 4
        height = page.height + tall
        strip = f"M 0 {page.height} L {page.width} {page.height} L {page.width} {height} L 0 {height} Z"
        marks: list[Mark] = [*page.marks, Curve(strip, fill="#ffffff")]
        for number, line in enumerate(lines):
            marks.append(Words(4, page.height + 2 + size * (0.9 + 1.35 * number), line, size, Face.HEI, colour=_INK))
        pages.append(replace(page, height=height, marks=tuple(marks)))
    return replace(drawing, pages=tuple(pages))
