"""The starting text of a theme and of an item: sound as it is, every line with what it is for, every claim U and marked 示例."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from shuangquan.core.exchange.list_draft import quote
from shuangquan.core.exchange.starting_texts import EXAMPLES, ITEM, THEME
from shuangquan.core.rules.scope import find_near
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.findings import Place

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NEEDED = ("person.id_number", "person.name", "person.birth_date")
"""Facts of the dictionary that the starting text rests on."""

COLUMN = 54


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to start. name: 中文; department: its id; region: of the examples, a code; stage: of life, 中文."""

    id: str
    name: str
    department: str
    region: str = ""
    stage: str = ""


class Unstartable(Exception):
    """It cannot be started so; its text is 中文 and says what, where and how to mend it."""


def check_start(bundle: Bundle, wanted: Wanted, *, theme: bool) -> None:
    """Unstartable for an id that is malformed or taken, a department that is not there, a dictionary that lacks what the text rests on."""
    if not ID.fullmatch(wanted.id):
        better = re.sub(r"[^a-z0-9]+", "-", wanted.id.lower()).strip("-")
        hint = f"，是不是 {better}？" if ID.fullmatch(better) else "。"
        raise Unstartable(f"“{wanted.id}”不能作编号{hint}编号用小写英文字母开头，只有小写字母、数字和中间的短横，例如 my-service")
    for name in _list_ids(wanted, theme=theme):
        place = _find_place(bundle, name)
        if place is not None:
            raise Unstartable(f"{name} 已经有了，写在 {place.file}:{place.line}；换一个编号，例如 {wanted.id}-2，或者直接改那个文件")
    if wanted.department not in bundle.departments:
        near = find_near(wanted.department, bundle.departments)
        hint = f"，是不是 {near}？" if near else "。"
        raise Unstartable(f"没有叫 {wanted.department} 的部门{hint}有：{'、'.join(bundle.departments)}；新部门先写进 departments")
    lacking = [name for name in NEEDED if name not in bundle.facts]
    if lacking:
        raise Unstartable(f"字典里没有 {'、'.join(lacking)}，起步的例子要用；先把它写进 facts")


def _list_ids(wanted: Wanted, *, theme: bool) -> tuple[str, ...]:
    """Every id that the starting text brings."""
    item = find_item_id(wanted, theme=theme)
    own = (item, f"{item}-old", f"{_word(item)}_first", f"person.{_word(item)}_number")
    return (wanted.id, *own) if theme else own


def _find_place(bundle: Bundle, name: str) -> Place | None:
    held: tuple[Mapping[str, object], ...] = (bundle.themes, bundle.items, bundle.certificates, bundle.situations, bundle.facts)
    found = next((entries[name] for entries in held if name in entries), None)
    return None if found is None else getattr(found, "at", None)


def find_item_id(wanted: Wanted, *, theme: bool) -> str:
    """The item's id: the wanted one, or that of a new theme's one item."""
    return f"{wanted.id}-item" if theme else wanted.id


def render_start(wanted: Wanted, *, theme: bool) -> dict[str, str]:
    """File (within its folder) → text. A theme brings its one item, its situation and three examples, one of which a rule does not pass."""
    item = find_item_id(wanted, theme=theme)
    words = {
        "id": wanted.id,
        "name": quote(wanted.name),
        "item": item,
        "word": _word(item),
        "item_name": quote(f"{wanted.name}：示例事项" if theme else wanted.name),
        "label": quote(f"首次办理：{wanted.name}"),
        "ask": quote(f"你是第一次办理“{wanted.name}”吗？"),
        "department": wanted.department,
        "region": wanted.region,
        "stage": quote(wanted.stage),
    }
    texts = {"theme.yaml": THEME, "items.yaml": ITEM, "examples.yaml": EXAMPLES} if theme else {f"{item}.yaml": ITEM}
    return {file: "".join(f"{_fill(line, words)}\n" for line in text.splitlines()) for file, text in texts.items()}


def _fill(line: str, words: Mapping[str, str]) -> str:
    """A line with its words in, what it is for still in the same column."""
    code, gap, said = line.partition("  # ")
    if not code.strip():
        return Template(line).substitute(words)
    filled = Template(code.rstrip()).substitute(words)
    return f"{filled.ljust(COLUMN)}{gap}{Template(said).substitute(words)}" if gap else filled


def render_use(item: str) -> str:
    """The lines by which a theme takes a started item up, role and situation bound."""
    situation = f"{{use: {_word(item)}_first, ask: first}}"
    return f"situations:\n  - {situation}\nitems:\n  - {{use: {item}, with: {{holder: 主题里的一个自然人角色}}}}\n"


def _word(name: str) -> str:
    return name.replace("-", "_")
