"""The published standards, read once, and the same with one thing changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.load import load_bundle
from shuangquan.records.standards import load_texts

STANDARDS = Path(__file__).resolve().parents[3] / "standards"
Change = Callable[[str, str, str], list[Finding]]


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return load_texts(STANDARDS)


@pytest.fixture(scope="session")
def bundle(texts: dict[str, str]) -> Bundle:
    found, faults = load_bundle(texts)
    assert found is not None, faults
    return found


@pytest.fixture
def check_changed(texts: dict[str, str]) -> Change:
    """Every finding after one passage of one file was replaced."""

    def check(file: str, old: str, new: str) -> list[Finding]:
        assert old in texts[file], f"{file} has no {old!r}"
        folder = file.partition("/")[0] if "/" in file else "newborn"  # one theme is enough, and quicker
        kept = {name: text for name, text in texts.items() if "/" not in name or name.startswith(f"{folder}/")}
        changed, faults = load_bundle({**kept, file: texts[file].replace(old, new, 1)})
        return list(faults) if changed is None else check_bundle(changed)

    return check
