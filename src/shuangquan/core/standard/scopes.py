"""Scopes with every type known: what names mean in a theme's conditions and in an item's rules."""

from collections.abc import Mapping
from dataclasses import replace

from shuangquan.core.rules.scope import ParameterType, Scope, SituationType
from shuangquan.core.rules.types import BOOLEAN, NUMBER, TEXT, Kind, Type
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Item, SituationKind, SourceRole
from shuangquan.core.standard.model_theme import ItemUse, Theme, ThemeRole
from shuangquan.core.standard.value_types import find_value_type


def find_role_type(theme: Theme, role: str, seen: tuple[str, ...] = ()) -> str:
    """The type of a theme's role; an alias has its first target's."""
    found = theme.roles.get(role)
    if found is None or role in seen:
        return ""
    if found.same_as or found.one_of:
        return find_role_type(theme, str(found.one_of or next(iter(found.same_as))), (*seen, role))
    return str(found.one or found.many or found.maybe or found.signed_in or found.relation or "")


def find_spine(theme: Theme, role: str, seen: tuple[str, ...] = ()) -> str | None:
    """The list a role runs along: itself when it is one, that of an end when it is a relation."""
    found: ThemeRole | None = theme.roles.get(role)
    if found is None or role in seen:
        return None
    if found.many:
        return role
    ends = found.of if found.relation else tuple(found.same_as)
    spines = [find_spine(theme, end, (*seen, role)) for end in ends]
    return next((spine for spine in spines if spine), None)


def find_situation_type(kind: SituationKind) -> Type:
    """The type a situation has in conditions."""
    if kind.boolean:
        return BOOLEAN
    codes = frozenset(kind.options)
    return Type(Kind.SET, codes) if kind.many else Type(Kind.TEXT, codes)


def find_facts(bundle: Bundle, role_type: str) -> dict[str, Type]:
    """The facts of a role type, by name."""
    return {fact.name: find_value_type(fact.type, bundle.enums) or TEXT for fact in bundle.facts_of.get(role_type, ())}


def find_derived(bundle: Bundle, role_type: str) -> dict[str, str]:
    """The computed facts of a role type: name → expression."""
    return {fact.name: fact.compute for fact in bundle.facts_of.get(role_type, ()) if fact.compute is not None}


def find_parameters(bundle: Bundle) -> Mapping[str, ParameterType]:
    """Every parameter's keys and columns."""
    found = {}
    for name, parameter in bundle.parameters.items():
        columns = parameter.columns or {"value": parameter.type}
        types = {str(column): find_value_type(kind, bundle.enums) or NUMBER for column, kind in columns.items()}
        found[name] = ParameterType(tuple(parameter.keys), types)
    return found


def find_theme_scope(bundle: Bundle, theme: Theme) -> Scope:
    """The scope of a theme's own conditions, no list's member being meant."""
    facts = {role: find_facts(bundle, find_role_type(theme, role)) for role in theme.roles}
    lists = {role: spine for role in theme.roles if (spine := find_spine(theme, role))}
    situations = {}
    for use in theme.situations:
        kind = bundle.situations.get(use.use)
        if kind is not None:
            situations[str(use.use)] = SituationType(find_situation_type(kind), use.of)
    derived = {role: find_derived(bundle, find_role_type(theme, role)) for role in theme.roles}
    return Scope(facts, lists, frozenset(), situations, find_parameters(bundle), derived=derived, computed=theme.compute)


def bind_list(scope: Scope, spine: str | None) -> Scope:
    """The scope where a member of the list is meant: a for_each item's `when`, a list's situation."""
    return replace(scope, bound=frozenset((str(spine),))) if spine else scope


def find_item_scope(bundle: Bundle, theme: Theme, use: ItemUse, item: Item) -> Scope:
    """The scope of an item's rules and needs where a theme uses it: its own roles, the situations it names."""
    facts = {role: find_facts(bundle, form.type) for role, form in item.roles.items()}
    lists = find_item_lists(item)
    situations = {}
    for name in item.situations:
        kind = bundle.situations.get(name)
        if kind is not None:
            situations[str(name)] = SituationType(find_situation_type(kind), _own_list(theme, use, item, name))
    derived = {role: find_derived(bundle, form.type) for role, form in item.roles.items()}
    return Scope(facts, lists, frozenset(), situations, find_parameters(bundle), derived=derived, computed=item.compute)


def _own_list(theme: Theme, use: ItemUse, item: Item, name: str) -> str | None:
    """The item's list that a situation of each member belongs to; None when the item is done per member."""
    theirs = use.situations.get(name, name)
    of = next((s.of for s in theme.situations if s.use == theirs), None)
    if of is None:
        return None
    return next((role for role, form in item.roles.items() if form.many and use.with_.get(role) == of), None)


def find_item_lists(item: Item) -> dict[str, str]:
    """The item's own lists: role → the list it runs along."""
    roles: Mapping[str, SourceRole] = item.roles
    lists = {str(role): str(role) for role, form in roles.items() if form.many}
    for role, form in roles.items():
        ends = [end for end in form.of if end in lists]
        if ends:
            lists[str(role)] = str(ends[0])
    return lists
