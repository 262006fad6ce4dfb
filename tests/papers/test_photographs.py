"""Synthetic photographs are looked at and read down to their fields: the right way up, upside down, sideways, leaning, noisy.

`SHUANGQUAN_FIGURES=1 pytest -p no:xdist -s tests/papers/test_photographs.py` prints what was read of how much.
"""

import io
import os
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from PIL import Image, ImageFilter

from sandbox.papers import render_paper
from shuangquan.core.exchange.paper_fields import find_fields
from shuangquan.core.standard.plan import Evidence, Shown
from shuangquan.core.words.files import JPEG, PDF
from shuangquan.core.words.text import Text
from shuangquan.papers.reading_process import ProcessReader, can_look
from tests.portal.ports import make_id

pytestmark = [pytest.mark.heavy, pytest.mark.skipif(not can_look(), reason="the extra `ocr` is not installed: make ocr")]
PEOPLE = (
    ("鲁Q00003", "LSQ00000000000003", "示例物流（临沂）有限公司", "37990019980607006X", "2027 年 1 月 31 日"),
    ("鲁A12D67", "LFV3A23C9J3100872", "章丘示例货运部", "379900199504120025", "2026-12-05"),
    ("鲁GD80815", "LZZ5ELSD7KA568124", "寿光市圣城示例冷链有限公司", make_id(date(1993, 8, 3), 17), "二〇二六年十一月三十日"),
)
WORDS = ("号牌号码", "车辆识别代号", "所有人", "公民身份号码", "有效期至")
TYPES = ("plate", "vin", "text", "resident_id")
SHOWS = tuple(Shown(f"thing.f{n}", Text(word), kind, (word,)) for n, (word, kind) in enumerate(zip(WORDS, TYPES, strict=False)))
PAPER = Evidence("proof()", "proof", Text("证明"), (), None, (), (), (), SHOWS, ("有效期至",))
WAYS = ("straight", "leaning", "upside down", "sideways", "noisy")


@pytest.fixture(scope="module")
def reader() -> Iterator[ProcessReader]:
    made = ProcessReader()
    yield made
    made.close()


def photograph(picture: Image.Image, way: str) -> bytes:
    """The paper on a desk, as a phone takes it."""
    desk = Image.new("RGB", (picture.width + 160, picture.height + 160), (188, 180, 170))
    desk.paste(picture, (80, 80))
    turn = {"leaning": 4, "upside down": 180, "sideways": 90, "noisy": -2.5}.get(way, 0)
    desk = desk.rotate(turn, expand=True, fillcolor=(188, 180, 170), resample=Image.Resampling.BICUBIC)
    if way == "noisy":
        noise = Image.effect_noise(desk.size, 40).convert("RGB")
        desk = Image.blend(desk.filter(ImageFilter.GaussianBlur(0.8)), noise, 0.12)
    into = io.BytesIO()
    desk.save(into, "JPEG", quality=70)
    return into.getvalue()


def find_expected(values: tuple[str, ...]) -> list[str]:
    days = {"2027 年 1 月 31 日": "2027-01-31", "二〇二六年十一月三十日": "2026-11-30"}
    return [*(value.replace("（", "(").replace("）", ")") for value in values[:4]), days.get(values[4], values[4])]


def test_photographs_are_read_down_to_their_fields(reader: ProcessReader) -> None:
    right = wrong = missed = 0
    by_way: dict[str, int] = {}
    for values in PEOPLE:
        picture = Image.open(io.BytesIO(render_paper("车辆过户证明", list(zip(WORDS, values, strict=True)), kind="png"))).convert("RGB")
        for way in WAYS:
            seen = reader.read_picture(photograph(picture, way), JPEG)
            assert seen.way == "ocr", (way, seen.why)
            for found, expected in zip(find_fields(PAPER, seen.pieces), find_expected(values), strict=True):
                good = found.value is not None and not found.fault and str(found.value) == expected
                right, by_way[way] = right + good, by_way.get(way, 0) + good
                missed += found.value is None or bool(found.fault)
                wrong += found.value is not None and not found.fault and not good
                if not good and os.environ.get("SHUANGQUAN_FIGURES"):
                    sys.stdout.write(f"{way}: {expected}, {found}\n")
    if os.environ.get("SHUANGQUAN_FIGURES"):
        sys.stdout.write(f"fields right {right}, wrong {wrong}, not read {missed} of {right + wrong + missed}; by way {by_way}\n")
    assert right >= 0.9 * (right + wrong + missed)
    assert wrong <= 2


def test_a_scanned_pdf_is_looked_at_page_by_page(reader: ProcessReader) -> None:
    picture = Image.open(io.BytesIO(render_paper("车辆过户证明", list(zip(WORDS, PEOPLE[0], strict=True)), kind="png"))).convert("RGB")
    into = io.BytesIO()
    Image.new("RGB", picture.size, "white").save(into, "PDF", save_all=True, append_images=[picture])
    assert reader.read_text(into.getvalue()).why == "no_text"
    found = find_fields(PAPER, reader.read_picture(into.getvalue(), PDF).pieces)
    assert [str(one.value) for one in found] == find_expected(PEOPLE[0]) and {one.page for one in found} == {2}


def test_a_picture_of_nothing_and_a_damaged_one_say_so(reader: ProcessReader) -> None:
    into = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(into, "JPEG")
    assert reader.read_picture(into.getvalue(), JPEG).why == "no_text"
    assert reader.read_picture(b"\xff\xd8\xff not a picture", JPEG).why == "broken"
