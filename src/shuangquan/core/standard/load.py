"""Texts become a Bundle; every fault of every file is collected before anything is said."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from shuangquan.core.standard.bundle import LIBRARIES, WEIGHTS, Bundle
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.likeness import find_items, find_like, resolve_entries, resolve_examples
from shuangquan.core.standard.model_overlay import Overlay
from shuangquan.core.standard.model_theme import Example, Theme
from shuangquan.core.standard.shape import Bad, read_shape, read_slot_type
from shuangquan.core.standard.skipping import KNOWN, spread_theme
from shuangquan.core.standard.text import MapNode, Node, Plain, Word, as_plain, read_text
from shuangquan.core.words.text import Text

_WITH_ID = frozenset(
    {"facts", "certificates", "layouts", "resources", "parameters", "situations", "items", "policies", "inquiries", "kiosk", "guardians"}
)


def load_bundle(texts: Mapping[str, str]) -> tuple[Bundle | None, tuple[Finding, ...]]:
    """Read the files of a standard. texts: path relative to the standards folder → YAML text.

    Returns the bundle, or None when a file could not be read as what it should be, and every fault found on the way.
    """
    faults: list[Finding] = []
    parts = _Parts(faults)
    content: dict[str, Plain] = {}
    roots: dict[str, MapNode] = {}
    for file in sorted(texts):
        root = read_text(file, texts[file], faults)
        if root is None:
            continue
        content[file] = as_plain(root)
        if isinstance(root, MapNode):
            roots[file] = root
        else:
            faults.append(find_fault(Place(file, 1), "unknown-file"))
    parts.find_alike(roots.values())
    for file, root in roots.items():
        parts.take(file, root)
    parts.spread()
    if faults:
        return None, tuple(faults)
    return parts.build(hash_plain(content)), ()


def hash_plain(content: object) -> str:
    """SM3 (hex) over the canonical JSON of plain content: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_json)
    return hashlib.new("sm3", text.encode()).hexdigest()


def _as_json(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no canonical form: {type(value).__name__}")


class _Parts:
    """What has been read so far, by kind and id."""

    def __init__(self, faults: list[Finding]) -> None:
        self.faults = faults
        self.libraries: dict[str, dict[str, Any]] = {name: {} for name in (*LIBRARIES, "enums", "departments")}
        self.themes: dict[str, Theme] = {}
        self.folders: dict[str, str] = {}
        self.overlays: list[Overlay] = []
        self.examples: list[tuple[str, Example]] = []
        self.burden: Mapping[str, int] = {}
        self.sign_in: tuple[Word, ...] = ()
        self.alike: dict[str, Node] = {}

    def find_alike(self, roots: Iterable[MapNode]) -> None:
        """Items of all files, those that are like another made whole."""
        found: dict[str, Node] = {}
        for root in roots:
            if "theme" in root.entries or "overlay" in root.entries:
                continue
            items = next((node for key, node in root.entries.items() if key == "items"), None)
            if isinstance(items, MapNode):
                found |= {name: part for name, part in items.entries.items() if name not in found}
        self.alike = resolve_entries(found, "item", self.faults)

    def take(self, file: str, root: MapNode) -> None:
        """One file, told apart by its keys."""
        folder = file.rpartition("/")[0]
        if "theme" in root.entries:
            self._theme(folder, root)
        elif "overlay" in root.entries:
            overlay = self._shape(Overlay, root, "overlay")
            if overlay is not None:
                self.overlays.append(overlay)
        else:
            for key, node in root.entries.items():
                self._section(folder, key, node)

    def _shape(self, kind: type[Any], node: Node, owner: str, **filled: str) -> Any:
        try:
            return read_shape(kind, node, owner, self.faults, **filled)
        except Bad:
            return None

    def _theme(self, folder: str, root: MapNode) -> None:
        theme = self._shape(Theme, root, "theme")
        if theme is None:
            return
        if theme.theme in self.themes:
            self.faults.append(find_fault(theme.at, "duplicate-id", kind="theme", name=theme.theme))
        self.themes[theme.theme] = theme
        self.folders[folder] = theme.theme

    def _section(self, folder: str, key: Word, node: Node) -> None:
        if key == "examples":
            for number, part in enumerate(resolve_examples(find_items(node), self.faults), start=1):
                example = self._shape(Example, part, f"examples[{number}]")
                if example is not None:
                    self.examples.append((folder, example))
        elif key == "burden":
            self.burden = self._plain(Mapping[str, int], node, key) or {}
            for weight in WEIGHTS:
                if weight not in self.burden:
                    self.faults.append(find_fault(key.at, "missing-key", owner="burden", name=weight))
        elif key == "sign_in":
            self.sign_in = self._plain(tuple[Word, ...], node, key) or ()
        elif key in self.libraries:
            self._library(key, node)
        else:
            self.faults.append(find_fault(key.at, "unknown-file"))

    def _plain(self, hint: Any, node: Node, owner: str) -> Any:
        try:
            return read_slot_type(hint, node, owner, self.faults)
        except Bad:
            return None

    def _library(self, key: Word, node: Node) -> None:
        if not isinstance(node, MapNode):
            self.faults.append(find_fault(node.at, "wrong-shape", owner=key, wanted="mapping", found="list"))
            return
        library = self.libraries[key]
        for name, part in node.entries.items():
            if name in library:
                self.faults.append(find_fault(name.at, "duplicate-id", kind=key, name=name))
            if key == "items" and find_like(part) is not None:
                part = self.alike[name]
            if key in LIBRARIES:
                found = self._shape(LIBRARIES[key], part, name, **({"id": name} if key in _WITH_ID else {}))
            else:
                found = self._plain(Text if key == "departments" else Mapping[str, Text], part, name)
            if found is not None:
                library[name] = found

    def spread(self) -> None:
        """Situations that items skipped when their result is on record make by themselves."""
        situations = self.libraries["situations"]
        for name in situations:
            if name.startswith(KNOWN):
                self.faults.append(find_fault(situations[name].at, "reserved-name", name=name))
        for theme_id, theme in self.themes.items():
            self.themes[theme_id], made = spread_theme(theme, self.libraries["facts"])
            situations.update(made)

    def build(self, digest: str) -> Bundle:
        """The bundle of everything taken."""
        libraries = {name: MappingProxyType(entries) for name, entries in self.libraries.items()}
        overlays = {str(theme): tuple(o for o in self.overlays if o.overlay == theme) for theme in {o.overlay for o in self.overlays}}
        by_theme: dict[str, list[Example]] = {}
        for folder, example in self.examples:
            by_theme.setdefault(self.folders.get(folder, ""), []).append(example)
        return Bundle(
            hash=digest,
            sign_in=self.sign_in,
            burden=MappingProxyType(dict(self.burden)),
            themes=MappingProxyType(self.themes),
            overlays=MappingProxyType(overlays),
            examples=MappingProxyType({theme: tuple(found) for theme, found in by_theme.items()}),
            **libraries,
        )
