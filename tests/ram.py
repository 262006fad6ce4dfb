"""Where what tests write lies: in memory where the machine has room, since most of their time went into files that nobody misses."""

import hashlib
import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30
"""Bytes that must be free there; one whole run has used about one."""


def make_place(root: Path) -> Path:
    """The folder for everything that tests of this tree write, the same each time; `.run/tests` leads to it."""
    place = _in_memory(root) or root / ".run" / "on-disk"
    place.mkdir(parents=True, exist_ok=True)
    lead = root / ".run" / "tests"
    lead.parent.mkdir(exist_ok=True)
    fresh = lead.with_name(f"tests.{os.getpid()}")
    fresh.symlink_to(place)
    fresh.replace(lead)
    return place


def _in_memory(root: Path) -> Path | None:
    place = MEMORY / f"shuangquan-{os.getuid()}-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return None
    if not place.exists() and shutil.disk_usage(MEMORY).free < ROOM:
        return None
    place.mkdir(exist_ok=True, mode=0o755)
    found = place.lstat()
    ours = found.st_uid == os.getuid() and not place.is_symlink()
    return place if ours and not found.st_mode & 0o022 else None


def open_way(folder: Path) -> None:
    """Let other accounts (the database's) reach `folder`: it and those of ours above it, up to the first that everybody may enter."""
    for place in (folder, *folder.parents):
        if place.stat().st_mode & 0o005 == 0o005:
            return
        place.chmod(0o755)
