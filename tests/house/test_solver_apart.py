"""Web processes never load the solver, the sandbox, or what only tests need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof

HEAVY = {"highspy", "duckdb", "numpy", "sandbox", "pytest", "faker", "pypdf", "rapidocr", "onnxruntime", "pypdfium2"}
LOOK = """
import sys, django
django.setup()
{imports}
print(" ".join(sorted({{name.split(".")[0] for name in sys.modules}} & {heavy})))
"""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An installation that has met its sandbox once; nothing listens at the address, and nothing is called at start."""
    (tmp_path / "sandbox").mkdir()
    secrets = dict.fromkeys(("app_id", "app_secret", "client_id", "client_secret"), "of a test")
    (tmp_path / "sandbox" / "secrets.json").write_text(json.dumps(secrets))
    (tmp_path / "sandbox" / "department-keys.json").write_text("{}")
    given = {"DJANGO_SETTINGS_MODULE": "shuangquan.site.settings", "SHUANGQUAN_HOME": str(tmp_path), "SANDBOX_URL": "http://127.0.0.1:9"}
    return {**os.environ, **given}


def find_loaded(env: dict[str, str], imports: str) -> set[str]:
    """Which of the heavy packages a fresh process has loaded after these imports."""
    told = subprocess.run(
        [sys.executable, "-c", LOOK.format(imports=imports, heavy=HEAVY)], env=env, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    return set(told.stdout.split())


@pytest.mark.parametrize("module", ["wsgi", "urls"])
def test_a_web_process_never_loads_the_solver(env: dict[str, str], module: str) -> None:
    routes = "from django.urls import get_resolver\nassert len(get_resolver().reverse_dict)"
    assert not find_loaded(env, f"import shuangquan.site.{module}\n{routes}")


def test_every_door_without_the_solver(env: dict[str, str]) -> None:
    """Also doors that are not mounted yet, whole: every module of the channels that answer requests."""
    walk = "import pkgutil, importlib, shuangquan.channels as c\n"
    walk += "for m in pkgutil.walk_packages(c.__path__, c.__name__ + '.'):\n"
    walk += "    if '.cli' not in m.name: importlib.import_module(m.name)"
    assert not find_loaded(env, walk)


def test_a_worker_does_load_it(env: dict[str, str]) -> None:
    """Or the tests above would prove nothing."""
    assert "highspy" in find_loaded(env, "import shuangquan.site.solving")
