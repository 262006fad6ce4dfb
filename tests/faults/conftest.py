"""The chain's fixtures over a sandbox of this folder's own: its families are used up here."""

from collections.abc import Iterator

import pytest

from sandbox.running import Running, start_sandbox
from tests.chain.conftest import QUICK, loaded, loaded_db, people, platform

__all__ = ["loaded", "loaded_db", "people", "platform"]


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start_sandbox(tmp_path_factory.mktemp("faults") / "sandbox", QUICK)
    yield running
    running.stop()
