"""ZIP → files, within bounds: what comes from outside may be anything. Nothing but ArchiveError leaves this module."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from shuangquan.papers.archive import names

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, struct.error, OverflowError)
_BROKEN_XML = (ElementTree.ParseError, ValueError, UnicodeDecodeError)


class ArchiveError(ValueError):
    """A package cannot be read. code: package | large | path | missing | xml; where: the file."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code, self.where = code, where


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the manifest. digest: SM3 in hex."""

    place: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest says of the package."""

    name: str
    made: str
    keep: str
    replaces: str
    rows: tuple[Listed, ...]


def read_zip(data: bytes) -> Mapping[str, bytes]:
    """The files of a package. ArchiveError "package", "large" or "path"."""
    if len(data) > names.LARGEST:
        raise ArchiveError("large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return dict(_read_all(held))
    except ArchiveError:
        raise
    except _BROKEN:
        raise ArchiveError("package") from None


def _read_all(held: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = held.infolist()
    if len(entries) > names.MOST_FILES or sum(one.file_size for one in entries) > names.LARGEST:
        raise ArchiveError("large")
    seen: set[str] = set()
    for one in entries:
        if one.is_dir():
            continue
        if not names.is_fit(one.filename) or one.filename.casefold() in seen:
            raise ArchiveError("path", repr(one.filename)[1:-1])
        seen.add(one.filename.casefold())
        if one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1:
            raise ArchiveError("package", one.filename)
        yield one.filename, held.read(one)


def read_manifest(files: Mapping[str, bytes]) -> Manifest:
    """The manifest. ArchiveError "missing" or "xml"."""
    root = read_xml(files, names.MANIFEST)
    rows = []
    for one in root.iter(f"{{{names.NAMESPACE}}}文件"):
        size = one.get("字节数", "")
        if not size.isdecimal() or len(size) > 12:
            raise ArchiveError("xml", names.MANIFEST)
        rows.append(Listed(one.get("位置", ""), int(size), one.get("摘要", "")))
    return Manifest(root.get("名称", ""), root.get("形成时间", ""), root.get("保管期限", ""), root.get("替换", ""), tuple(rows))


def read_facts(files: Mapping[str, bytes], place: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """(metadata, places of the files it describes) of a 基本信息.xml. ArchiveError "missing" or "xml"."""
    root = read_xml(files, place)
    facts = tuple((one.get("名称", ""), one.text or "") for one in root.iter(f"{{{names.NAMESPACE}}}元数据"))
    return facts, tuple(one.get("位置", "") for one in root.iter(f"{{{names.NAMESPACE}}}文件"))


def read_xml(files: Mapping[str, bytes], place: str) -> ElementTree.Element:
    """An XML file's root. Another encoding than UTF-8 and a document type are refused: no entity is ever expanded."""
    data = files.get(place)
    if data is None:
        raise ArchiveError("missing", place)
    if not data.startswith(names.XML) or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ArchiveError("xml", place)
    try:
        return ElementTree.fromstring(data)
    except _BROKEN_XML:
        raise ArchiveError("xml", place) from None
