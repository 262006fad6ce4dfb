"""A counter in front of real actions and a real database, with every outside party in memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from shuangquan.actions import running
from shuangquan.actions.compiling import compile_key
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import bind
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.cases.tickets import make_hall_key
from shuangquan.core.words.text import Text
from shuangquan.records.clock import stopped_at
from shuangquan.records.organisations import StoredOrganisation, StoredWindow, keep_organisation, keep_window
from tests.desk.conftest import PASSWORD, append_officer, find_code
from tests.portal.conftest import NOW
from tests.portal.ports import World, make_world

REGION, HALL_NAME = "370783", "寿光市民中心（示例）"
HALL = make_hall_key(REGION, HALL_NAME)
DEVICE = f"{HALL}-A01"


def make_hall() -> None:
    """A hall with three windows that take anybody's business, and one of a department."""
    for code, name in ((OPERATOR, "政务服务管理机构"), ("police", "公安")):
        keep_organisation(StoredOrganisation(f"{code}-{REGION}", code, Text(f"寿光{name}（示例）", name), REGION, "", "", ""))
    english = ("Citizens' centre (example)", "1 Example Road", "9:00–17:00")
    for number, owner in (("A01", OPERATOR), ("A02", OPERATOR), ("A03", OPERATOR), ("B01", "police")):
        keep_window(
            StoredWindow(f"{owner}-{REGION}", owner, HALL_NAME, number, REGION, "示例路 1 号", (), "周一至周五 9:00–17:00", "", english)
        )


@pytest.fixture
def world(online_db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The shipped standards online, all parties bound, the clock stopped, one hall."""
    monkeypatch.setattr(running, "STAY", 0.0)
    allow_compiling(compile_key)
    with stopped_at(NOW):
        made = make_world(tmp_path, tuple(load_online().departments))
        bind(made.ports)
        make_hall()
        yield made
    allow_compiling(None)


class Clerk:
    """Somebody at a window: a test client that follows redirects and keeps the last page."""

    def __init__(self, username: str = "clerk", window: str = "A01") -> None:
        append_officer(username, OPERATOR, REGION, roles=("clerk",))
        self.client = Client()
        self.text, self.status, self.path = "", 0, ""
        TOTPDevice.objects.filter(user__username=username).update(last_t=-1)
        self.post("/counter/login", username=username, password=PASSWORD, code=find_code())
        if window:
            self.post("/counter/seats", window=f"{HALL}|{window}")

    def get(self, path: str) -> Self:
        return self._keep(self.client.get(path, follow=True), path)

    def post(self, path: str, **data: object) -> Self:
        return self._keep(self.client.post(path, data, follow=True), path)

    def send(self, path: str, data: dict[str, object]) -> Self:
        return self._keep(self.client.post(path, data, follow=True), path)

    @property
    def case(self) -> str:
        """The path of the case on the page at hand."""
        found = re.search(r"/counter/case/[0-9a-f-]{36}", self.path)
        assert found, self.path
        return found[0]

    def _keep(self, response: object, path: str) -> Self:
        chain = getattr(response, "redirect_chain", [])
        self.path = chain[-1][0] if chain else path
        self.status = response.status_code  # type: ignore[attr-defined]
        body = b"" if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined]
        self.text = body.decode(errors="replace")
        return self
