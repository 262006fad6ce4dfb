"""Every situation class in turn: sources for every need, a way on when one is down, order without cycles, reachable items, figures."""

from collections.abc import Mapping

from shuangquan.core.rules.scope import find_near
from shuangquan.core.standard.assign import Posed
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import decide_for_members, decide_in_class
from shuangquan.core.standard.classes import Class, list_classes
from shuangquan.core.standard.compile import pose_class
from shuangquan.core.standard.cycles import order_nodes
from shuangquan.core.standard.durations import count_hours
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_theme import BaselineRow
from shuangquan.core.standard.needs import find_items
from shuangquan.core.standard.plan_frame import find_limit
from shuangquan.core.standard.plan_items import find_edges
from shuangquan.core.standard.problem import Source, find_obtainable
from shuangquan.core.standard.supply import ITEM, WAITS
from shuangquan.core.standard.view import ThemeView

AIM = 70


def check_classes(view: ThemeView, *, sources: bool = True) -> list[Finding]:
    """Faults that show in some situation class, each said once, with the first class it shows in.

    sources False: only what a region can change by its limits, when it offers the same items as the province.
    """
    found: dict[tuple[str, ...], Finding] = {}
    reached: set[str] = set()
    classes = [Cast(view, values, str(who)) for who in view.theme.apply for values in list_classes(view, str(who))]
    if not sources:
        return [*check_unknown(view, classes), *check_reduction(view, classes)]
    for cast in classes:
        values = cast.values
        left = [i for i in view.items if i.item.id not in reached]
        reached |= {i.item.id for i in left if i.when is None or decide_for_members(i.when, cast.env, i.use.for_each) is not False}
        posed = pose_class(cast, frozenset())
        _check_exclusive(view, posed, values, found)
        _check_order(view, posed, found)
        if _check_needs(view, posed, values, found):
            _check_sources_down(view, posed, found)
    for item in view.items:
        if item.item.id not in reached and classes:
            found["reach", item.item.id] = find_fault(item.use.at, "unreachable-item", name=item.item.id)
    if not classes:
        found["none",] = find_fault(view.theme.at, "no-class", name=view.theme.theme)
    return [*found.values(), *check_unknown(view, classes), *check_reduction(view, classes), *check_twice(view)]


def print_class(values: Class) -> str:
    """A class as people read it."""
    return ", ".join(f"{name}={value}" for name, value in values.items())


def _check_exclusive(view: ThemeView, posed: Posed, values: Class, found: dict[tuple[str, ...], Finding]) -> None:
    """Items that exclude each other (一个店不能既办许可证又办登记) never meet in one class."""
    planned = {item.id for item in posed.supply.items}
    for group in view.theme.exclusive:
        both = [str(name) for name in group if name in planned]
        if len(both) > 1:
            fault = find_fault(view.theme.at, "exclusive-both", items="、".join(both), situation=print_class(values))
            found.setdefault(("exclusive", *both), fault)


def _check_order(view: ThemeView, posed: Posed, found: dict[tuple[str, ...], Finding]) -> None:
    items = posed.supply.items
    ids = [item.id for item in items]
    done = order_nodes(ids, find_edges(items))
    if len(done) < len(ids):
        left = ", ".join(name for name in ids if name not in done)
        found.setdefault(("cycle", left), find_fault(view.theme.at, "item-cycle", items=left))


def _check_needs(view: ThemeView, posed: Posed, values: Class, found: dict[tuple[str, ...], Finding]) -> bool:
    known = find_obtainable([*posed.sources, *_all_made(posed)])
    good = True
    for item in posed.supply.items:
        for need in item.needs:
            if known.isdisjoint(need.refs):
                good = False
                words = {"item": item.id, "name": need.refs[0], "situation": print_class(values)}
                found.setdefault(("source", item.id, need.refs[0]), find_fault(need.need.at, "no-source", **words))
    for want in posed.wants:
        if not want.item and not want.soft and known.isdisjoint(want.refs):
            good = False
            words = {"item": want.why.say("en"), "name": want.refs[0], "situation": print_class(values)}
            found.setdefault(("source", want.refs[0]), find_fault(view.theme.at, "no-source", **words))
    return good


def _all_made(posed: Posed) -> list[Source]:
    """What items give, taken as given: a cycle of items is said apart, and a need without source only once."""
    return [Source(f"{ITEM}:given:{path}", (), (path,)) for path in posed.supply.made]


def _check_sources_down(view: ThemeView, posed: Posed, found: dict[tuple[str, ...], Finding]) -> None:
    by_source: dict[str, set[str]] = {}
    for one in posed.supply.instances:
        by_source.setdefault(one.source, set()).add(one.id)
    made = _all_made(posed)
    firm = [item for item in posed.supply.items if not item.view.item.can_wait]
    if not firm:
        return
    for source, ids in sorted(by_source.items()):
        left = [s for s in posed.sources if s.id not in ids and not s.id.startswith(f"{WAITS}:")]
        known = find_obtainable([*left, *made])
        for item in firm:
            for need in item.needs:
                if known.isdisjoint(need.refs):
                    words = {"source": source, "item": item.id, "name": need.refs[0]}
                    found.setdefault(("down", source, item.id, need.refs[0]), find_fault(need.need.at, "no-way-on", **words))


def check_unknown(view: ThemeView, classes: list[Cast]) -> list[Finding]:
    """Situations whose value, taken while data cannot say, would shorten the theme's promise."""
    found = []
    for situation in view.situations:
        taken = situation.use.unknown
        if taken is None or taken == "ask":
            continue
        if taken not in situation.kind.options:
            near = find_near(taken, situation.kind.options)
            found.append(find_fault(situation.use.at, "unknown-name", kind="option", name=taken, near=near))
            continue
        others = (cast for cast in classes if cast.values.get(situation.name) != taken)
        if any(_shortens(cast, situation.name, str(taken)) for cast in others):
            found.append(find_fault(situation.use.at, "promise-shortened", name=situation.name, value=taken))
    return found


def _shortens(cast: Cast, name: str, taken: str) -> bool:
    real, _ = find_limit(cast)
    guessed, _ = find_limit(Cast(cast.view, {**cast.values, name: taken}, cast.signed_in))
    return real is not None and guessed is not None and count_hours(guessed) < count_hours(real)


def check_reduction(view: ThemeView, classes: list[Cast]) -> list[Finding]:
    """A warning where a figure counted from the plan falls by less than the aim in some class."""
    before: dict[str, BaselineRow] = {row.what: row for row in view.theme.baseline if row.value > 0}
    worst: dict[str, int] = {}
    for cast in classes:
        if any(decide_in_class(says, cast.env) for says in view.says):
            continue
        for what, after in _count_figures(cast).items():
            if what in before:
                worst[what] = min(worst.get(what, 100), round(100 * (1 - after / before[what].value)))
    low = {what: percent for what, percent in worst.items() if percent < AIM}
    return [find_fault(before[what].at, "reduction", what=what, percent=percent) for what, percent in low.items()]


def _count_figures(cast: Cast) -> Mapping[str, float]:
    items = find_items(cast)
    papers = {paper.path for item in items for need in item.needs for paper in need.papers}
    limit, _ = find_limit(cast)
    figures = {"materials": float(len(papers)), "forms": 1.0}
    figures["trips"] = float(sum(1 for item in items if (item.view.use.group or item.view.item.group) == "offline_only"))
    if limit is not None:
        figures["days"] = count_hours(limit) / 24
    return figures


def check_twice(view: ThemeView) -> list[Finding]:
    """Two situations, or a situation and a fact, that ask the same thing in the same words."""
    found = []
    asked: dict[str, str] = {}
    for situation in view.situations:
        if situation.kind.ask is None or situation.use.fixed is not None:
            continue
        other = asked.setdefault(situation.kind.ask.zh, situation.name)
        if other != situation.name:
            found.append(find_fault(situation.use.at, "asked-twice", name=situation.name, other=other))
    labels: dict[tuple[str, str], str] = {}
    for item in view.items:
        for need, _ in item.needs:
            role, _, name = (need.fact or "").partition(".")
            form = item.item.roles.get(role)
            fact = view.bundle.facts.get(f"{form.type}.{name}") if form is not None else None
            if fact is None or not fact.by_hand or fact.source:
                continue
            other = labels.setdefault((str(item.use.with_.get(role)), fact.label.zh), fact.id)
            if other != fact.id:
                found.append(find_fault(need.at, "asked-twice", name=fact.id, other=other))
    return found
