"""Fragments in changes/ become CHANGELOG.md."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.tree import ROOT


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_changelog", ROOT / "tools" / "write_changelog.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made  # its dataclass looks itself up there
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "README.md").write_text("how", encoding="utf-8")
    return tmp_path


def test_the_fragments_here_are_well_named(tool: ModuleType) -> None:
    tool.find_fragments(ROOT / "changes")


def test_a_release_goes_on_top_and_takes_its_fragments(tool: ModuleType, checkout: Path) -> None:
    changes = checkout / "changes"
    (changes / "twins.fixed.md").write_text("Twins are\noffered together.\n", encoding="utf-8")
    tool.write_release(checkout, "0.1.0", "2026-12-01")
    (changes / "desk.added.md").write_text("A desk.", encoding="utf-8")
    tool.write_release(checkout, "0.2.0", "2027-01-04")
    text = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.count("# Changelog\n") == 1
    assert (
        text.index("## 0.2.0 (2027-01-04)") < text.index("- A desk.") < text.index("## 0.1.0") < text.index("- Twins are offered together.")
    )
    assert [path.name for path in changes.iterdir()] == ["README.md"]


def test_what_is_wrong_is_refused(tool: ModuleType, checkout: Path) -> None:
    with pytest.raises(ValueError, match="nothing"):
        tool.write_release(checkout, "0.1.0", "2026-12-01")
    (checkout / "changes" / "Twins.md").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Twins\.md"):
        tool.find_fragments(checkout / "changes")
