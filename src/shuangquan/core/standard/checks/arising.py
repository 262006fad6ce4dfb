"""Situations that come up in the running case: what they may wait for, and who may read them."""

from collections.abc import Iterable, Iterator

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.tree import Expr
from shuangquan.core.standard.checks.libraries import check_known
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.view import SituationView, ThemeView


def check_arising(view: ThemeView) -> list[Finding]:
    """Faults of every situation with `after`: nobody is there to be asked when it comes up, and nothing before may depend on it."""
    found: list[Finding] = []
    ids = [str(use.use) for use in view.theme.uses]
    arising = {one.name: one for one in view.situations if one.use.after}
    for situation in arising.values():
        for item in situation.use.after:
            check_known(item, ids, "item", situation.use.at, found)
        found += _check_settled(situation)
        found += _check_items(view, situation)
    found += [find_fault(at, "arising-read", name=name) for name, at in _find_too_early(view, set(arising))]
    return found


def _check_settled(situation: SituationView) -> Iterator[Finding]:
    use = situation.use
    if use.derive is None or use.unknown in (None, "ask") or use.ask is not None:
        yield find_fault(use.at, "arising-asked", name=situation.name)
    if use.of is not None or situation.kind.many:
        yield find_fault(use.at, "arising-list", name=situation.name)


def _check_items(view: ThemeView, situation: SituationView) -> Iterator[Finding]:
    """The items it waits for cannot wait for it."""
    for item in view.items:
        if item.item.id not in situation.use.after:
            continue
        named = {str(item.use.situations.get(n, n)) for _, expr in (*item.needs, *item.stages) if expr for n in find_reads(expr).situations}
        named |= set(find_reads(item.when).situations) if item.when is not None else set()
        if situation.name in named:
            yield find_fault(item.use.at, "item-cycle", items=item.item.id)


def _find_too_early(view: ThemeView, arising: set[str]) -> Iterator[tuple[str, Place]]:
    """Conditions that are settled before the case runs and read what comes up only then: who plays, who signs, other situations."""
    theme = view.theme
    for other in view.situations:
        if not other.use.after:
            yield from ((name, other.use.at) for reads in other.reads for name in reads.situations if name in arising)
    roles = [(expr, theme.roles[role].at) for role, rows in view.aliases.items() for _, expr in rows]
    roles += [(expr, theme.roles[role].at) for role, expr in view.absent.items()]
    roles += [(expr, theme.parties[role].at) for held in (view.signs, view.consents) for role, expr in held.items()]
    roles += [(expr, theme.at) for expr in view.impossible]
    for expr, at in roles:
        yield from ((name, at) for name in _named((expr,)) if name in arising)
    if theme.choose_one is not None and theme.choose_one.by in arising:
        yield str(theme.choose_one.by), theme.choose_one.at


def _named(exprs: Iterable[Expr]) -> Iterator[str]:
    return (name for expr in exprs for name in find_reads(expr).situations)
