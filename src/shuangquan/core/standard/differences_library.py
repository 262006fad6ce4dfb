"""What changed of the libraries that themes share: facts, certificates, resources, parameters, situations, weights."""

from collections.abc import Iterator, Mapping
from typing import Any

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences_parts import Difference, Weight, compare_entries, differ
from shuangquan.core.standard.model import Parameter, ParameterRow
from shuangquan.core.standard.saying import fill_text, join_texts
from shuangquan.core.words.text import Text

LIBRARIES: Mapping[str, tuple[str, Text]] = {
    "themes": ("theme", Text("主题", "Theme")),
    "items": ("item", Text("事项", "Item")),
    "facts": ("fact", Text("数据元", "Fact")),
    "certificates": ("certificate", Text("证照", "Certificate")),
    "layouts": ("layout", Text("版式", "Layout")),
    "resources": ("resource", Text("共享资源", "Resource")),
    "parameters": ("parameter", Text("参数", "Parameter")),
    "situations": ("situation", Text("情形", "Situation")),
    "departments": ("department", Text("部门", "Department")),
    "enums": ("enum", Text("代码表", "Code list")),
    "regions": ("region", Text("功能区", "Zone")),
    "inquiries": ("inquiry", Text("信息查询", "Inquiry")),
    "kiosk": ("kiosk", Text("自助终端菜单", "Kiosk menu")),
    "guardians": ("guardian", Text("监护关系", "Guardianship")),
    "types": ("type", Text("角色类型", "Kind of role")),
    "policies": ("policy", Text("惠企政策", "Policy for companies")),
    "burden": ("burden", Text("负担权重", "Weight of burden")),
}
"""Field of a bundle → the kind of a difference of it, and what it is called."""
APART = ("themes", "items", "parameters")
"""Libraries whose entries are compared part by part elsewhere."""


def compare_libraries(old: Bundle, new: Bundle) -> Iterator[Difference]:
    """Entries that came, went or changed."""
    for field, (kind, word) in LIBRARIES.items():
        before, after = getattr(old, field), getattr(new, field)
        yield from compare_entries(word, before, after, kind, call_entry)
        if field in APART:
            continue
        for key in sorted({*before} & {*after}):
            if differ(before[key], after[key]):
                text = fill_text(Text("{0}“{1}”有改动", "{0} “{1}” changed"), word, call_entry(after[key], str(key)))
                yield Difference(f"{kind}-changed", str(key), text)
    for key in sorted({*old.parameters} & {*new.parameters}):
        yield from _compare_parameter(old.parameters[key], new.parameters[key])
    if {*old.sign_in} != {*new.sign_in}:
        yield Difference("sign-in-changed", "sign_in", Text("登录时核验的数据有改动", "What signing in proves changed"))


def call_entry(entry: Any, key: str = "") -> Text:
    """What an entry of a library is called."""
    for field in ("name", "label"):
        if isinstance(getattr(entry, field, None), Text):
            return Text(getattr(entry, field).zh, getattr(entry, field).en)
    if isinstance(entry, Text):
        return entry
    zh, en = getattr(entry, "zh", None), getattr(entry, "en", "")
    if zh is None and isinstance(entry, Mapping):
        return join_texts(tuple(entry.values()))
    return Text(key or str(entry)) if zh is None else Text(str(zh), str(en))


def _place(row: ParameterRow) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return str(row.region), str(row.from_), tuple((str(key), str(value)) for key, value in row.keys.items())


def _say_value(row: ParameterRow | None) -> Text:
    if row is None:
        return Text("无", "nothing")
    if row.columns:
        return Text("、".join(f"{name} {value}" for name, value in row.columns.items()))
    return (
        Text("、".join(map(str, row.value)) or "空", ", ".join(map(str, row.value)) or "empty")
        if isinstance(row.value, tuple)
        else Text(str(row.value))
    )


def _compare_parameter(old: Parameter, new: Parameter) -> Iterator[Difference]:
    """By region, date and key: what holds there from then on."""
    before, after = ({_place(row): row for row in parameter.values} for parameter in (old, new))
    pattern = Text("参数“{0}”（地区{1}，{2}起{3}）由{4}改为{5}", "Parameter “{0}” (region {1}, from {2}{3}) changed from {4} to {5}")
    for place in sorted({*before} | {*after}):
        was, now = before.get(place), after.get(place)
        if _say_value(was) == _say_value(now):
            continue
        region, since, keys = place
        told = Text("".join(f"，{value}" for _, value in keys), "".join(f", {value}" for _, value in keys))
        text = fill_text(pattern, new.label, Text(region), Text(since), told, _say_value(was), _say_value(now))
        yield Difference("parameter-changed", new.id, text)
    rest: Weight = "neutral"
    if any(differ(getattr(old, name), getattr(new, name)) for name in ("label", "type", "local", "as_of", "region_of", "keys", "columns")):
        yield Difference(
            "changed", new.id, fill_text(Text("参数“{0}”的定义有改动", "Parameter “{0}” is defined otherwise"), new.label), rest
        )
