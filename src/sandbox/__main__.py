"""`python -m sandbox` serves on loopback and prints one ready line; `python -m sandbox people` lists demo residents."""

import argparse
import json
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from sandbox.control import show_people
from sandbox.ledger import Ledger
from sandbox.people.feed import write_feed
from sandbox.people.population import build_world
from sandbox.settings import read_settings
from sandbox.state import base_date


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _say_ready(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        try:
            with opener.open(f"{address}/ready", timeout=2) as answer:
                if answer.status == 200:
                    sys.stdout.write(f"sandbox ready {address}\n")
                    sys.stdout.flush()
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    sys.stderr.write("sandbox did not become ready\n")


def _watch_for_ready(address: str) -> None:
    """In a process of its own: a thread could be importing while the server forks, and its worker would have half a module for ever."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    if os.fork() == 0:  # nobody's child, so that nobody has to wait for it
        try:
            _say_ready(address)
        finally:
            os._exit(0)
    os._exit(0)


def serve() -> int:
    """Serve until a signal comes."""
    port = read_settings().port or _free_port()
    _watch_for_ready(f"http://127.0.0.1:{port}")
    server = Granian(
        "sandbox.app:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, factory=True,
        workers=1, blocking_threads=64, backpressure=512, log_enabled=False,
    )  # fmt: skip
    server.serve()
    return 0


def list_people(*, as_json: bool, plain: bool) -> int:
    """Print demo residents, or with `plain` the plain births made for load tests (SANDBOX_BIRTHS)."""
    settings = read_settings()
    world = build_world(settings.seed, base_date(settings, Ledger(settings.home)), settings.residents, settings.births)
    if plain:
        rows = [{"mother": birth.mother, "father": birth.father, "record": birth.record} for birth in world.plain]
    else:
        rows = show_people(world)
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return 0
    for row in rows:
        sys.stdout.write("  ".join(str(row[name]) for name in ("login", "role", "name", "region", "zh") if name in row) + "\n")
    return 0


def write_population(file: Path) -> int:
    """Write the file that sweeps go through, and say how many stand in it."""
    settings = read_settings()
    world = build_world(settings.seed, base_date(settings, Ledger(settings.home)), settings.residents, settings.births)
    sys.stdout.write(f"{write_feed(world, file)} residents in {file}\n")
    return 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="sandbox", description="The departments of a synthetic province, on loopback.")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("serve", help="serve (the default)")
    people = commands.add_parser("people", help="list the demo residents")
    people.add_argument("--json", action="store_true")
    people.add_argument("--plain", action="store_true", help="the plain births made for load tests")
    feed = commands.add_parser("population", help="write every resident into a Parquet file, as sweeps read it")
    feed.add_argument("file", type=Path)
    given = parser.parse_args()
    if given.command == "population":
        return write_population(given.file)
    if given.command == "people":
        return list_people(as_json=given.json, plain=given.plain)
    return serve()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
