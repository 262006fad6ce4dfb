"""Pages and catalogue of the counter, and of what doors share, name the same keys, in two languages."""

import re
from pathlib import Path

import pytest

from shuangquan.channels.counter import urls
from shuangquan.channels.counter.words import WORDS
from shuangquan.channels.look import icons, words
from shuangquan.channels.look.icons import ICONS
from shuangquan.core.words.text import Text

COUNTER, LOOK = Path(urls.__file__).parent, Path(words.__file__).parent
MADE = {"cert.", "step.", "policies.how.", "policies.grade."}
"""Beginnings of keys that a page puts together."""


@pytest.mark.parametrize(("folder", "held", "drawn"), [(COUNTER, WORDS, ICONS), (LOOK, words.WORDS, icons.ICONS)])
def test_words_and_pages_name_the_same_keys(folder: Path, held: dict[str, Text], drawn: dict[str, str]) -> None:
    pages = "".join(page.read_text() for page in folder.rglob("*.html"))
    used = set(re.findall(r"say ['\"]([a-z_0-9.]+)['\"]", pages)) | {"masked"}
    plain = {key for key in held if not any(key.startswith(begin) for begin in MADE)}
    assert used == plain
    assert set(re.findall(r'icon "([a-z]+)"', pages)) <= set(drawn)
    for key, text in held.items():
        assert text.zh and text.en, key
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), key
        assert not re.search(r"[一-鿿][,;:!?]|您|！", text.zh), key
