"""The processes that the runner starts: how each is started, watched, started again and stopped."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MOST_RESTARTS = 5
"""How often a child may die within `WINDOW` seconds and be started again at once; after that it is, every `PAUSE` seconds."""
WINDOW = 60.0
PAUSE = 5.0
PATIENCE = 25.0
"""Seconds a child gets to end by itself after SIGTERM."""


class GivesUp(Exception):
    """A child does not begin to answer; the message names its log and ends with its last lines."""


@dataclass(slots=True)
class Child:
    """One process: its name, arguments of this Python, environment and log file. Its group is its own: ^C reaches only the runner."""

    name: str
    arguments: tuple[str, ...]
    env: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    mourned: int = 0
    deaths: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start it; what it says goes to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, *self.arguments],
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def last_words(self, lines: int = 20) -> str:
        """The end of its log, "" when there is none."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.is_file() else ""

    @property
    def pid(self) -> int | None:
        """Its process id, None before it is started."""
        return self.process.pid if self.process else None

    def revive(self) -> bool:
        """Start it again if it has died. True when it was started. One that dies again and again waits a little each time, for ever:
        what it needs (a database, room on the disk) may come back, and then it goes on by itself.
        """
        if self.process is None or self.process.poll() is None:
            return False
        moment = time.monotonic()
        if self.mourned != self.process.pid:
            self.mourned = self.process.pid
            self.deaths.append(moment)
            # What it had started lives on without it, and would go on serving at its port and writing into its files.
            kill_group(self.process.pid)
        while self.deaths and self.deaths[0] < moment - WINDOW:
            self.deaths.popleft()
        if len(self.deaths) > MOST_RESTARTS and moment - self.deaths[-1] < PAUSE:
            return False
        self.start()
        return True

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_stopped(self, until: float) -> None:
        """Wait for its end until a monotonic instant, then kill it and whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            kill_group(self.process.pid)
            self.process.wait()


def stop_children(children: list[Child]) -> None:
    """Stop all: those started last first, all at once."""
    until = time.monotonic() + PATIENCE
    for child in reversed(children):
        child.ask_to_stop()
    for child in reversed(children):
        child.wait_stopped(until)


def kill_group(pid: int) -> None:
    """Kill a process that leads its group, and the group."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def is_ours(pid: int, home: Path) -> bool:
    """Whether a process id from a state file is still a process of this installation, and not a stranger that got the number since."""
    try:
        env = Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False
    return f"SHUANGQUAN_HOME={home}".encode() in env.split(b"\0")
