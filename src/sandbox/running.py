"""Starting the sandbox as a process of its own and talking to its control addresses: for tests, examples and load tests."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Running:
    """A sandbox process. address: http on loopback. home: its folder, with secrets.json and passwords.json."""

    address: str
    home: Path
    process: subprocess.Popen[str]

    @property
    def secrets(self) -> dict[str, str]:
        """app_id, app_secret, client_id, client_secret."""
        found: dict[str, str] = json.loads((self.home / "secrets.json").read_text(encoding="utf-8"))
        return found

    @property
    def passwords(self) -> dict[str, str]:
        """Demo passwords by login."""
        found: dict[str, str] = json.loads((self.home / "passwords.json").read_text(encoding="utf-8"))
        return found

    def control(self, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Call a control address: ("police", {"mode": "down"}), ("records", {…}), ("reset", {}); without a body, read it."""
        return control(self.address, path, body)

    def people(self) -> list[dict[str, Any]]:
        """The demo residents."""
        found: list[dict[str, Any]] = self.control("people")["people"]
        return found

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=10)
        if self.process.stdout:
            self.process.stdout.close()


def control(address: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Call a control address of the sandbox at `address`, as `Running.control` does."""
    data = None if body is None else json.dumps(body).encode()
    url = f"{address}/control/{path}" if path else f"{address}/control"
    request = urllib.request.Request(url, data=data, headers={"X-Sandbox-Control": "1"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def start_sandbox(home: Path, env: Mapping[str, str] | None = None) -> Running:
    """Start `python -m sandbox` with its home in `home` and wait for its ready line. RuntimeError when it ends before."""
    home.mkdir(parents=True, exist_ok=True)
    given = {**os.environ, "SANDBOX_HOME": str(home), **(env or {})}
    process = subprocess.Popen([sys.executable, "-m", "sandbox"], env=given, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("sandbox ready "):
            return Running(line.split()[-1], home, process)
    process.wait()
    process.stdout.close()
    raise RuntimeError(f"the sandbox ended with {process.returncode} before it was ready")
