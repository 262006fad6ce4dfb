"""A draft's files: which there are, which differ, and where an entry of a standard is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.standard.touched import find_folder, find_written_themes
from shuangquan.records.drafts import SavedText


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a draft. version: 0 while it is the base's. changed: it differs from the base."""

    path: str
    name: str
    version: int
    changed: bool
    author: str
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Folder:
    """Files that lie together; name: "" for what all themes share."""

    name: str
    files: tuple[FileRow, ...]


def find_folders(base: Mapping[str, str], saved: Mapping[str, SavedText]) -> tuple[Folder, ...]:
    """Every file of a draft by folder: what all share first, then the themes, each with its own file first."""
    rows = [_row(path, base, saved.get(path)) for path in sorted({*base, *saved})]
    folders = dict.fromkeys(sorted(find_folder(row.path) for row in rows))
    return tuple(Folder(name, tuple(_order(row for row in rows if find_folder(row.path) == name))) for name in folders)


def _order(rows: Iterable[FileRow]) -> list[FileRow]:
    return sorted(rows, key=lambda row: (row.name != "theme.yaml", row.path))


def _row(path: str, base: Mapping[str, str], saved: SavedText | None) -> FileRow:
    name = path.partition("/")[2] if "/" in path else path
    if saved is None:
        return FileRow(path, name, 0, False, "", None)
    return FileRow(path, name, saved.version, saved.text != base.get(path), saved.author, saved.saved_at)


def find_theme_of(path: str, texts: Mapping[str, str]) -> str:
    """The theme a file belongs to: the one its folder writes; for what all themes share, the first theme."""
    written = find_written_themes(texts)
    return written.get(find_folder(path), next(iter(written.values()), ""))
