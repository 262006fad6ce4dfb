"""The installation that is harmed: processes that are brought back as `make up` does it, on a volume that can be filled."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
import httpx
import psycopg
from bench.starting import list_births

from sandbox.running import control
from shuangquan.site.children import Child, stop_children
from shuangquan.site.installation import load_secrets
from shuangquan.site.pgfiles import find_account, find_place
from shuangquan.site.postgres import DATABASE, find_free_port, find_postmaster, find_server, start_server, stop_server
from shuangquan.site.roles import role_conninfo, target_of
from shuangquan.site.up import Layout, look_after, make_children, migrate_found, start_child

VOLUME_BYTES = 1_500_000_000
"""Room of the volume that the database lies on where one can be mounted. It never fills by itself: PostgreSQL keeps 1 GB of log at most."""
QUICK = '{"": [0.1, 0.3], "police": [0.4, 0.9]}'


@dataclass(slots=True)
class House:
    """One installation. volume: where the database's own volume is mounted, None where that is not allowed here.

    pace: by how much faults last longer (or shorter) than they usually do.
    """

    home: Path
    layout: Layout
    volume: Path | None
    pace: float = 1.0
    children: list[Child] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    stopping: threading.Event = field(default_factory=threading.Event)

    def child(self, name: str) -> Child:
        """The process of this name: web, worker-1 or sandbox."""
        return next(child for child in self.children if child.name == name)

    def control(self, party: str, body: dict[str, Any]) -> None:
        """Set a fault at the sandbox, or end it; a sandbox that does not answer has just been killed and has forgotten its faults."""
        try:
            control(self.layout.sandbox_address, party, body)
        except OSError:
            return

    def watch(self) -> None:
        """Bring back whatever dies, until told to stop."""
        while not self.stopping.wait(0.2):
            with self.lock:
                look_after(self.children, self.said.append)

    def what_is_missing(self, since: float = 0.0) -> str:
        """Which part does not answer, "" when all do. since: a worker must have done something after that moment (Unix time)."""
        for name, address in (("web", f"{self.layout.address}/healthz"), ("sandbox", f"{self.layout.sandbox_address}/ready")):
            try:
                if httpx.get(address, timeout=2.0, trust_env=False).status_code != httpx.codes.OK:
                    return name
            except httpx.HTTPError:
                return name
        try:
            living = ask_queue(
                f"select count(*) from procrastinate_workers where last_heartbeat > to_timestamp({since})"
                f" or exists (select from procrastinate_events where type = 'started' and at > to_timestamp({since}))"
            )
        except psycopg.Error:
            return "database"
        return "" if living else "worker"

    def wait_well(self, seconds: float) -> bool:
        """Wait until every part answers and a worker works. False when one still does not."""
        end, began = time.monotonic() + seconds, time.time()
        while self.what_is_missing(began):
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True


def ask_queue(query: str) -> Any:
    """One number of the workers' own bookkeeping, on a connection of its own. psycopg.Error when the database does not answer."""
    server = find_server()
    if server is None:
        raise psycopg.OperationalError("no server")
    secrets = load_secrets(create=False)
    with psycopg.connect(role_conninfo(target_of(server, secrets, DATABASE), secrets, "queue"), connect_timeout=2) as line:
        found = line.execute(query.encode()).fetchone()
    return found[0] if found else None


def find_processes(parent: int) -> list[int]:
    """The processes that `parent` started and that live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z" and int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def kill(*pids: int) -> None:
    """Kill −9 whichever of these still lives."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def find_database() -> int:
    """The process id of this installation's PostgreSQL. RuntimeError when it does not run."""
    found = find_postmaster(find_place(find_account()))
    if found is None:
        raise RuntimeError("the database does not run")
    return found


@contextmanager
def stand(births: int, *, mounted: bool = True) -> Iterator[tuple[House, list[dict[str, str]]]]:
    """Database, tables, standards and sandbox of an installation of its own, and the families that may apply. `serving` adds the rest."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        _set_environment(home / "home", births)
        with _volume(home / "volume", wanted=mounted) as volume:
            house = House(home / "home", Layout(find_free_port(8700), find_free_port(8750), 1, 1), volume)
            os.environ["SHUANGQUAN_ADDRESS"], os.environ["SANDBOX_URL"] = house.layout.address, house.layout.sandbox_address
            try:
                yield house, _prepare(house, births)
            finally:
                house.stopping.set()
                with house.lock:
                    stop_children(house.children)
                stop_server()


@contextmanager
def serving(house: House) -> Iterator[None]:
    """Web and worker, watched."""
    for name in ("worker-1", "web"):
        start_child(house.child(name), house.layout)
    watcher = threading.Thread(target=house.watch, name="watch", daemon=True)
    watcher.start()
    try:
        if not house.wait_well(60):
            raise RuntimeError(f"the installation does not answer: {house.what_is_missing()}")
        yield
    finally:
        house.stopping.set()
        watcher.join(60)


def _set_environment(home: Path, births: int) -> None:
    home.mkdir()
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "SHUANGQUAN_HOME": str(home),
        "SHUANGQUAN_MODE": "demo",
        "SHUANGQUAN_LOG": "WARNING",
        "SHUANGQUAN_CLOCK_OFFSET": "0",
        "DJANGO_SETTINGS_MODULE": "shuangquan.site.settings",
        "SANDBOX_BIRTHS": str(births),
        "SANDBOX_RESIDENTS": "400",
        "SANDBOX_DELAYS": QUICK,
        "SANDBOX_COURIER_SECONDS": "1",
        "SANDBOX_HOME": str(home / "sandbox"),
    }


def _prepare(house: House, births: int) -> list[dict[str, str]]:
    secrets = load_secrets(create=True)
    if house.volume is not None:
        (house.home / "postgres.place").write_text(str(house.volume / "postgres"))
    start_server(secrets)
    house.children += make_children(house.layout)
    start_child(house.child("sandbox"), house.layout)
    django.setup()
    migrate_found(secrets)
    from shuangquan.site.metrics import prepare_metrics  # noqa: PLC0415 — imports models, which need Django set up
    from shuangquan.site.solving import load_standards  # noqa: PLC0415
    from shuangquan.site.wiring import wire  # noqa: PLC0415

    prepare_metrics()
    load_standards()
    wire()
    return list_births(house.home / "sandbox", {"SANDBOX_BIRTHS": str(births), "SANDBOX_RESIDENTS": "400"})


@contextmanager
def _volume(place: Path, *, wanted: bool) -> Iterator[Path | None]:
    """A small volume in memory for the database, where the system lets us mount one."""
    if not wanted or os.geteuid() != 0:
        yield None
        return
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={VOLUME_BYTES},mode=755", "faults", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield place
    finally:
        for _ in range(20):  # a process that ends may hold it for a moment
            if subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.5)
