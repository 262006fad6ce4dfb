"""A portal in front of real actions and a real database, with every outside party in memory."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from shuangquan.actions import running
from shuangquan.actions.acting import acting_system
from shuangquan.actions.compiling import compile_key
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.running import run_case
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import bind
from shuangquan.records.clock import ZONE, stopped_at
from tests.portal.ports import World, make_world

NOW = datetime(2026, 11, 24, 10, 21, tzinfo=ZONE)


@pytest.fixture
def world(online_db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The shipped standards online, all parties bound. Departments in memory answer when they are asked: to stay for news is idle."""
    monkeypatch.setattr(running, "STAY", 0.0)
    allow_compiling(compile_key)
    with stopped_at(NOW):
        made = make_world(tmp_path, tuple(load_online().departments))
        bind(made.ports)
        yield made
    allow_compiling(None)


class Browser:
    """Somebody with a phone: a test client that follows redirects within the site and keeps the last page."""

    def __init__(self, who: str = "") -> None:
        self.client = Client()
        self.text, self.status, self.path = "", 0, ""
        if who:
            self.sign_in(who)

    def sign_in(self, who: str, level: int = 4) -> "Browser":
        self.client.get("/sign-in/?next=/my/")
        return self.get(f"/sign-in/back?who={who}&level={level}")

    def get(self, path: str) -> "Browser":
        return self._keep(self.client.get(path, follow=True), path)

    def post(self, path: str, **data: object) -> "Browser":
        return self._keep(self.client.post(path, {name.replace("__", ":"): value for name, value in data.items()}, follow=True), path)

    def send(self, path: str, data: dict[str, object]) -> "Browser":
        return self._keep(self.client.post(path, data, follow=True), path)

    def _keep(self, response: object, path: str) -> "Browser":
        chain = getattr(response, "redirect_chain", [])
        self.path = chain[-1][0] if chain else path
        self.status = response.status_code  # type: ignore[attr-defined]
        self.text = response.content.decode(errors="replace")  # type: ignore[attr-defined]
        return self


def settle(case: str) -> None:
    """Let the workers do what is due, until nothing moves."""
    with acting_system():
        for _ in range(12):
            run_case(case)
