"""Every verb of the Makefile can be said: make parses each recipe (an unbalanced bracket in one is seen only when it is asked for)."""

import re
import subprocess

import pytest

from tests.house.tree import ROOT

VERBS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("verb", VERBS)
def test_make_understands_it(verb: str) -> None:
    done = subprocess.run(["make", "-n", verb], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_verbs_are_found() -> None:
    assert {"up", "test", "taps", "lighthouse", "ocr"} <= set(VERBS)
