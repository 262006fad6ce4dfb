"""One installation: its home folder and the secrets drawn for it once.

Home is SHUANGQUAN_HOME, else `.run` beside pyproject.toml of a checkout, else `.run` in the working folder. Secrets are drawn on the first
`migrate` or `up` and lie in `secrets.json`, readable by the owner only; losing that file loses every encrypted value.
"""

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

METRICS = "metrics"
"""Folder of an installation in which the processes that `up` starts count, for /metrics to add up."""
_PASSWORDS = ("admin", "owner", "app", "queue")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What an installation must keep secret.

    passwords: of the database roles admin, owner, app, queue. context_key: 32 bytes, signs row-security contexts. master_keys: version → 16
    bytes (SM4), wraps data keys; master_version is the one used for new wraps. index_key: 32 bytes, blind indexes.
    """

    django_key: str
    passwords: Mapping[str, str]
    context_key: bytes
    master_keys: Mapping[int, bytes]
    master_version: int
    index_key: bytes


def find_home() -> Path:
    """The installation's folder; it need not exist yet."""
    given = os.environ.get("SHUANGQUAN_HOME")
    if given:
        return Path(given).resolve()
    checkout = Path(__file__).resolve().parents[3]
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / ".run"


def load_secrets(*, create: bool) -> Secrets:
    """The installation's secrets. With `create`, draw and keep them if there are none; without, draw some for this process only."""
    path = find_home() / "secrets.json"
    if path.is_file():
        return _parse(json.loads(path.read_text()))
    if not create:
        return _parse(_draw())
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent / "secrets.lock"):
        if not path.is_file():
            write_private(path, json.dumps(_draw(), indent=1))
    return _parse(json.loads(path.read_text()))


def add_master_key() -> int:
    """Draw the next master key and make it the one for new wraps; old ones stay until everything is rewrapped. Returns its version."""
    path = find_home() / "secrets.json"
    with locked(path.parent / "secrets.lock"):
        kept = json.loads(path.read_text())
        version = max(int(v) for v in kept["master_keys"]) + 1
        kept["master_keys"][str(version)] = secrets.token_hex(16)
        kept["master_version"] = version
        write_private(path, json.dumps(kept, indent=1))
    return version


def write_private(path: Path, text: str) -> None:
    """Write `text` in one step to a file only its owner may read."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
    with os.fdopen(handle, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes, by a lock file that stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _draw() -> dict[str, Any]:
    return {
        "django_key": secrets.token_urlsafe(48),
        "passwords": {role: secrets.token_urlsafe(24) for role in _PASSWORDS},
        "context_key": secrets.token_hex(32),
        "master_keys": {"1": secrets.token_hex(16)},
        "master_version": 1,
        "index_key": secrets.token_hex(32),
    }


def _parse(kept: Mapping[str, Any]) -> Secrets:
    return Secrets(
        django_key=kept["django_key"],
        passwords=dict(kept["passwords"]),
        context_key=bytes.fromhex(kept["context_key"]),
        master_keys={int(version): bytes.fromhex(key) for version, key in kept["master_keys"].items()},
        master_version=int(kept["master_version"]),
        index_key=bytes.fromhex(kept["index_key"]),
    )
