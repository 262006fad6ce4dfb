"""What a theme reads at all, in whatever class: the facts that a source must give to be of any use to it."""

from collections.abc import Iterator

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.tree import Expr
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.standard.view import ItemView, ThemeView


def find_read_facts(view: ThemeView) -> set[str]:
    """The dictionary's ids (`person.name`) of every fact that the theme or one of its items names in any place."""
    theme = view.theme
    paths = [*theme.assume, *theme.offer, *theme.offer.values(), *theme.same_matter]
    paths += [theme.delivery.address] if theme.delivery is not None and theme.delivery.address is not None else []
    paths += [f"{role}.{fact}" for role, form in theme.roles.items() for fact in (form.key, *form.show) if fact is not None]
    paths += [path for expr in _find_own(view) for path in _find_paths(expr)]
    found = {_name(find_role_type(theme, path.partition(".")[0]), path) for path in paths}
    for item in view.items:
        types = {str(role): str(form.type) for role, form in item.item.roles.items()}
        found |= {_name(types.get(path.partition(".")[0], ""), path) for path in _find_needed(item)}
    return found


def _name(role_type: str, path: str) -> str:
    return f"{role_type}.{path.partition('.')[2]}"


def _find_paths(expr: Expr) -> list[str]:
    return [f"{role}.{fact}" for role, fact in find_reads(expr).facts]


def _find_own(view: ThemeView) -> Iterator[Expr]:
    """The theme's own conditions; those of limits read situations only."""
    yield from (expr for rows in view.aliases.values() for _, expr in rows)
    for group in (view.absent.values(), view.impossible, view.signs.values(), view.consents.values(), view.says):
        yield from group
    for situation in view.situations:
        yield from (expr for expr in (situation.when, *(expr for _, expr in situation.rows)) if expr is not None)
    yield from (item.when for item in view.items if item.when is not None)


def _find_needed(item: ItemView) -> Iterator[str]:
    """What the item needs, gives and reads, under its own names."""
    for need, when in item.needs:
        yield from (str(one.fact) for one in (need.any or (need,)) if one.fact is not None)
        yield from _find_paths(when) if when is not None else ()
    gives = item.item.gives
    if gives is not None:
        yield from (*map(str, gives.facts), *map(str, gives.changes))
    for expr in (*item.rows, *item.amounts, *(when for _, when in item.stages)):
        yield from _find_paths(expr) if expr is not None else ()
