"""OFD written by us is read by somebody else's reader; what is hostile is refused by name; seals follow each other."""

import io
import zipfile
from dataclasses import replace

import ofdkit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangquan.actions.verifying_ofd import verify_ofd
from shuangquan.core.credentials.sm2_certificates import Purpose, Revoked
from shuangquan.core.words.canonical import sm3
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.papers.drawing import Drawing, Face, Page, Words
from shuangquan.papers.faces import measure_letters
from shuangquan.papers.letters import cut_typeface
from shuangquan.papers.ofd.drawn import draw_document, read_steps
from shuangquan.papers.ofd.errors import OfdError
from shuangquan.papers.ofd.package import MOST_ENTRIES, read_package, resolve, write_package
from shuangquan.papers.ofd.reader import read_document
from shuangquan.papers.ofd.sealing import prepare_seal, read_list
from shuangquan.papers.ofd.writer import write_document
from shuangquan.papers.ofd.xml import MOST_ELEMENTS, escape, make, parse_xml, render_xml
from tests.papers.sealing import (
    BEGINS,
    ENDS,
    PLACE,
    PROVIDER,
    STAMPED,
    Sealed,
    make_authority,
    make_drawing,
    make_face,
    make_files,
    make_seal,
    make_sealed,
    make_stamp,
    seal_files,
)

PAGE = "Doc_0/Pages/Page_0/Content.xml"


@pytest.fixture(scope="module")
def sealed() -> Sealed:
    return make_sealed()


def words_of(drawing: Drawing) -> list[list[str]]:
    return [[mark.text for mark in page.marks if isinstance(mark, Words)] for page in drawing.pages]


def test_the_same_drawing_gives_the_same_bytes_and_they_are_exact() -> None:
    data = write_package(make_files())
    assert data == write_package(make_files())
    assert read_package(data).exact
    assert len(data) < 30_000


def test_our_reader_finds_what_was_written() -> None:
    drawing = make_drawing()
    seen = read_document(make_files())
    assert [[line.text for line in page] for page in seen.pages] == words_of(drawing)
    assert seen.attachments == {"payload.json": drawing.attached[0].data}
    assert dict(seen.facts) == {"ZZMC": "示例证书", "ZZBH": "12345"}
    assert (seen.title, seen.author) == ("示例证书", "示例局")


def test_somebody_elses_reader_reads_the_same_text(sealed: Sealed) -> None:
    drawing = make_drawing()
    with ofdkit.open(io.BytesIO(sealed.data)) as held:
        assert not held.warnings
        assert held.info.title == drawing.title and held.info.author == drawing.author
        assert dict(held.info.custom_data) == {"ZZMC": "示例证书", "ZZBH": "12345"}
        assert [(page.width, page.height) for page in held.pages] == [(148, 210), (148, 210)]
        assert [[run.text for run in page.runs] for page in held.pages] == words_of(drawing)
        first = next(run for run in held.pages[0].runs if run.text.startswith("Name"))
        assert (round(first.x, 2), round(first.y, 2), first.size) == (20, 45, 4)
        letters = measure_letters(Face.HEI, first.text)
        assert first.width == pytest.approx(sum(letters) * 4, rel=0.1)


def test_each_letter_stands_where_the_typeface_puts_it() -> None:
    files = make_files(Drawing("x", "x", (Page(100, 100, (Words(10, 10, "A中文", 10, Face.HEI, spacing=1),)),)))
    advances = measure_letters(Face.HEI, "A中文")
    assert 0.4 < advances[0] < 0.8 and advances[1:] == (1.0, 1.0)
    assert f'DeltaX="{round(advances[0] * 10 + 1, 3):g} 11"'.encode() in files[PAGE]


def test_a_typeface_can_travel_inside() -> None:
    data = cut_typeface(Face.SONG, "第二页示例证书")
    drawing = make_drawing()
    files = write_document(draw_document(drawing, "0" * 32, {}, measure_letters, {Face.SONG: data}))
    assert files["Doc_0/Res/font_1.otf"] == data and data[:4] == b"OTTO" and len(data) < 20_000
    assert b"<ofd:FontFile>font_1.otf</ofd:FontFile>" in files["Doc_0/PublicRes.xml"]
    assert cut_typeface(Face.SONG, "书证例示页二第") == data


@pytest.mark.parametrize("path", ["", "L 1 1", "M 1", "M 1 1 Q 2 2 3 3", "M x y"])
def test_a_curve_that_is_none(path: str) -> None:
    with pytest.raises(ValueError):
        read_steps(path)


def zip_of(*entries: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as file:
        for name, content in entries:
            file.writestr(name, content)
    return held.getvalue()


def encrypt(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :]


HOSTILE = {
    "nothing": (b"", "package"),
    "no zip": (b"PK\x03\x04" + b"x" * 200, "package"),
    "a way out": (zip_of(("../OFD.xml", b"x")), "path"),
    "a way out inside": (zip_of(("Doc_0/../../x", b"x")), "path"),
    "a backslash": (zip_of(("Doc_0\\..\\x", b"x")), "path"),
    "another drive": (zip_of(("C:/x", b"x")), "path"),
    "twice but for case": (zip_of(("OFD.xml", b"x"), ("ofd.XML", b"y")), "path"),
    "a bomb": (zip_of(("OFD.xml", b"\0" * 20_000_000), method=zipfile.ZIP_DEFLATED), "large"),
    "too many": (zip_of(*((f"f{number}", b"") for number in range(MOST_ENTRIES + 1))), "large"),
    "encrypted": (encrypt(zip_of(("OFD.xml", b"x"))), "package"),
    "another method": (zip_of(("OFD.xml", b"x" * 100), method=zipfile.ZIP_LZMA), "package"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_by_name(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(OfdError) as caught:
        read_package(data)
    assert caught.value.code == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_twice_is_refused() -> None:
    with pytest.raises(OfdError) as caught:
        read_package(zip_of(("OFD.xml", b"x"), ("OFD.xml", b"y")))
    assert caught.value.code == "path"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "doctype"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "doctype"),
        (b"<a>", "xml"),
        (b"", "xml"),
        (b"\xff\xfe<\0a\0/\0>\0", "xml"),
        (b"<a>" * 100 + b"</a>" * 100, "large"),
        (b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1) + b"</a>", "large"),
        (b"<a>&b;</a>", "xml"),
    ],
)
def test_hostile_xml_is_refused_by_name(text: bytes, code: str) -> None:
    with pytest.raises(OfdError) as caught:
        parse_xml(text, "x")
    assert caught.value.code == code


@pytest.mark.parametrize("place", ["../../x", "/../x", "a/../../../x", "", "a b", "/"])
def test_a_location_never_leads_out(place: str) -> None:
    with pytest.raises(OfdError):
        resolve("Doc_0/Document.xml", place)


def test_a_sealed_file_verifies_and_says_by_whom(sealed: Sealed) -> None:
    found = verify_ofd(sealed.data, sealed.roots)
    assert found.good and found.says["印章"] == "示例局专用章" and found.says["签章证书"] == "示例局（示例市）"
    assert "没有查" in found.says["吊销情况"]
    found = verify_ofd(sealed.data, sealed.roots, [sealed.authority.revoke()])
    assert found.says["吊销情况"] == "没有吊销"


def test_a_later_seal_breaks_no_earlier_one(sealed: Sealed) -> None:
    second = sealed.authority.issue(9, "示例公司")
    seal = make_seal(sealed.maker, make_face(second, id="37-SEAL-2", name="示例公司章"))
    twice = seal_files(sealed.files, seal, second, replace(PLACE, page=1))
    assert [one.id for one in read_list(twice)] == ["s001", "s002"]
    assert all(twice[name] == data for name, data in sealed.files.items() if not name.endswith("Signatures.xml"))
    assert verify_ofd(write_package(twice), sealed.roots).says["印章 2"] == "示例公司章"
    # The first taken away is missed by the second, which covers it.
    listed = twice["Doc_0/Signs/Signatures.xml"].replace(b'<ofd:Signature ID="s001" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>', b"")
    kept = {name: data for name, data in twice.items() if "/Sign_0/" not in name} | {"Doc_0/Signs/Signatures.xml": listed}
    assert refused(write_package(kept), sealed.roots) == ("ofd.missing", "Doc_0/Signs/Sign_0/Seal.esl")
    # The last taken away leaves what there was before.
    assert verify_ofd(write_package(sealed.files), sealed.roots).good


def refused(data: bytes, roots: tuple[bytes, ...], lists: tuple[bytes, ...] = (), **named: object) -> tuple[str, str]:
    with pytest.raises(Refusal) as caught:
        verify_ofd(data, roots, lists, **named)  # type: ignore[arg-type]
    assert say_refusal(caught.value) and say_refusal(caught.value, "en")
    return caught.value.code, caught.value.where


def test_what_was_altered_is_named(sealed: Sealed) -> None:
    files = sealed.files
    altered = {**files, PAGE: files[PAGE].replace("王小明".encode(), "王大明".encode())}
    assert refused(write_package(altered), sealed.roots) == ("ofd.differs", PAGE)
    added = {**files, "Doc_0/Attachs/more.txt": b"x"}
    assert refused(write_package(added), sealed.roots) == ("ofd.uncovered", "Doc_0/Attachs/more.txt")
    payload = "Doc_0/Attachs/file_1.json"
    assert refused(write_package({name: data for name, data in files.items() if name != payload}), sealed.roots) == ("ofd.missing", payload)
    signature = "Doc_0/Signs/Sign_0/Signature.xml"
    changed = {**files, signature: files[signature].replace(b'Boundary="90 150', b'Boundary="90 151')}
    assert refused(write_package(changed), sealed.roots) == ("stamp.digest", f"/{signature}")
    assert refused(write_package(make_files()), sealed.roots) == ("ofd.unsigned", "")
    listed = {**files, "Doc_0/Signs/Signatures.xml": files["Doc_0/Signs/Signatures.xml"].replace(b"><ofd:Max", b"> <ofd:Max")}
    assert refused(write_package(listed), sealed.roots) == ("ofd.spelling", "Doc_0/Signs/Signatures.xml")
    listed = {**files, "Doc_0/Signs/Signatures.xml": files["Doc_0/Signs/Signatures.xml"].replace(b"s001", b"s002")}
    assert refused(write_package(listed), sealed.roots) == ("ofd.spelling", "Doc_0/Signs/Signatures.xml")
    assert refused(zip_of(*files.items(), method=zipfile.ZIP_DEFLATED), sealed.roots) == ("ofd.spelling", "")


def test_a_file_of_another_maker_may_be_spelled_otherwise(sealed: Sealed) -> None:
    drawn = write_document(draw_document(make_drawing(), "1" * 32, {}, measure_letters, creator=("another", "2")))
    files = seal_files(drawn, sealed.seal, sealed.signer)
    assert verify_ofd(zip_of(*files.items(), method=zipfile.ZIP_DEFLATED), sealed.roots).good


def test_each_wrong_seal_has_its_own_name(sealed: Sealed) -> None:
    authority, maker, signer, files = sealed.authority, sealed.maker, sealed.signer, make_files()

    def code(seal: bytes, by: object = signer, **named: object) -> str:
        return refused(write_package(seal_files(files, seal, by, **named)), sealed.roots)[0]  # type: ignore[arg-type]

    other = authority.issue(20, "不在名单")
    assert code(sealed.seal, other) == "stamp.not_listed"
    assert code(make_seal(maker, make_face(signer, ends=STAMPED.replace(month=1, day=9)))) == "stamp.seal_expired"
    assert code(make_seal(replace(maker, private=signer.private, public=signer.public), make_face(signer))) == "stamp.maker"
    stranger = make_authority("别的根").issue(4, "别的制章单位")
    assert code(make_seal(stranger, make_face(signer))) == "chain.unknown"
    namesake = make_authority().issue(4, "冒名")
    assert code(make_seal(maker, make_face(namesake)), namesake) == "chain.signature"
    old = authority.issue(21, "过期", ends=STAMPED.replace(month=1, day=9))
    assert code(make_seal(maker, make_face(old)), old) == "chain.expired"
    secret = authority.issue(22, "加密用", Purpose.ENCRYPT)
    assert code(make_seal(maker, make_face(secret)), secret) == "chain.usage"
    assert code(sealed.seal, replace(signer, private=maker.private, public=maker.public)) == "stamp.signature"
    assert code(sealed.seal, at=STAMPED.replace(year=2030)) == "stamp.future"
    digests = make_seal(maker, make_face(digests=(sm3(signer.certificate),)))
    assert verify_ofd(write_package(seal_files(files, digests, signer)), sealed.roots).good


def test_a_value_of_another_file_and_a_seal_beside_it_do_not_pass(sealed: Sealed) -> None:
    prepared = prepare_seal(make_files(), sealed.seal, PLACE, f"{STAMPED:%Y%m%d%H%M%SZ}", sm3, PROVIDER)
    about = make_stamp(sealed.seal, sealed.signer, prepared.digest, "/Doc_0/Signs/Sign_7/Signature.xml")
    assert refused(write_package({**prepared.files, prepared.value_name: about}), sealed.roots)[0] == "stamp.about"
    other = make_seal(sealed.maker, make_face(sealed.signer, name="别的章"))
    esl = {**sealed.files, "Doc_0/Signs/Sign_0/Seal.esl": other}
    assert refused(write_package(esl), sealed.roots) == ("stamp.seal_differs", "Doc_0/Signs/Sign_0/Seal.esl")


def test_revocation_counts_from_its_day_and_a_lost_key_for_ever(sealed: Sealed) -> None:
    before, after = Revoked(3, STAMPED.replace(day=1), "superseded"), Revoked(3, STAMPED.replace(day=9), "superseded")
    lost = replace(after, reason="key_compromise")
    revoke = sealed.authority.revoke
    assert refused(sealed.data, sealed.roots, (revoke(before),)) == ("chain.revoked", "signer")
    assert verify_ofd(sealed.data, sealed.roots, (revoke(after),)).good
    assert refused(sealed.data, sealed.roots, (revoke(lost),)) == ("chain.revoked", "signer")
    assert refused(sealed.data, sealed.roots, (revoke(replace(before, serial=2, at=BEGINS)),)) == ("chain.revoked", "maker")
    forged = make_authority().revoke(before)  # the same name, another key: it says nothing
    assert "没有查" in verify_ofd(sealed.data, sealed.roots, (forged,)).says["吊销情况"]
    assert refused(sealed.data, sealed.roots, (b"x",))[0] == "trust.malformed_list"
    assert refused(sealed.data, (b"x",))[0] == "trust.none"


@pytest.mark.parametrize("state", ["suspended", "destroyed"])
def test_the_state_of_a_seal_counts_as_of_the_time(sealed: Sealed, state: str) -> None:
    asked = []

    def find_state(seal: str, at: object) -> str:
        asked.append((seal, at))
        return state

    assert refused(sealed.data, sealed.roots, find_state=find_state)[0] == f"stamp.seal_{state}"
    assert asked == [("37-SEAL-1", STAMPED)] and ENDS > STAMPED


@pytest.mark.parametrize("text", ["a\0b", "\x1b[1m", "\ud800", "\uffff", "a\rb"])
def test_what_xml_cannot_say_is_a_mistake_of_who_writes(text: str) -> None:
    with pytest.raises(ValueError, match="XML"):
        escape(text)


@given(st.text())
def test_text_comes_back_as_it_was_written(text: str) -> None:
    try:
        data = render_xml(make("X", text, A=text))
    except ValueError:
        return
    found = parse_xml(data, "x")
    assert (found.text, found.get("A")) == (text, text)
