"""What the sandbox is told by its environment, and the secrets it makes for itself."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run.

    port: on 127.0.0.1, 0 picks a free one. home: folder for what must be kept, None keeps nothing. today: base date of the
    population, ISO, "" takes the current day at the first start. births: plain married births added for load tests.
    passwords: file of demo passwords, made when absent. courier_seconds: from collected to delivered. exchange: connection string of the
    database through which departments are also reached, "" for none. exchange_guest: the role of the platform there, granted what it
    needs, "" when both sides share one. callbacks: department → address to which its reports are brought.
    """

    port: int
    home: Path | None
    seed: int
    today: str
    residents: int
    births: int
    passwords: Path | None
    courier_seconds: float
    delays: Mapping[str, tuple[float, float]]
    exchange: str = ""
    exchange_guest: str = ""
    callbacks: Mapping[str, str] = field(default_factory=dict)


DELAYS = {"police": (0.4, 0.9), "": (0.1, 0.3)}


def read_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Settings from SANDBOX_PORT, _HOME, _SEED, _TODAY, _RESIDENTS, _BIRTHS, _PASSWORDS, _COURIER_SECONDS, _DELAYS, _EXCHANGE,
    _EXCHANGE_GUEST and _CALLBACKS.

    SANDBOX_DELAYS is JSON: {"police": [0.4, 0.9], "": [0.1, 0.3]}, seconds a department works, "" for all others.
    """
    given = os.environ if env is None else env
    home = Path(given["SANDBOX_HOME"]) if given.get("SANDBOX_HOME") else None
    if home is not None:
        home.mkdir(parents=True, exist_ok=True)
    passwords = Path(given["SANDBOX_PASSWORDS"]) if given.get("SANDBOX_PASSWORDS") else (home / "passwords.json" if home else None)
    delays = dict(DELAYS)
    for name, (low, high) in json.loads(given.get("SANDBOX_DELAYS") or "{}").items():
        delays[name] = (float(low), float(high))
    return Settings(
        port=int(given.get("SANDBOX_PORT") or 0),
        home=home,
        seed=int(given.get("SANDBOX_SEED") or 20260101),
        today=given.get("SANDBOX_TODAY") or "",
        residents=int(given.get("SANDBOX_RESIDENTS") or 2400),
        births=int(given.get("SANDBOX_BIRTHS") or 0),
        passwords=passwords,
        courier_seconds=float(given.get("SANDBOX_COURIER_SECONDS") or 6),
        delays=delays,
        exchange=given.get("SANDBOX_EXCHANGE") or "",
        exchange_guest=given.get("SANDBOX_EXCHANGE_GUEST") or "",
        callbacks=json.loads(given.get("SANDBOX_CALLBACKS") or "{}"),
    )


def keep_private(path: Path, data: Mapping[str, object]) -> None:
    """Write JSON that only this account can read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
    path.chmod(0o600)


def load_secrets(home: Path | None) -> dict[str, str]:
    """The shared secrets of this installation: app_id, app_secret, client_id, client_secret, subject_secret; made once in `home`."""
    path = home / "secrets.json" if home else None
    if path and path.exists():
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return found
    made = {
        "app_id": "platform",
        "app_secret": os.environ.get("SANDBOX_APP_SECRET") or secrets.token_hex(32),
        "client_id": "platform",
        "client_secret": os.environ.get("SANDBOX_CLIENT_SECRET") or secrets.token_urlsafe(32),
        "subject_secret": secrets.token_hex(32),
    }
    if path:
        keep_private(path, made)
    return made


def load_passwords(path: Path | None, logins: list[str]) -> dict[str, str]:
    """A random password for each demo login; those the file has are kept, missing ones are made and written."""
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}
    missing = [login for login in logins if login not in known]
    known.update({login: secrets.token_urlsafe(9) for login in missing})
    if path and missing:
        keep_private(path, known)
    return known
