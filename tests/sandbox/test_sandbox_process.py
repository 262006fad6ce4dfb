"""The program itself: one ready line, loopback only, faults on demand, nothing lost by a kill."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.running import Running, start_sandbox

ENV = {"SANDBOX_PORT": "0", "SANDBOX_TODAY": "2026-11-24", "SANDBOX_RESIDENTS": "2000"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    found = start_sandbox(tmp_path_factory.mktemp("sandbox"), ENV)
    yield found
    found.stop()


@pytest.fixture
def client(running: Running) -> Iterator[httpx.Client]:
    running.control("reset", {})
    with httpx.Client(base_url=running.address, trust_env=False, timeout=5) as found:
        yield found
    running.control("reset", {})


def test_it_listens_on_loopback_only(running: Running) -> None:
    port = int(running.address.rsplit(":", 1)[1])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1", "127.0.1.1"}
    for address in others:
        with pytest.raises(OSError), socket.create_connection((str(address), port), timeout=1):
            pass
    answer = httpx.get(f"{running.address}/ready", headers={"Host": "evil.example"}, trust_env=False)
    assert answer.status_code == 421


def test_what_it_keeps_is_private(running: Running) -> None:
    for name in ("secrets.json", "passwords.json", "identity-key.json", "department-seals.json"):
        assert stat.S_IMODE((running.home / name).stat().st_mode) == 0o600
    assert len(set(running.passwords.values())) == len(running.passwords) > 20


def test_down_is_unavailable_and_ok_is_back(running: Running, client: httpx.Client) -> None:
    running.control("identity", {"mode": "down", "calls": 2})
    statuses = [client.get("/identity/jwks").status_code for _ in range(4)]
    assert statuses == [503, 503, 200, 200]
    running.control("identity", {"mode": "down", "after": 1})
    assert [client.get("/identity/jwks").status_code for _ in range(3)] == [200, 503, 503]
    running.control("identity", {"mode": "ok"})
    assert client.get("/identity/jwks").status_code == 200


def test_slow_takes_its_time(running: Running, client: httpx.Client) -> None:
    running.control("identity", {"mode": "slow", "seconds": 0.4})
    started = time.monotonic()
    assert client.get("/identity/jwks").status_code == 200
    assert time.monotonic() - started >= 0.4


def test_wrong_is_no_good_answer(running: Running, client: httpx.Client) -> None:
    running.control("identity", {"mode": "wrong"})
    seen = {client.get("/identity/jwks").text for _ in range(12)}
    assert all('"keys"' not in text for text in seen)
    assert len(seen) > 1


def test_drop_cuts_the_connection_in_the_middle(running: Running, client: httpx.Client) -> None:
    running.control("identity", {"mode": "drop"})
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/identity/jwks")


def test_a_share_of_calls_is_hit(running: Running, client: httpx.Client) -> None:
    running.control("identity", {"mode": "down", "share": 0.5})
    statuses = [client.get("/identity/jwks").status_code for _ in range(60)]
    assert 10 < statuses.count(503) < 50
    assert running.control("")["faults"]["identity"]["seen"] == 60


def test_people_are_listed_by_the_command(running: Running) -> None:
    env = {**os.environ, **ENV, "SANDBOX_HOME": str(running.home)}
    command = [sys.executable, "-m", "sandbox", "people", "--json"]
    listed = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert json.loads(listed.stdout) == running.people()
    more = {**env, "SANDBOX_BIRTHS": "3"}
    plain = subprocess.run([*command, "--plain"], env=more, capture_output=True, text=True, check=True)
    assert len(json.loads(plain.stdout)) == 3


def test_a_killed_sandbox_forgets_nothing(tmp_path: Path) -> None:
    running = start_sandbox(tmp_path, ENV)
    people, row = running.people(), {"resource": "police.population", "keys": {"subject.id_number": "1"}, "record": {"subject.name": "甲"}}
    running.control("records", row)
    secrets = running.secrets
    pid = running.process.pid
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    for one in (pid, *map(int, workers)):
        os.kill(one, signal.SIGKILL)
    running.stop()
    again = start_sandbox(tmp_path, {**ENV, "SANDBOX_TODAY": ""})
    try:
        assert again.people() == people
        assert again.secrets == secrets
        assert again.control("")["records"] == {"police.population": 1}
        assert again.control("")["today"] == "2026-11-24"
    finally:
        again.stop()
