"""`python -m shuangquan.site up | down | migrate | worker | web | status`: what the Makefile calls."""

import argparse
import json
import os
import sys
from collections.abc import Sequence

import django
from django.utils.module_loading import import_string  # noqa: TID251 — this is where names are wired
from granian.constants import Interfaces
from granian.server import Server

from shuangquan.jobs.app import load_jobs
from shuangquan.site.installation import find_home, load_secrets
from shuangquan.site.pgfiles import DatabaseUnavailable
from shuangquan.site.postgres import start_server
from shuangquan.site.telemetry import start_tracing
from shuangquan.site.up import find_running, migrate_found, run_down, run_up
from shuangquan.site.worker import run_worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do it. Returns the exit code."""
    given = _parser().parse_args(arguments)
    # Children recognise each other, and a runner its leftovers, by the installation they belong to.
    os.environ["SHUANGQUAN_HOME"] = str(find_home())
    try:
        return _do(given)
    except DatabaseUnavailable as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shuangquan.site", description="双全: run this installation")
    verbs = parser.add_subparsers(dest="verb", required=True)
    up = verbs.add_parser("up", help="start everything and stay")
    up.add_argument("--port", type=int, default=8000, help="preferred port; another is taken when it is not free")
    up.add_argument("--workers", type=int, default=2)
    up.add_argument("--processes", type=int, default=2, help="web processes")
    verbs.add_parser("down", help="stop what up started")
    verbs.add_parser("status", help="print the state as JSON")
    verbs.add_parser("migrate", help="start the embedded database if none is given, and migrate")
    worker = verbs.add_parser("worker", help="work the queues")
    worker.add_argument("--queues", default="", help="comma-separated; all by default")
    worker.add_argument("--concurrency", type=int, default=192, help="jobs in hand at once; most of them wait")
    worker.add_argument("--threads", type=int, default=24, help="jobs that work at once, each with a database connection")
    worker.add_argument("--name", default="worker")
    worker.add_argument("--until-empty", action="store_true")
    web = verbs.add_parser("web", help="serve HTTP on 127.0.0.1")
    web.add_argument("--port", type=int, default=8000)
    web.add_argument("--processes", type=int, default=1)
    return parser


def _do(given: argparse.Namespace) -> int:
    if given.verb == "web":
        return _serve(given.port, given.processes)
    if given.verb == "worker":
        django.setup()
        import_string("shuangquan.site.wiring.wire")()  # by name: what they import needs Django set up first
        import_string("shuangquan.site.solving.allow")()
        load_jobs()
        start_tracing("worker", find_home())
        queues = [queue for queue in given.queues.split(",") if queue]
        run_worker(queues, concurrency=given.concurrency, threads=given.threads, wait=not given.until_empty, name=given.name)
        return 0
    return _manage(given)


def _manage(given: argparse.Namespace) -> int:
    if given.verb == "migrate":
        secrets = load_secrets(create=True)
        if not os.environ.get("DATABASE_URL"):
            start_server(secrets)
        django.setup()
        migrate_found(secrets)
        return 0
    if given.verb == "up":
        return run_up(workers=given.workers, web_processes=given.processes, port=given.port)
    if given.verb == "down":
        return run_down()
    sys.stdout.write(json.dumps(find_running() or {}, indent=1) + "\n")
    return 0


def _serve(port: int, processes: int) -> int:
    Server(
        "shuangquan.site.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=8,
        backlog=1024,
        respawn_failed_workers=True,
        websockets=False,
        log_access=False,
    ).serve()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
