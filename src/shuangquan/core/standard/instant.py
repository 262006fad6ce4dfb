"""秒批: which item can be decided without a person in which situation class, worked out from plans and rules; and why others cannot.

Nothing here is claimed: an item is instant in a class when the platform decides it, everything its rules may read is had by machine there,
no paper is to be read, it lies open nowhere, it needs the results of instant items only, and some row can approve. Rules never refuse.
What a source gives that need not hold a record (`given`) is had by machine if it does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.tree import (
    Among,
    And,
    Case,
    Compare,
    Expr,
    FactRef,
    IsNull,
    IsTruth,
    Lookup,
    Not,
    Or,
    ParameterRef,
    Quantifier,
    SituationRef,
    find_children,
)
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.check import PROVINCE
from shuangquan.core.standard.class_env import ClassEnv, decide_for_members, decide_in_class
from shuangquan.core.standard.classes import Class, list_final
from shuangquan.core.standard.compile import compile_view
from shuangquan.core.standard.cycles import order_nodes
from shuangquan.core.standard.divisions import load_divisions
from shuangquan.core.standard.instants import Instants, ThemeInstants, Variant, Why
from shuangquan.core.standard.model import find_as_of
from shuangquan.core.standard.needs import find_item_env, find_path
from shuangquan.core.standard.plan import Plan, PlanItem
from shuangquan.core.standard.regions import find_ancestors, is_offered
from shuangquan.core.standard.view import ItemView, ThemeView, read_view
from shuangquan.core.words.text import Text

APPROVE = "approve"
BY_MACHINE = frozenset({"sign_in", "resource", "certificate", "pick", "assumed", "absent"})
"""Where a variable may come from without anybody typing it; what is picked is picked from a department's list."""
PERSONS = frozenset({"typed", "photograph", "waits"})
TRUTHS = (And, Or, Not, Compare, Among, IsNull, IsTruth, SituationRef)
"""What a class may decide by itself."""
Found = tuple[tuple[Why, ...], tuple[Text, ...]]
"""Why not, and which sources must hold a record."""


def find_instants(bundle: Bundle, themes: Iterable[str] = ()) -> Instants:
    """Every item of the themes (all by default) in every class, province-wide and in each region that differs. Errors as `compile_plan`."""
    return Instants(tuple(_find_theme(bundle, theme) for theme in (tuple(themes) or bundle.themes)))


def _find_theme(bundle: Bundle, theme: str) -> ThemeInstants:
    held: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, Found]] = {}
    names: dict[str, Text] = {}
    for region in _find_different(bundle, theme):
        view = read_view(bundle, theme, region, [])
        classes = tuple(_judge_classes(view))
        feeders: dict[str, set[str]] = {}
        for one in classes:
            for item_id, others in one.feeders.items():
                feeders.setdefault(item_id, set()).update(others)
        read = {form.item.id: _find_read(view, form, feeders.get(form.item.id, set())) for form in view.items}
        for values, item, (why, given) in ((one.values, *pair) for one in classes for pair in one.found):
            names[item.id] = item.name
            situation = tuple((name, values[name]) for name in read[item.id] if name in values)
            seen = held.setdefault((item.id, situation), {})
            before = seen.get(region, ((), ()))
            seen[region] = tuple(dict.fromkeys((*before[0], *why))), tuple(dict.fromkeys((*before[1], *given)))
    variants = tuple(
        Variant(item, names[item], situation, why, given, count_regions(bundle, theme, regions))
        for (item, situation), by_region in held.items()
        for (why, given), regions in _group(by_region)
    )
    return ThemeInstants(theme, bundle.themes[theme].name, variants)


def _group(by_region: dict[str, Found]) -> list[tuple[Found, tuple[str, ...]]]:
    found: dict[Found, list[str]] = {}
    for region, one in by_region.items():
        found.setdefault(one, []).append(region)
    return [(one, tuple(regions)) for one, regions in found.items()]


def _find_different(bundle: Bundle, theme: str) -> tuple[str, ...]:
    """The province, unless the theme is local, and every region whose overlay changes what is done there."""
    own = {str(region) for region in bundle.themes[theme].regions}
    changed = {str(one.region) for one in bundle.overlays.get(theme, ()) if one.items or one.parameters}
    return tuple(sorted(own | changed if own else {PROVINCE, *changed}))


def count_regions(bundle: Bundle, theme: str, regions: Iterable[str]) -> int:
    """How many counties of the province have what was worked out for `regions`: each county belongs to the nearest of them."""
    different, wanted = _find_different(bundle, theme), set(regions)
    counties = [code for code in load_divisions() if len(code) == 6 and code.startswith(PROVINCE[:2]) and not code.endswith("00")]
    nearest = (_find_nearest(county, different) for county in counties if is_offered(bundle.themes[theme], county))
    return sum(one in wanted for one in nearest)


def _find_nearest(county: str, different: tuple[str, ...]) -> str:
    chain = [*find_ancestors(county)[:2], PROVINCE]
    return next((one for one in chain if one in different), "")


@dataclass(frozen=True, slots=True)
class _Class:
    """One class judged. feeders: item → those whose results it needs there."""

    values: Class
    found: tuple[tuple[PlanItem, Found], ...]
    feeders: Mapping[str, frozenset[str]]


def _judge_classes(view: ThemeView) -> Iterator[_Class]:
    """Every class in which something is done, for everybody who may apply."""
    for role in view.theme.apply:
        for values in list_final(view, str(role)):
            cast = Cast(view, values, str(role))
            if any(decide_in_class(says, cast.env) for says in view.says):
                continue
            plan = compile_view(view, values, frozenset(), str(role))
            feeders = {item.id: frozenset(find_feeders(plan, item)) for item in plan.items}
            yield _Class(values, judge_plan(cast, plan), feeders)


def judge_plan(cast: Cast, plan: Plan) -> tuple[tuple[PlanItem, Found], ...]:
    """Every item of the plan of a class, in the order of work: why it is not instant, and which sources must hold a record."""
    views = {one.item.id: one for one in cast.view.items}
    by_id = {item.id: item for item in plan.items}
    instant: set[str] = set()
    found = []
    for name in order_nodes(by_id, plan.edges):
        item = by_id[name]
        judge = _Judge(plan, item, views[name], cast, frozenset(find_feeders(plan, item)), frozenset(instant))
        why = tuple(dict.fromkeys(judge.find_why()))
        if not why:
            instant.add(name)
        found.append((item, (why, tuple(judge.given))))
    return tuple(found)


def find_feeders(plan: Plan, item: PlanItem) -> Iterator[str]:
    """The items of the plan whose results the item needs."""
    refs = {one.ref for need in item.needs for one in (need, *need.any)}
    for other in plan.items:
        results = {*other.gives, *(path for path, _ in other.changes)}
        if (other.id, item.id) in plan.edges and not results.isdisjoint(refs):
            yield other.id


def _find_read(view: ThemeView, form: ItemView, feeders: set[str]) -> tuple[str, ...]:
    """The situations that tell one handling of an item from another: those that it names anywhere, and by which what feeds it is there."""
    exprs = (form.when, *(when for _, when in form.needs), *form.rows, *form.amounts, *(when for _, when in form.stages))
    named = (name for expr in exprs if expr is not None for name in find_reads(expr).situations)
    read = {str(form.use.situations.get(name, name)) for name in named}
    there = (other.when for other in view.items if other.item.id in feeders and other.when is not None)
    read |= {str(name) for when in there for name in find_reads(when).situations}
    return tuple(one.name for one in view.situations if one.name in read)


@dataclass(slots=True)
class _Judge:
    """One item of one plan. feeders: whose results it needs. instant: items that are. given: sources that must hold a record, as met."""

    plan: Plan
    item: PlanItem
    form: ItemView
    cast: Cast
    feeders: frozenset[str]
    instant: frozenset[str]
    given: dict[Text, None] = field(default_factory=dict)

    def find_why(self) -> Iterator[Why]:
        """Every reason why a person, or time, is needed."""
        item = self.item
        if item.decided_by != "platform":
            yield Why("department", item.department_name)
        if item.group == "offline_only":
            yield Why("offline", Text(""))
        for wait in item.waits:
            yield Why("stage", wait.name)
        yield from (Why("result", other.name) for other in self.plan.items if other.id in self.feeders - self.instant)
        yield from self._find_papers()
        if item.decided_by == "platform":
            yield from self._find_rules()

    def _find_papers(self) -> Iterator[Why]:
        """Papers that somebody has to read: those that nothing else serves for."""
        papers = {one.path: one.name for one in self.plan.evidence}
        for need in self.item.needs:
            if need.ref in papers and need.claimed != "enough" and all(one.kind == "evidence" for one in need.any):
                yield Why("paper", papers[need.ref])

    def _find_rules(self) -> Iterator[Why]:
        """Why its rules cannot approve by themselves: what they may read is not had by machine, or no row that approves is left."""
        env, spine = find_item_env(self.cast, self.form.use, self.form.item), self.form.use.for_each
        approves = False
        for rule, row, amount in zip(self.form.item.rules, self.form.rows, self.form.amounts, strict=True):
            holds = True if row is None else decide_for_members(row, env, spine)
            if holds is False:
                continue
            paths = dict.fromkeys(path for expr in (row, amount) if expr is not None for path in self._find_paths(expr, env))
            yield from (why for path in paths if (why := self._judge(path)) is not None)
            approves = approves or rule.then == APPROVE
            if holds is True:
                if not approves:
                    yield Why("refers", rule.reason or Text(""))
                return

    def _find_paths(self, expr: Expr, env: ClassEnv) -> Iterator[str]:
        """The theme's variables that a row reads in this class, those by which a parameter's row is picked among them."""
        for part in _find_open(expr, env, self.form.use.for_each):
            read = find_reads(part)
            own = [f"{role}.{fact}" for role, fact in read.facts]
            for name in read.parameters:
                parameter = self.cast.view.bundle.parameters[name]
                own += [str(path) for path in (find_as_of(parameter), parameter.region_of) if path is not None]
            yield from (found for path in own if (found := find_path(self.cast, self.form.use, path)) is not None)

    def _judge(self, path: str) -> Why | None:
        """Why the variable is not had by machine; None when it is."""
        planned = {var.path: var for var in self.plan.vars}
        var = planned.get(path)
        while var is not None and var.from_ == "member":
            var = planned.get(var.source)
        if var is None:
            return Why("unknown", Text(path))
        claims = {one.ref for need in self.item.needs for one in (need, *need.any) if one.claimed == "enough"}
        if var.from_ in BY_MACHINE or path in claims:
            return None
        if var.from_ == "item":
            return None if var.source in self.instant else Why("result", var.label)
        tried = [draw for draw in self.plan.draws if draw.speculative and any(given == var.path for given, _ in draw.gives)]
        if not tried:
            return Why(var.from_ if var.from_ in PERSONS else "unknown", var.label)
        self.given.update(dict.fromkeys(draw.name for draw in tried))
        return None


def _find_open(expr: Expr, env: ClassEnv, spine: str | None) -> Iterator[Expr]:
    """The parts of an expression on which it still depends in a class: what the class decides falls away, and lists without members."""
    if isinstance(expr, TRUTHS) and decide_for_members(expr, env, spine) is not None:
        return
    match expr:
        case Case(branches, otherwise, _):
            for when, then in branches:
                holds = decide_for_members(when, env, spine)
                if holds is not False:
                    yield from (*_find_open(when, env, spine), *_find_open(then, env, spine))
                if holds is True:
                    return
            yield from () if otherwise is None else _find_open(otherwise, env, spine)
        case Quantifier(_, along, _, _) if _is_empty(along, env):
            return
        case FactRef() | Lookup() | ParameterRef() | Quantifier():
            yield expr
        case _:
            for child in find_children(expr):
                yield from _find_open(child, env, spine)


def _is_empty(along: str, env: ClassEnv) -> bool:
    theirs = env.item_lists.get(along, along)
    return any(of == theirs and env.values.get(name) == "" for name, of in env.lists.items())
