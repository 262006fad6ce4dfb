"""Which items a class holds, and what each needs and gives, in variables of the theme."""

from dataclasses import dataclass, replace

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.tree import Expr
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import ClassEnv, Classes, decide_for_members, decide_in_class, find_member_classes
from shuangquan.core.standard.model import Certificate, Item, Need
from shuangquan.core.standard.model_theme import ItemUse
from shuangquan.core.standard.regions import find_item_overlay
from shuangquan.core.standard.scopes import find_item_lists
from shuangquan.core.standard.sources import print_instance
from shuangquan.core.standard.view import ItemView


@dataclass(frozen=True, slots=True)
class BoundPaper:
    """An evidence bound to roles of the theme."""

    path: str
    certificate: str
    bind: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BoundNeed:
    """A need in this class. refs: alternatives, variables or papers; when: its condition's text if only some members need it."""

    need: Need
    refs: tuple[str, ...]
    kinds: tuple[str, ...]
    papers: tuple[BoundPaper, ...]
    when: str | None


@dataclass(frozen=True, slots=True)
class BoundItem:
    """An item in this class. when: text if it is done for some members only; certificates: type → its roles bound."""

    view: ItemView
    needs: tuple[BoundNeed, ...]
    gives: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    certificates: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    bind: tuple[tuple[str, str], ...]
    when: str | None

    @property
    def id(self) -> str:
        """The item's id."""
        return self.view.item.id


def find_items(cast: Cast) -> tuple[BoundItem, ...]:
    """The items of the class, in the theme's order; optional ones only where the region offers them.

    One whose condition waits for a situation that has not come up yet is not among them: it may come later.
    """
    return cast.memo.once("items", lambda: _find_items(cast))


def _find_items(cast: Cast) -> tuple[BoundItem, ...]:
    found = []
    for view in cast.view.items:
        overlay = find_item_overlay(cast.view.overlays, view.item.id)
        group = view.use.group or view.item.group
        offered = overlay.offered if overlay is not None and overlay.offered is not None else group != "optional"
        if not offered or _is_empty(cast, view.use.for_each):
            continue
        holds = True if view.when is None else decide_for_members(view.when, cast.env, view.use.for_each)
        early = holds is None and view.when is not None and cast.env.is_early(view.when)
        if holds is not False and not early:
            found.append(_bind_once(cast, view, None if holds else view.use.when))
    return tuple(found)


def _bind_once(cast: Cast, view: ItemView, when: str | None) -> BoundItem:
    """The item bound, once for all classes that agree in who plays whom and in the situations that it reads."""
    memo = cast.view.memo
    read = memo.once(("read", id(view)), lambda: _find_read(cast, view))
    key = ("item", id(view), when, cast.signed_in, cast.players, tuple(cast.values.get(name) for name in read))
    return memo.once(key, lambda: bind_item(cast, view, when))


def _find_read(cast: Cast, view: ItemView) -> tuple[str, ...]:
    """The theme's situations on which the item's conditions depend: those named, and those by which members of lists differ."""
    needs = (name for _, when in view.needs if when is not None for name in find_reads(when).situations)
    named = (str(view.use.situations.get(name, name)) for name in needs)
    own = find_reads(view.when).situations if view.when is not None else ()
    return tuple(dict.fromkeys((*named, *own, *cast.lists)))


def _is_empty(cast: Cast, spine: str | None) -> bool:
    """Whether the list an item is done for is known to have no members."""
    return any(of == spine and cast.values.get(name) == "" for name, of in cast.lists.items())


def bind_item(cast: Cast, view: ItemView, when: str | None) -> BoundItem:
    """An item with everything bound to roles of the theme; what is of an absent role lapses."""
    item, use = view.item, view.use
    players = ((str(role), cast.resolve(use.with_[role])) for role in item.roles if role in use.with_)
    bind = tuple((role, name) for role, name in players if name is not None)  # absent ones too: rules may read that there is nobody
    gives = item.gives
    told = (fact for stage in item.stages if stage.event is not None for fact in stage.event.gives)
    facts = tuple(path for fact in (*(gives.facts if gives else ()), *told) if (path := find_path(cast, use, fact)))
    changes = tuple((path, str(v)) for fact, v in (gives.changes.items() if gives else ()) if (path := find_path(cast, use, fact)))
    issued = []
    for kind, roles in gives.certificates.items() if gives else ():
        pairs = tuple((str(role), name) for role, own in roles.items() if (name := find_player(cast, use, own)) is not None)
        issued.append((str(kind), pairs))
    needs = tuple(need for pair in view.needs if (need := _bind_need(cast, view, *pair)) is not None)
    return BoundItem(view, needs, facts, changes, tuple(issued), bind, when)


def find_player(cast: Cast, use: ItemUse, role: str) -> str | None:
    """The theme's role that plays an item's role here; None when nobody does."""
    theirs = use.with_.get(role)
    name = None if theirs is None else cast.resolve(theirs)
    return None if name is None or cast.absent(name) else name


def find_path(cast: Cast, use: ItemUse, own: str) -> str | None:
    """The theme's variable behind the item's `role.fact`; None when its role is absent."""
    role, _, fact = own.partition(".")
    name = find_player(cast, use, role)
    return None if name is None else f"{name}.{fact}"


def find_item_env(cast: Cast, use: ItemUse, item: Item) -> ClassEnv:
    """The class as the item's own conditions name it."""
    lists = {own: str(use.with_.get(spine, spine)) for own, spine in find_item_lists(item).items()}
    names = {str(own): str(theirs) for own, theirs in use.situations.items()}
    return ClassEnv(cast.values, cast.lists, cast.signed_in, lists, names, many=cast.many, memo=cast.view.memo)


def _bind_need(cast: Cast, view: ItemView, need: Need, condition: Expr | None) -> BoundNeed | None:
    holds: bool | None = True
    if condition is not None:
        env, spine = find_item_env(cast, view.use, view.item), view.use.for_each
        if decide_for_members(condition, env, spine, _find_done(cast, view)) is False:
            return None
        holds = decide_for_members(condition, env, spine)
        if holds is None and env.is_early(condition):
            return None
    refs: list[str] = []
    kinds: list[str] = []
    papers: list[BoundPaper] = []
    for one in need.any or (need,):
        if one.fact is not None:
            path = find_path(cast, view.use, one.fact)
            if path is not None:
                refs.append(path)
                kinds.append("fact")
            continue
        paper = bind_paper(cast, view.use, one)
        if paper is not None:
            refs.append(paper.path)
            kinds.append("evidence")
            papers.append(paper)
    return BoundNeed(need, tuple(refs), tuple(kinds), tuple(papers), None if holds else need.when) if refs else None


def _find_done(cast: Cast, view: ItemView) -> Classes | None:
    """The member classes for which the item is or may be done: what only other members would need, nobody is asked for."""
    when, spine = view.when, view.use.for_each
    if when is None or spine is None:
        return None
    classes = find_member_classes(cast.values, cast.lists, spine)
    return tuple(member for member in classes if decide_in_class(when, replace(cast.env, member=member)) is not False)


def bind_paper(cast: Cast, use: ItemUse, need: Need) -> BoundPaper | None:
    """An evidence bound to the theme's roles; None when one of its roles is absent or the certificate unknown."""
    kind: Certificate | None = cast.view.bundle.certificates.get(need.evidence or "")
    if kind is None:
        return None
    binding: dict[str, str] = {}
    for role, form in kind.roles.items():
        own = need.roles.get(role)
        name = None if own is None else find_player(cast, use, own)
        if name is not None:
            binding[str(role)] = name
        elif not form.maybe:
            return None
    bind = tuple((str(role), binding[role]) for role in kind.roles if role in binding)
    return BoundPaper(print_instance(kind.id, kind.roles, binding), kind.id, bind)
