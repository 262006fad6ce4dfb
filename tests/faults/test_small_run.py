"""A small seeded run of the harness, as `make faults` does it: a dozen faults under load, and nothing may be found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = 20


@pytest.mark.database
@pytest.mark.heavy
def test_a_dozen_faults_leave_nothing_behind(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SHUANGQUAN_", "SANDBOX_", "DJANGO_"))}
    told = tmp_path / "faults.json"
    command = [sys.executable, "-m", "faults", "--quick", "--seed", str(SEED), "--faults", "12", "--json", str(told)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{done.stderr[-3000:]}\n{done.stdout[-3000:]}"
    run = json.loads(told.read_text())
    assert len({one["kind"] for one in run["suffered"] if not one["skipped"]}) >= 11
    assert run["acknowledged"] >= 20
    assert sum(run["verdict"]["states"].values()) == run["acknowledged"]
