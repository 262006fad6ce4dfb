"""`up` as people use it: everything is started, a killed child comes back, everything stops."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from shuangquan.site.children import Child, GivesUp, is_ours, kill_group
from shuangquan.site.postgres import find_free_port
from shuangquan.site.runner import Holder, Taken, find_holder, hold_installation
from shuangquan.site.up import Layout, start_child

_UP = [sys.executable, "-m", "shuangquan.site"]


@pytest.fixture
def env(open_folder: Path) -> dict[str, str]:
    # Spelt as no state file spells it: who runs must not be told by the words of an environment.
    return {**os.environ, "SHUANGQUAN_HOME": f"{open_folder}/home/../home", "SHUANGQUAN_MODE": "demo"}


@pytest.fixture
def running(env: dict[str, str], tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen([*_UP, "up", "--workers", "1", "--processes", "1"], env=env, stdout=out, stderr=out)
    yield process
    if process.poll() is None:
        process.kill()
    subprocess.run([*_UP, "down"], env=env, check=True, timeout=60)


def _state(env: dict[str, str]) -> dict[str, object]:
    told = subprocess.run([*_UP, "status"], env=env, capture_output=True, text=True, check=True)
    state: dict[str, object] = json.loads(told.stdout)
    return state


def _wait_for(good: "object", process: "subprocess.Popen[bytes]", out: Path, seconds: float = 90.0) -> None:
    assert callable(good)
    end = time.monotonic() + seconds
    while not good():
        assert process.poll() is None, out.read_text()
        assert time.monotonic() < end, out.read_text()
        time.sleep(0.1)


@pytest.mark.heavy
def test_everything_starts_is_watched_and_stops(running: "subprocess.Popen[bytes]", env: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    _wait_for(lambda: "Ctrl-C" in out.read_text(), running, out)
    state = _state(env)
    assert httpx.get(f"{state['address']}/healthz", trust_env=False).json() == {"state": "ok"}
    children = state["children"]
    assert isinstance(children, dict)
    assert set(children) == {"sandbox", "worker-1", "web"}
    again = subprocess.run([*_UP, "up"], env=env, capture_output=True, text=True, check=True)
    assert str(state["address"]) in again.stdout
    command = [str(Path(sys.executable).with_name("shuangquan")), "doctor"]
    assert subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0
    assert "数据库中断" not in out.read_text(), "a command beside it leaves its database alone"
    os.kill(children["worker-1"], signal.SIGKILL)
    _wait_for(lambda: "worker-1 中断" in out.read_text(), running, out)
    assert subprocess.run([*_UP, "down"], env=env, check=False, timeout=60).returncode == 0
    assert running.wait(10) == 0
    assert _state(env) == {}
    assert not any(is_ours(pid, tmp_path / "home") for pid in children.values())


def test_a_child_that_keeps_dying_is_started_again_with_a_pause_and_never_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shuangquan.site.children.PAUSE", 0.2)
    child = Child("broken", ("-c", "raise SystemExit(3)"), dict(os.environ), tmp_path / "broken.log")
    child.start()
    pauses = 0
    for _ in range(9):
        assert child.process is not None
        child.process.wait()
        while not child.revive():
            pauses += 1
            time.sleep(0.05)
    assert child.process is not None
    child.process.wait()
    assert len(child.deaths) == 9
    assert pauses >= 6, "it waited from the sixth death on"


def test_a_child_that_dies_at_every_start_is_given_up_soon_with_its_last_words(tmp_path: Path) -> None:
    child = Child("web", ("-c", "raise SystemExit('这里没有地方 no room')"), os.environ, tmp_path / "logs" / "web.log")
    with pytest.raises(GivesUp, match=r"dies at every start(.|\n)*no room"):
        start_child(child, Layout(find_free_port(), 0, 0, 1))


def test_what_a_killed_child_had_started_ends_before_it_is_started_again(tmp_path: Path) -> None:
    script = "import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True)"
    child = Child("parent", ("-c", f"{script}; time.sleep(60)"), dict(os.environ), tmp_path / "parent.log")
    child.start()
    assert child.process is not None
    try:
        end = time.monotonic() + 20
        while not child.log.read_text().endswith("\n"):
            assert time.monotonic() < end
            time.sleep(0.02)
        orphan = int(child.log.read_text())
        os.kill(child.process.pid, signal.SIGKILL)
        child.process.wait()
        assert child.revive()
        while _lives(orphan):
            assert time.monotonic() < end, "the orphan still lives"
            time.sleep(0.02)
    finally:
        kill_group(child.process.pid)
        child.process.wait()


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_process_at_a_time_runs_an_installation(tmp_path: Path) -> None:
    assert find_holder(tmp_path) is None
    with hold_installation(tmp_path, "command", 42, patience=0):
        assert find_holder(tmp_path) == Holder("command", 42)
        with pytest.raises(Taken, match="42"), hold_installation(tmp_path, "up", 43, patience=0.2):
            pass
    assert find_holder(tmp_path) is None
    with hold_installation(tmp_path, "up", 43, patience=0):
        assert find_holder(tmp_path) == Holder("up", 43)
