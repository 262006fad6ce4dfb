"""The tutorial does what it says: its edits are made, its commands run, its words found in what they print."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.ram import open_way

PAGE = ROOT / "docs" / "tutorial" / "first-theme.md"
BLOCK = re.compile(r"^```(diff|console)([^\n]*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
SAID = re.compile(r" +# .*$")
"""What a started file says behind a line, left out on the page."""


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A folder like a checkout, with a home of its own that the database's account can reach."""
    open_way(tmp_path)
    shutil.copytree(ROOT / "standards", tmp_path / "checkout" / "standards")
    yield tmp_path / "checkout"
    subprocess.run([sys.executable, "-m", "shuangquan.site", "down"], env=find_env(tmp_path), check=True, timeout=60)


def find_env(folder: Path) -> dict[str, str]:
    """What somebody has who activated the environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "SHUANGQUAN_HOME": str(folder / "home"), "SHUANGQUAN_MODE": "demo", "COLUMNS": "400"}


def edit_file(checkout: Path, where: str, text: str) -> None:
    """Make the edits of a block, each between `@@`: lines with `-`, which stand in the file exactly once, become those with `+`."""
    path = checkout / where
    for edit in text.split("@@\n"):
        old = [line[1:] for line in edit.splitlines() if line.startswith("-")]
        new = [line[1:] for line in edit.splitlines() if line.startswith("+")]
        assert len(old) + len(new) == len(edit.splitlines()), edit
        lines = path.read_text(encoding="utf-8").splitlines()
        bare = [SAID.sub("", line) for line in lines]
        found = [n for n in range(len(lines)) if bare[n : n + len(old)] == old]
        assert len(found) == 1, f"{where}: {found}\n{edit}"
        lines[found[0] : found[0] + len(old)] = new
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run_console(checkout: Path, text: str) -> None:
    """Run the commands of a block; each line after one stands in what it printed."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *wanted = part.strip().splitlines()
        told = subprocess.run(
            ["sh", "-c", command], cwd=checkout, env=find_env(checkout.parent), capture_output=True, text=True, check=False, timeout=120
        )
        printed = told.stdout + told.stderr
        code = next((int(line.removeprefix("! exit ")) for line in wanted if line.startswith("! exit ")), 0)
        assert told.returncode == code, f"{command}\n{printed}"
        assert not [line for line in wanted if not line.startswith("! exit ") and line not in printed], f"{command}\n{printed}"


@pytest.mark.database
@pytest.mark.heavy
def test_the_tutorial_does_what_it_says(checkout: Path) -> None:
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) > 10
    for language, info, text in blocks:
        if language == "diff":
            edit_file(checkout, info.strip(), text)
        else:
            run_console(checkout, text)
