"""四性检测: whether a package is authentic (真实), complete (完整), usable (可用) and safe (安全), test by test, offline.

After DA/T 70 as known in the trade (grade K): the four properties are the standard's; the tests and their numbers are ours (grade U).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from shuangquan.core.notices.archive import FOLDERS, REQUIRED, REQUIRED_UNIT, find_wanting
from shuangquan.core.words.canonical import sm3_hex
from shuangquan.papers.archive import names
from shuangquan.papers.archive.reading import ArchiveError, Manifest, read_facts, read_manifest, read_xml, read_zip
from shuangquan.papers.archive.writing import write_zip
from shuangquan.papers.reader import ACTS, BROKEN

AUTHENTIC, COMPLETE, USABLE, SAFE = "真实性", "完整性", "可用性", "安全性"
_HEX = re.compile(r"[0-9a-f]{128}", re.ASCII)
_STARTS = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".tif": b"II*\0", ".ofd": b"PK\x03\x04"}
_TEXT = (".xml", ".txt", ".json")


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one property. faults: what is wrong, each with its file; none for passed."""

    code: str
    of: str
    name: str
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether it passed."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Report:
    """All tests of a package. name, made, keep: as the manifest says, "" when it cannot be read."""

    name: str
    made: str
    keep: str
    tests: tuple[Test, ...]

    @property
    def good(self) -> bool:
        """Whether every test passed."""
        return all(test.good for test in self.tests)


Files = Mapping[str, bytes]
VerifyManifest = Callable[[bytes, bytes, bytes, bytes], str]
"""(manifest, signature r‖s, certificate PEM, timestamp or b"") → what is wrong with it, "" for nothing."""
JudgePdf = Callable[[bytes], str]
"""See `PaperReader.judge_pdf`: what strangers handed in is opened in a process of its own."""


def check_package(data: bytes, verify: VerifyManifest, judge: JudgePdf) -> Report:
    """Every test of one package. Never raises for what the bytes hold: a package that cannot be opened fails its first test."""
    try:
        files = read_zip(data)
        manifest = read_manifest(files)
    except ArchiveError as error:
        return Report("", "", "", (Test("3-1", USABLE, "归档信息包能打开", (_say_broken(error),)),))
    judged = {place: judge(files[place]) for place in sorted(files) if place.lower().endswith(".pdf")}
    tests = (
        Test("1-1", AUTHENTIC, "清单的签名和签名证书", tuple(_check_signature(files, verify))),
        Test("1-2", AUTHENTIC, "每个文件和清单的摘要一致", tuple(_check_digests(files, manifest))),
        Test("1-3", AUTHENTIC, "元数据和包对得上", tuple(_check_names(files, manifest))),
        Test("2-1", COMPLETE, "文件不多不少，字节数一致", (*_check_whole(data, files), *_check_rows(files, manifest))),
        Test("2-2", COMPLETE, "该有的元数据都有", tuple(_check_facts(files))),
        Test("2-3", COMPLETE, "元数据里说到的文件都在，每个文件都说到了", tuple(_check_described(files))),
        Test("3-1", USABLE, "归档信息包能打开", ()),
        Test("3-2", USABLE, "每个文件的格式是约定的，能打开", tuple(_check_formats(files, judged))),
        Test("4-1", SAFE, "没有会自己运行的内容", tuple(_check_active(judged))),
    )
    return Report(manifest.name, manifest.made, manifest.keep, tests)


def _say_broken(error: ArchiveError) -> str:
    said = {"package": "不是归档信息包，或者残缺", "large": "太大", "path": "有不该有的文件名", "missing": "缺文件", "xml": "XML 读不懂"}
    return f"{said[error.code]} {error.where}".strip()


def _check_signature(files: Files, verify: VerifyManifest) -> Iterator[str]:
    for place in (names.SIGNATURE, names.CERTIFICATE):
        if place not in files:
            yield f"缺 {place}"
            return
    text = files[names.SIGNATURE].decode("ascii", "replace")
    if not text.endswith("\n") or not _HEX.fullmatch(text[:-1]):
        yield f"{names.SIGNATURE} 不是 128 位十六进制"
        return
    wrong = verify(files[names.MANIFEST], bytes.fromhex(text[:-1]), files[names.CERTIFICATE], files.get(names.STAMP, b""))
    if wrong:
        yield wrong


def _check_digests(files: Files, manifest: Manifest) -> Iterator[str]:
    for row in manifest.rows:
        if row.place in files and sm3_hex(files[row.place]) != row.digest:
            yield f"改过：{row.place}"


def _check_names(files: Files, manifest: Manifest) -> Iterator[str]:
    try:
        facts = dict(read_facts(files, names.ROOT_FACTS)[0])
    except ArchiveError as error:
        yield _say_broken(error)
        return
    if facts.get("电子文件号") != manifest.name:
        yield f"电子文件号 {facts.get('电子文件号', '')} 和包名 {manifest.name} 不一致"
    if facts.get("保管期限") != manifest.keep:
        yield "保管期限和清单不一致"


def _check_whole(data: bytes, files: Files) -> Iterator[str]:
    if write_zip(files) != data:
        yield "文件之外还有别的内容，或者重新打过包"


def _check_rows(files: Files, manifest: Manifest) -> Iterator[str]:
    listed = [row.place for row in manifest.rows]
    yield from (f"清单里重复：{place}" for place in sorted({one for one in listed if listed.count(one) > 1}))
    yield from (f"少了：{place}" for place in sorted(set(listed) - set(files)))
    yield from (f"多了：{place}" for place in sorted(set(files) - set(listed) - names.UNCOVERED))
    for row in manifest.rows:
        if row.place in files and len(files[row.place]) != row.size:
            yield f"字节数不对：{row.place}"


def _find_units(files: Iterable[str]) -> list[str]:
    return sorted({"/".join(place.split("/")[:2]) for place in files if place.startswith(f"{names.UNITS}/")})


def _check_facts(files: Files) -> Iterator[str]:
    for base, required in (("", REQUIRED), *((f"{unit}/", REQUIRED_UNIT) for unit in _find_units(files))):
        place = f"{base}{names.ROOT_FACTS}"
        try:
            facts, _ = read_facts(files, place)
        except ArchiveError as error:
            yield _say_broken(error)
            continue
        yield from (f"{place} 缺 {name}" for name in find_wanting(facts, required))


def _check_described(files: Files) -> Iterator[str]:
    for base in ("", *(f"{unit}/" for unit in _find_units(files))):
        try:
            _, described = read_facts(files, f"{base}{names.ROOT_FACTS}")
        except ArchiveError:
            continue  # said by 2-2
        own = {f"{base}{place}" for place in described}
        held = {place for place in files if any(place.startswith(f"{base}{folder}/") for folder in FOLDERS)}
        yield from (f"说到了但没有：{place}" for place in sorted(own - set(files)))
        yield from (f"没有说到：{place}" for place in sorted(held - own))


def _check_formats(files: Files, judged: Mapping[str, str]) -> Iterator[str]:
    for place in sorted(set(files) - names.UNCOVERED):
        kind = place[place.rfind(".") :].lower()
        if kind in _TEXT:
            wrong = not _is_text(files, place, kind)
        elif kind in _STARTS:
            wrong = not files[place].startswith(_STARTS[kind]) or judged.get(place) == BROKEN
        else:
            wrong = True
        if wrong:
            yield f"打不开，或者不是约定的格式：{place}"


def _is_text(files: Files, place: str, kind: str) -> bool:
    try:
        if kind == ".xml":
            read_xml(files, place)
        files[place].decode()
    except (ArchiveError, UnicodeDecodeError, ElementTree.ParseError):
        return False
    return True


def _check_active(judged: Mapping[str, str]) -> Iterator[str]:
    yield from (f"PDF 里有脚本或会启动程序的内容：{place}" for place, why in judged.items() if why == ACTS)
