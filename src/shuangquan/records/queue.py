"""Jobs are enqueued by name, in the transaction that needs them. The jobs themselves live in jobs/, which nothing here knows."""

import json
from collections.abc import Iterable

from django.db import connection, transaction

from shuangquan.records.changes import JobRow
from shuangquan.records.correlation import current_correlation, current_span_id

ENQUEUE = "select enqueue_jobs(%s::jsonb)"


def queue_of(name: str) -> str:
    """The queue a job waits in: the first part of its name. ValueError when the name has none."""
    queue, dot, verb = name.partition(".")
    if not (queue and dot and verb):
        raise ValueError(f"a job's name is `queue.verb`, not {name!r}")
    return queue


def enqueue(jobs: Iterable[JobRow]) -> None:
    """Enqueue within the transaction at hand: all or none, together with what else it keeps."""
    waiting = tuple(jobs)
    if waiting:
        with connection.cursor() as cursor:
            cursor.execute(ENQUEUE, [render_jobs(waiting)])


def enqueue_now(*jobs: JobRow) -> None:
    """Enqueue in a transaction of its own, when nothing else is kept."""
    with transaction.atomic():
        enqueue(jobs)


def render_jobs(jobs: Iterable[JobRow]) -> str:
    """The jobs as enqueue_jobs() takes them; each carries the correlation id on, and the span it comes from when that is traced."""
    span = current_span_id()
    origin = {"correlation": current_correlation(), **({"parent": span} if span else {})}
    return json.dumps(
        [
            {
                "queue": queue_of(job.name),
                "name": job.name,
                "priority": job.priority,
                "lock": job.lock,
                "key": job.key,
                "args": {**job.args, **origin},
                "run_at": job.run_at.isoformat() if job.run_at else None,
            }
            for job in jobs
        ]
    )
