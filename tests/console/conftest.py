"""The life of a standard over a small bundle that checks in a moment, and people who write, sign and publish."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

import pytest

from shuangquan.actions.compiling import compile_key
from shuangquan.actions.plans import allow_compiling
from shuangquan.actions.standards import put_online
from shuangquan.actions.trying import work_trial
from shuangquan.connectors.bound import bind
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.words.actor import Actor
from shuangquan.records.clock import ZONE, stopped_at
from shuangquan.records.models import Trial
from shuangquan.records.plans import append_bundle
from shuangquan.records.standards import load_texts
from shuangquan.records.trials import apply_answer
from tests.desk.conftest import Officer, append_officer
from tests.portal.ports import make_world

NOW = datetime(2026, 11, 24, 10, 21, tzinfo=ZONE)
ROOT = Path(__file__).parents[2]
THEME = "newborn"
FILE = f"{THEME}/theme.yaml"
EDITOR = Actor("editor", "staff-1", "370000", "console", 4, "standards")
OWNER = Actor("owner", "staff-2", "370000", "console", 4, "standards")
OTHER = Actor("owner", "staff-3", "370000", "console", 4, "standards")


def read_shipped() -> dict[str, str]:
    """The shipped standards with one theme alone."""
    texts = load_texts(ROOT / "standards")
    others = {path.partition("/")[0] for path in texts if path.endswith(("/theme.yaml", "/menu.yaml"))} - {THEME}  # kiosks offer them all
    return {path: text for path, text in texts.items() if path.partition("/")[0] not in others}


def work_all() -> int:
    """What a worker would do now: every open question."""
    found = list(Trial.objects.filter(done_at=None).values_list("id", flat=True))
    for name in found:
        work_trial(name)
    return len(found)


def skip_load() -> None:
    """Let what is asked about load count as answered: it takes seconds, and most tests are about something else."""
    answers: dict[str, dict[str, list[str]]] = {"simulate": {"themes": [], "desks": []}, "hindsight": {"items": []}}
    for kind, answer in answers.items():
        for name in Trial.objects.filter(done_at=None, question__kind=kind).values_list("id", flat=True):
            apply_answer(name, answer)


@pytest.fixture
def online(committed_db: str, tmp_path: Path) -> Iterator[str]:
    """The hash of one theme of the shipped standards, which serves as loaded; the seal is bound, the clock stopped."""
    texts = read_shipped()
    bundle, _ = load_bundle(texts)
    assert bundle is not None
    bind(make_world(tmp_path, tuple(bundle.departments)).ports)
    allow_compiling(compile_key)
    with stopped_at(NOW):
        append_bundle(bundle.hash, texts)
        put_online(bundle)
        yield bundle.hash
    allow_compiling(None)


class Author(Officer):
    """Somebody at the console: a test client that follows redirects and keeps the last page."""

    def sign_in(self, username: str, password: str, code: str, back: str = "") -> Self:
        self.post("/console/login", username=username, password=password, code=code, next=back)
        return self

    def part(self, path: str, data: dict[str, object] | None = None) -> Self:
        """What the page asks by itself."""
        headers = {"HX-Request": "true"}
        answer = self.client.get(path, headers=headers) if data is None else self.client.post(path, data, headers=headers)
        self._keep(answer, path)
        return self


def append_author(username: str, *roles: str) -> None:
    append_officer(username, "standards", "370000", roles=roles)
