"""A layout and a certificate's payload become a Drawing: text measured, broken and shrunk; what finds no room has its own page.

The same marks are written as PDF (`papers/certificate.py`) and as OFD.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shuangquan.core.credentials.masks import say_date
from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.fitting import ASCENT, LABEL, LEADING, Cell, Entry, Fitted, fill_rest, find_label_width, fit_spot
from shuangquan.core.standard.model_layout import Layout, LayoutPage, Rest, Spot
from shuangquan.papers.drawing import Attached, Curve, Drawing, Face, Mark, Page, Picture, Words
from shuangquan.papers.faces import measure
from shuangquan.papers.layout_plain import PLAIN
from shuangquan.papers.ornament import draw_box, draw_emblem, draw_frame, draw_paper, draw_pattern, draw_photo, draw_rule, draw_seal
from shuangquan.papers.qr import draw_qr

INK, FAINT = "#16211e", "#465350"
SAMPLE = "示例 非真实证照"
ELSEWHERE = "见附页"
_NO_LABEL = "none"
_HERE = Place("", 0)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a certificate says, whatever its layout: payload, address in its QR, the signature (r‖s) of its issuer and by which key."""

    payload: Payload
    link: str
    signature: bytes
    key_id: str
    seal: bytes = b""
    """The picture of the seal (PNG); without it the ring of a sample is drawn."""
    stamped: bool = False
    """Whether the seal comes from elsewhere, so that its place stays free."""


def draw_certificate(printed: Printed, layout: Layout = PLAIN) -> Drawing:
    """The pages of a certificate, with its signed payload and signature attached. What finds no room has a page of its own."""
    entries = [_enter(line, layout) for line in printed.payload.lines if line.kind != "image"]
    out: list[Entry] = []
    pages = [_Sheet(printed, layout, page, entries).draw(out) for page in layout.pages]
    pages += _draw_annex(printed.payload, layout, out)
    signed = json.dumps({"alg": "SM2-SM3", "key": printed.key_id, "sig": printed.signature.hex()}).encode()
    return Drawing(
        title=printed.payload.name.zh,
        author=printed.payload.issuer_name.zh,
        pages=tuple(pages),
        attached=(
            Attached("payload.json", "application/json", printed.payload.signed_bytes(), "Signed payload"),
            Attached("payload.sig", "text/plain", signed, "SM2 signature of payload.json"),
        ),
        made=f"{printed.payload.issued}T00:00:00+08:00",
    )


def _enter(line: Line, layout: Layout) -> Entry:
    words = {"zh": line.label.zh, "en": line.label.en}
    label = " ".join(words[one] for one in layout.languages if words[one])
    return Entry(line.field, label, line.value)


def find_spot(page: LayoutPage, field: str) -> Spot | None:
    """Where a page prints a fact: a place for `role.fact`, or for the bare name of it."""
    return page.fields.get(field) or page.fields.get(field.partition(".")[2])


def find_left(layout: Layout, entries: Sequence[Entry]) -> list[Entry]:
    """Those that have no place of their own on any page, which the grid takes."""
    return [entry for entry in entries if all(find_spot(page, entry.key) is None for page in layout.pages)]


def print_words(fitted: Fitted, spot: Spot, x: float, top: float, width: float, colour: str = "") -> Iterator[Words]:
    """Fitted lines as marks, aligned within `width` mm."""
    spacing = float(spot.spacing)
    for number, line in enumerate(fitted.lines):
        wide = measure(line, spot.face) * fitted.size + spacing * max(0, len(line) - 1)
        shift = {"left": 0.0, "center": (width - wide) / 2, "right": width - wide}[spot.align]
        yield Words(
            x + max(0.0, shift), top + (number * LEADING + ASCENT) * fitted.size, line, fitted.size, Face(spot.face), spot.bold,
            colour or (FAINT if spot.pale else INK), spacing=spacing,
        )  # fmt: skip


class _Sheet:
    """One page as it is drawn."""

    def __init__(self, printed: Printed, layout: Layout, page: LayoutPage, entries: Sequence[Entry]) -> None:
        self.printed, self.payload = printed, printed.payload
        self.layout, self.page, self.entries = layout, page, entries
        self.width, self.height = (float(one) for one in layout.size[:2])
        self.ink = str(layout.ink)
        self.marks: list[Mark] = []

    def draw(self, out: list[Entry]) -> Page:
        """The page. out: takes what finds no room."""
        self._ground()
        payload, page = self.payload, self.page
        self._slot(page.title, payload.name.zh, colour=self.ink if page.title and page.title.face == "hei" else "")
        self._slot(page.title_en, payload.name.en)
        for said in page.said:
            self._slot(said.spot, said.text.zh)
        self._slot(page.holder, payload.holder, "持证主体")
        self._fields(out)
        self._slot(page.number, payload.number, "编号")
        self._slot(page.issuer, payload.issuer_name.zh)
        self._slot(page.issued, say_date(date.fromisoformat(payload.issued)))
        self._slot(page.validity, _say_validity(payload))
        self._slot(page.identifier, payload.identifier, "标识")
        self._slot(page.signature, f"SM2-SM3 {self.printed.signature.hex()[:24]}…", "签名")
        self._stamp()
        return Page(self.width, self.height, tuple(self.marks))

    def _ground(self) -> None:
        page, ink = self.page, self.ink
        self.marks.append(draw_paper(self.width, self.height, str(page.tint or self.layout.tint or "#ffffff")))
        inset = {"card": 2.0, "line": 7.0, "ornate": 17.0, "none": 1.0}.get(page.frame, 11.0)
        self.marks += draw_pattern(page.pattern, self.width, self.height, ink, inset)
        self.marks += draw_frame(page.frame, self.width, self.height, ink)
        for line in page.lines:
            x1, y1, x2, y2 = (float(one) for one in line)
            self.marks.append(draw_rule(x1, y1, x2, y2, ink, 0.25, 0.8))
        if self.payload.sample:
            size = min(self.width * 0.105, self.height * 0.16)
            wide = measure(SAMPLE, "song") * size
            x, y = self.width / 2 - wide * 0.457, self.height / 2 + wide * 0.203 + size * 0.3
            self.marks.append(Words(x, y, SAMPLE, size, Face.SONG, colour=ink, opacity=0.1, turn=-24))
        if page.emblem:
            self.marks += draw_emblem(*_box(page.emblem)[:3], ink)
        if page.photo:
            self.marks += draw_photo(*_box(page.photo), ink)

    def _slot(self, spot: Spot | None, text: str, label: str = "", colour: str = "") -> bool:
        """Print a text in its place, its label before it. False when it does not fit: then nothing of it is printed."""
        if spot is None or not text:
            return True
        said = spot.label.zh if spot.label is not None else label
        fitted = fit_spot(text, spot, measure)
        if fitted is None:
            return False
        x, top, width = (float(one) for one in spot.box[:3])
        beside = float(spot.label_width)
        if said and said != _NO_LABEL:
            small = fitted.size * LABEL if not beside else min(float(spot.size), fitted.size) * 0.92
            y = top + ASCENT * fitted.size
            if not beside:
                y, top = top + ASCENT * small, top + small * LEADING
            self.marks.append(Words(x, y, said, small, Face.HEI, colour=FAINT if not beside else self.ink))
        self.marks += print_words(fitted, spot, x + beside, top, width - beside, colour)
        if spot.line:
            low = top + fitted.height + 0.4
            self.marks.append(draw_rule(x + beside, low, x + width, low, FAINT))
        return True

    def _fields(self, out: list[Entry]) -> None:
        for entry in self.entries:
            spot = find_spot(self.page, entry.key)
            if spot is not None and not self._slot(spot, entry.value, entry.label):
                out.append(entry)
                self._slot(spot, ELSEWHERE, entry.label)
        if self.page.rest is not None:
            cells, left = fill_rest(find_left(self.layout, self.entries), self.page.rest, measure)
            for cell in cells:
                self.marks += draw_cell(cell, self.page.rest, self.ink)
            out.extend(left)
        elif self.page is self.layout.pages[0] and all(page.rest is None for page in self.layout.pages):
            out.extend(find_left(self.layout, self.entries))

    def _stamp(self) -> None:
        page = self.page
        if page.qr:
            x, y, width = _box(page.qr)[:3]
            self.marks.append(Curve(f"M {x} {y} L {x + width} {y} L {x + width} {y + width} L {x} {y + width} Z", fill="#ffffff"))
            self.marks.append(Curve(draw_qr(self.printed.link, x, y, width), fill=INK))
        if page.seal and not self.printed.stamped:
            x, y, width = _box(page.seal)[:3]
            if self.printed.seal:
                self.marks.append(Picture(x, y, width, width, self.printed.seal, f"{self.payload.issuer_name.zh}印章"))
            else:
                around = f"{self.payload.issuer_name.zh}专用章"
                self.marks += draw_seal(x, y, width, around, "示例" if self.payload.sample else "")


def draw_cell(cell: Cell, rest: Rest, ink: str) -> Iterator[Mark]:
    """One fact of the grid."""
    spot = Spot(_HERE, ())
    size, beside = cell.value.size, find_label_width(rest)
    small = Spot(_HERE, (), face="hei", pale=True)
    pad = size * 0.28 if rest.style == "table" else 0.0
    if rest.style == "table":
        yield draw_box(cell.x, cell.y, cell.w, cell.h, ink)
        yield draw_rule(cell.x + beside, cell.y, cell.x + beside, cell.y + cell.h, ink, 0.18, 0.7)
    if beside:
        middle = (cell.h - cell.value.height) / 2 if rest.style == "table" else 0.0
        label_top = cell.y + ((cell.h - cell.label.height) / 2 if rest.style == "table" else (size - cell.label.size) * ASCENT)
        yield from print_words(cell.label, small, cell.x + pad, label_top, beside - 2 * pad)
        yield from print_words(cell.value, spot, cell.x + beside + pad, cell.y + middle, cell.w - beside - 2 * pad)
        return
    yield from print_words(cell.label, small, cell.x, cell.y, cell.w)
    top = cell.y + cell.label.height + size * 0.1
    yield from print_words(cell.value, spot, cell.x, top, cell.w)
    low = top + cell.value.height + size * 0.1
    yield draw_rule(cell.x, low, cell.x + cell.w, low, FAINT, 0.12, 0.4)


def _box(spot: Spot) -> tuple[float, float, float, float]:
    x, y, w, *h = (float(one) for one in spot.box)
    return x, y, w, h[0] if h else w


def _say_validity(payload: Payload) -> str:
    if not payload.valid_to:
        return "长期有效"
    return f"有效期至 {say_date(date.fromisoformat(payload.valid_to))}"


def _draw_annex(payload: Payload, layout: Layout, out: Sequence[Entry]) -> Iterator[Page]:
    """Pages for what found no room, in full and as many as it takes."""
    width, height = 148.0, 210.0
    box = (Decimal(14), Decimal(26), Decimal(120), Decimal(170))
    rest = Rest(_HERE, box, columns=1, size=Decimal("3.6"), min=Decimal("3.6"), lines=20, style="over")
    left = list(_cut(out))
    number = 0
    while left:
        number += 1
        cells, after = fill_rest(left, rest, measure)
        marks: list[Mark] = [draw_paper(width, height, "#ffffff")]
        marks.append(Words(14, 18, f"{payload.name.zh} 附页 {number}", 4.6, Face.SONG, colour=INK))
        marks.append(Words(14, 22.5, payload.identifier, 2.2, Face.MONO, colour=FAINT))
        for cell in cells:
            marks += draw_cell(cell, rest, str(layout.ink))
        yield Page(width, height, tuple(marks))
        left = list(after) if cells else []


def _cut(out: Sequence[Entry], most: int = 900) -> Iterator[Entry]:
    """Entries of at most `most` letters each, so that every one fits a page."""
    for entry in out:
        for at in range(0, max(1, len(entry.value)), most):
            yield Entry(entry.key, entry.label if at == 0 else f"{entry.label}（续）", entry.value[at : at + most])
