"""What was found in themes that nothing has touched holds: the same findings as of a check from the beginning, with less work."""

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.recall import MOST, Recall, find_rested

Held = dict[tuple[str, str, tuple[bool, ...]], tuple[Finding, ...]]
FOLDERS = ("newborn", "retirement", "station-birth")
RETIRED = "retirement/theme.yaml"
CHANGES = {
    "nothing": ("", "", ""),
    "a theme": (RETIRED, "apply: [", "apply: [nobody, "),
    "what all share": ("situations.yaml", "父母民族是否不同", "父母是否已登记结婚"),
    "another's item": ("newborn/items.yaml", "department: health", "department: helth"),
    "an overlay": ("newborn/local/370783.yaml", "overlay: newborn", "# moved by a line\noverlay: newborn"),
    "a resource": ("resources.yaml", "keys: [subject.id_number]", "keys: [subject.id_numbr]"),
}


def keep(texts: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if "/" not in path or path.startswith(FOLDERS)}


def load(texts: dict[str, str]) -> Bundle:
    found, faults = load_bundle(texts)
    assert found is not None, faults
    return found


def walk(theme: str) -> list[Finding]:
    return []


@pytest.fixture(scope="module")
def held(texts: dict[str, str]) -> Held:
    some, made = keep(texts), Held()
    check_bundle(load(some), walk=walk, recall=Recall(find_rested(some), made))
    return made


@pytest.mark.parametrize("what", CHANGES)
def test_with_and_without_recall_the_findings_are_the_same(texts: dict[str, str], held: Held, what: str) -> None:
    path, old, new = CHANGES[what]
    some = keep(texts)
    if path:
        assert old in some[path]
        some[path] = some[path].replace(old, new, 1)
    bundle = load(some)
    cold, warm = check_bundle(bundle, walk=walk), check_bundle(bundle, walk=walk, recall=Recall(find_rested(some), dict(held)))
    assert warm == cold
    assert bool(cold) == (what not in ("nothing", "an overlay"))


def test_only_the_theme_that_was_touched_is_gone_through(texts: dict[str, str], held: Held) -> None:
    before = find_rested(keep(texts))
    for path, touched in {
        RETIRED: {"retirement"},
        "retirement/examples.yaml": {"retirement"},
        "newborn/local/370783.yaml": {"newborn"},
        "newborn/items.yaml": set(FOLDERS),
        "situations.yaml": set(FOLDERS),
    }.items():
        after = find_rested({**keep(texts), path: keep(texts)[path] + "# more\n"})
        assert {theme for theme in before if before[theme] != after[theme]} == touched, path


def test_a_theme_that_cannot_be_told_is_always_gone_through_and_little_is_kept() -> None:
    asked, recall = list[str](), Recall({"told": "digest"}, {})

    def check(theme: str) -> list[Finding]:
        asked.append(theme)
        return []

    for theme in ("told", "untold", "told", "untold"):
        recall.find(theme, (True,), check)
    assert asked == ["told", "untold", "untold"]
    many = Recall({str(n): "digest" for n in range(MOST + 9)}, recall.held)
    for n in range(MOST + 9):
        many.find(str(n), (True,), check)
    assert len(recall.held) == MOST
