"""Jobs are enqueued by name, in the transaction that needs them. The jobs themselves live in jobs/, which nothing here knows."""

import json
from collections.abc import Iterable

from django.db import connection, transaction

from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.correlation import current_correlation, current_span_id
from shuangquan.records.names import queue_of

ENQUEUE = "select enqueue_jobs(%s::jsonb)"


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
    """The jobs as enqueue_jobs() takes them; each carries the correlation id on, and the span it comes from when that is traced.

    When one is due is counted by the database's clock.
    """
    span, moment = current_span_id(), now()
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
                "wait": (job.run_at - moment).total_seconds() if job.run_at else None,
            }
            for job in jobs
        ]
    )
