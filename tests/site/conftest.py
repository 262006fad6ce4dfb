"""A home of its own for tests that start servers."""

from pathlib import Path

import pytest

from tests.ram import open_way


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that other accounts can reach; pytest's own are private, as a home of root's would be."""
    open_way(tmp_path)
    return tmp_path
