"""What the comparison of two standards is made of: a difference, and the small comparisons every part uses."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.durations import count_hours, read_limit
from shuangquan.core.standard.model import Duration, Item
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.saying import Names, fill_text, say_limit
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.words.text import Text

Weight = Literal["lighter", "heavier", "neutral"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed. kind: `need-added`, `limit-shortened`, …; where: id of a theme, item or other entry. weight: for people."""

    kind: str
    where: str
    text: Text
    weight: Weight = "neutral"


def strip_places(value: Any) -> Any:
    """The content without the places where it was written, so that a moved line is no change."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: strip_places(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name != "at"}
    if isinstance(value, tuple):
        return tuple(strip_places(part) for part in value)
    return {key: strip_places(part) for key, part in value.items()} if isinstance(value, Mapping) else value


def differ(old: Any, new: Any) -> bool:
    """Whether two parts differ in content."""
    return bool(strip_places(old) != strip_places(new))


def compare_entries(
    what: Text, old: Mapping[str, Any], new: Mapping[str, Any], kind: str, name: Callable[[Any], Text]
) -> Iterator[Difference]:
    """Entries of a library that came or went."""
    for key in sorted({*old} - {*new}):
        yield Difference(f"{kind}-dropped", key, fill_text(Text("取消{0}“{1}”", "{0} “{1}” is dropped"), what, name(old[key])))
    for key in sorted({*new} - {*old}):
        yield Difference(f"{kind}-added", key, fill_text(Text("新增{0}“{1}”", "{0} “{1}” is added"), what, name(new[key])))


def compare_fields(where: str, name: Text, old: Any, new: Any, words: Mapping[str, Text]) -> Iterator[Difference]:
    """Fields that have no comparison of their own: that they changed is said, field by field."""
    for field, word in words.items():
        if differ(getattr(old, field), getattr(new, field)):
            yield Difference("changed", where, fill_text(Text("“{0}”的{1}有改动", "{1} of “{0}” changed"), name, word))


def compare_limits(where: str, what: Text, old: Duration | None, new: Duration | None) -> Iterator[Difference]:
    """A limit that became shorter or longer; a shorter one is lighter for people. Only the source changing is neutral."""
    before, after = read_limit(old), read_limit(new)
    if before == after:
        if old is not None and new is not None and (old.grade, old.source) != (new.grade, new.source):
            yield Difference("source-changed", where, fill_text(Text("{0}的依据有改动", "The source of {0} changed"), what))
        return
    hours = [float("inf") if limit is None else float(count_hours(limit)) for limit in (before, after)]
    shorter, same = hours[1] < hours[0], hours[1] == hours[0]
    pattern = Text("{0}由{1}改为{2}", "{0} changed from {1} to {2}")
    if not same:
        pattern = Text("{0}由{1}缩短为{2}", "{0} shortened from {1} to {2}") if shorter else pattern
        pattern = pattern if shorter else Text("{0}由{1}延长为{2}", "{0} lengthened from {1} to {2}")
    kind = "limit-changed" if same else "limit-shortened" if shorter else "limit-lengthened"
    weight: Weight = "neutral" if same else "lighter" if shorter else "heavier"
    yield Difference(kind, where, fill_text(pattern, what, say_limit(before), say_limit(after)), weight)


def find_theme_names(bundle: Bundle, theme: Theme) -> Names:
    """How a theme's conditions are read aloud."""
    return Names(bundle, {str(role): (form.label or Text(str(role)), find_role_type(theme, role)) for role, form in theme.roles.items()})


def find_item_names(bundle: Bundle, item: Item) -> Names:
    """How an item's rules are read aloud: its roles are called as the first theme that uses it calls them, else by their type."""
    theme, use = next(((t, u) for t in bundle.themes.values() for u in t.uses if u.use == item.id), (None, None))
    found: dict[str, tuple[Text, str]] = {}
    for role, form in item.roles.items():
        bound = theme.roles.get(use.with_.get(role, "")) if theme is not None and use is not None else None
        kind = bundle.types.get(form.type)
        plain = Text(str(kind.zh), str(kind.en)) if kind else Text(str(role))
        found[str(role)] = (bound.label if bound is not None and bound.label else plain, str(form.type))
    return Names(bundle, found)
