"""Real worker processes: jobs run, are tried again, and outlive a killed worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from shuangquan.jobs.app import job, register_jobs
from shuangquan.records.cases import append_change
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, use_claims
from shuangquan.records.correlation import correlated
from shuangquan.records.models import PlanKey
from shuangquan.records.queue import enqueue, enqueue_now
from tests.conftest import Plain
from tests.records.made import case_row, opened

Start = Callable[..., "subprocess.Popen[bytes]"]
_SCRIPT = Path(__file__).with_name("worker_process.py")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def start(committed_db: str, runs: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []

    def launch(*, wait: bool) -> "subprocess.Popen[bytes]":
        env = {**os.environ, "SHUANGQUAN_DATABASE": committed_db, "TEST_RUNS": str(runs), "TEST_WAIT": "1" if wait else "0"}
        started.append(subprocess.Popen([sys.executable, str(_SCRIPT)], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
        return started[-1]

    yield launch
    for process in started:
        process.kill()
        process.communicate()


def _lines(runs: Path) -> list[str]:
    return runs.read_text().splitlines() if runs.exists() else []


def _until(good: Callable[[], bool], worker: "subprocess.Popen[bytes]", seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not good():
        assert worker.poll() is None, worker.stdout.read().decode() if worker.stdout else ""
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_jobs_enqueued_in_a_transaction_run_once_it_is_kept(start: Start, runs: Path) -> None:
    with use_claims(SYSTEM_CLAIMS), correlated("request-1"):
        append_change(opened(case_row()))
        with pytest.raises(KeyError), transaction.atomic():
            enqueue([JobRow("test.once", {"word": "never"})])
            raise KeyError
        enqueue_now(JobRow("test.once", {"word": "kept"}))
    assert start(wait=False).wait(20) == 0
    assert _lines(runs) == ["kept 1 request-1"]


def test_the_job_of_a_killed_worker_is_run_once_more_by_another(start: Start, runs: Path, owner_db: Plain) -> None:
    enqueue_now(JobRow("test.interrupted", {"word": "started"}, lock="case-1"))
    victim = start(wait=True)
    _until(lambda: _lines(runs) == ["started"], victim)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    other = start(wait=True)
    _until(lambda: "finished" in _lines(runs), other)
    time.sleep(2.5)  # two more looks of the periodic job: it must not be run a third time
    assert _lines(runs) == ["started", "started", "finished"]
    other.terminate()
    assert other.wait(20) == 0
    assert owner_db.execute("select count(*) from procrastinate_jobs where task_name = 'test.interrupted'").fetchone() == (0,)


def test_a_fault_is_tried_again_and_a_refusal_is_not(start: Start, runs: Path, owner_db: Plain) -> None:
    enqueue_now(JobRow("test.failing", {"word": "failing"}), JobRow("test.refused", {"word": "refused"}))
    worker = start(wait=True)
    _until(lambda: sorted(_lines(runs)) == ["failing", "failing", "failing", "refused"], worker)
    worker.terminate()
    assert worker.wait(20) == 0
    assert owner_db.execute("select task_name, status::text from procrastinate_jobs where task_name like 'test.%'").fetchall() == [
        ("test.refused", "failed")
    ]


def test_the_job_of_a_killed_worker_gives_way_to_one_of_its_key_that_waits_and_holds_up_no_other(
    start: Start, runs: Path, owner_db: Plain
) -> None:
    enqueue_now(JobRow("test.interrupted", {"word": "keyed"}, key="case-1"), JobRow("test.interrupted", {"word": "plain"}))
    victim = start(wait=True)
    _until(lambda: sorted(_lines(runs)) == ["keyed", "plain"], victim)
    enqueue_now(JobRow("test.once", {"word": "later"}, now() + timedelta(hours=1), key="case-1"))
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    other = start(wait=True)
    _until(lambda: "finished" in _lines(runs), other)
    query = "select task_name, status::text from procrastinate_jobs where queueing_lock = 'case-1'"
    _until(lambda: owner_db.execute(query.encode()).fetchall() == [("test.once", "todo")], other)
    assert sorted(_lines(runs)) == ["finished", "keyed", "plain", "plain"]
    other.terminate()
    assert other.wait(20) == 0


def test_a_worker_that_cannot_write_the_end_of_a_job_ends_so_that_another_runs_it(start: Start, runs: Path, owner_db: Plain) -> None:
    enqueue_now(JobRow("test.interrupted", {"word": "short"}))
    worker = start(wait=True)
    _until(lambda: _lines(runs) == ["short"], worker)
    owner_db.execute("delete from procrastinate_jobs where task_name = 'test.interrupted'")  # its end cannot be written any more
    (runs.parent / "go on").touch()
    assert worker.wait(20) != 0


def test_a_job_is_not_failed_by_a_connection_that_the_database_has_cut(committed_db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shuangquan.jobs.app.JOBS", {})
    seen: list[int] = []

    @job("test.reading")
    def read() -> None:
        seen.append(PlanKey.objects.count())  # outside any transaction, as much of a job is

    connection.ensure_connection()
    connection.connection.close()
    register_jobs(app)
    app.tasks["test.reading"]()
    assert seen == [0]
