"""Which themes a change of the texts is about, by where it is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_THEME = re.compile(r"^theme:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Touched:
    """themes: those in whose folder something changed, in order. shared: whether a file changed that all themes rest on."""

    themes: tuple[str, ...]
    shared: bool


def find_folder(path: str) -> str:
    """The folder a file lies in, "" for what all themes share."""
    return path.partition("/")[0] if "/" in path else ""


def find_written_themes(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Each folder that writes a theme → the theme's id."""
    found: dict[str, str] = {}
    for path, text in sorted(texts.items()):
        match = _THEME.search(text) if find_folder(path) else None
        if match:
            found.setdefault(find_folder(path), match[1])
    return found


def find_touched(paths: Iterable[str], texts: Mapping[str, str]) -> Touched:
    """What changed files are about. texts: every file as it is now."""
    folders = {find_folder(path) for path in paths}
    written = find_written_themes(texts)
    return Touched(tuple(sorted({written[folder] for folder in folders if folder in written})), "" in folders)


def find_changed_paths(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Files whose texts differ, in order."""
    return tuple(path for path in sorted({*before, *after}) if before.get(path) != after.get(path))
