"""Archive packages: written, tested, and found out when anything in them is otherwise."""

import io
import random  # noqa: TID251  (seeded: every run can be repeated)
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from shuangquan.connectors.seal.sm2 import make_key, sign_message, verify_message
from shuangquan.core.notices.archive import APPLY, PERMANENT, REQUIRED, RESULT, Archived, Package, Unit, find_longest, say_retention
from shuangquan.papers.archive import names
from shuangquan.papers.archive.checking import Report, check_package
from shuangquan.papers.archive.reading import ArchiveError, read_zip
from shuangquan.papers.archive.writing import Signed, assemble, prepare, write_zip
from shuangquan.papers.read_inside import read

PRIVATE, PUBLIC = make_key()
CERTIFICATE = b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"
SEEDS = 400


def make_pdf(script: str = "") -> bytes:
    out, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    if script:
        writer.add_open_action(JavaScript(script))
    writer.write(out)
    return out.getvalue()


def make_package(*files: Archived, **changed: str) -> Package:
    facts = dict.fromkeys(REQUIRED, "x") | {"电子文件号": "Q000-SQ1-01", "保管期限": "30 年"} | changed
    unit = Unit("01-户口登记", (("事项", "户口登记"), ("责任者", "公安"), ("办理结果", "办成"), ("保管期限", "30 年")), 30, files)
    paper = Archived(APPLY, "01-证明.pdf", "证明", "application/pdf", make_pdf(), "03")
    return Package("Q000-SQ1-01", tuple(facts.items()), (paper,), (unit,), f"{datetime(2026, 11, 29, 8, tzinfo=UTC):%Y-%m-%dT%H:%M:%S%z}")


def verify(manifest: bytes, signature: bytes, certificate: bytes, stamp: bytes) -> str:
    good = verify_message(PUBLIC, manifest, signature) and certificate == CERTIFICATE and not stamp
    return "" if good else "签名不对"


def judge(content: bytes) -> str:
    return read(content, "application/pdf").why


def write(package: Package) -> bytes:
    prepared = prepare(package)
    return assemble(prepared, Signed(sign_message(PRIVATE, PUBLIC, prepared.manifest), CERTIFICATE))


def failed(report: Report) -> set[str]:
    return {one.code for one in report.tests if not one.good}


RESULT_PDF = Archived(RESULT, "户口页.pdf", "居民户口簿页", "application/pdf", make_pdf())


def test_a_package_passes_all_tests_and_is_the_same_each_time() -> None:
    data = write(make_package(RESULT_PDF))
    report = check_package(data, verify, judge)
    assert report.good and (report.name, report.keep) == ("Q000-SQ1-01", "30 年")
    assert {one.of for one in report.tests} == {"真实性", "完整性", "可用性", "安全性"}
    assert prepare(make_package(RESULT_PDF)).files == prepare(make_package(RESULT_PDF)).files
    inside = read_zip(data)
    assert f"{names.UNITS}/01-户口登记/{RESULT}/户口页.pdf" in inside and "shuangquan archive check" in inside[names.README].decode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda files: files | {names.README: files[names.README] + b"."}, "1-2"),
        (lambda files: {name: data for name, data in files.items() if not name.endswith("户口页.pdf")}, "2-1"),
        (lambda files: files | {"3-办理结果/多.txt": b"x"}, "2-1"),
        (lambda files: files | {names.SIGNATURE: b"0" * 128 + b"\n"}, "1-1"),
        (lambda files: files | {names.MANIFEST: files[names.MANIFEST].replace(b"Q000", b"Q001")}, "1-1"),
        (lambda files: {name: data for name, data in files.items() if name != names.CERTIFICATE}, "1-1"),
        (lambda files: files | {names.STAMP: b"0"}, "1-1"),
        (lambda files: {name: data for name, data in files.items() if name != names.MANIFEST}, "3-1"),
    ],
)
def test_what_was_changed_fails_the_test_that_names_it(change: Callable[[dict[str, bytes]], dict[str, bytes]], code: str) -> None:
    files = dict(read_zip(write(make_package(RESULT_PDF))))
    assert code in failed(check_package(write_zip(change(files)), verify, judge))


@pytest.mark.parametrize(
    ("package", "code"),
    [
        (make_package(RESULT_PDF, 申请人=" "), "2-2"),
        (make_package(RESULT_PDF, 电子文件号="Q000-SQ9-01"), "1-3"),
        (make_package(Archived(RESULT, "一.exe", "程序", "application/x", b"MZ")), "3-2"),
        (make_package(Archived(RESULT, "一.pdf", "空的", "application/pdf", b"%PDF-1.7\n")), "3-2"),
        (make_package(Archived(RESULT, "一.pdf", "带脚本", "application/pdf", make_pdf("app.alert(1)"))), "4-1"),
    ],
)
def test_a_package_that_should_not_have_been_made_is_named(package: Package, code: str) -> None:
    assert failed(check_package(write(package), verify, judge)) == {code}


def test_what_follows_the_zip_is_found() -> None:
    data = write(make_package(RESULT_PDF))
    assert "2-1" in failed(check_package(data + b"\0", verify, judge))


def test_names_stay_inside() -> None:
    for bad in ("../x.pdf", "a//b", "x\0y", " x"):
        assert not names.is_fit(bad), bad
    assert names.make_fit('a/b:c*?"<>|') == "a_b_c______" and names.make_fit("...") == "_"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr("../x", b"")
    with pytest.raises(ArchiveError, match="path"):
        read_zip(out.getvalue())
    with pytest.raises(ValueError, match="is no name"):
        prepare(make_package(RESULT_PDF, RESULT_PDF))


def test_an_entity_is_never_expanded() -> None:
    files = dict(read_zip(write(make_package(RESULT_PDF))))
    files[names.ROOT_FACTS] = names.XML + b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert {"2-2", "3-2"} <= failed(check_package(write_zip(files), verify, judge))


def test_whatever_is_altered_never_passes_and_never_crashes() -> None:
    whole = write(make_package(RESULT_PDF))
    draw = random.Random(2026)
    for _ in range(SEEDS):
        data = bytearray(whole)
        act = draw.randrange(4)
        if act == 0:
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        elif act == 1:
            data = data[: draw.randrange(len(data))]
        elif act == 2:
            at = draw.randrange(len(data))
            data[at:at] = draw.randbytes(draw.randrange(1, 20))
        else:
            at = draw.randrange(len(data))
            del data[at : at + draw.randrange(1, 200)]
        assert bytes(data) != whole and not check_package(bytes(data), verify, judge).good


def test_the_longest_retention_holds() -> None:
    assert [find_longest(years) for years in ((), (10,), (10, 30), (30, PERMANENT))] == [10, 10, 30, PERMANENT]
    assert [say_retention(years) for years in (10, PERMANENT)] == ["10 年", "永久"]
