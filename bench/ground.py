"""What a bench stands on: addresses, people, and processes that stop when the bench does."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
QUICK = '{"": [0.0, 0.0], "police": [0.4, 0.9]}'


@dataclass(slots=True)
class Ground:
    """Addresses of what runs, and the residents who will apply."""

    web: str
    sandbox: Any
    people: list[dict[str, Any]]


@contextmanager
def child(arguments: list[str], more: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of this installation, stopped at the end."""
    with log.open("ab") as out:
        process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **more}, stdout=out, stderr=out, cwd=ROOT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(check: Any, seconds: float = 30.0) -> None:
    """Wait until `check` answers true. TimeoutError otherwise."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            raise TimeoutError("the installation does not answer")
        time.sleep(0.05)
