"""An installation of its own for a bench (fsync on): folders, environment, standards whose items are all decided here."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.ground import ROOT, Ground


def make_block_standards(target: Path) -> Path:
    """The shipped standards, with every item decided here and numbered from blocks: what a chain costs without anybody outside."""
    shutil.copytree(ROOT / "standards", target, dirs_exist_ok=True)
    for name in ("items.yaml", "newborn/items.yaml", "newborn/theme.yaml"):
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
            elif stripped.startswith("max:"):
                line = f"{indent}max: 1000"
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
