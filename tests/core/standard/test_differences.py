"""What changed between two standards is said in an official's words, completely, and counted."""

import dataclasses

import pytest

from shuangquan.core.standard import differences_items, differences_themes
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences import Difference, find_differences
from shuangquan.core.standard.differences_library import APART, LIBRARIES
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.model import Item
from shuangquan.core.standard.model_theme import ItemUse, Theme

pytestmark = pytest.mark.proof

ITEMS, THEME, LOCAL = "newborn/items.yaml", "newborn/theme.yaml", "newborn/local/370783.yaml"


@pytest.fixture(scope="module")
def newborn(texts: dict[str, str]) -> dict[str, str]:
    """One theme with the libraries: enough, and quicker."""
    return {name: text for name, text in texts.items() if "/" not in name or name.startswith("newborn/")}


def read(texts: dict[str, str]) -> Bundle:
    found, faults = load_bundle(texts)
    assert found is not None, faults
    return found


def change(texts: dict[str, str], file: str, old: str, new: str, *, counted: bool = False) -> tuple[Difference, ...]:
    """The differences after one passage of one file was replaced."""
    assert old in texts[file], f"{file} has no {old!r}"
    return find_differences(read(texts), read({**texts, file: texts[file].replace(old, new, 1)}), counted=counted)


PLEDGE = "    pledge: {promise: {zh: 真实}, verify: {calendar_days: 60, grade: U, source: 待核}, broken: revoke}"
CHANGES = [
    (ITEMS, "{working_days: 5, grade: U", "{working_days: 3, grade: U", "limit-shortened", "lighter", "承诺时限由5个工作日缩短为3个工作日"),
    (ITEMS, "{working_days: 5, grade: U", "{months: 2, grade: U", "limit-lengthened", "heavier", "由5个工作日延长为2个月"),
    (
        ITEMS,
        "      - {evidence: army-id, roles: {holder: host}, when: parent_serving}\n",
        "",
        "material-dropped",
        "lighter",
        "军人身份证件",
    ),
    (ITEMS, "      - child.sex\n", "      - child.sex\n      - mother.phone\n", "need-added", "heavier", "新增需要的数据：母亲的手机号"),
    (ITEMS, "{fact: couple.number, when: married}", "couple.number", "need-changed", "heavier", "由“父母已登记结婚”改为“任何情形”"),
    (ITEMS, "when: household.collective\n", "when: household.collective is null\n", "rule-changed", "neutral", "没有落户的户的集体户"),
    (ITEMS, "    pledge: false", PLEDGE, "changed", "neutral", "的告知承诺有改动"),
    (
        THEME,
        "  - {use: vaccination-record, for_each: children, with: {child: children}, group: optional}\n",
        "",
        "item-dropped",
        "lighter",
        "去掉事项",
    ),
    (THEME, "limit: {working_days: 5", "limit: {working_days: 9", "limit-lengthened", "heavier", "总时限由5个工作日延长为9个工作日"),
    (THEME, "identity: 4, within", "identity: 3, within", "party-changed", "lighter", "对母亲签字"),
    (THEME, "derive: couple.registered", "derive: couple.number is not null", "situation-changed", "neutral", "的判定有改动"),
    (LOCAL, "calendar_days: 1", "hours: 8", "limit-shortened", "lighter", "地区370783"),
    (LOCAL, "channels: [portal, counter, station]", "channels: [portal]", "overlay-changed", "neutral", "办理渠道有改动"),
    ("parameters.yaml", "value: 12,", "value: 18,", "parameter-changed", "neutral", "地区37，2020-01-01起）由12改为18"),
    ("burden.yaml", "visit: 100", "visit: 90", "burden-changed", "neutral", "visit"),
]


@pytest.mark.parametrize(("file", "old", "new", "kind", "weight", "says"), CHANGES)
def test_a_change_is_said(newborn: dict[str, str], file: str, old: str, new: str, kind: str, weight: str, says: str) -> None:
    (found,) = change(newborn, file, old, new)
    assert (found.kind, found.weight) == (kind, weight)
    assert says in found.text.zh
    assert found.text.en and found.text.en != found.text.zh


def test_the_other_way_round_weighs_the_other_way(newborn: dict[str, str]) -> None:
    old = read(newborn)
    new = read({**newborn, ITEMS: newborn[ITEMS].replace("      - child.sex\n", "      - child.sex\n      - mother.phone\n", 1)})
    assert [one.weight for one in find_differences(old, new, counted=False)] == ["heavier"]
    assert [one.weight for one in find_differences(new, old, counted=False)] == ["lighter"]


def test_lines_that_moved_and_comments_are_no_change(newborn: dict[str, str]) -> None:
    assert change(newborn, ITEMS, "items:\n", "# a remark\n\nitems:\n") == ()


def test_a_rule_that_came_and_one_that_went(newborn: dict[str, str]) -> None:
    row = "      - when: child.born_abroad\n        then: refer\n"
    start = newborn[ITEMS].index(row)
    end = newborn[ITEMS].index("      - when: child.birth_date <", start)
    (found,) = change(newborn, ITEMS, newborn[ITEMS][start:end], "")
    assert (found.kind, found.weight, found.where) == ("rule-dropped", "lighter", "birth-certificate")
    assert "新生儿的在境外出生：是，则转人工（境外出生）" in found.text.zh


def test_what_it_comes_to_is_counted(newborn: dict[str, str]) -> None:
    paper = "      - {evidence: army-id, roles: {holder: host}, when: parent_serving}\n"
    counted = [one for one in change(newborn, ITEMS, paper, "", counted=True) if one.kind == "figure"]
    assert counted and {one.weight for one in counted} == {"lighter"}
    assert any("材料由1变为0" in one.text.zh for one in counted)
    assert {"山东省", "寿光市"} == {region for one in counted for region in ("山东省", "寿光市") if region in one.text.zh}


def test_a_theme_that_came(texts: dict[str, str], newborn: dict[str, str]) -> None:
    found = find_differences(read(newborn), read(texts), counted=False)
    assert {"theme-added", "item-added"} <= {one.kind for one in found}


def test_every_field_is_compared() -> None:
    """A field that is added to the language is either compared part by part or said to have changed."""
    own = {"at", "id", "theme", "use"}
    for form, words, apart in (
        (Item, differences_items.WORDS, differences_items.COMPARED),
        (Theme, differences_themes.WORDS, differences_themes.COMPARED),
        (ItemUse, differences_themes.USE_WORDS, ()),
    ):
        assert {field.name for field in dataclasses.fields(form)} - own == {*words, *apart}
    assert {field.name for field in dataclasses.fields(Bundle)} == {*LIBRARIES, *APART, "hash", "sign_in", "overlays", "examples"}
