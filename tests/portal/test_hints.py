"""The applicant is told where their own paper and their own entry differ, while they can still mend either; nobody else is."""

import html
import re
from collections.abc import Sequence
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from sandbox.papers import render_paper
from shuangquan.actions.acting import acting_system
from shuangquan.actions.reading import read_paper
from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.papers import reader as bound
from shuangquan.papers.reader import Cut, Seen, Spot
from tests.portal.conftest import Browser
from tests.portal.ports import World, make_id
from tests.portal.steps import begin, fields
from tests.portal.test_form import _make

ANSWERS = {"married": "false", "father_named": "true", "follows": "father"}


class Sees:
    """A reader that sees these lines."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def read_text(self, content: bytes) -> Seen:
        return Seen("text", "", tuple(Piece(text, 1, 0, 40 * n, 900, 40 * n + 20) for n, text in enumerate(self.lines)))

    def cut(self, content: bytes, media_type: str, seen: Seen, spots: Sequence[Spot]) -> tuple[Cut | None, ...]:
        return tuple(Cut("text/plain", " ".join(spot.words).encode()) for spot in spots)

    def judge_pdf(self, content: bytes) -> str:
        return ""

    def read_picture(self, content: bytes, media_type: str) -> Seen:
        raise AssertionError("a PDF with text is no picture")


def reach_papers(phone: Browser, world: World, case: str = "") -> str:
    """The form, with everything typed and a paper asked for. case: path of one that was opened elsewhere."""
    world.family.married = False
    case = case or begin(phone)
    phone.post(f"{case}/notice")
    for _ in range(12):
        if phone.path.startswith(f"{case}/form") and "upload:" in phone.text:
            return case
        asked = re.search(r'name="situation" value="([a-z_]+)"', phone.text)
        if asked:
            phone.post(f"{case}/questions", situation=asked[1], member="", value=ANSWERS.get(asked[1], "false"))
            continue
        given = {name: value or _make(name, world) for name, value in fields(phone.text).items()}
        phone.send(phone.path.split("#")[0], {"do": "next", **given})
    raise AssertionError(phone.path)


def test_a_hint_comes_by_itself_and_holds_nothing_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_id(date(1993, 8, 3), 77)
    monkeypatch.setattr(bound, "_bound", [Sees(f"父亲公民身份号码：{other}")])
    phone = Browser("mother")
    case = reach_papers(phone, world)
    (about,) = set(re.findall(r'value="upload:([^"]+)"', phone.text))
    paper = SimpleUploadedFile("x.pdf", render_paper("亲子鉴定意见书", ()), "application/pdf")
    phone.send(f"{case}/form", {"do": f"upload:{about}", f"file:{about}": paper, "fact:father.id_number": world.family.father})
    assert phone.path.startswith(f"{case}/read?"), "what was read is offered first"
    phone.get(f"{case}/form")
    assert "交好了" in phone.text and "正在读这份材料" in phone.text
    (asks,) = re.findall(r'hx-get="([^"]+)"', phone.text)
    assert "hx-get" in phone.get(html.unescape(asks)).text, "not read yet: it asks again"
    with acting_system():
        for row in ProcrastinateJob.objects.using("queue").filter(queue_name="paper"):
            read_paper(row.args["case"], row.args["blob"])
    told = phone.get(html.unescape(asks)).text
    assert f"像是 {other}，你填的是 {world.family.father}" in told and "hx-get" not in told
    assert "#f-father-id_number" in told and "<html" not in told
    assert "请看一眼" in phone.get(f"{case}/form").text
    stranger = Browser("stranger").get(html.unescape(asks))
    assert other not in stranger.text and world.family.father not in stranger.text
    phone.send(f"{case}/form", {"do": "next", "fact:father.id_number": other})
    assert "你填的是" not in phone.get(f"{case}/form").text, "once they agree there is nothing to tell"
