"""The import contracts hold, and each kind catches a breach planted in a copy of the tree."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

PLANTED = {
    "Five floors, imports go down only": ("shuangquan/records/ids.py", "import shuangquan.actions.acting"),
    "The order inside core": ("shuangquan/core/words/text.py", "import shuangquan.core.cases.case"),
    "Core is pure: no framework, clock, random, disk, log or network": ("shuangquan/core/rules/tree.py", "import django"),
    "Channels do not know each other": ("shuangquan/channels/portal/stages.py", "import shuangquan.channels.cli.show"),
    "What doors share knows no door": ("shuangquan/channels/look/icons.py", "import shuangquan.channels.desk.icons"),
    "Channels reach records and connectors only through actions and queries": (
        "shuangquan/channels/portal/stages.py",
        "import shuangquan.records.cases",
    ),
    "Only site/wiring.py picks a connector's side": ("shuangquan/actions/standing.py", "import shuangquan.connectors.share.sandbox"),
    "papers/ofd stands alone: the standard library, and the house's Drawing at one file": (
        "shuangquan/papers/ofd/xml.py",
        "import asn1crypto",
    ),
    "The sandbox is a second program": ("shuangquan/site/static.py", "import sandbox.state"),
}


def run_contracts(folder: Path) -> dict[str, bool]:
    """Contract → kept, for the tree under `folder`/src."""
    command = Path(sys.executable).parent / "lint-imports"
    env = {**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    told = subprocess.run(
        [command, "--config", ".importlinter", "--no-cache"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", told.stdout, flags=re.MULTILINE))
    assert found, told.stdout + told.stderr
    return {name: kept == "KEPT" for name, kept in found.items()}


def test_the_contracts_hold() -> None:
    kept = run_contracts(ROOT)
    assert set(kept) == set(PLANTED), "a contract without a planted breach proves little: add one"
    assert all(kept.values()), [name for name, good in kept.items() if not good]


def test_every_contract_catches_its_breach(tmp_path: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "static", "templates")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    assert all(run_contracts(tmp_path).values())
    for file, line in PLANTED.values():
        path = tmp_path / "src" / file
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    assert not [name for name, good in run_contracts(tmp_path).items() if good]
