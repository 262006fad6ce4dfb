"""Files are read in a process of their own: what they hold, and what becomes of those that cannot be read."""

import io
import math
import time
from collections.abc import Iterator

import pytest
import segno
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from sandbox.papers import render_paper
from shuangquan.core.exchange.paper_fields import find_fields
from shuangquan.core.standard.plan import Evidence, Shown
from shuangquan.core.words.text import Text
from shuangquan.papers import reading_process
from shuangquan.papers.read_text import find_pieces
from shuangquan.papers.reader import Cut, Lie, Seen, Spot, find_spot
from shuangquan.papers.reading_process import Patience, ProcessReader, can_draw

ROWS = (("号牌号码", "鲁Q00003"), ("车辆识别代号", "LSQ00000000000003"), ("有效期至", "2027 年 1 月 31 日"))
SAID = (("号牌号码", "鲁Q00003"), ("车辆识别代号", "LSQ00000000000003"), ("有效期至", "2027年1月31日"))
SHOWS = (Shown("vehicle.plate", Text("号牌"), "plate", ("号牌号码",)), Shown("vehicle.vin", Text("代号"), "vin", ("车辆识别代号",)))
PAPER = Evidence("proof()", "proof", Text("过户证明"), (), None, (), (), (), SHOWS, ("有效期至",))


@pytest.fixture(scope="module")
def reader() -> Iterator[ProcessReader]:
    made = ProcessReader()
    yield made
    made.close()


def change(content: bytes, **asked: str) -> bytes:
    """The same PDF once more: under a password, or with its page emptied."""
    made = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    if "password" in asked:
        made.encrypt(asked["password"], algorithm="RC4-128")
    if "text" in asked:
        made = PdfWriter()
        made.add_blank_page(400, 400)
    into = io.BytesIO()
    made.write(into)
    return into.getvalue()


def test_a_pdf_is_read_by_its_own_text_down_to_the_fields(reader: ProcessReader) -> None:
    seen = reader.read_text(render_paper("车辆过户证明", ROWS))
    assert (seen.way, seen.why) == ("text", "")
    assert [str(found.value) for found in find_fields(PAPER, seen.pieces)] == ["鲁Q00003", "LSQ00000000000003", "2027-01-31"]


def test_what_cannot_be_read_says_why_and_the_next_file_is_read(reader: ProcessReader) -> None:
    good = render_paper("车辆过户证明", ROWS)
    assert reader.read_text(change(good, password="secret")).why == "locked"
    assert reader.read_text(change(good, text="")).why == "no_text"
    assert reader.read_text(b"%PDF-1.7\nnothing at all\n%%EOF").why == "broken"
    assert reader.read_text(good).way == "text"


def test_a_process_that_takes_too_long_is_killed_and_one_that_dies_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    good = render_paper("车辆过户证明", ROWS)
    hasty = ProcessReader(read=Patience(0.01, 5))
    assert hasty.read_text(good).why == "too_long"
    hasty.close()
    monkeypatch.setattr(reading_process, "MODULE", "shuangquan.papers.no_such_module")
    assert ProcessReader().read_text(good).why == "broken"


def test_an_idle_process_ends_by_itself_and_another_is_started(reader: ProcessReader) -> None:
    brief = ProcessReader(read=Patience(30, 0.05))
    good = render_paper("车辆过户证明", ROWS)
    assert brief.read_text(good).way == "text"
    time.sleep(0.5)
    assert brief.read_text(good).way == "text"
    brief.close()


def test_nothing_is_read_inside_a_transaction() -> None:
    busy = ProcessReader(lambda: True)
    with pytest.raises(RuntimeError, match="transaction"):
        busy.read_text(b"")
    with pytest.raises(RuntimeError, match="transaction"):
        busy.read_picture(b"", "image/png")


def test_a_photograph_without_the_part_that_reads_them_says_so(reader: ProcessReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "PARTS", ("no_such_package",))
    assert reader.read_picture(b"", "image/png").why == "no_ocr"


def test_a_page_in_columns_falls_into_boxes() -> None:
    pieces = list(find_pieces("  号牌号码    鲁Q 00003\n\n  所 有 人：示例公司", 2))
    assert [(piece.text, piece.page) for piece in pieces] == [("号牌号码", 2), ("鲁Q 00003", 2), ("所 有 人：示例公司", 2)]
    assert pieces[0].left == pieces[2].left and pieces[0].bottom <= pieces[2].top


def test_the_codes_on_a_picture_are_read(reader: ProcessReader) -> None:
    picture = io.BytesIO()
    segno.make("https://zwfw.example/v/abc", micro=False).save(picture, kind="png", scale=4, border=4)
    seen = reader.read_code(picture.getvalue(), "image/png")
    assert (seen.way, [piece.text for piece in seen.pieces]) == ("code", ["https://zwfw.example/v/abc"])
    blank = io.BytesIO()
    Image.new("L", (60, 60), 255).save(blank, "PNG")
    assert reader.read_code(blank.getvalue(), "image/png").why == "no_text"
    assert reader.read_code(picture.getvalue()[:80], "image/png").why == "broken"


def make_page() -> Image.Image:
    """A white page with one black bar: a fifth of the way down, in the left half."""
    page = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(page).rectangle((60, 160, 300, 200), fill="black")
    return page


def is_bar(cut: Cut | None) -> bool:
    assert cut is not None and cut.media_type == "image/jpeg"
    with Image.open(io.BytesIO(cut.content)) as piece:
        wide, high = piece.size
        row = piece.convert("L").crop((0, high // 2, wide, high // 2 + 1)).tobytes()
        dark = sum(one < 90 for one in row)
        return dark > 0.7 * wide and high < 0.25 * 800 and wide < 0.7 * 600


def test_a_picture_is_cut_where_it_was_read_however_it_lay(reader: ProcessReader) -> None:
    spot = Spot(1, (100, 200, 500, 250), ("bar",))
    for turn, lean in ((0, 0.0), (180, 0.0), (90, 0.0), (0, 0.05)):
        lying = make_page().rotate(-turn, expand=True).rotate(-math.degrees(lean), fillcolor="white")
        into = io.BytesIO()
        lying.save(into, "PNG")
        (cut,) = reader.cut(into.getvalue(), "image/png", Seen("ocr", "", (), (Lie(1, turn, lean),)), (spot,))
        assert is_bar(cut), (turn, lean)
    elsewhere = Spot(1, (100, 600, 500, 650), ("nothing",))
    into = io.BytesIO()
    make_page().save(into, "PNG")
    (cut,) = reader.cut(into.getvalue(), "image/png", Seen("ocr", "", (), (Lie(1, 0, 0.0),)), (elsewhere,))
    assert not is_bar(cut)
    assert reader.cut(b"no picture", "image/png", Seen("ocr"), (spot,)) == (None,)


def test_a_pdf_without_what_draws_it_gives_the_words_as_they_stand(reader: ProcessReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "can_draw", lambda: False)
    content = render_paper("车辆过户证明", ROWS)
    seen = reader.read_text(content)
    found = find_fields(PAPER, seen.pieces)
    cuts = reader.cut(content, "application/pdf", seen, [find_spot(one.pieces) for one in found])
    assert [cut.media_type for cut in cuts if cut] == ["text/plain"] * 3
    said = ["".join(cut.content.decode().split()) for cut in cuts if cut]
    assert all(label in one and value in one for (label, value), one in zip(SAID, said, strict=True)), said


@pytest.mark.skipif(not can_draw(), reason="pypdfium2 of the extra `ocr` is not installed")
def test_a_page_of_a_pdf_is_cut_where_its_words_stand(reader: ProcessReader) -> None:
    content = render_paper("车辆过户证明", ROWS)
    seen = reader.read_text(content)
    cuts = reader.cut(content, "application/pdf", seen, [find_spot(one.pieces) for one in find_fields(PAPER, seen.pieces)])
    assert [cut.media_type for cut in cuts if cut] == ["image/jpeg"] * 3
    sizes = [Image.open(io.BytesIO(cut.content)).size for cut in cuts if cut]
    assert all(high < 120 < wide for wide, high in sizes), sizes
