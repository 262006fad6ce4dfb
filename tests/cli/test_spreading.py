"""Work on many themes over several processes says what one process says."""

import os
import pickle

from shuangquan.actions.checking import check_texts, load_folder
from shuangquan.actions.spreading import FEW, map_forked
from shuangquan.channels.cli.standards import default_standards
from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.text import Word


def test_answers_come_in_order_and_from_other_processes() -> None:
    names = [str(number) for number in range(FEW + 1)]
    found = list(map_forked(lambda name: [(name, os.getpid())], names))
    assert [name for ((name, _),) in found] == names
    assert len(os.sched_getaffinity(0)) == 1 or os.getpid() not in {process for ((_, process),) in found}
    assert list(map_forked(lambda name: [os.getpid()], names[:FEW])) == [[os.getpid()]] * FEW


def test_findings_are_the_same_however_the_themes_are_gone_through() -> None:
    texts = load_folder(default_standards())
    theme = next(text for text in texts.values() if text.startswith("theme: newborn\n"))
    broken = {f"copy-{n}/theme.yaml": theme.replace("theme: newborn\n", f"theme: copy_{n}\n", 1) for n in range(FEW)}
    one, many = check_texts({**texts, **broken}), check_texts({**texts, **broken}, by_theme=map_forked)
    assert one.errors and one.errors == many.errors and one.warnings == many.warnings


def test_a_word_keeps_its_place_on_the_way_to_another_process() -> None:
    word = pickle.loads(pickle.dumps(Word("name", Place("items.yaml", 7))))
    assert word == "name" and word.at == Place("items.yaml", 7)
