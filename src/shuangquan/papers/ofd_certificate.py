"""A certificate as OFD: the marks of its layout, its signed payload with its signature, and its metadata (GB/T 36903, 36905).

The issuer's seal is no part of the drawing: readers show it from the seal itself, at the place that the layout leaves for it.
"""

from collections.abc import Mapping
from dataclasses import replace

from shuangquan.core.credentials.metadata import render_metadata
from shuangquan.core.standard.model_layout import Layout
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.papers.faces import measure_letters
from shuangquan.papers.layout import Printed, draw_certificate
from shuangquan.papers.layout_plain import PLAIN
from shuangquan.papers.noted import note_copy
from shuangquan.papers.ofd.drawn import draw_document
from shuangquan.papers.ofd.sealing import Place
from shuangquan.papers.ofd.writer import write_document

CREATOR = ("双全", "1")
"""Program and version in the file: our own files are checked to their last byte by it."""
MARGIN, COMPANY = 4.0, 34.0
"""Of the holder's own seal, in mm: its distance from the edges, and how large it is at most."""


def write_certificate(printed: Printed, layout: Layout = PLAIN, note: str = "", holder_role: str = "") -> dict[str, bytes]:
    """The files of the OFD, unsealed. note: a line below every page, for a copy that serves one purpose.

    holder_role: the role whose ID number or credit code names the holder in the metadata.
    """
    drawing = draw_certificate(replace(printed, stamped=True), layout)
    if note:
        drawing = note_copy(drawing, note)
    payload = printed.payload
    facts: Mapping[str, str] = {name: value for name, value in render_metadata(payload, "valid", holder_role).items() if value}
    facts = {name: value for name, value in facts.items() if name != "ZZZT"}  # its state is asked for, not written down
    identity = sm3_hex(payload.identifier.encode())[:32]
    return write_document(draw_document(drawing, identity, facts, measure_letters, creator=CREATOR))


def find_seal_place(layout: Layout = PLAIN) -> Place:
    """Where the issuer's seal lies: where the layout has it, else in the lower right corner of the last page."""
    for number, page in enumerate(layout.pages):
        if page.seal is not None:
            x, y, width = (float(one) for one in page.seal.box[:3])
            return Place(number, x, y, width, width)
    width, height = (float(one) for one in layout.size[:2])
    side = min(28.0, height * 0.4)
    return Place(len(layout.pages) - 1, width - side - MARGIN, height - side - MARGIN, side, side)


def find_company_place(layout: Layout = PLAIN) -> Place:
    """Where the holder's own seal lies: on the page of the issuer's, in the upper right corner."""
    width, height = (float(one) for one in layout.size[:2])
    side = min(COMPANY, height * 0.25)
    return Place(find_seal_place(layout).page, width - side - MARGIN, MARGIN, side, side)
