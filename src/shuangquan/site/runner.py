"""Who runs this installation. One process at a time holds its lock: `up` for good, a command as long as it needs a database of its own."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO


class Taken(Exception):
    """Another process runs the installation; the message names it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """what: up | command. pid: its process."""

    what: str
    pid: int


@contextmanager
def hold_installation(home: Path, what: str, pid: int, *, patience: float) -> Iterator[None]:
    """Run the installation in `home`. Taken when somebody else still does after `patience` seconds. A killed process holds nothing."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "runner.lock").open("a+") as held:
        end = time.monotonic() + patience
        while not _try_lock(held, fcntl.LOCK_EX):
            if time.monotonic() > end:
                raise Taken(f"{find_holder(home)}")
            time.sleep(0.1)
        held.truncate(0)
        held.write(f"{what} {pid}")
        held.flush()
        yield


def find_holder(home: Path) -> Holder | None:
    """Who holds the lock now, None when nobody does."""
    try:
        with (home / "runner.lock").open() as held:
            if _try_lock(held, fcntl.LOCK_SH):
                return None
            told = held.read().split()
    except FileNotFoundError:
        return None
    return Holder(told[0], int(told[1])) if len(told) == 2 else None


def _try_lock(held: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(held, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
