"""What a plan wants to know: what items need, where results go, what settles situations and lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import decide_in_class
from shuangquan.core.standard.needs import BoundItem
from shuangquan.core.standard.sources import Instance
from shuangquan.core.standard.view import SituationView
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Want:
    """One group of variables of which one must be known. item: who needs it, "" for the theme itself; why: in words.

    soft: wanted only as far as it can be had without asking anybody.
    """

    refs: tuple[str, ...]
    item: str
    why: Text
    soft: bool = False


def find_item_wants(items: Iterable[BoundItem]) -> list[Want]:
    """Every need of every item."""
    found = []
    for item in items:
        name = item.view.item.name
        why = Text(f"办理{name.zh}需要", f"Needed for: {name.say('en')}")
        found += [Want(need.refs, item.id, why) for need in item.needs]
    return found


def find_delivery_want(cast: Cast) -> list[Want]:
    """The address results are sent to."""
    delivery = cast.view.theme.delivery
    if delivery is None or delivery.address is None:
        return []
    role, _, fact = delivery.address.partition(".")
    name = cast.resolve(role)
    return [Want((f"{name}.{fact}",), "", Text("送达结果需要", "Needed to deliver the results"))] if name else []


def find_situation_wants(cast: Cast, situations: Iterable[SituationView]) -> list[Want]:
    """Facts by which data settle situations: as far as they can be had; in any case where the standard says nothing about unknown."""
    found = []
    for situation in situations:
        if situation.when is not None and decide_in_class(situation.when, cast.env) is False:
            continue
        label = situation.kind.label
        why = Text(f"用于判断：{label.zh}", f"Tells: {label.say('en')}")
        soft = situation.use.unknown is not None
        for reads in situation.reads:
            for role, fact in reads.facts:
                name = cast.resolve(role)
                if name is not None and not cast.absent(name):
                    found.append(Want((f"{name}.{fact}",), "", why, soft))
    return found


def find_list_wants(cast: Cast, instances: Iterable[Instance]) -> list[Want]:
    """Members of lists that a source which covers everybody fills: the key, and what a member is recognised by."""
    found = []
    for one in instances:
        if one.list_role is None or one.speculative:
            continue
        form = cast.view.theme.roles[one.list_role]
        label = form.label or Text(one.list_role)
        why = Text(f"用于列出{label.zh}", f"Lists: {label.say('en')}")
        given = {path for path, _ in one.gives}
        for fact in (str(form.key), *form.show):
            if f"{one.list_role}.{fact}" in given:
                found.append(Want((f"{one.list_role}.{fact}",), "", why, soft=True))
    return found


def find_list_keys(cast: Cast, instances: Iterable[Instance]) -> list[Want]:
    """Keys by which a source that may hold no record is asked for members."""
    found = []
    for one in instances:
        if one.list_role is not None and one.speculative:
            label = cast.view.theme.roles[one.list_role].label or Text(one.list_role)
            why = Text(f"用于查找{label.zh}", f"Finds: {label.say('en')}")
            found += [Want((key,), "", why) for key in one.keys]
    return found


def find_shown(cast: Cast, one: Instance) -> frozenset[str]:
    """Of a list's source: its key, and the facts by which a member is recognised or selected."""
    if one.list_role is None:
        return frozenset()
    form = cast.view.theme.roles[one.list_role]
    resource = cast.view.bundle.resources.get(one.source)
    select = (resource.select or "") if resource else ""
    given = dict(one.gives)
    named = {f"{one.list_role}.{fact}" for fact in (str(form.key), str(one.list_key), *form.show)}
    return frozenset(path for path, own in given.items() if path in named or own in select)


def find_lost_keys(firm: Iterable[Want], lost: Iterable[Instance]) -> list[Want]:
    """Keys by which a lost source can be asked once it is back, as far as they can be had without asking anybody."""
    needed = {ref for want in firm for ref in want.refs}
    why = Text("该来源恢复后用于核对", "To verify once that source is back")
    return [Want((key,), "", why, soft=True) for one in lost if needed & {path for path, _ in one.gives} for key in (*one.keys, *one.match)]
