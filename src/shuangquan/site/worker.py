"""A worker process: takes jobs by polling and runs them in threads."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from procrastinate import App, PsycopgConnector
from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from shuangquan.jobs.app import RECLAIM, STALLED_AFTER, register_jobs
from shuangquan.records.names import queue_of
from shuangquan.site.books import Books


def worker_connector() -> PsycopgConnector:
    """A pool of connections as the queue's role, with which a worker keeps its books."""
    return PsycopgConnector(kwargs=connector_params("queue"))


def run_worker(
    queues: Sequence[str] = (),
    *,
    concurrency: int = 192,
    threads: int = 24,
    poll: float = 0.05,
    wait: bool = True,
    name: str = "worker",
    stalled_after: float = STALLED_AFTER,
) -> None:
    """Work the jobs defined so far, from these queues (all when none is named) until SIGTERM or SIGINT.

    Running jobs then get 20 s to end. Without `wait`, until the queues are empty.

    concurrency: jobs in hand at once, most of which wait for a department. threads: how many of them work at once, each with a database
    connection. poll: seconds between looks into empty queues; a look takes 0.3 ms. stalled_after: seconds after which a silent worker
    counts as dead.
    """
    register_jobs(app, stalled_after)
    worker_app = app.with_connector(worker_connector())
    options = WorkerOptions(
        name=name,
        concurrency=concurrency,
        wait=wait,
        listen_notify=False,
        fetch_job_polling_interval=poll,
        abort_job_polling_interval=60.0,
        shutdown_graceful_timeout=20.0,
        update_heartbeat_interval=stalled_after / 3,
        stalled_worker_timeout=stalled_after,
        delete_jobs="successful",
        task_middleware=[],  # procrastinate's looks after connections by a hop to another thread; jobs/app.py does it where the work is
    )

    if queues:
        # The queue of the upkeep is worked by everybody, or a lone specialist's jobs would stay with it when it dies.
        options["queues"] = [*queues, queue_of(RECLAIM)]

    asyncio.run(_work(worker_app, options, threads))


async def _work(worker_app: App, options: WorkerOptions, threads: int) -> None:
    # A job is a blocking call in the loop's own threads, which Python limits to the processors + 4 unless told.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, thread_name_prefix="job"))
    async with worker_app.open_async():
        books = Books(worker_app.connector)
        worker_app.job_manager = books
        work = asyncio.create_task(worker_app.run_worker_async(**options))
        broken = asyncio.create_task(books.broken.wait())
        await asyncio.wait((work, broken), return_when=asyncio.FIRST_COMPLETED)
        if broken.done() and not work.done():
            work.cancel()  # it ends what it has in hand, and then this process
        broken.cancel()
        await work
