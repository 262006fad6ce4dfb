"""What changed of a theme: its items, situations, parties and limits, and what a region changes of it."""

from collections.abc import Iterator, Mapping

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.scope import ConditionFaults
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.differences_parts import Difference, Weight, compare_fields, compare_limits, differ, find_theme_names
from shuangquan.core.standard.model import Duration
from shuangquan.core.standard.model_overlay import ItemOverlay, LocalValue, Overlay
from shuangquan.core.standard.model_theme import ItemUse, PartyForm, Theme
from shuangquan.core.standard.saying import fill_text, say_condition
from shuangquan.core.standard.scopes import find_theme_scope
from shuangquan.core.words.text import Text

WORDS: Mapping[str, Text] = {
    "name": Text("名称", "the name"),
    "stage": Text("人生或经营阶段", "the stage of life"),
    "grade": Text("等级", "the grade"),
    "roles": Text("涉及的人和物", "the roles"),
    "apply": Text("谁可以申请", "who may apply"),
    "choose_one": Text("择一办理的方式", "how one item is chosen"),
    "limit_from": Text("时限起点", "when the limit begins"),
    "limit_until": Text("时限终点", "when the limit ends"),
    "baseline": Text("改革前的口径", "the baseline"),
    "minors": Text("哪些人可以是未成年人", "who may be a minor"),
    "speaks_for": Text("谁可以代填", "who speaks for whom"),
    "impossible": Text("不可能的情形", "the impossible situations"),
    "assume": Text("按标准取定的数据", "what is assumed"),
    "offer": Text("代填的数据", "what is offered"),
    "compute": Text("计算口径", "the computed names"),
    "exclusive": Text("互斥的事项", "which items exclude each other"),
    "together": Text("联合踏勘", "the joint visits"),
    "regions": Text("在哪些地区办", "where it is offered"),
    "effects": Text("办成后的效力", "what ends afterwards"),
    "recurs": Text("多久办一次、什么时候受理", "how often it comes and when it can be begun"),
    "proactive": Text("主动服务找谁", "whom it is offered to"),
    "promoted": Text("推广记录", "the record of its promotion"),
    "same_matter": Text("重复申请的判断", "what makes two cases the same"),
    "nothing_to_do": Text("无需办理的情形", "when there is nothing to do"),
    "refuse_to_start": Text("不能发起的情形", "when it cannot begin"),
    "delivery": Text("送达方式", "the delivery"),
    "basis": Text("依据", "the legal basis"),
}
"""Fields of a theme of which only the fact that they changed is said."""
COMPARED = ("items", "situations", "parties", "limit")
"""Fields of a theme that are compared part by part."""
USE_WORDS: Mapping[str, Text] = {
    "with_": Text("所涉及的人和物", "the roles"),
    "for_each": Text("按谁逐个办理", "for whom it is done each"),
    "when": Text("办理条件", "the condition"),
    "group": Text("必办或选办", "whether it is required"),
    "counts": Text("是否计入时限", "whether it counts for the limit"),
    "after": Text("先后次序", "the order"),
    "skip_if_known": Text("已有登记时免办", "when it is skipped"),
    "situations": Text("所看的情形", "the situations it reads"),
}
"""What a theme says of an item that it uses."""


def compare_themes(old: Bundle, new: Bundle) -> Iterator[Difference]:
    """Every theme that both standards have, and every region's overlay of it."""
    for key in sorted({*old.themes} & {*new.themes}):
        before, after = old.themes[key], new.themes[key]
        if differ(before, after):
            yield from _compare_theme(old, new, before, after)
        yield from _compare_overlays(new, after, old.overlays.get(key, ()), new.overlays.get(key, ()))


def _compare_theme(old: Bundle, new: Bundle, before: Theme, after: Theme) -> Iterator[Difference]:
    where, name = str(after.theme), after.name
    yield from _compare_uses(old, new, before, after)
    yield from _compare_situations(old, new, before, after)
    yield from _compare_parties(new, before, after)
    yield from _compare_theme_limits(where, new, after, name, before.limit, after.limit)
    yield from compare_fields(where, name, before, after, WORDS)


def _compare_uses(old: Bundle, new: Bundle, before: Theme, after: Theme) -> Iterator[Difference]:
    was, now = ({str(use.use): use for use in theme.items} for theme in (before, after))
    for key in [one for one in was if one not in now]:
        text = fill_text(Text("主题“{0}”去掉事项“{1}”", "Theme “{0}” drops “{1}”"), after.name, _call_item(old, key))
        yield Difference("item-dropped", str(after.theme), text, "lighter")
    for key in [one for one in now if one not in was]:
        text = fill_text(Text("主题“{0}”加入事项“{1}”", "Theme “{0}” takes in “{1}”"), after.name, _call_item(new, key))
        yield Difference("item-added", str(after.theme), text)
    for key, use in now.items():
        if key in was:
            yield from _compare_use(new, after, was[key], use)


def _compare_use(new: Bundle, theme: Theme, before: ItemUse, after: ItemUse) -> Iterator[Difference]:
    name = fill_text(Text("{0}”中“{1}", "{1}” in “{0}"), theme.name, _call_item(new, str(after.use)))
    yield from compare_fields(str(theme.theme), name, before, after, USE_WORDS)


def _call_item(bundle: Bundle, key: str) -> Text:
    return bundle.items[key].name if key in bundle.items else Text(key)


def _compare_situations(old: Bundle, new: Bundle, before: Theme, after: Theme) -> Iterator[Difference]:
    was, now = ({str(use.use): use for use in theme.situations} for theme in (before, after))
    for key in [*(k for k in was if k not in now), *now]:
        kind = (new if key in now else old).situations.get(key)
        label = kind.label if kind else Text(key)
        if key not in now or key not in was:
            dropped = key not in now
            pattern = Text("主题“{0}”不再区分情形“{1}”", "Theme “{0}” no longer tells “{1}” apart")
            pattern = pattern if dropped else Text("主题“{0}”新区分情形“{1}”", "Theme “{0}” now tells “{1}” apart")
            text = fill_text(pattern, after.name, label)
            yield Difference("situation-dropped" if dropped else "situation-added", str(after.theme), text)
        elif differ(was[key], now[key]):
            text = fill_text(Text("主题“{0}”中情形“{1}”的判定有改动", "Theme “{0}” settles “{1}” otherwise"), after.name, label)
            yield Difference("situation-changed", str(after.theme), text)


def _compare_parties(new: Bundle, before: Theme, after: Theme) -> Iterator[Difference]:
    names = find_theme_names(new, after)
    for role in [*(r for r in before.parties if r not in after.parties), *after.parties]:
        was, now = before.parties.get(role), after.parties.get(role)
        if was is not None and now is not None and not differ(was, now):
            continue
        label = names.call_role(str(role)) if role in after.roles else before.roles[role].label or Text(str(role))
        kind, pattern, weight = _weigh_party(was, now)
        yield Difference(kind, str(after.theme), fill_text(pattern, after.name, label), weight)


def _weigh_party(was: PartyForm | None, now: PartyForm | None) -> tuple[str, Text, Weight]:
    if now is None:
        return "party-dropped", Text("主题“{0}”不再要求{1}参与", "Theme “{0}” no longer asks {1} to take part"), "lighter"
    if was is None:
        return "party-added", Text("主题“{0}”新要求{1}参与", "Theme “{0}” now asks {1} to take part"), "heavier"
    pattern = Text("主题“{0}”对{1}签字、同意或核验的要求有改动", "Theme “{0}” changed how {1} signs, agrees or is identified")
    return "party-changed", pattern, "heavier" if now.identity > was.identity else "lighter" if now.identity < was.identity else "neutral"


def _compare_theme_limits(
    where: str, bundle: Bundle, theme: Theme, name: Text, old: tuple[Duration, ...], new: tuple[Duration, ...]
) -> Iterator[Difference]:
    """Limits are told apart by their condition."""
    was, now = ({limit.when: limit for limit in limits} for limits in (old, new))
    for when in [*(w for w in was if w not in now), *now]:
        what = fill_text(Text("“{0}”的总时限", "The limit of “{0}”"), name)
        if when is not None:
            what = fill_text(Text("{0}（{1}时）", "{0} (when {1})"), what, _say(bundle, theme, when))
        if when in was and when in now:
            yield from compare_limits(where, what, was[when], now[when])
        else:
            pattern = Text("{0}不再单列", "{0} is no longer given apart") if when in was else Text("{0}新作规定", "{0} is now given")
            yield Difference("limit-dropped" if when in was else "limit-added", where, fill_text(pattern, what))


def _say(bundle: Bundle, theme: Theme, text: str) -> Text:
    try:
        return say_condition(parse_condition(text, find_theme_scope(bundle, theme)), find_theme_names(bundle, theme))
    except ConditionFaults:
        return Text(text)


def _compare_overlays(new: Bundle, theme: Theme, old: tuple[Overlay, ...], after: tuple[Overlay, ...]) -> Iterator[Difference]:
    was, now = ({(str(o.region), str(o.from_)): o for o in overlays} for overlays in (old, after))
    where = str(theme.theme)
    for key in [*(k for k in was if k not in now), *now]:
        name = fill_text(Text("{0}（地区{1}，{2}起）", "{0} (region {1} from {2})"), theme.name, Text(key[0]), Text(key[1]))
        if key in was and key in now:
            if differ(was[key], now[key]):
                yield from _compare_overlay(new, theme, name, was[key], now[key])
        else:
            gone = key in was
            pattern = (
                Text("“{0}”的地区规定取消", "The local rules of “{0}” end") if gone else Text("“{0}”有了地区规定", "“{0}” has local rules")
            )
            yield Difference("overlay-dropped" if gone else "overlay-added", where, fill_text(pattern, name))


def _compare_overlay(new: Bundle, theme: Theme, name: Text, old: Overlay, after: Overlay) -> Iterator[Difference]:
    where = str(theme.theme)
    yield from _compare_theme_limits(where, new, theme, name, old.limit, after.limit)
    for key in sorted({*old.items} | {*after.items}):
        was, now = old.items.get(key), after.items.get(key)
        what = fill_text(Text("{0}“{1}”的承诺时限", "The promised limit of “{1}” in {0}"), name, _call_item(new, key))
        if differ(_promise(was), _promise(now)):
            standard = new.items[key].limits.promised if key in new.items else None
            yield from compare_limits(where, what, _promise(was) or standard, _promise(now) or standard)
        if was is not None and now is not None and differ(_rest(was), _rest(now)):
            text = fill_text(
                Text("{0}“{1}”的办理地点或是否开办有改动", "{0}: places or offer of “{1}” changed"), name, _call_item(new, key)
            )
            yield Difference("overlay-changed", where, text)
    for key in sorted({*old.parameters} | {*after.parameters}):
        if differ(old.parameters.get(key), after.parameters.get(key)):
            label = new.parameters[key].label if key in new.parameters else Text(key)
            text = fill_text(Text("{0}的“{1}”改为{2}", "{0}: “{1}” is now {2}"), name, label, Text(_plain(after.parameters.get(key))))
            yield Difference("parameter-changed", where, text)
    if old.channels != after.channels:
        yield Difference("overlay-changed", where, fill_text(Text("{0}的办理渠道有改动", "{0}: channels changed"), name))
    if differ(old.places, after.places):
        yield Difference("overlay-changed", where, fill_text(Text("{0}的办理地点有改动", "{0}: places changed"), name))
    if differ(old.also_at, after.also_at):
        yield Difference("overlay-changed", where, fill_text(Text("{0}的通办地区有改动", "{0}: where else it is taken changed"), name))


def _promise(overlay: ItemOverlay | None) -> Duration | None:
    return None if overlay is None else overlay.promised


def _rest(overlay: ItemOverlay) -> object:
    return (overlay.places, overlay.offered, overlay.code)


def _plain(local: LocalValue | None) -> str:
    if local is None:
        return "标准值"
    value = local.value
    return "、".join(map(str, value)) or "空" if isinstance(value, tuple) else str(value)
