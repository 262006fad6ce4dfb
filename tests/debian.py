"""Programs of Debian packages that tests call: installed, or unpacked by `make browser`."""

import os
import shutil
from dataclasses import dataclass

import pytest

from tests.house.tree import ROOT


@dataclass(frozen=True)
class Program:
    """How it is called: command and environment."""

    command: tuple[str, ...]
    env: dict[str, str]


def find_program(name: str) -> Program:
    """Where a program is; a test that needs it fails without."""
    unpacked = ROOT / ".run" / "debian"
    found = shutil.which(name)
    if found:
        return Program((found,), dict(os.environ))
    inner = unpacked / "usr" / "bin" / name
    if not inner.is_file():
        pytest.fail(f"no {name}: run `make browser`")
    libraries = unpacked / "usr" / "lib" / "x86_64-linux-gnu"
    return Program((str(inner),), {**os.environ, "LD_LIBRARY_PATH": f"{libraries}:{libraries / 'nss'}"})
