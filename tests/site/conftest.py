"""A home of its own for tests that start servers."""

import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that other accounts can reach; pytest's own are private, as a home of root's would be."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(0o755)
    return tmp_path
