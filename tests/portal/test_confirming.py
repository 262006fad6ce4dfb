"""A paper fills in part of the form: nothing before the applicant said so, one value at a time, and everybody sees where it came from."""

import html
import io
import re
from collections.abc import Sequence
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from sandbox.papers import render_paper
from shuangquan.actions.acting import acting_system
from shuangquan.actions.reading import look_at_paper, read_paper
from shuangquan.papers import reader as bound
from shuangquan.papers.reader import Cut, Seen, Spot
from shuangquan.papers.reading_process import ProcessReader, can_look
from shuangquan.records.blobs import find_blobs_of_case
from shuangquan.records.crops import find_crops
from shuangquan.records.models import PaperCrop
from tests.papers.test_photographs import photograph
from tests.pictures import make_picture
from tests.portal.conftest import Browser
from tests.portal.ports import World, make_id
from tests.portal.test_hints import Sees, reach_papers

PNG, JPEG = make_picture(90, 40), b"\xff\xd8\xff"


def read_waiting() -> None:
    """What the workers do with papers that wait."""
    with acting_system():
        for row in ProcrastinateJob.objects.using("queue").filter(queue_name="paper", status="todo"):
            read_paper(row.args["case"], row.args["blob"])
        for row in ProcrastinateJob.objects.using("queue").filter(queue_name="ocr", status="todo"):
            look_at_paper(row.args["case"], row.args["blob"])


def upload(phone: Browser, case: str, content: bytes, kind: str) -> str:
    """Hand in the paper that comes first on the form; answers the address of the page on which it is read."""
    phone.get(f"{case}/form")
    first = phone.text.index("先拍照，少打字")
    about = html.unescape(re.search(r'value="upload:([^"]+)"', phone.text[first:])[1])  # type: ignore[index]
    assert first < phone.text.index('name="fact:'), "the paper comes before what is typed"
    phone.send(f"{case}/form", {"do": f"upload:{about}", f"file:{about}": SimpleUploadedFile("x", content, kind)})
    assert phone.path.startswith(f"{case}/read?") and "正在读" in phone.text and "hx-get" in phone.text and "http-equiv" in phone.text
    return html.unescape(phone.path)


def test_what_was_read_enters_the_form_only_once_it_is_confirmed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = make_id(date(1993, 8, 3), 77)
    monkeypatch.setattr(bound, "_bound", [Sees(f"父亲公民身份号码：{number}", "被检父姓名：陈景行")])
    phone = Browser("mother")
    case = reach_papers(phone, world)
    before = world.family.father
    phone.send(f"{case}/form", {"do": "save", "fact:father.id_number": before})
    page = upload(phone, case, render_paper("亲子鉴定意见书", ()), "application/pdf")
    read_waiting()
    phone.get(page)
    assert "看清了" in phone.text and number in phone.text and "hx-get" not in phone.text and "checked" not in phone.text
    assert f"表里现在填的是 {before}" in phone.text
    (var,) = set(re.findall(r'name="fact:([^"]+id_number)"', phone.text))
    phone.send(page, {f"fact:{var}": number})
    assert f'value="{number}"' not in phone.get(f"{case}/form").text, "what is not ticked is not taken"
    phone.send(page, {f"fact:{var}": number[:-1]})
    assert phone.status == 422 and "18 位" in phone.text and f'value="{number[:-1]}"' in phone.text
    phone.send(page, {f"fact:{var}": number, f"ok:{var}": "yes"})
    assert phone.path.startswith(f"{case}/form")
    assert f'value="{number}"' in phone.text and "从你的材料读出，你确认过：亲子鉴定意见书" in phone.text
    assert "看读出来的" in phone.text
    assert "和表里填的一样" in phone.get(page).text, "there is nothing left to say yes to"
    stranger = Browser("stranger")
    assert number not in stranger.get(page).text
    paper = page.replace("/read?", "/paper?")
    assert stranger.get(paper).status in (403, 404) and phone.client.get(paper).content.startswith(b"%PDF-")


def test_what_cannot_be_read_says_so_and_is_typed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind(Sees):
        def read_picture(self, content: bytes, media_type: str) -> Seen:
            return Seen("none", "no_ocr")

    monkeypatch.setattr(bound, "_bound", [Blind("结论：支持")])
    phone = Browser("mother")
    case = reach_papers(phone, world)
    page = upload(phone, case, PNG, "image/png")
    read_waiting()
    assert "照片读不了字" in phone.get(page).text and "回到表里" in phone.text
    page = upload(phone, case, render_paper("亲子鉴定意见书", ()), "application/pdf")
    read_waiting()
    assert "没找到要填的那几项" in phone.get(page).text


def test_the_piece_of_the_paper_stands_beside_what_was_read_and_goes_with_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Cuts(Sees):
        def cut(self, content: bytes, media_type: str, seen: Seen, spots: Sequence[Spot]) -> tuple[Cut | None, ...]:
            assert not connection.in_atomic_block or connection.savepoint_ids, "cut outside of what holds locks"
            return tuple(Cut("image/jpeg", JPEG + spot.words[-1].encode()) for spot in spots)

    number = make_id(date(1993, 8, 3), 77)
    lines = (f"父亲公民身份号码：{number}", "被检父姓名：陈景行")
    monkeypatch.setattr(bound, "_bound", [Sees(*lines)])
    phone = Browser("mother")
    case = reach_papers(phone, world)
    page = upload(phone, case, render_paper("亲子鉴定意见书", ()), "application/pdf")
    read_waiting()
    assert f"材料上这样写：</span><q>父亲公民身份号码：{number}</q>" in phone.get(page).text
    monkeypatch.setattr(bound, "_bound", [Cuts(*lines)])
    page = upload(phone, case, render_paper("亲子鉴定意见书", (("再", "一次"),)), "application/pdf")
    read_waiting()
    found = re.search(r'<img src="([^"]+spot=[^"]+)" alt="材料上的这一处：[^"]+"', phone.get(page).text)
    assert found, phone.text
    address = html.unescape(found[1])
    piece = phone.client.get(address)
    assert piece.status_code == 200 and piece.content.startswith(JPEG) and piece.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in piece.headers["Cache-Control"]
    assert Browser("stranger").get(address).status in (403, 404) and Browser().client.get(address).status_code in (302, 403)
    assert phone.get(re.sub(r"spot=.*", "spot=other.name", address)).status in (404, 422)
    phone.post(f"{case}/erase")
    with acting_system():
        assert not any(find_crops(one.id) for one in find_blobs_of_case(case.removeprefix("/case/")))
        assert not PaperCrop.objects.filter(wrapped__isnull=False).exists(), "erased as the paper is"
    assert phone.client.get(address).status_code in (403, 404, 410, 422)


@pytest.mark.heavy
@pytest.mark.skipif(not can_look(), reason="the extra `ocr` is not installed: make ocr")
def test_a_photograph_fills_in_the_form_once_confirmed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = make_id(date(1993, 8, 3), 77)
    paper = render_paper("亲子鉴定意见书", (("父亲公民身份号码", number), ("被检父姓名", "陈景行")), kind="png")
    reader = ProcessReader()
    monkeypatch.setattr(bound, "_bound", [reader])
    phone = Browser("mother")
    case = reach_papers(phone, world)
    page = upload(phone, case, photograph(Image.open(io.BytesIO(paper)).convert("RGB"), "leaning"), "image/jpeg")
    read_waiting()
    reader.close()
    assert number in phone.get(page).text and "<img" in phone.text, "the photograph stands beside what was read"
    (var,) = set(re.findall(r'name="fact:([^"]+id_number)"', phone.text))
    phone.send(page, {f"fact:{var}": number, f"ok:{var}": "yes"})
    assert f'value="{number}"' in phone.text and "从你的材料读出" in phone.text
