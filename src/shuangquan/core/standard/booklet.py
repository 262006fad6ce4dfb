"""A booklet: what a guide or a manual is made of, whatever prints it. Texts are bilingual, 中文 first."""

from dataclasses import dataclass

from shuangquan.core.standard.plan import Basis
from shuangquan.core.standard.saying import fill_text
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, then sentences (numbered when they are steps), then a table if it has heads."""

    title: Text
    lines: tuple[Text, ...] = ()
    numbered: bool = False
    heads: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Booklet:
    """A guide (办事指南) or a manual (审查要点). about: what it is made for, in a line."""

    title: Text
    about: Text
    sections: tuple[Section, ...]


GRADES = {
    "S": Text("有出处", "sourced"),
    "K": Text("未核原文", "text unchecked"),
    "U": Text("示例", "example"),
    "D": Text("推算", "derived"),
    "C": Text("数出", "counted"),
}
"""What a grade means to people; U is shown as an example, not as what holds."""


def mark_grade(said: Text, basis: Basis) -> Text:
    """The sentence with its grade and source: `5个工作日（示例）`."""
    grade = GRADES.get(basis.grade, Text(basis.grade))
    left = basis.source.removeprefix(grade.zh).lstrip("，：")  # a source that says 示例 itself says it once
    source = Text(f"：{left}", f": {left}") if left else Text("")
    return fill_text(Text("{0}（{1}{2}）", "{0} ({1}{2})"), said, grade, source)
