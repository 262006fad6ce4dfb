"""The embedded server on a home of its own: starts, answers, survives a kill, stops, moves out of a home it cannot reach."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from shuangquan.site import installation, pgfiles, postgres, roles
from shuangquan.site.installation import Secrets

_ROOT = os.geteuid() == 0


@pytest.fixture
def home(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHUANGQUAN_HOME", str(open_folder / "home"))
    return open_folder / "home"


@pytest.fixture
def secrets(home: Path) -> Iterator[Secrets]:
    yield installation.load_secrets(create=True)
    postgres.stop_server()


def _answer(address: postgres.Address, secrets: Secrets, statement: str) -> object:
    with psycopg.connect(address.conninfo(postgres.ADMIN, secrets.passwords["admin"], postgres.DATABASE)) as admin:
        row = admin.execute(statement.encode()).fetchone()
    return row[0] if row else None


def test_it_starts_once_and_stops(secrets: Secrets) -> None:
    assert postgres.find_server() is None
    address = postgres.start_server(secrets)
    assert postgres.start_server(secrets) == address == postgres.find_server()
    assert _answer(address, secrets, "show fsync") == "on"
    assert _answer(address, secrets, "select datlocprovider::text || datlocale from pg_database where datname = 'shuangquan'") == "bC.UTF-8"
    assert int(str(_answer(address, secrets, "show server_version_num"))) >= 150000
    postgres.stop_server()
    assert postgres.find_server() is None
    postgres.stop_server()


def test_it_takes_a_password_on_both_ways_in(secrets: Secrets) -> None:
    address = postgres.start_server(secrets)
    for host in (address.host, "127.0.0.1"):
        wrong = postgres.Address(host, address.port).conninfo(postgres.ADMIN, "wrong", postgres.DATABASE)
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            psycopg.connect(wrong)
        assert _answer(postgres.Address(host, address.port), secrets, "select 1") == 1


def test_what_was_committed_outlives_a_kill(secrets: Secrets) -> None:
    address = postgres.start_server(secrets)
    with psycopg.connect(address.conninfo(postgres.ADMIN, secrets.passwords["admin"], postgres.DATABASE)) as admin:
        admin.execute("create table kept (n int)")
        admin.execute("insert into kept values (42)")
    pid = postgres.find_postmaster(pgfiles.find_place(pgfiles.find_account()))
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    again = postgres.start_server(secrets)
    assert again.port == address.port
    assert _answer(again, secrets, "select n from kept") == 42


def test_another_process_finds_it(secrets: Secrets) -> None:
    address = postgres.start_server(secrets)
    code = "from shuangquan.site import postgres; print(postgres.find_server().port)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert int(told.stdout) == address.port


@pytest.mark.skipif(not _ROOT, reason="only root has another account run the server")
def test_from_a_home_or_an_environment_the_account_cannot_read(secrets: Secrets, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.chmod(0o700)
    account = pgfiles.find_account()
    place = pgfiles.find_place(account)
    assert not place.is_relative_to(home)
    monkeypatch.setattr(pgfiles, "_readable", lambda *_: False)
    address = postgres.start_server(secrets)
    assert _answer(address, secrets, "select 1") == 1
    assert (place.parent / "programs").is_dir()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    postgres.stop_server()
    subprocess.run(["rm", "-rf", str(place.parent)], check=True)


def _as_somebody_else(uid: int, act: Callable[[], str]) -> str:
    """What `act` answers in a process of another user. Forked, because the interpreter itself may lie in root's home."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            told = act()
        except Exception as error:  # noqa: BLE001 — nothing may leave this process but the pipe
            told = f"{type(error).__name__}: {error}"
        os.write(writes, told.encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


@pytest.mark.skipif(not _ROOT, reason="needs root to become somebody else")
def test_an_ordinary_user_runs_it_without_any_other_account(home: Path) -> None:
    account = pgfiles.find_account()
    home.mkdir()
    os.chown(home, account.uid, account.gid)

    def act() -> str:
        secrets = installation.load_secrets(create=True)
        address = postgres.start_server(secrets)
        answer = _answer(address, secrets, "select 1")
        place = pgfiles.find_place(pgfiles.find_account())
        owner = (place / "data").stat().st_uid
        postgres.stop_server()
        return f"{answer} {pgfiles.find_account().switch} {owner == account.uid} {place}"

    assert _as_somebody_else(account.uid, act) == f"1 False True {home / 'postgres'}"


@pytest.mark.skipif(not _ROOT, reason="needs root to become somebody else")
def test_a_user_without_a_name_is_told_what_to_do(home: Path) -> None:
    home.mkdir()
    os.chown(home, 54321, 54321)
    told = _as_somebody_else(54321, lambda: str(postgres.start_server(installation.load_secrets(create=True))))
    assert told.startswith("DatabaseUnavailable: user id 54321 has no entry")
    assert "DATABASE_URL" in told


def test_secrets_are_private_drawn_once_and_get_new_master_keys(home: Path) -> None:
    first = installation.load_secrets(create=True)
    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600
    assert installation.load_secrets(create=True) == installation.load_secrets(create=False) == first
    assert installation.add_master_key() == 2
    second = installation.load_secrets(create=False)
    assert (second.master_version, set(second.master_keys)) == (2, {1, 2})
    assert second.master_keys[1] == first.master_keys[1]


def test_a_database_of_ones_own_replaces_it(secrets: Secrets, monkeypatch: pytest.MonkeyPatch) -> None:
    address = postgres.start_server(secrets)
    with psycopg.connect(address.conninfo(postgres.ADMIN, secrets.passwords["admin"], "postgres"), autocommit=True) as admin:
        admin.execute("create role mender login createrole createdb password 'p'")
        admin.execute("create database own owner mender")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://mender:p@127.0.0.1:{address.port}/own?application_name=x")
    done = subprocess.run(
        [sys.executable, "-m", "shuangquan.site", "migrate"], capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    target = roles.find_target(secrets)
    assert target is not None
    assert target.database == "own"
    with psycopg.connect(roles.role_conninfo(target, secrets, "app")) as app:
        assert app.execute('select count(*) from "case"').fetchone() == (0,)


@pytest.mark.parametrize(("memory", "megabytes"), [(2**30, 256), (8 * 2**30, 1024), (64 * 2**30, 2048)])
def test_it_keeps_an_eighth_of_the_machine_within_bounds(memory: int, megabytes: int) -> None:
    assert postgres.find_buffers(memory) == megabytes
