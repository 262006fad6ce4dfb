"""What a change of the standard comes to for people, counted from the plans before and after."""

from collections.abc import Iterator, Mapping

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.classes import list_final
from shuangquan.core.standard.compile import Uncompilable, compile_view
from shuangquan.core.standard.differences_parts import Difference
from shuangquan.core.standard.saying import fill_text, say_class
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.text import Text

PROVINCE = "370000"
FIGURES: Mapping[str, Text] = {
    "days": Text("时限（天）", "limit (days)"),
    "trips": Text("跑动次数", "trips"),
    "forms": Text("表单", "forms"),
    "materials": Text("材料", "materials"),
    "steps": Text("环节", "steps"),
    "asked": Text("要填写的数据", "values typed"),
    "items": Text("事项", "items"),
}
Class = tuple[tuple[str, str], ...]
Counted = Mapping[Class, Mapping[str, float] | None]


def compare_figures(old: Bundle, new: Bundle) -> Iterator[Difference]:
    """For every theme, region with a word of its own, and class that both standards have: figures that differ; equal changes are one."""
    for theme in sorted({*old.themes} & {*new.themes}):
        own = {str(overlay.region) for bundle in (old, new) for overlay in bundle.overlays.get(theme, ())}
        for region in (PROVINCE, *sorted(own - {PROVINCE})):
            yield from _compare_region(new, theme, region, count_classes(old, theme, region), count_classes(new, theme, region))


def count_classes(bundle: Bundle, theme: str, region: str) -> Counted:
    """Each class of a theme → figure → value, for whoever applies first; None for a class that does not compile."""
    view = read_view(bundle, theme, region, [])
    signed_in = str(view.theme.apply[0])
    found: dict[Class, Mapping[str, float] | None] = {}
    for situation in list_final(view, signed_in):
        try:
            plan = compile_view(view, situation, frozenset(), signed_in)
        except Uncompilable:
            found[tuple(sorted(situation.items()))] = None
            continue
        found[tuple(sorted(situation.items()))] = {figure.what: figure.value for figure in plan.after} | {"items": float(len(plan.items))}
    return found


def _compare_region(new: Bundle, theme: str, region: str, before: Counted, after: Counted) -> Iterator[Difference]:
    changed: dict[tuple[str, float, float], list[Class]] = {}
    name = new.themes[theme].name
    for situation in [one for one in before if one in after]:
        was, now = before[situation], after[situation]
        if was is None or now is None:
            if now is None and was is not None:
                pattern = Text("“{0}”（{1}）此情形编译不出办法：{2}", "“{0}” ({1}) cannot be compiled: {2}")
                text = fill_text(pattern, name, Text(region), say_class(new, dict(situation)))
                yield Difference("uncompilable", theme, text, "heavier")
            continue
        for what in FIGURES:
            if was.get(what) != now.get(what):
                changed.setdefault((what, was.get(what, 0.0), now.get(what, 0.0)), []).append(situation)
    for (what, least, most), classes in changed.items():
        where = Text(f"{len(classes)}种情形", f"{len(classes)} situations") if len(classes) > 1 else say_class(new, dict(classes[0]))
        where = Text("所有情形", "every situation") if len(classes) == len(after) else where
        pattern = Text("“{0}”（{1}，{2}）：{3}由{4}变为{5}", "“{0}” ({1}, {2}): {3} from {4} to {5}")
        text = fill_text(pattern, name, Text(region), where, FIGURES[what], Text(f"{least:g}"), Text(f"{most:g}"))
        yield Difference("figure", theme, text, "lighter" if most < least else "heavier")
    lost, found = len([one for one in before if one not in after]), len([one for one in after if one not in before])
    if lost or found:
        pattern = Text("“{0}”（{1}）的情形增加{2}种、减少{3}种", "“{0}” ({1}) has {2} situations more and {3} fewer")
        yield Difference("classes-changed", theme, fill_text(pattern, name, Text(region), Text(str(found)), Text(str(lost))))
