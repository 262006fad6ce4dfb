"""Make CHANGELOG.md from the fragments in changes/.

`python tools/write_changelog.py` shows what the next release would say; with a version and a day it writes that on top of
CHANGELOG.md and deletes the fragments. changes/README.md says how a fragment is named and written.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = {"added": "Added", "changed": "Changed", "fixed": "Fixed", "removed": "Removed", "security": "Security"}
NAME = re.compile(rf"^(?P<about>[a-z0-9-]+)\.(?P<kind>{'|'.join(KINDS)})\.md$")
HEAD = "# Changelog\n\nWhat changed for those who use or run it. Made from `changes/` by `tools/write_changelog.py`.\n"


@dataclass(frozen=True, slots=True)
class Fragment:
    """One change, as its author wrote it."""

    path: Path
    kind: str
    text: str


def find_fragments(folder: Path) -> list[Fragment]:
    """Fragments in the order of their names. ValueError when a file is named or written otherwise."""
    found = []
    for path in sorted(folder.glob("*")):
        if path.name == "README.md":
            continue
        named, text = NAME.match(path.name), path.read_text(encoding="utf-8").strip()
        if not named or not text or "\n\n" in text:
            raise ValueError(f"{path.name}: one paragraph in a file called <about>.<{'|'.join(KINDS)}>.md")
        found.append(Fragment(path, named["kind"], " ".join(text.split())))
    return found


def render_release(title: str, fragments: list[Fragment]) -> str:
    """One release: a line a change, by kind."""
    lines = [f"## {title}", ""]
    for kind, heading in KINDS.items():
        told = [f"- {one.text}" for one in fragments if one.kind == kind]
        if told:
            lines += [f"### {heading}", "", *told, ""]
    return "\n".join(lines)


def write_release(root: Path, version: str, day: str) -> None:
    """Put a release on top of CHANGELOG.md and delete its fragments. ValueError when there are none, or it is there already."""
    fragments = find_fragments(root / "changes")
    page = root / "CHANGELOG.md"
    before = page.read_text(encoding="utf-8").removeprefix(HEAD) if page.is_file() else ""
    if not fragments or f"## {version} " in before:
        raise ValueError("nothing to release" if not fragments else f"{version} is released already")
    page.write_text(f"{HEAD}\n{render_release(f'{version} ({day})', fragments)}{before}", encoding="utf-8")
    for one in fragments:
        one.path.unlink()


def main(arguments: list[str]) -> int:
    """Show or write. Exit code 2 when called otherwise."""
    if not arguments:
        sys.stdout.write(render_release("Next", find_fragments(ROOT / "changes")))
        return 0
    if len(arguments) != 2:
        sys.stderr.write("usage: python tools/write_changelog.py [VERSION DAY]\n")
        return 2
    write_release(ROOT, *arguments)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
