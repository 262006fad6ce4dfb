"""A desk in front of real actions and a real database; every outside party is in memory."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from shuangquan.actions.compiling import compile_key
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import bind
from shuangquan.records.clock import ZONE, stopped_at
from shuangquan.records.staff import Posting, append_second_factor, append_staff
from tests.desk.filing import REGION, file_case
from tests.portal.ports import World, make_world

NOW = datetime(2026, 11, 24, 10, 21, tzinfo=ZONE)
ITEM = "household-registration"
PASSWORD = "a long pass phrase of the desk"
SECRET = bytes(range(20))


@pytest.fixture
def world(online_db: str, tmp_path: Path) -> Iterator[World]:
    """The shipped standards online, all parties bound, the clock stopped."""
    allow_compiling(compile_key)
    with stopped_at(NOW):
        made = make_world(tmp_path, tuple(load_online().departments))
        bind(made.ports)
        yield made
    allow_compiling(None)


def make_unmarried(world: World) -> str:
    """Unmarried parents, the child joins the father, no paternity report: an officer must look."""
    world.family.married = False
    answers = {"father_named": "true", "follows": "father", "two_ethnicities": "false", "parent_serving": "false", "remote": "false"}
    typed = {"father.id_number": world.family.father, "name": "安安", "post_address": "寿光市圣城街道槐安巷 6 号"}
    return file_case(world, answers, typed)


def make_collective(world: World) -> str:
    """Married parents in a collective household: a rule asks for a person."""
    world.family.collective = True
    return file_case(world, {"follows": "mother", "remote": "false"}, {"name": "安安", "post_address": "寿光市圣城街道槐安巷 6 号"})


def append_officer(
    username: str, department: str, region: str = REGION, *, factor: bool = True, roles: tuple[str, ...] = ("officer",)
) -> None:
    user = append_staff(username, PASSWORD, "韩某", Posting(department, region, roles))
    if factor:
        append_second_factor(user, SECRET)


def find_code(ahead: int = 0) -> str:
    """The code that an authenticator shows now, or `ahead` steps later: each serves once."""
    made = TOTP(SECRET)
    made.time = time.time() + 30 * ahead
    return f"{made.token():06d}"


class Officer:
    """Somebody at the desk: a test client that follows redirects and keeps the last page."""

    def __init__(self, username: str = "", *, code: str | None = None) -> None:
        self.client = Client()
        self.text, self.status, self.path = "", 0, ""
        if username:
            TOTPDevice.objects.filter(user__username=username).update(last_t=-1)  # the code of this half minute may serve again
            self.sign_in(username, PASSWORD, find_code() if code is None else code)

    def sign_in(self, username: str, password: str, code: str, back: str = "") -> Self:
        return self.post("/desk/login", username=username, password=password, code=code, next=back)

    def get(self, path: str) -> Self:
        return self._keep(self.client.get(path, follow=True), path)

    def post(self, path: str, **data: object) -> Self:
        return self._keep(self.client.post(path, data, follow=True), path)

    def _keep(self, response: object, path: str) -> Self:
        chain = getattr(response, "redirect_chain", [])
        self.path = chain[-1][0] if chain else path
        self.status = response.status_code  # type: ignore[attr-defined]
        self.text = response.content.decode(errors="replace")  # type: ignore[attr-defined]
        return self
