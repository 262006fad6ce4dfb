"""Which tests share a process: those that share what takes long to start. xdist's own groups do not reach pytest 9's node ids."""

from typing import Any

from xdist.scheduler.loadscope import LoadScopeScheduling

TOGETHER = (
    "tests/journeys/",
    "tests/house/",
    "tests/desk/test_browser.py",
    "tests/faults/test_audit.py",
    "tests/cli/test_lists.py",
    "tests/core/standard/test_figures.py",
)
"""Beginnings of node ids."""


class TogetherScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of one beginning in one process, the others wherever one is free; the largest group begins."""

    def _split_scope(self, nodeid: str) -> Any:
        return next((one for one in TOGETHER if nodeid.startswith(one)), nodeid)
