"""/metrics: what Prometheus scrapes. Counters of every process of this installation, and what the database alone knows."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from shuangquan.records.backlog import find_backlog
from shuangquan.site.installation import METRICS, find_home, write_private

TOKEN_FILE = "metrics.token"


def metrics_token() -> str:
    """What a scraper shows as its bearer token: drawn from the installation's secrets, so that it needs no keeping of its own."""
    return hmac.new(settings.SECRETS.django_key.encode(), b"metrics", hashlib.sha256).hexdigest()


def write_token() -> Path:
    """The token in a file of the installation that only its owner reads: Prometheus's `authorization: credentials_file`."""
    path: Path = settings.HOME / TOKEN_FILE
    write_private(path, metrics_token())
    return path


def prepare_metrics() -> None:
    """The folder in which the processes of a run count, without what those of an earlier run left: it would be read at every scrape."""
    folder = find_home() / METRICS
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.db"):
        path.unlink(missing_ok=True)


class Backlog(Collector):
    """What waits, read from the database at the moment of the scrape."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Gauges without a label that could name anybody."""
        found = find_backlog()
        jobs = GaugeMetricFamily("shuangquan_jobs", "Jobs in the queues, by state.", labels=("queue", "state"))
        for queue, state, count in found.jobs:
            jobs.add_metric((queue, state), count)
        yield jobs
        yield GaugeMetricFamily("shuangquan_job_oldest_seconds", "How long the oldest due job has waited.", value=found.oldest)
        yield GaugeMetricFamily("shuangquan_workers", "Workers that gave a sign of life within half a minute.", value=found.workers)
        yield GaugeMetricFamily("shuangquan_messages_waiting", "Messages in the outbox.", value=found.messages)
        yield GaugeMetricFamily("shuangquan_root_age_seconds", "Since the last signed Merkle root.", value=found.root_age)


def show_metrics(request: HttpRequest) -> HttpResponse:
    """200 in Prometheus's text format to whoever holds the installation's token; 401 otherwise."""
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {metrics_token()}".encode()):
        say = f"要出示 {TOKEN_FILE} 里的令牌 show the token in {TOKEN_FILE} as a Bearer token\n"
        return HttpResponse(say, "text/plain; charset=utf-8", 401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    counted = generate_latest(registry if os.environ.get("PROMETHEUS_MULTIPROC_DIR") else REGISTRY)
    now = CollectorRegistry()
    now.register(Backlog())
    return HttpResponse(counted + generate_latest(now), CONTENT_TYPE_LATEST)
