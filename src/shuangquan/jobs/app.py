"""Jobs by name: `@job("case.advance")` defines one; actions enqueue it by that name through records/queue.py.

A job's queue is the first part of its name. Its arguments are ids and codes. It runs as the system, under the correlation id of whoever
enqueued it, and may run twice (a worker can die after the work and before the note of it): it must be written so that this does no harm.
Only worker processes import the modules that define jobs; web processes know names alone.
"""

import importlib
import logging
import pkgutil
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from inspect import iscoroutinefunction
from types import TracebackType
from typing import cast

from opentelemetry.trace import SpanKind
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager
from prometheus_client import Counter, Histogram

from shuangquan import jobs
from shuangquan.core.words.errors import Fault, Refusal, Refusals
from shuangquan.records.changes import LostRace
from shuangquan.records.connections import refresh_connections
from shuangquan.records.context import SYSTEM_CLAIMS, use_claims
from shuangquan.records.correlation import correlated, spanning
from shuangquan.records.ids import new_correlation
from shuangquan.records.names import queue_of

_log = logging.getLogger(__name__)
_RUNS = Counter("shuangquan_job_runs", "Jobs run, by how they ended: ok, or the code or type of what was raised.", ("job", "outcome"))
_SECONDS = Histogram("shuangquan_job_seconds", "How long a job ran.", ("job",))
Args = str | int | None
Run = Callable[..., None] | Callable[..., Awaitable[None]]
RECLAIM = "upkeep.reclaim"
"""The one job that is defined here; it is not in JOBS."""
STALLED_AFTER = 15.0
"""Seconds without a heartbeat (every 5 s) after which a worker counts as dead and its jobs are run again."""
DAY = 86_400
LONGEST = 300
"""Seconds between two tries of a job at most."""
DEATHS = 5
"""A job that was tried so often when its worker died may be what kills it: from then on it waits longer each time."""


@dataclass(frozen=True, slots=True)
class Job:
    """A defined job. retries: after the first try, waiting 1, 2, 4 … seconds, at most `longest`; None: for ever, whatever it fails of.

    every: seconds between runs, or 0.
    """

    name: str
    run: Run
    retries: int | None
    longest: int
    every: int


JOBS: dict[str, Job] = {}
"""All jobs of the modules imported so far, by name."""


def job(name: str, *, retries: int | None = 8, longest: int = LONGEST, every: int = 0) -> Callable[[Run], Run]:
    """Define a job: a function that works, or a coroutine that mostly waits and takes threads for its work itself.

    ValueError when the name is taken or has no queue, or `every` does not divide a minute or an hour.
    """

    def define(run: Run) -> Run:
        if name in JOBS:
            raise ValueError(f"job {name} is defined twice")
        queue_of(name)
        if every:
            cron_of(every)
        JOBS[name] = Job(name, run, retries, longest, every)
        return run

    return define


def load_jobs() -> Mapping[str, Job]:
    """Import every module of this package, so that JOBS is whole."""
    for module in pkgutil.iter_modules(jobs.__path__):
        importlib.import_module(f"{jobs.__name__}.{module.name}")
    return JOBS


def register_jobs(app: App, stalled_after: float = STALLED_AFTER) -> None:
    """Tell a procrastinate app of every job in JOBS, and of the one that takes dead workers' jobs up again."""
    for defined in JOBS.values():
        task = app.task(name=defined.name, queue=queue_of(defined.name), retry=Patience(defined.retries, defined.longest))(_wrap(defined))
        if defined.every:
            app.periodic(cron=cron_of(defined.every))(task)

    async def reclaim(context: JobContext, timestamp: int) -> None:
        await reclaim_jobs(context.app.job_manager, stalled_after)

    upkeep = app.task(name=RECLAIM, queue=queue_of(RECLAIM), queueing_lock=RECLAIM, pass_context=True)(reclaim)
    app.periodic(cron=cron_of(5 if stalled_after >= 5 else 1))(upkeep)


class Patience(BaseRetryStrategy):
    """When a failed job is tried again. A refusal or a permanent fault never; a lost race at once; anything else after a growing wait.

    Without a limit of retries everything is tried again, also what no retry seems to help: nobody else would wake what the job was for.
    """

    def __init__(self, retries: int | None, longest: int) -> None:
        self.retries = retries
        self.longest = longest

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        """None when it is given up."""
        hopeless = isinstance(exception, Refusal | Refusals) or (isinstance(exception, Fault) and exception.permanent)
        if self.retries is not None and (hopeless or job.attempts >= self.retries):
            return None
        wait = 0 if isinstance(exception, LostRace) else self.longest if hopeless else min(2 ** min(job.attempts, 16), self.longest)
        return RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=wait))  # noqa: TID251 — the queue's clock is the database's


async def reclaim_jobs(manager: JobManager, stalled_after: float) -> None:
    """Put jobs of workers without a heartbeat for so many seconds back into their queues: procrastinate leaves that to its user."""
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after):
        wait = min(2**stalled.attempts, LONGEST) if stalled.attempts >= DEATHS else 0
        event = "postponed" if wait else "reclaimed"
        _log.warning("job of a dead worker", extra={"event": event, "job": stalled.id, "attempt": stalled.attempts})
        await manager.retry_job(stalled, retry_at=datetime.now(UTC) + timedelta(seconds=wait))  # noqa: TID251 — the queue's clock
    await manager.prune_stalled_workers(stalled_after)


def cron_of(seconds: int) -> str:
    """A cron line (seconds last) for every `seconds`: up to 60 that divide a minute, whole minutes that divide an hour, or a day."""
    if seconds == DAY:
        return "20 19 * * *"  # by the queue's clock, UTC: in the night, when nobody waits
    if seconds < 60 and 60 % seconds == 0:
        return f"* * * * * */{seconds}"
    minutes, rest = divmod(seconds, 60)
    if rest or not 1 <= minutes <= 60 or 60 % minutes:
        raise ValueError(f"{seconds} s divides neither a minute nor an hour")
    return f"*/{minutes} * * * *" if minutes < 60 else "0 * * * *"


def _wrap(defined: Job) -> Callable[..., None] | Callable[..., Awaitable[None]]:
    @contextmanager
    def around(correlation: str, parent: str) -> Iterator[None]:
        span = spanning(f"job {defined.name}", SpanKind.CONSUMER, parent=parent, job=defined.name)
        with correlated(correlation or new_correlation()), span, _Counted(defined.name), use_claims(SYSTEM_CLAIMS):
            yield

    def run(correlation: str = "", parent: str = "", timestamp: int = 0, **args: Args) -> None:
        refresh_connections()
        with around(correlation, parent):
            defined.run(**args)

    async def run_waiting(correlation: str = "", parent: str = "", timestamp: int = 0, **args: Args) -> None:
        with around(correlation, parent):
            await cast(Awaitable[None], defined.run(**args))

    return run_waiting if iscoroutinefunction(defined.run) else run


class _Counted:
    """Tells how a job ended and how long it took."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        spent = time.perf_counter() - self._began
        outcome = error.code if isinstance(error, Refusal | Fault) else kind.__name__ if kind else "ok"
        _RUNS.labels(self._name, outcome).inc()
        _SECONDS.labels(self._name).observe(spent)
        _log.info("job", extra={"job": self._name, "code": outcome, "ms": round(spent * 1000, 1)})
