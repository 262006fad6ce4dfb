"""Layouts as data: what is drawn, that nothing lies over anything else, and that nothing of a certificate is lost."""

import io
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from shuangquan.core.credentials.payload import Line, Payload
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.checks.layouts import check_layouts
from shuangquan.core.standard.fitting import CLOSING, Entry, break_lines, fill_rest, measure_worst, split_pieces
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.longest import find_longest
from shuangquan.core.words.text import Text
from shuangquan.papers.certificate import render_certificate, render_drawing, render_pictures
from shuangquan.papers.drawing import Drawing, Words
from shuangquan.papers.faces import measure
from shuangquan.papers.layout import ELSEWHERE, Printed, draw_certificate
from shuangquan.papers.layout_plain import PLAIN

STANDARDS = Path(__file__).resolve().parents[2] / "standards"
LINK = "https://example.invalid/v/AAAABBBBCCCCDDDD"


@cache
def standard() -> Bundle:
    texts = {path.relative_to(STANDARDS).as_posix(): path.read_text(encoding="utf-8") for path in STANDARDS.rglob("*.yaml")}
    bundle, faults = load_bundle(texts)
    assert bundle is not None and not faults
    return bundle


def build(lines: list[Line], *, name: str = "示例证", layout: str = "", valid_to: str = "2036-11-24") -> Payload:
    identifier = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
    return Payload(
        identifier, "x", Text(name, "Sample"), "S000000042", "11379900", Text("示例市审批服务局", "Sample office"), "370783", "周若岚",
        tuple(lines), "2026-11-24", "2026-11-24", valid_to, layout, sample=True,
    )  # fmt: skip


def longest_of(kind: str) -> Payload:
    bundle = standard()
    form = bundle.certificates[kind]
    lines = []
    for path in (*form.states, *form.prints):
        role, _, fact = path.partition(".")
        entry = bundle.facts[f"{form.roles[role].type}.{fact}"]
        value = find_longest(bundle, entry)
        lines.append(Line(str(path), entry.label, value, str(entry.type), value))
    return build(lines, name=form.name.zh, layout=str(form.layout or ""))


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def printed(drawing: Drawing) -> list[list[Words]]:
    return [[mark for mark in page.marks if isinstance(mark, Words) and not mark.turn] for page in drawing.pages]


def boxes(words: list[Words]) -> list[tuple[float, float, float, float, str]]:
    found = []
    for one in words:
        wide = measure(one.text, one.face) * one.size + one.spacing * (len(one.text) - 1)
        found.append((one.x, one.y - 0.8 * one.size, one.x + wide, one.y + 0.1 * one.size, one.text))
    return found


@pytest.mark.parametrize("layout", sorted(standard().layouts))
def test_nothing_lies_over_anything_else_with_the_longest_values(layout: str) -> None:
    kinds = [kind for kind, form in standard().certificates.items() if form.layout == layout]
    for kind in kinds[:6]:
        payload = longest_of(kind)
        drawing = draw_certificate(Printed(payload, LINK, b"\1" * 64, "k"), standard().layouts[layout])
        assert len(drawing.pages) == len(standard().layouts[layout].pages), kind  # the checker held it: no page of its own is needed
        skip = {"示例", payload.issuer_name.zh}
        for page, words in zip(drawing.pages, printed(drawing), strict=True):
            found = [box for box in boxes(words) if box[4] not in skip]
            assert all(a >= 0 and c <= page.width + 0.05 and b >= 0 and d <= page.height for a, b, c, d, _ in found), kind
            for number, (a, b, c, d, text) in enumerate(found):
                for e, f, g, h, other in found[:number]:
                    assert not (a < g - 0.05 and e < c - 0.05 and b < h - 0.05 and f < d - 0.05), (kind, text, other)


@pytest.mark.parametrize("kind", ["id-card", "business-licence", "real-estate-title", "marriage-certificate"])
def test_the_four_say_everything_they_state_and_are_pdf_a(kind: str) -> None:
    payload = longest_of(kind)
    layout = standard().layouts[payload.layout]
    pdf = render_certificate(payload, LINK, b"\1" * 64, "demo", layout)
    found = text_of(pdf)
    assert payload.name.zh in found and payload.number in found and "非真实证照" in found
    assert [line.field for line in payload.lines if "".join(line.value.split()) not in found] == []
    assert b"pdfaid" in pdf
    attached = PdfReader(io.BytesIO(pdf)).attachments
    assert attached["payload.json"] == [payload.signed_bytes()] and "payload.sig" in attached
    assert render_certificate(payload, LINK, b"\1" * 64, "demo", layout) == pdf
    assert all(
        picture.startswith(b"\x89PNG") for picture in render_pictures(draw_certificate(Printed(payload, LINK, b"", "k"), layout), 40)
    )


def test_what_finds_no_room_stands_on_a_page_of_its_own_in_full() -> None:
    value = "".join(chr(0x4E00 + number) for number in range(2600))
    lines = [
        Line("company.scope", Text("经营范围", "Scope"), value, "text", value),
        Line("company.name", Text("名称", "Name"), "禾田", "text", "禾田"),
    ]
    for layout in (PLAIN, standard().layouts["business-licence"]):
        drawing = draw_certificate(Printed(build(lines), LINK, b"", "k"), layout)
        assert len(drawing.pages) > len(layout.pages)
        said = "".join(word.text for words in printed(drawing)[len(layout.pages) :] for word in words if word.size == 3.6)
        assert said == value
        assert (ELSEWHERE in text_of(render_drawing(drawing))) is (layout is not PLAIN)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("国家，。、；（）《》“”abc XYZ 0123,.-…"), max_size=80), st.floats(2, 30))
def test_lines_keep_every_letter_and_no_closing_mark_begins_one(text: str, room: float) -> None:
    lines = break_lines(text, room, measure_worst)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert measure_worst(line, "song") <= room + 1e-6 or len(line) == 1
    too_wide = any(measure_worst(piece, "song") > room for piece in split_pieces(text))
    for before, line in pairwise(lines):
        assert not (line and line[0] in CLOSING) or too_wide, (before, line)


def test_the_worst_measure_is_never_narrower_than_the_faces() -> None:
    letters = "".join(map(chr, range(0x20, 0x7F))) + "国家不动产权证书，。（）“”鲁㎡"
    for letter in letters:
        for face in ("song", "hei", "mono"):
            assert measure(letter, face) <= measure_worst(letter, face) + 1e-9, letter


def test_a_grid_shrinks_before_it_gives_up() -> None:
    rest = standard().layouts["permit"].pages[0].rest
    assert rest is not None
    cells, out = fill_rest([Entry(str(n), "标题", "国" * 30) for n in range(9)], rest, measure_worst)
    assert not out and {cell.value.size for cell in cells} != {float(rest.size)}
    _, out = fill_rest([Entry(str(n), "标题", "国" * 100) for n in range(40)], rest, measure_worst)
    assert out


BROKEN = {
    "layout-tight": ("rest: {box: [20, 38, 170, 62]", "rest: {box: [20, 38, 170, 9]"),
    "layout-meets": ("number: {box: [49, 106, 82]", "number: {box: [49, 111, 82]"),
    "layout-outside": ("qr: [17, 103, 29]", "qr: [190, 103, 29]"),
    "layout-shape": ("qr: [17, 103, 29]", "qr: [17, 29]"),
    "no-grade": ("    grade: U\n", ""),
    "unknown-name": ("\n  permit:", "\n  permitt:"),
}  # fmt: skip


@pytest.mark.parametrize("code", BROKEN)
def test_the_checker_names_what_is_wrong_with_a_layout(code: str) -> None:
    texts = {path.relative_to(STANDARDS).as_posix(): path.read_text(encoding="utf-8") for path in STANDARDS.rglob("*.yaml")}
    old, new = BROKEN[code]
    assert old in texts["layouts.yaml"]
    bundle, faults = load_bundle({**texts, "layouts.yaml": texts["layouts.yaml"].replace(old, new, 1)})
    assert bundle is not None and not faults
    assert code in {finding.code for finding in check_layouts(bundle)}


def test_the_standard_itself_has_no_such_fault() -> None:
    assert not check_layouts(standard())
    assert not [finding for finding in check_bundle(standard(), by_theme=lambda check, themes: ()) if finding.severity == "error"]
