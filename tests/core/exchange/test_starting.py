"""What `new` writes is sound at once, and what it cannot write it says."""

from functools import cache
from pathlib import Path

import pytest

from shuangquan.actions.checking import Checked, check_texts, load_folder
from shuangquan.actions.starting import start_item, start_theme
from shuangquan.core.exchange.starting import Unstartable, Wanted, check_start, render_start, render_use
from shuangquan.core.standard.bundle import Bundle
from tests.core.cases.walks import STANDARDS, shipped

BOOKSHOP = Wanted("bookshop", "书店开办一件事", "market", "370783", "准入准营")


@cache
def libraries() -> dict[str, str]:
    """The shared files of the standard, without its themes."""
    return {file: text for file, text in load_folder(STANDARDS).items() if "/" not in file}


def check_added(texts: dict[str, str]) -> Checked:
    return check_texts({**libraries(), **texts})


def bundle_of(texts: dict[str, str]) -> Bundle:
    found = check_added(texts).bundle
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["书店开办一件事", '带"引号"、$money 和 #号: {也行}', "two\nlines\\"])
def test_a_started_theme_is_sound_and_its_examples_come_out_as_written(name: str) -> None:
    wanted = Wanted("book-shop", name, "market", "370783", "准入: 准营")
    texts = {f"book-shop/{file}": text for file, text in render_start(wanted, theme=True).items()}
    checked = check_added(texts)
    assert checked.bundle is not None
    assert not checked.errors
    assert not checked.warnings
    theme = checked.bundle.themes["book-shop"]
    assert (theme.name.zh, str(theme.stage)) == (name, "准入: 准营")
    outcomes = [dict(example.expect["items"]) for example in checked.bundle.examples["book-shop"]]
    assert [one["book-shop-item"] for one in outcomes] == ["approve", "approve", "refer"]


def test_a_started_item_is_sound_and_a_theme_can_take_it_up() -> None:
    own = render_start(Wanted("shop-sign", "招牌", "market"), theme=False)
    theme = {f"bookshop/{file}": text for file, text in render_start(BOOKSHOP, theme=True).items()}
    assert not check_added({**theme, **own}).errors
    situation, use = (line for line in render_use("shop-sign").splitlines() if line.startswith("  - "))
    use = use.replace("主题里的一个自然人角色", "holder")
    text = theme["bookshop/theme.yaml"].replace("\nitems:", f"\n{situation}\nitems:").replace("\nlimit:", f"\n{use}\nlimit:")
    bound = check_added({**theme, **own, "bookshop/theme.yaml": text})
    assert {fault.code for fault in bound.errors} == {"example-stuck"}  # the new question has no answer in the old examples
    assert bound.bundle is not None
    assert [str(use.use) for use in bound.bundle.themes["bookshop"].items] == ["bookshop-item", "shop-sign"]


def test_everything_invented_is_marked() -> None:
    for text in render_start(BOOKSHOP, theme=True).values():
        for line in text.splitlines():
            assert "grade:" not in line or "grade: U" in line or "{law: 法名" in line or "出处}" in line
            assert "source:" not in line or "示例，待核" in line or "出处}" in line


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted("Book_Shop", "x", "market"), "是不是 book-shop？"),
        (Wanted("书店", "x", "market"), "编号用小写英文字母开头"),
        (Wanted("book--shop", "x", "market"), "是不是 book-shop？"),
        (Wanted("newborn", "x", "market"), "写在 newborn/theme.yaml:1"),
        (Wanted("bookshop", "x", "markt"), "是不是 market？"),
    ],
)
def test_what_cannot_be_started_is_said_with_where_and_how(wanted: Wanted, said: str) -> None:
    with pytest.raises(Unstartable, match=said):
        check_start(shipped(), wanted, theme=True)


def test_a_dictionary_without_what_the_text_rests_on_is_named() -> None:
    with pytest.raises(Unstartable, match=r"person\.birth_date"):
        check_start(bundle_of({"dictionary.yaml": "departments: {a: {zh: 甲}}\n"}), Wanted("x", "x", "a"), theme=True)


def test_files_are_written_once(tmp_path: Path) -> None:
    made = start_theme(shipped(), BOOKSHOP, tmp_path)
    assert [file.relative_to(tmp_path).as_posix() for file in made] == [
        "bookshop/theme.yaml",
        "bookshop/items.yaml",
        "bookshop/examples.yaml",
    ]
    with pytest.raises(Unstartable, match="已经存在"):
        start_theme(shipped(), BOOKSHOP, tmp_path)
    item = Wanted("shop-sign", "招牌", "market")
    assert start_item(shipped(), item, tmp_path) == [tmp_path / "shop-sign.yaml"]
    (tmp_path / "shop-sign.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(Unstartable, match="已经存在"):
        start_item(shipped(), item, tmp_path)
    assert (tmp_path / "shop-sign.yaml").read_text(encoding="utf-8") == "mine"
