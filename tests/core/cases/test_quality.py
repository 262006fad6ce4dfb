"""Rules are read aloud, tried, and counted by the examples that walk them."""

import pytest

from shuangquan.core.cases.quality import Quality, find_quality, find_spoken
from shuangquan.core.standard.view import read_view
from tests.core.cases.walks import shipped, walk

pytestmark = pytest.mark.proof


def quality(theme: str) -> dict[str, Quality]:
    walks = [(example.name, walk(theme, example.name.zh)) for example in shipped().examples[theme]]
    return {one.item: one for one in find_quality(read_view(shipped(), theme, "370000", []), find_spoken(walks))}


def test_the_birth_certificate() -> None:
    found = quality("newborn")["birth-certificate"]
    abroad, old, good, rest = found.rows
    assert found.whole
    assert not [row for row in found.rows if row.silent]
    assert (abroad.then, old.then, good.then, rest.then) == ("refer", "refer", "approve", "refer")
    assert abroad.when.zh == "新生儿的在境外出生：是"
    assert [one.zh for one in abroad.examples]
    assert len(good.examples) > len(old.examples) > 0
    assert {(one.first, one.second) for one in found.clashes} >= {(1, 3)}
    clash = next(one.world.zh for one in found.clashes if (one.first, one.second) == (1, 3))
    assert "新生儿的在境外出生：是" in clash
    assert "分娩记录号" in clash
    assert found.left is not None


@pytest.mark.parametrize("theme", sorted(shipped().themes))
def test_no_row_is_proved_to_be_silent(theme: str) -> None:
    """A row of the shipped rules that can never speak first would be a mistake."""
    for one in quality(theme).values():
        assert not (one.whole and any(row.silent for row in one.rows[:-1])), (one.item, [row.when.zh for row in one.rows if row.silent])
