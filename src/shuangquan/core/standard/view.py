"""A theme with everything it names looked up and every condition parsed: the ground that compiler and checker stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from shuangquan.core.rules.parse import parse_condition
from shuangquan.core.rules.reads import Reads, find_reads
from shuangquan.core.rules.scope import ConditionFaults, Scope, find_near
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import ANY, BOOLEAN, Type
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.model import Item, Need, SituationKind, Stage
from shuangquan.core.standard.model_overlay import Overlay
from shuangquan.core.standard.model_theme import ItemUse, SituationUse, Theme
from shuangquan.core.standard.regions import find_overlays
from shuangquan.core.standard.scopes import bind_list, find_item_scope, find_theme_scope
from shuangquan.core.words.memo import Memo


@dataclass(frozen=True, slots=True)
class SituationView:
    """A situation of a theme. rows: (value, condition or None for else); reads: of every condition it has."""

    use: SituationUse
    kind: SituationKind
    rows: tuple[tuple[str, Expr | None], ...]
    when: Expr | None
    reads: tuple[Reads, ...]

    @property
    def name(self) -> str:
        """Its name in the theme."""
        return str(self.use.use)


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of a theme. when: over the theme's names; needs: with their own conditions; rows: the rule table's conditions.

    awaits: items that its own conditions wait for, since they read a situation that comes up after them.
    """

    use: ItemUse
    item: Item
    when: Expr | None
    needs: tuple[tuple[Need, Expr | None], ...]
    rows: tuple[Expr | None, ...]
    amounts: tuple[Expr | None, ...]
    stages: tuple[tuple[Stage, Expr | None], ...]
    awaits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme ready to be compiled for one region. sweep: who is entitled, over a register (proactive).

    memo: what holds in many classes and in every region alike.
    """

    bundle: Bundle
    theme: Theme
    region: str
    overlays: tuple[Overlay, ...]
    aliases: Mapping[str, tuple[tuple[str, Expr], ...]]
    absent: Mapping[str, Expr]
    situations: tuple[SituationView, ...]
    items: tuple[ItemView, ...]
    impossible: tuple[Expr, ...]
    signs: Mapping[str, Expr]
    consents: Mapping[str, Expr]
    limits: tuple[Expr | None, ...]
    says: tuple[Expr, ...]
    sweep: Expr | None = None
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)


class Reader:
    """Parses conditions and notes what is wrong with them at their place."""

    def __init__(self, faults: list[Finding]) -> None:
        self.faults = faults

    def read(self, text: str | None, scope: Scope, at: Place, expect: Type = BOOLEAN) -> Expr | None:
        """The condition's tree; None when there is none or it is faulty."""
        if text is None:
            return None
        try:
            return parse_condition(text, scope, expect)
        except ConditionFaults as wrong:
            place = getattr(text, "at", at)
            self.faults += [find_fault(place, fault.code, **dict(fault.data)) for fault in wrong.faults]
            return None


def read_view(bundle: Bundle, theme_id: str, region: str, faults: list[Finding]) -> ThemeView:
    """The view of a theme; faults of names and conditions are added to `faults`. KeyError for an unknown theme.

    Only limits differ by region: everything else is parsed once for the bundle.
    """
    theme = bundle.themes[theme_id]
    view, wrong = bundle.memo.once(("view", theme_id, region), lambda: _read_regional(bundle, theme, region))
    faults += wrong
    return view


def _read_regional(bundle: Bundle, theme: Theme, region: str) -> tuple[ThemeView, tuple[Finding, ...]]:
    """The view of a region, and every fault of it."""
    shared, wrong = bundle.memo.once(("view", theme.theme), lambda: _read_shared(bundle, theme))
    overlays = find_overlays(bundle, theme.theme, region)
    limit = next((o.limit for o in reversed(overlays) if o.limit), theme.limit)
    faults: list[Finding] = []
    reader, scope = Reader(faults), find_theme_scope(bundle, theme)
    limits = tuple(reader.read(duration.when, scope, duration.at) for duration in limit)
    return replace(shared, region=region, overlays=overlays, limits=limits), (*wrong, *faults)


def _read_shared(bundle: Bundle, theme: Theme) -> tuple[ThemeView, tuple[Finding, ...]]:
    """The view without region, and every fault of it."""
    faults: list[Finding] = []
    reader = Reader(faults)
    scope = find_theme_scope(bundle, theme)
    view = ThemeView(
        bundle=bundle,
        theme=theme,
        region="",
        overlays=(),
        aliases={role: _aliases(reader, theme, role, scope) for role in theme.roles if theme.roles[role].same_as},
        absent=_conditions(reader, scope, {role: (form.absent_when, form.at) for role, form in theme.roles.items()}),
        situations=tuple(v for use in theme.situations if (v := _situation(reader, bundle, scope, use))),
        items=tuple(i for use in theme.uses if (i := _item(reader, bundle, theme, scope, use))),
        impossible=tuple(e for text in theme.impossible if (e := reader.read(text, scope, theme.at))),
        signs=_conditions(reader, scope, {r: (_free(p.signs), p.at) for r, p in theme.parties.items()}),
        consents=_conditions(reader, scope, {r: (_free(p.consents), p.at) for r, p in theme.parties.items()}),
        limits=(),
        says=tuple(e for say in (*theme.nothing_to_do, *theme.refuse_to_start) if (e := reader.read(say.when, scope, say.at))),
        sweep=reader.read(theme.proactive.where, scope, theme.proactive.at) if theme.proactive is not None else None,
    )
    return view, tuple(faults)


def _free(word: str) -> str | None:
    return None if word in ("always", "never", "each", "when_data_used") else word


def _conditions(reader: Reader, scope: Scope, texts: Mapping[str, tuple[str | None, Place]], expect: Type = BOOLEAN) -> dict[str, Expr]:
    found = {name: reader.read(text, scope, at, expect) for name, (text, at) in texts.items()}
    return {name: expr for name, expr in found.items() if expr is not None}


def _aliases(reader: Reader, theme: Theme, role: str, scope: Scope) -> tuple[tuple[str, Expr], ...]:
    form = theme.roles[role]
    found = ((target, reader.read(text, scope, form.at)) for target, text in form.same_as.items())
    return tuple((str(target), expr) for target, expr in found if expr is not None)


def _situation(reader: Reader, bundle: Bundle, around: Scope, use: SituationUse) -> SituationView | None:
    kind = bundle.situations.get(use.use)
    if kind is None:
        near = find_near(use.use, bundle.situations)
        reader.faults.append(find_fault(use.use.at, "unknown-name", kind="situation", name=use.use, near=near))
        return None
    scope = bind_list(around, use.of)
    rows: list[tuple[str, Expr | None]] = []
    for value, text in find_rows(use):
        if value not in kind.options:
            near = find_near(value, kind.options)
            reader.faults.append(find_fault(use.at, "unknown-name", kind="option", name=value, near=near))
        expr = None if text == "else" else reader.read(text, scope, use.at)
        if text == "else" or expr is not None:
            rows.append((value, expr))
    when = reader.read(use.when, scope, use.at)
    parts = (*(expr for _, expr in rows), when)
    return SituationView(use, kind, tuple(rows), when, tuple(find_reads(expr) for expr in parts if expr is not None))


def find_rows(use: SituationUse) -> tuple[tuple[str, str], ...]:
    """The derivation of a situation as (value, condition text) rows."""
    if use.fixed is not None:
        return ((str(use.fixed), "else"),)
    if use.derive is None:
        return ()
    if use.derive.boolean is not None:
        return (("true", use.derive.boolean), ("false", "else"))
    return tuple((str(value), text) for value, text in use.derive.rows.items())


def _item(reader: Reader, bundle: Bundle, theme: Theme, around: Scope, use: ItemUse) -> ItemView | None:
    item = bundle.items.get(use.use)
    if item is None:
        near = find_near(use.use, bundle.items)
        reader.faults.append(find_fault(use.use.at, "unknown-name", kind="item", name=use.use, near=near))
        return None
    scope = find_item_scope(bundle, theme, use, item)
    needs = tuple((need, reader.read(need.when, scope, need.at)) for need in item.needs)
    rows = tuple(None if rule.when == "else" else reader.read(rule.when, scope, rule.at) for rule in item.rules)
    amounts = tuple(reader.read(rule.amount, scope, rule.at, ANY) for rule in item.rules)
    stages = tuple((stage, reader.read(stage.when, scope, stage.at)) for stage in item.stages)
    when = reader.read(use.when, bind_list(around, use.for_each), use.at)
    own = [expr for _, expr in (*needs, *stages) if expr is not None]
    return ItemView(use, item, when, needs, rows, amounts, stages, _find_awaited(theme, use, when, own))


def _find_awaited(theme: Theme, use: ItemUse, when: Expr | None, own: list[Expr]) -> tuple[str, ...]:
    named = {str(use.situations.get(name, name)) for expr in own for name in find_reads(expr).situations}
    named |= set(find_reads(when).situations) if when is not None else set()
    after = (item for situation in theme.situations if situation.use in named for item in situation.after)
    return tuple(dict.fromkeys(str(item) for item in after if item != use.use))
