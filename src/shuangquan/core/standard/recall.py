"""What the checker found in a theme, kept for as long as nothing changes that it was found in."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from shuangquan.core.standard.bundle import LIBRARIES
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.touched import find_folder, find_written_themes

_NAMED = re.compile(r"^(?:theme|overlay):\s*[\"']?([a-z0-9-]+)", re.MULTILINE)
_EXAMPLES = re.compile(r"^examples:", re.MULTILINE)
_LIBRARY = re.compile(rf"^(?:{'|'.join((*LIBRARIES, 'enums', 'departments', 'burden', 'sign_in'))}):", re.MULTILINE)
MOST = 600
"""Themes of which the findings are kept; the oldest go first."""


def find_rested(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Each written theme → SM3 (hex) over all that a check of it can read: every file but those that only other themes consist of.

    A file of one theme is the theme itself, an overlay of it, or examples beside it; a file that cannot be told is everybody's.
    """
    written = find_written_themes(texts)
    owners = {path: _find_owner(path, text, written) for path, text in texts.items()}
    files = {path: _digest((text,)) for path, text in texts.items()}
    return {theme: _digest(f"{path} {files[path]}" for path in sorted(texts) if owners[path] in ("", theme)) for theme in written.values()}


def find_stirred(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """Themes of `after` that may compile or check otherwise than `before`: of all others nothing that they read was touched."""
    was, now = find_rested(before), find_rested(after)
    return frozenset(theme for theme in now if now[theme] != was.get(theme))


def _digest(lines: Iterable[str]) -> str:
    return hashlib.new("sm3", "\n".join(lines).encode()).hexdigest()


def _find_owner(path: str, text: str, written: Mapping[str, str]) -> str:
    """The theme to which alone a file matters, "" for one that may matter to any."""
    named = _NAMED.search(text)
    if named:
        return named[1]
    alone = _EXAMPLES.search(text) is not None and _LIBRARY.search(text) is None
    return written.get(find_folder(path), "") if alone else ""


@dataclass(slots=True)
class Recall:
    """Findings of themes by what they were found in. rested: as `find_rested`, of the texts that are checked now.

    held: filled by every check that is given it; one for a whole process.
    """

    rested: Mapping[str, str]
    held: dict[tuple[str, str, tuple[bool, ...]], tuple[Finding, ...]]

    def find(self, theme: str, how: tuple[bool, ...], check: Callable[[str], list[Finding]]) -> list[Finding]:
        """What was found in the theme as it stands, or what `check` finds now. how: under which conditions it is asked."""
        key = (theme, self.rested.get(theme, ""), how)
        found = self.held.get(key) if key[1] else None
        if found is None:
            found = self.held[key] = tuple(check(theme))
            while len(self.held) > MOST:
                self.held.pop(next(iter(self.held)))
        return list(found)
