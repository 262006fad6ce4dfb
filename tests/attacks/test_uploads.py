"""Files: what they are is judged by their bytes, what is too much is let go, nothing that was typed is lost, and they come back tame."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.actions.acting import acting
from shuangquan.actions.desk import send_correction
from shuangquan.actions.loading import load
from shuangquan.core.words.files import find_media_type
from shuangquan.papers import reader
from shuangquan.papers.reading_process import ProcessReader
from shuangquan.records.blobs import LARGEST
from shuangquan.site.uploads import MOST_AT_ONCE, MOST_OF_A_FILE, Bounded
from tests.desk.conftest import ITEM, Officer, append_officer, make_unmarried
from tests.desk.filing import look
from tests.portal.conftest import Browser
from tests.portal.ports import World
from tests.portal.steps import fields
from tests.portal.test_after import POLICE, _typed, _unmarried_joins_father

PDF = b"%PDF-1.4\n% a paper\n%%EOF\n"


def make_png(width: int, height: int) -> bytes:
    """A PNG that says it is so large, of a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)


def make_jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01" + bytes(7) + frame + b"\xff\xd9"


def make_zip(size: int) -> bytes:
    """A small archive that opens to `size` bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(size))
    return held.getvalue()


GOOD = {"application/pdf": PDF, "image/png": make_png(40, 30), "image/jpeg": make_jpeg(4000, 3000)}
BAD: dict[str, bytes] = {
    "a page": b"<html><script>alert(1)</script></html>",
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a program": b"MZ" + bytes(200),
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "an archive": make_zip(10_000),
    "an archive that opens to 50 MB": make_zip(50_000_000),
    "a GIF that is also a script": b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
    "a page before a PDF": b"<script>alert(1)</script>" + PDF,
    "a PDF that was cut": b"%PDF-1.7\n1 0 obj\n",
    "a PDF with a page for an end": b"%PDF-1.7\n%%EOF\n" + b"<script>alert(1)</script>" * 200,
    "a picture of 10 billion points": make_png(100_000, 100_000),
    "a picture of 4 billion points": make_jpeg(65_535, 65_535),
    "a picture of no size": make_png(0, 10),
    "a picture that was cut": make_png(10, 10)[:40],
    "a JPEG without a frame": b"\xff\xd8\xff\xe0\x00\x10" + bytes(14) + b"\xff\xd9",
    "a JPEG whose segments run in a ring": b"\xff\xd8\xff\xe0\x00\x00" * 50,
    "a zero": b"\x00",
    "a UTF-7 page": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
}  # fmt: skip


@pytest.mark.parametrize("media_type", GOOD)
def test_a_kind_is_known_by_its_bytes(media_type: str) -> None:
    assert find_media_type(GOOD[media_type]) == media_type


@pytest.mark.parametrize("name", BAD)
def test_what_is_something_else_is_none_of_them(name: str) -> None:
    assert find_media_type(BAD[name]) is None


@given(st.binary(max_size=300), st.sampled_from(sorted(GOOD)), st.integers(0, 100))
def test_no_bytes_break_the_reader(more: bytes, media_type: str, at: int) -> None:
    good = GOOD[media_type]
    for content in (more, good[:at] + more, good[:at] + more + good[at:], good + more):
        assert find_media_type(content) in (*GOOD, None)


def reach_paper(world: World, phone: Browser) -> tuple[str, str]:
    """A form that asks for a paper: the case's path, and what the paper's button is about."""
    world.family.married = False
    answers = {"married": "false", "father_named": "true", "follows": "father"}
    phone.post("/matters/newborn/start", role="mother")
    case = re.search(r"/case/[0-9a-f-]{36}", phone.path)
    assert case
    phone.post(f"{case[0]}/notice")
    for _ in range(14):
        paper = re.search(r'value="upload:([^"]+)"', phone.text)
        if paper:
            return case[0], paper[1]
        asked = re.search(r'name="situation" value="([a-z_]+)"', phone.text)
        if asked:
            phone.post(f"{case[0]}/questions", situation=asked[1], member="", value=answers.get(asked[1], "false"))
            continue
        given: dict[str, object] = {name: value or _typed(name, world) for name, value in fields(phone.text).items()}
        for radio in re.findall(r'type="radio" name="(fact:[^"]+)" value="(?:false|female)"', phone.text):
            given[radio] = "female" if radio.endswith("sex") else "false"
        phone.send(phone.path.split("#")[0], {"do": "next", **given})
    raise AssertionError(phone.text)


def test_the_form_refuses_what_is_no_paper_and_keeps_what_was_typed(world: World) -> None:
    phone = Browser("mother")
    case, about = reach_paper(world, phone)
    name = next(one for one in fields(phone.text) if one.endswith("name"))
    odd = ("安安.pdf", "../../etc/passwd", "a\x00.pdf", "x.php.pdf", "<script>.pdf", "C:\\paper.pdf", "." * 300 + ".pdf")
    for nth, content in enumerate(BAD.values()):
        upload = SimpleUploadedFile(odd[nth % len(odd)], content, "application/pdf")
        phone.send(f"{case}/form", {"do": f"upload:{about}", name: f"安安{'一二三四五六七八九十'[nth % 10]}", f"file:{about}": upload})
        assert phone.status == 422, list(BAD)[nth]
        assert "换一个文件" in phone.text
        assert f"安安{'一二三四五六七八九十'[nth % 10]}" in phone.get(f"{case}/form").text, "what was typed beside it is kept"
    too_much = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n" + bytes(LARGEST) + b"\n%%EOF\n", "application/pdf")
    phone.send(f"{case}/form", {"do": f"upload:{about}", name: "安安然", f"file:{about}": too_much})
    assert phone.status == 422 and "超过 8 MB" in phone.text
    assert "安安然" in phone.get(f"{case}/form").text
    assert not look(case.removeprefix("/case/")).case.evidence
    good = SimpleUploadedFile("../../../evil.html", PDF, "text/html")
    phone.send(f"{case}/form", {"do": f"upload:{about}", f"file:{about}": good})
    assert phone.status == 200 and look(case.removeprefix("/case/")).case.evidence, "a PDF is one whatever it is called"


def test_a_paper_nobody_asked_for_is_not_kept(world: World) -> None:
    phone = Browser("mother")
    case, about = reach_paper(world, phone)
    for other in ("no-such-paper", f"{about}x", "../x", "", "|", about.split("|")[0] + "|99"):
        phone.send(f"{case}/form", {"do": f"upload:{other}", f"file:{other}": SimpleUploadedFile("a.pdf", PDF)})
        assert phone.status == 422, other
    assert not look(case.removeprefix("/case/")).case.evidence


def test_an_answer_to_a_notice_is_judged_alike(world: World) -> None:
    world.family.married = False
    phone = Browser("mother")
    case = _unmarried_joins_father(world, phone)
    plain = case.removeprefix("/case/")
    with acting(POLICE):
        path = next(iter(load(plain).index.evidence))
        send_correction(POLICE, plain, ITEM, "1", (path,), "请补亲子鉴定意见书。")
    link = f"{case}/correct/{ITEM}/1"
    for content, said in ((BAD["a page"], "换一个文件"), (b"%PDF-1.4\n" + bytes(LARGEST), "超过 8 MB"), (b"", "没有选中文件")):
        phone.send(link, {f"file:{path}": SimpleUploadedFile("x.pdf", content, "application/pdf")})
        assert phone.status == 422 and said in phone.text
    phone.send(link, {f"file:{path}": SimpleUploadedFile("x.html", PDF, "text/html")})
    assert phone.path == f"{case}/"


def test_a_paper_comes_back_as_what_it_is_and_runs_nothing(world: World) -> None:
    case = make_unmarried(world)
    append_officer("police-here", "police")
    police = Officer("police-here")
    path = f"/desk/case/{case}/{ITEM}/1/"
    (link,) = re.findall(rf'href="({path}certificate/[^"]+)"', police.get(path).text)
    answer = police.client.get(link)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Frame-Options"] == "DENY"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy


@pytest.mark.parametrize("size", [0, 1, 64 * 2**10, 2 * 2**20, MOST_OF_A_FILE + 5 * 2**20])
def test_a_file_is_kept_up_to_a_bound_and_no_further(size: int) -> None:
    handler: FileUploadHandler = Bounded()
    handler.new_file("file", "a", "application/pdf", size)
    for start in range(0, size, 2**20):
        assert handler.receive_data_chunk(bytes(min(2**20, size - start)), start) is None
    kept = handler.file_complete(size)
    assert kept is not None and len(kept.read()) == min(size, MOST_OF_A_FILE)


def test_a_request_larger_than_the_site_takes_is_not_read(world: World) -> None:
    with pytest.raises(RequestDataTooBig):
        Bounded().handle_raw_input(io.BytesIO(), {}, MOST_AT_ONCE + 1, b"x")
    # A browser that says how much it will send is told at once; one that lies is read no further than it said.
    kind = "multipart/form-data; boundary=x"
    answer = Client().generic("POST", "/verify/", b"--x\r\n", kind, CONTENT_LENGTH=str(MOST_AT_ONCE + 1))
    assert answer.status_code == 400 and "这次没收到" in answer.content.decode()
    assert Client().generic("POST", "/verify/", b"a" * 5 * 2**20, "application/x-www-form-urlencoded").status_code == 400
    assert Client().generic("POST", "/verify/", b"--x\r\nContent-Disposition: form-data", kind).status_code in (400, 422)


@pytest.mark.parametrize("name", ["zip", "png", "broken png", "ofd", "nothing", "large", "nested"])
def test_the_page_that_verifies_takes_anything_calmly(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make: dict[str, Callable[[], tuple[bytes, str]]] = {
        "zip": lambda: (make_zip(50_000_000), "没有双全的签章"),
        "png": lambda: (GOOD["image/png"], "没有读出二维码"),
        "broken png": lambda: (GOOD["image/png"][:40], "没有读出二维码"),
        "ofd": lambda: (make_zip(10) + b"OFD.xml", "文件里少了“OFD.xml”"),
        "nothing": lambda: (b"", "没有选中文件"),
        "large": lambda: (PDF + bytes(17 * 2**20), "超过 16 MB"),
        "nested": lambda: (PDF + b"\n%SHUANGQUAN-SEAL " + b"[" * 2**20 + b"\n%%EOF\n", "签章残缺"),
    }
    content, said = make[name]()
    phone, opener = Browser(), ProcessReader()
    monkeypatch.setattr(reader, "_bound", [opener])
    phone.send("/verify/", {"file": SimpleUploadedFile("a.pdf", content)})
    opener.close()
    assert phone.status == 422 and said in phone.text


def test_more_files_and_fields_than_a_form_has_are_refused(world: World) -> None:
    many = {f"f{n}": SimpleUploadedFile(f"{n}.pdf", b"x") for n in range(101)}
    assert Client().post("/verify/", many).status_code == 400
    assert Client().post("/verify/", {f"a{n}": "1" for n in range(1100)}).status_code == 400
