"""Every shipped theme shows by examples what it does, and one of them is not waved through."""

from collections.abc import Iterator
from typing import Any

import pytest

from shuangquan.actions.checking import check_texts, load_folder
from shuangquan.core.standard.bundle import Bundle
from tests.house.tree import ROOT

THEMES = sorted(path.parent.name for path in (ROOT / "standards").glob("*/theme.yaml"))
STOPPED = {"person", "refer", "correct", "refused", "refuse", "waits"}


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    checked = check_texts(load_folder(ROOT / "standards"), walk=False)
    assert checked.bundle is not None
    assert not checked.errors
    return checked.bundle


def find_words(expected: Any) -> Iterator[str]:
    """Every outcome an example expects, however deep."""
    if isinstance(expected, dict):
        for inner in expected.values():
            yield from find_words(inner)
    elif isinstance(expected, str):
        yield expected


def test_there_is_more_than_one_theme() -> None:
    assert len(THEMES) >= 2


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_three_examples_and_one_goes_to_a_person(bundle: Bundle, theme: str) -> None:
    examples = bundle.examples[theme]
    assert len(examples) >= 3
    assert len({example.name.zh for example in examples}) == len(examples)
    outcomes = [set(find_words(example.expect.get("items", {}))) for example in examples]
    assert any(words & STOPPED for words in outcomes), outcomes
    assert any("approve" in words for words in outcomes)


@pytest.mark.parametrize("theme", THEMES)
def test_people_in_examples_are_invented(theme: str) -> None:
    """Area 3799 is assigned to nobody: no ID number of a real person can stand in an example."""
    for path in sorted((ROOT / "standards" / theme).rglob("*.yaml")):
        for word in path.read_text(encoding="utf-8").replace('"', " ").replace(",", " ").replace("}", " ").split():
            if len(word) == 18 and word[:17].isdigit():
                assert word.startswith("3799"), f"{path.name}: {word}"
