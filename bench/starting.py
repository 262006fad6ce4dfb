"""Start an installation for a bench and wire this process to it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django
import httpx

from bench.ground import QUICK, Ground, child, wait_for
from sandbox.running import start_sandbox
from shuangquan.site.installation import load_secrets
from shuangquan.site.postgres import find_free_port, start_server, stop_server


@contextmanager
def start_everything(home: Path, births: int) -> Iterator[Ground]:
    """Database, tables, sandbox; the web process comes with `serving`."""
    secrets = load_secrets(create=True)
    start_server(secrets)
    port = find_free_port(8600)
    os.environ["SHUANGQUAN_ADDRESS"] = f"http://127.0.0.1:{port}"
    environment = {"SANDBOX_BIRTHS": str(births), "SANDBOX_RESIDENTS": "400", "SANDBOX_DELAYS": QUICK}
    running = start_sandbox(home / "sandbox", environment)
    os.environ["SANDBOX_URL"] = running.address
    try:
        django.setup()
        from shuangquan.site.up import migrate_found  # noqa: PLC0415 — needs the settings read

        migrate_found(secrets)
        yield Ground(os.environ["SHUANGQUAN_ADDRESS"], running, list_births(running.home, environment))
    finally:
        running.stop()
        stop_server()


@contextmanager
def serving(ground: Ground, home: Path, *, processes: int, workers: int) -> Iterator[None]:
    """Web and worker processes."""
    port = ground.web.rsplit(":", 1)[1]
    web = ["-m", "shuangquan.site", "web", "--port", port, "--processes", str(processes)]
    with child(web, {}, home / "web.log"):
        wait_for(lambda: _is_up(ground.web))
        if not workers:
            yield
            return
        with child(["-m", "shuangquan.site", "worker"], {}, home / "worker.log"):
            yield


def list_births(home: Path, environment: Mapping[str, str]) -> list[dict[str, str]]:
    """The mothers and fathers of the births made for load."""
    command = [sys.executable, "-m", "sandbox", "people", "--plain", "--json"]
    told = subprocess.run(command, env={**os.environ, **environment, "SANDBOX_HOME": str(home)}, capture_output=True, text=True, check=True)
    people: list[dict[str, str]] = json.loads(told.stdout)
    return people


def _is_up(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", timeout=2.0, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
