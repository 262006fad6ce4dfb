"""Many themes out of the shipped ones: each copied whole, with its items, facts, registers and examples, under names of its own."""

import re
from pathlib import Path

from bench.ground import ROOT
from shuangquan.core.standard.text import MapNode, as_plain, read_text
from shuangquan.core.standard.value_types import VALUE_TYPES

SHARED = frozenset({"departments", "types"})
"""What a copy takes from the folder it was copied from."""
LIBRARIES = frozenset({"items", "facts", "enums", "situations", "resources", "certificates", "parameters"})


def make_many_standards(target: Path, count: int) -> Path:
    """A folder of standards with `count` themes: the shipped ones, and copies of them in turn."""
    shipped = ROOT / "standards"
    for file in shipped.glob("*.yaml"):
        _write(target / file.name, file.read_text(encoding="utf-8"))
    folders = sorted(folder for folder in shipped.iterdir() if (folder / "theme.yaml").is_file())
    for number in range(count):
        folder, round_ = folders[number % len(folders)], number // len(folders) + 1
        texts = {file.relative_to(folder): file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.yaml"))}
        renamed = _rename(texts, round_) if round_ > 1 else texts
        for file, text in renamed.items():
            _write(target / (folder.name if round_ == 1 else f"{folder.name}-{round_}") / file, text)
    return target


def _rename(texts: dict[Path, str], round_: int) -> dict[Path, str]:
    names = sorted({name for file, text in texts.items() for name in _find_own(str(file), text)}, key=len, reverse=True)
    texts |= _borrow(set(names))
    ways = [rf"(?<=\.){re.escape(name)}" if name in VALUE_TYPES else rf"(?<![\w-]){re.escape(name)}" for name in names]
    known = rf"(?<![\w-])known_[a-z_]+?_(?:{'|'.join(map(re.escape, names))})"  # what skip_if_known derives
    own = re.compile(f"(?:{known}|{'|'.join(ways)})(?![\\w-])")
    return {file: own.sub(lambda found: f"{found[0]}_{round_}", _drop_shared(text)) for file, text in texts.items()}


def _borrow(names: set[str]) -> dict[Path, str]:
    """The shared certificates that are called as an item of the folder is: they are renamed with it, so the copy needs its own."""
    lines, keeping = [], False
    for line in (ROOT / "standards" / "certificates.yaml").read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("  ") and line[2:3].strip(" #"):
            keeping = line.strip().partition(":")[0] in names
        if keeping:
            lines.append(line)
    return {Path("borrowed.yaml"): "".join(("certificates:\n", *lines))} if lines else {}


def _find_own(file: str, text: str) -> set[str]:
    """What the file declares: a fact by its name without the role's type."""
    root = read_text(file, text, [])
    assert isinstance(root, MapNode)
    if "theme" in root.entries:
        return {str(as_plain(node)) for key, node in root.entries.items() if key == "theme"}
    if "overlay" in root.entries:
        return set()
    parts = [(key, node.entries) for key, node in root.entries.items() if key in LIBRARIES and isinstance(node, MapNode)]
    return {str(name).partition(".")[2] if key == "facts" else str(name) for key, entries in parts for name in entries}


def _drop_shared(text: str) -> str:
    kept, dropping = [], False
    for line in text.splitlines(keepends=True):
        if line[:1].strip(" \n#-"):
            dropping = line.partition(":")[0] in SHARED
        if not dropping:
            kept.append(line)
    return "".join(kept)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
