"""The platform's actions over a database of their own and a sandbox of their own."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from sandbox.running import Running, start_sandbox
from shuangquan.actions.accounts import Citizen, keep_sign_in
from shuangquan.connectors.guard import find_guards
from shuangquan.site.solving import allow, load_standards
from shuangquan.site.wiring import wire
from tests.conftest import Clones, Pointing

QUICK = {
    "SANDBOX_DELAYS": '{"": [0.02, 0.05], "police": [0.05, 0.1]}',
    "SANDBOX_COURIER_SECONDS": "0.3",
    "SANDBOX_RESIDENTS": "400",
}


def run_sandbox(folders: pytest.TempPathFactory) -> Iterator[Running]:
    """A sandbox with families of its own: those of one scenario are few, and a birth is registered once."""
    running = start_sandbox(folders.mktemp("chain") / "sandbox", QUICK)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from run_sandbox(tmp_path_factory)


def close_guards() -> None:
    """What this process holds open to the outside would otherwise be told of in whatever test comes next."""
    for guard in find_guards():
        guard.close()


@dataclass(frozen=True)
class Loaded:
    """A database with the standards online and every department's seal made, and where the keys lie."""

    name: str
    home: Path


@pytest.fixture(scope="session")
def loaded(stock: str, make_clone: Clones, point_at: Pointing, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Made once: every test clones it."""
    home = tmp_path_factory.mktemp("platform")
    with make_clone(stock) as name:
        with point_at(name), override_settings(HOME=home):
            load_standards()
        yield Loaded(name, home)


@pytest.fixture
def loaded_db(loaded: Loaded, make_clone: Clones, point_at: Pointing) -> Iterator[str]:
    """A clone of it for this test, named."""
    with make_clone(loaded.name) as name, point_at(name):
        yield name


@pytest.fixture
def platform(loaded_db: str, loaded: Loaded, sandbox: Running, settings: Any) -> Iterator[Running]:
    settings.HOME = sandbox.home.parent  # where the secrets that both sides share lie
    shutil.copytree(loaded.home, settings.HOME, dirs_exist_ok=True)
    settings.SANDBOX_URL, settings.MANNERS = sandbox.address, {"hr": "soap"}
    allow()
    wire()
    yield sandbox
    sandbox.control("reset", {})
    close_guards()


@pytest.fixture
def people(platform: Running) -> "People":
    return People(platform)


OTHERS = ("-father", "-mother", "-second", "-third", "-seller", "-owner", "-deceased")
"""How logins end of those who take part in a matter that somebody else begins."""


class People:
    """Demo residents, signed in without the provider. Each test takes families of its own, since a birth is registered once."""

    taken: set[tuple[str, str]] = set()  # noqa: RUF012 — shared on purpose: the sandbox (by its address) is, too

    def __init__(self, running: Running) -> None:
        self.running, self._people = running, running.people()

    def find(self, login: str) -> dict[str, Any]:
        """Who signs in by this name."""
        return next(person for person in self._people if person["login"] == login)

    def take(self, scenario: str) -> "Family":
        """A family of this scenario that no other test has."""
        for person in self._people:
            if (
                person["scenario"] == scenario
                and not person["login"].endswith(OTHERS)
                and (self.running.address, person["login"]) not in self.taken
            ):
                self.taken.add((self.running.address, person["login"]))
                logins = {f"{person['login']}{end}" for end in ("-father", "-mother", "-second")}
                other = next((p for p in self._people if p["login"] in logins), None)
                return Family(person, other)
        raise AssertionError(f"no family left of {scenario}")


class Family:
    """The one who signs in, and the other parent."""

    def __init__(self, person: dict[str, Any], other: dict[str, Any] | None) -> None:
        self.person, self.other_person = person, other

    @property
    def applicant(self) -> Citizen:
        return sign_in(self.person)

    @property
    def other(self) -> Citizen:
        assert self.other_person is not None
        return sign_in(self.other_person)


def sign_in(person: dict[str, Any]) -> Citizen:
    facts = {name: person[name] for name in ("name", "phone")}
    return keep_sign_in(f"test-{person['login']}", person["id_number"], 4, facts)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path
