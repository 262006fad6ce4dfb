"""Defining jobs, and when they are tried again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from procrastinate.jobs import Job as QueuedJob

from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.jobs.app import Patience, cron_of, job, load_jobs
from shuangquan.records.changes import LostRace
from shuangquan.records.names import queue_of


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shuangquan.jobs.app.JOBS", {})


def test_a_name_is_defined_once_and_has_a_queue(registry: None) -> None:
    job("case.advance")(lambda: None)
    with pytest.raises(ValueError, match="twice"):
        job("case.advance")(lambda: None)
    for name in ("advance", ".advance", "case."):
        with pytest.raises(ValueError, match="queue"):
            job(name)(lambda: None)
    assert queue_of("case.advance") == "case"


@pytest.mark.parametrize(
    ("seconds", "line"),
    [(1, "* * * * * */1"), (30, "* * * * * */30"), (60, "*/1 * * * *"), (600, "*/10 * * * *"), (3600, "0 * * * *"), (86400, "20 19 * * *")],
)
def test_periods(seconds: int, line: str) -> None:
    assert cron_of(seconds) == line


@pytest.mark.parametrize("seconds", [7, 90, 420, 7200])
def test_periods_that_do_not_divide_are_refused(seconds: int) -> None:
    with pytest.raises(ValueError, match="divides neither"):
        cron_of(seconds)


@pytest.mark.parametrize(
    ("error", "attempts", "wait"),
    [(Fault("p", "down"), 4, 16), (Fault("p", "down"), 4000, 60), (Fault("p", "refused", permanent=True), 0, 60), (Refusal("c"), 3, 60)],
)
def test_a_job_without_limit_is_tried_for_ever(error: Exception, attempts: int, wait: int) -> None:
    decision = Patience(retries=None, longest=60).get_retry_decision(exception=error, job=queued(attempts))
    assert decision is not None
    assert decision.retry_at is not None
    assert wait - 1 < (decision.retry_at - datetime.now(UTC)).total_seconds() <= wait  # noqa: TID251 — the queue's clock


def test_what_a_case_waits_for_is_tried_for_ever() -> None:
    assert {name for name, one in load_jobs().items() if one.retries is None} >= {"case.run", "party.silent", "calendar.settle"}


def queued(attempts: int) -> QueuedJob:
    fields: dict[str, Any] = {"id": 1, "queue": "case", "lock": None, "queueing_lock": None, "task_name": "case.advance"}
    return QueuedJob(**fields, attempts=attempts)


@pytest.mark.parametrize(
    ("error", "attempts", "wait"),
    [
        (Fault("p", "down"), 0, 1),
        (Fault("p", "down"), 3, 8),
        (Fault("p", "down"), 7, 60),
        (Fault("p", "down"), 8, None),
        (Fault("p", "unpaid", permanent=True), 0, None),
        (Refusal("case.closed"), 0, None),
        (LostRace("c"), 2, 0),
        (ZeroDivisionError(), 1, 2),
    ],
)
def test_when_a_failed_job_is_tried_again(error: Exception, attempts: int, wait: int | None) -> None:
    decision = Patience(retries=8, longest=60).get_retry_decision(exception=error, job=queued(attempts))
    if wait is None:
        assert decision is None
    else:
        assert decision is not None
        assert decision.retry_at is not None
        assert wait - 1 < (decision.retry_at - datetime.now(UTC)).total_seconds() <= wait  # noqa: TID251 — the queue's clock
