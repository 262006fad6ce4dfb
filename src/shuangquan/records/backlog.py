"""What waits in the database, counted: for metrics and the doctor. Counts only, of nobody in particular."""

from dataclasses import dataclass

from django.db import connection

from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import MerkleRoot, Message

_JOBS = (
    "select queue_name, status::text, count(*) from procrastinate_jobs"
    " where status in ('todo', 'doing', 'failed') group by 1, 2 order by 1, 2"
)
_OLDEST = (
    "select coalesce(extract(epoch from now() - min(coalesce(scheduled_at, e.at))), 0)::float8"
    " from procrastinate_jobs j left join lateral (select min(at) as at from procrastinate_events e where e.job_id = j.id) e on true"
    " where status = 'todo' and (scheduled_at is null or scheduled_at <= now())"
)
_WORKERS = "select count(*) from procrastinate_workers where last_heartbeat > now() - interval '30 seconds'"


@dataclass(frozen=True, slots=True)
class Backlog:
    """jobs: (queue, state, how many); oldest: seconds the oldest due job has waited; workers: alive within half a minute; messages: in the
    outbox; root_age: seconds since the last Merkle root, 0 when there is none yet.
    """

    jobs: tuple[tuple[str, str, int], ...]
    oldest: float
    workers: int
    messages: int
    root_age: float


def find_backlog() -> Backlog:
    """As it is now."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS)
        jobs = tuple((str(queue), str(state), int(count)) for queue, state, count in cursor.fetchall())
        cursor.execute(_OLDEST)
        (oldest,) = cursor.fetchone()
        cursor.execute(_WORKERS)
        (workers,) = cursor.fetchone()
    with enter_context(SYSTEM_CLAIMS):
        messages = Message.objects.filter(state="waiting").count()
        root = MerkleRoot.objects.order_by("-id").values_list("signed_at", flat=True).first()
    return Backlog(jobs, max(0.0, oldest), workers, messages, max(0.0, (now() - root).total_seconds()) if root else 0.0)
