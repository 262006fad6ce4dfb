"""An installation of its own for the browser journeys: started as `make up` starts it, in a temporary home, stopped at the end."""

import hashlib
import hmac
import json
import os
import signal
import struct
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 120.0


@dataclass(slots=True)
class Installation:
    """What runs: addresses, demo accounts, and the sandbox's control. sessions: of staff signed in, by door and login."""

    home: Path
    process: "subprocess.Popen[bytes]"
    web: str
    sandbox: str
    used: dict[str, str] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)

    def password(self, login: str) -> str:
        """A demo resident's password, drawn for this installation."""
        found: dict[str, str] = json.loads((self.home / "sandbox" / "passwords.json").read_text())
        return found[login]

    def officer(self, login: str) -> tuple[str, str]:
        """An officer's password and a code of the second factor that was not used before (RFC 6238, 30 s, 6 digits)."""
        kept = json.loads((self.home / "demo-staff.json").read_text())[login]
        while (code := totp(bytes.fromhex(kept["totp"]))) == self.used.get(login):
            time.sleep(0.5)
        self.used[login] = code
        return kept["password"], code

    def control(self, path: str, body: dict[str, Any]) -> None:
        """Set a fault, or end it, at the sandbox."""
        self.send(f"/control/{path}", body)

    def send(self, path: str, body: dict[str, Any]) -> None:
        """A hand on the sandbox, at any of its addresses."""
        data = json.dumps(body).encode()
        request = urllib.request.Request(f"{self.sandbox}{path}", data=data, headers={"X-Sandbox-Control": "1"})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10):
            return

    def lay(self, device: str, login: str) -> None:
        """Lay a demo resident's card on a device's reader; "" takes it away."""
        self._hand(f"readers/v1/devices/{device}/lay", {"login": login})

    def feed(self, device: str, title: str) -> None:
        """Lay a paper of this title into a device's scanner."""
        self._hand(f"scanners/v1/devices/{device}/lay", {"title": title})

    def _hand(self, path: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(f"{self.sandbox}/{path}", data=json.dumps(body).encode(), headers={"X-Sandbox-Control": "1"})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10):
            return

    def people(self) -> list[dict[str, Any]]:
        """The demo residents."""
        request = urllib.request.Request(f"{self.sandbox}/control/people", headers={"X-Sandbox-Control": "1"})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
            found: list[dict[str, Any]] = json.load(answer)["people"]
            return found

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def totp(secret: bytes, moment: float | None = None) -> str:
    """The code of a moment."""
    counter = struct.pack(">Q", int((time.time() if moment is None else moment) // 30))
    digest = hmac.new(secret, counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def start_installation(home: Path) -> Installation:
    """Run `up` and wait until everything answers. RuntimeError with its log when it does not."""
    home.mkdir(parents=True, exist_ok=True)
    log = home.parent / "up.log"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SHUANGQUAN_", "SANDBOX_", "DJANGO_", "DATABASE_URL"))}
    env |= {"SHUANGQUAN_HOME": str(home), "SHUANGQUAN_MODE": "demo", "SHUANGQUAN_RECHECKED": "0", "SANDBOX_COURIER_SECONDS": "2"}
    with log.open("wb") as out:
        port = str(8300 + 20 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")))
        command = [sys.executable, "-m", "shuangquan.site", "up", "--port", port, "--workers", "1", "--processes", "1"]
        process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=out, stderr=out)
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end and process.poll() is None:
        state = home / "state.json"
        if state.is_file() and "Ctrl-C" in log.read_text(errors="replace"):
            held = json.loads(state.read_text())
            return Installation(home, process, held["address"], held["sandbox"])
        time.sleep(0.2)
    process.terminate()
    process.wait(60)
    raise RuntimeError(f"the installation did not start:\n{log.read_text(errors='replace')[-3000:]}")
