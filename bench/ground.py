"""The ground a bench stands on: an installation of its own (fsync on), a sandbox with many births, web processes, a worker."""

import os
import shutil
import subprocess
import sys
import tempfile
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


def make_block_standards(target: Path) -> Path:
    """The shipped standards, with every item decided here and numbered from blocks: what a chain costs without anybody outside."""
    shutil.copytree(ROOT / "standards", target, dirs_exist_ok=True)
    for name in ("items.yaml", "newborn/items.yaml"):
        path = target / name
        lines = []
        for line in path.read_text().splitlines():
            stripped = line.strip()
            indent = line[: len(line) - len(line.lstrip())]
            if stripped.startswith("numbering:"):
                line = f"{indent}numbering: block"
            elif stripped.startswith("decided_by:"):
                line = f"{indent}decided_by: platform"
            elif stripped.startswith("fees:"):
                line = f"{indent}fees: none"
            lines.append(line)
        path.write_text("\n".join(lines) + "\n")
    return target


@contextmanager
def stand(births: int) -> Iterator[Ground]:
    """Start the database and the sandbox in a folder of their own, and stop both."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=_shared_folder()) as folder:
        home = Path(folder)
        home.chmod(0o755)
        os.environ |= {
            "SHUANGQUAN_HOME": str(home / "home"),
            "SHUANGQUAN_MODE": "demo",
            "SHUANGQUAN_LOG": "ERROR",
            "DJANGO_SETTINGS_MODULE": "shuangquan.site.settings",
            "SHUANGQUAN_STANDARDS": str(make_block_standards(home / "standards")),
        }
        from bench.starting import start_everything  # noqa: PLC0415 — reads the environment set above

        with start_everything(home / "home", births) as ground:
            yield ground


def _shared_folder() -> str:
    """A folder that the database's unprivileged account can reach."""
    return tempfile.gettempdir()


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
