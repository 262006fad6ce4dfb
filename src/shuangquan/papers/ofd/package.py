"""Files ↔ ZIP. What we write has one spelling per content: stored, sorted, without times; so any altered byte of the wrapping shows.

Stored and not deflated, since what deflate gives differs between versions of zlib. Other makers' packages may be deflated.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from shuangquan.papers.ofd.errors import OfdError

ROOT = "OFD.xml"
MOST_ENTRIES = 2_000
LARGEST = 64 * 2**20
"""Bytes of a package, and of all its files together."""
HIGHEST_RATIO = 200
"""A file may be that many times larger than it is packed, beyond a first 64 KiB."""
LONGEST_NAME = 200
_BROKEN = (
    BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    OverflowError,
    IndexError,
)
_DATE = 0x21
"""1 January 1980, the first day a ZIP can name."""

Files = Mapping[str, bytes]
"""Contents by name ("Doc_0/Document.xml")."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read. exact: whether its bytes are the ones that `write_package` makes of its files."""

    files: Files
    exact: bool


def order_names(names: Iterable[str]) -> list[str]:
    """OFD.xml first, then by name."""
    return sorted(names, key=lambda name: (name != ROOT, name))


def write_package(files: Files) -> bytes:
    """The ZIP of these files. The same files give the same bytes, everywhere. ValueError for a name that may not stand in a package."""
    parts: list[bytes] = []
    index: list[bytes] = []
    at = 0
    for name in order_names(files):
        if not is_fit(name):
            raise ValueError(f"{name!r} is no name of a package's file")
        data, raw = files[name], name.encode()
        head = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, _DATE, zlib.crc32(data), len(data), len(data), len(raw), 0)
        parts += (b"PK\x03\x04", head, raw, data)
        index.append(b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + raw)
        at += 4 + len(head) + len(raw) + len(data)
    held = b"".join(index)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(index), len(index), len(held), at, 0)
    return b"".join((*parts, held, end))


def is_fit(name: str) -> bool:
    """Whether a name stays inside: relative, plain, without a step upwards."""
    steps = name.split("/")
    plain = name.isascii() and all(letter.isalnum() or letter in "._-/" for letter in name)
    return plain and len(name) <= LONGEST_NAME and all(step and step not in (".", "..") for step in steps)


def read_package(data: bytes) -> Package:
    """Read a package within its bounds. OfdError "package", "large" or "path"."""
    if len(data) > LARGEST:
        raise OfdError("large")
    try:
        with ZipFile(BytesIO(data)) as held:
            files = _read_all(held)
    except _BROKEN as error:
        raise OfdError("package") from error
    return Package(files, write_package(files) == data)


def _read_all(held: ZipFile) -> dict[str, bytes]:
    entries = [one for one in held.infolist() if not one.is_dir()]
    if len(held.infolist()) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST:
        raise OfdError("large")
    files: dict[str, bytes] = {}
    seen: set[str] = set()
    for one in entries:
        name = one.filename.removeprefix("/")
        if not is_fit(name) or name.casefold() in seen:
            raise OfdError("path", repr(name)[1:-1])
        seen.add(name.casefold())
        files[name] = _read_one(held, one, name)
    return files


def _read_one(held: ZipFile, one: ZipInfo, name: str) -> bytes:
    if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or one.flag_bits & 1:
        raise OfdError("package", name)
    if one.file_size > 2**16 + HIGHEST_RATIO * one.compress_size:
        raise OfdError("large", name)
    with held.open(one) as file:
        content = file.read(one.file_size + 1)
    if len(content) != one.file_size:
        raise OfdError("package", name)
    return content


def resolve(base: str, place: str) -> str:
    """The name that a location means: from the root when it begins with a slash, else beside the file `base`. OfdError("path")."""
    place = place.strip()
    steps = [] if place.startswith("/") else base.split("/")[:-1]
    for step in place.strip("/").split("/"):
        if step == "..":
            if not steps:
                raise OfdError("path", place)
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    name = "/".join(steps)
    if not place.strip("/") or not is_fit(name):
        raise OfdError("path", repr(place)[1:-1])
    return name


def need_file(files: Files, name: str) -> bytes:
    """A file's content. OfdError("missing")."""
    if name not in files:
        raise OfdError("missing", name)
    return files[name]
