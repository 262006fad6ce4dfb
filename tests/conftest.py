"""One embedded PostgreSQL for all test processes, a template database migrated once, a clone for each process and committing test.

Fixtures: `db` (pytest-django's: everything is rolled back), `committed_db` (a clone of its own: for commits, threads and other processes),
`stocked_db` (the same, with every plan of the shipped standards kept and none online yet: whoever loads them compiles nothing),
`online_db` (the same, with the shipped standards online since `ONLINE_SINCE`),
`transactional_db` (the same; live_server asks for it), `owner_db`, `app_db` (plain psycopg connections in those roles).
"""

import fcntl
import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

import hypothesis
import psycopg
import pytest
from pytest_django import DjangoDbBlocker

from tests.ram import make_place

_ROOT = Path(__file__).resolve().parents[1]
_PLACE = make_place(_ROOT)
os.environ["SHUANGQUAN_HOME"] = str(_PLACE / "home")
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_PLACE))
os.environ["SHUANGQUAN_MODE"] = "test"
os.environ["SHUANGQUAN_RECHECKED"] = "0"  # no lots: a test comes out the same twice
os.environ["DJANGO_SETTINGS_MODULE"] = "shuangquan.site.settings"
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread that later tests run in

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402

from shuangquan.connectors.seal import store  # noqa: E402
from shuangquan.site import installation, postgres, roles  # noqa: E402

SECRETS = installation.load_secrets(create=True)
assert settings.MODE == "test"
hypothesis.settings.register_profile("same", derandomize=True, database=None)  # what is tried is the same each time; `make test-all` draws
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
django.setup()  # conftests of folders import models before pytest-django would have done so
Plain = psycopg.Connection[Any]
Pointing = Callable[[str], AbstractContextManager[None]]
ONLINE_SINCE = datetime(2026, 11, 24, 2, 21, tzinfo=UTC)
_DATABASE_FIXTURES = {
    "make_clone",
    "db",
    "committed_db",
    "stocked_db",
    "online_db",
    "loaded_db",
    "transactional_db",
    "owner_db",
    "app_db",
    "live_server",
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Asked of the process that hands out the tests."""
    from tests.scheduling import TogetherScheduling  # noqa: PLC0415 — only where xdist runs

    return TogetherScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the database."""
    for item in items:
        if _DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def quick_keys() -> Iterator[None]:
    """Key files and passwords of tests need no work against guessing: a tenth of a second for each would be minutes."""
    with patch.object(store, "_COST", 2**4), patch.object(PBKDF2PasswordHasher, "iterations", 10):
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Address]:
    """The server, for as long as any test process uses it; the last one stops it."""
    home = installation.find_home()
    home.mkdir(parents=True, exist_ok=True)
    with (home / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        address = postgres.start_server(SECRETS, durable=False)
        yield address
        _stop_when_last(users, address)


@pytest.fixture(scope="session")
def template(server: postgres.Address, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a migrated database, made once per state of the migrations."""
    name = f"template_{_schema_hash()}"
    with installation.locked(installation.find_home() / "template.lock"), _admin(server) as admin:
        if not admin.execute("select 1 from pg_database where datname = %s and datistemplate", [name]).fetchone():
            admin.execute(f'drop database if exists "{name}"'.encode())
            admin.execute(f'create database "{name}"'.encode())
            _migrate(server, name, django_db_blocker)
            admin.execute(f'alter database "{name}" is_template true'.encode())
    return name


@pytest.fixture(scope="session")
def stock(server: postgres.Address, template: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a migrated database that holds every plan of the shipped standards, made once per state of code and standards."""
    return _make_template(server, "stock", template, lambda name: _fill(server, name, django_db_blocker))


@pytest.fixture(scope="session")
def online(server: postgres.Address, stock: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a stocked database whose standards are online, made once per state of code and standards."""
    return _make_template(server, "online", stock, lambda name: _put_online(server, name, django_db_blocker))


def _make_template(server: postgres.Address, kind: str, origin: str, fill: Callable[[str], None]) -> str:
    name = f"{kind}_{_stock_hash()}"
    with installation.locked(installation.find_home() / "template.lock"), _admin(server) as admin:
        if not admin.execute("select 1 from pg_database where datname = %s and datistemplate", [name]).fetchone():
            for (old,) in admin.execute("select datname from pg_database where datname like %s", [f"{kind}\\_%"]).fetchall():
                admin.execute(f'alter database "{old}" is_template false'.encode())
                admin.execute(f'drop database if exists "{old}" with (force)'.encode())
            admin.execute(f'create database "{name}" template "{origin}" owner shuangquan_owner'.encode())
            fill(name)
            admin.execute(f'alter database "{name}" is_template true'.encode())
    return name


@pytest.fixture(scope="session")
def django_db_setup(server: postgres.Address, template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's databases: this process's own clone."""
    with _clone(server, template) as name, django_db_blocker.unblock():
        _point_at(server, name)
        yield
        _point_at(server, "postgres")


@pytest.fixture(scope="session")
def point_at(server: postgres.Address, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Pointing:
    """`with point_at(name)`: this process works in that database meanwhile."""

    @contextmanager
    def point(name: str) -> Iterator[None]:
        before = _name()
        with django_db_blocker.unblock():
            _point_at(server, name)
            yield
            _point_at(server, before)

    return point


@pytest.fixture
def committed_db(make_clone: "Clones", point_at: Pointing) -> Iterator[str]:
    """A clone of its own, named; what the test commits stays until its end."""
    with make_clone() as name, point_at(name):
        yield name


@pytest.fixture
def stocked_db(make_clone: "Clones", point_at: Pointing, stock: str) -> Iterator[str]:
    """A clone of the stocked database of its own, named."""
    with make_clone(stock) as name, point_at(name):
        yield name


@pytest.fixture
def online_db(make_clone: "Clones", point_at: Pointing, online: str) -> Iterator[str]:
    """A clone of its own, named, with the shipped standards online."""
    with make_clone(online) as name, point_at(name):
        yield name


@pytest.fixture
def transactional_db(committed_db: str) -> str:
    """pytest-django would empty the tables afterwards, which the app's role may not do: a clone is thrown away instead."""
    return committed_db


@pytest.fixture(scope="session")
def make_clone(server: postgres.Address, template: str) -> "Clones":
    """`with make_clone() as name`: a clone, of the template or of what is named; `make_clone.connect(name, role)`: a plain connection."""
    return Clones(server, template)


@pytest.fixture
def own_db(request: pytest.FixtureRequest) -> str:
    """The name of the test's own clone, stocked or not."""
    name: str = request.getfixturevalue(
        next((one for one in ("online_db", "stocked_db", "loaded_db") if one in request.fixturenames), "committed_db")
    )
    return name


@pytest.fixture
def owner_db(server: postgres.Address, own_db: str) -> Iterator[Plain]:
    """A plain connection as the owner of the test's own clone, in autocommit."""
    with _connect(server, own_db, "owner") as connection:
        yield connection


@pytest.fixture
def app_db(server: postgres.Address, own_db: str) -> Iterator[Plain]:
    """A plain connection as the app's role on the test's own clone, in autocommit."""
    with _connect(server, own_db, "app") as connection:
        yield connection


class Clones:
    """Makes clones of the template and connects to them."""

    def __init__(self, server: postgres.Address, template: str) -> None:
        self._server, self._template = server, template

    def __call__(self, origin: str = "") -> AbstractContextManager[str]:
        return _clone(self._server, origin or self._template)

    def connect(self, name: str, role: str) -> Plain:
        """In autocommit; role: owner, app, queue or admin."""
        return _connect(self._server, name, role)


def _connect(server: postgres.Address, name: str, role: str) -> Plain:
    target = roles.target_of(server, SECRETS, name)
    return psycopg.connect(target.admin if role == "admin" else roles.role_conninfo(target, SECRETS, role), autocommit=True)


def _admin(server: postgres.Address) -> Plain:
    return _connect(server, "postgres", "admin")


_counter = itertools.count(1)


@contextmanager
def _clone(server: postgres.Address, template: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(_counter)}"
    with _admin(server) as admin:
        admin.execute(f'drop database if exists "{name}" with (force)'.encode())
        admin.execute(f'create database "{name}" template "{template}" owner shuangquan_owner strategy file_copy'.encode())
    try:
        yield name
    finally:
        with _admin(server) as admin:
            admin.execute(f'drop database if exists "{name}" with (force)'.encode())


def _migrate(server: postgres.Address, name: str, blocker: DjangoDbBlocker) -> None:
    from shuangquan.site.migrate import migrate_database  # noqa: PLC0415 — needs Django set up

    with blocker.unblock():
        _point_at(server, name)
        migrate_database(roles.target_of(server, SECRETS, name), SECRETS)
        _point_at(server, "postgres")


def _fill(server: postgres.Address, name: str, blocker: DjangoDbBlocker) -> None:
    from shuangquan.actions.compiling import compile_beforehand, compile_key, read_shipped  # noqa: PLC0415 — needs Django set up
    from shuangquan.actions.plans import allow_compiling  # noqa: PLC0415

    with blocker.unblock():
        _point_at(server, name)
        allow_compiling(compile_key)
        compile_beforehand(read_shipped())
        allow_compiling(None)
        _point_at(server, "postgres")


def _put_online(server: postgres.Address, name: str, blocker: DjangoDbBlocker) -> None:
    from shuangquan.actions.compiling import compile_key, load_shipped  # noqa: PLC0415 — needs Django set up
    from shuangquan.actions.plans import allow_compiling  # noqa: PLC0415
    from shuangquan.records.clock import stopped_at  # noqa: PLC0415

    with blocker.unblock(), stopped_at(ONLINE_SINCE):
        _point_at(server, name)
        allow_compiling(compile_key)
        load_shipped()
        allow_compiling(None)
        _point_at(server, "postgres")


def _point_at(server: postgres.Address, name: str) -> None:
    from django.db import connections  # noqa: PLC0415 — needs Django set up

    for alias in connections:
        connections[alias].close()
        # The same dictionary serves the connections of all threads.
        connections[alias].settings_dict.update(NAME=name, HOST=server.host, PORT=str(server.port))


def _name() -> str:
    from django.db import connection  # noqa: PLC0415 — needs Django set up

    return str(connection.settings_dict["NAME"])


def _schema_hash() -> str:
    source = _ROOT / "src" / "shuangquan" / "records"
    files = sorted([*source.glob("migrations/*.py"), *source.glob("migrations/sql/*.sql"), source / "grants.py"])
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def _stock_hash() -> str:
    """Over whatever may change a plan: the schema, the standards, the compiler."""
    core = _ROOT / "src" / "shuangquan" / "core"
    actions = [_ROOT / "src/shuangquan/actions" / f"{name}.py" for name in ("compiling", "approvals", "standards")]
    files = sorted([*(_ROOT / "standards").rglob("*.*"), *core.rglob("*.py"), *actions])
    digest = hashlib.sha256(_schema_hash().encode())
    for path in files:
        digest.update(str(path.relative_to(_ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _stop_when_last(users: IO[str], server: postgres.Address) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    with _admin(server) as admin:
        for (name,) in admin.execute("select datname from pg_database where datname like 'test\\_%'").fetchall():
            admin.execute(f'drop database "{name}" with (force)'.encode())
    postgres.stop_server()
