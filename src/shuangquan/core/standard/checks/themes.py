"""Names inside themes and overlays: roles, items and their bindings, parties, paths; sources that cannot be bound."""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import RESERVED, check_known, check_path
from shuangquan.core.standard.checks.members import check_members
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_overlay import Overlay
from shuangquan.core.standard.model_theme import ItemUse, Theme
from shuangquan.core.standard.regions import is_offered
from shuangquan.core.standard.scopes import find_role_type


def check_themes(bundle: Bundle) -> list[Finding]:
    """Unknown or wrongly bound names in every theme and overlay."""
    found: list[Finding] = []
    for theme in bundle.themes.values():
        _check_roles(bundle, theme, found)
        _check_paths(bundle, theme, found)
        for use in theme.uses:
            _check_use(bundle, theme, use, found)
        _check_choice(bundle, theme, found)
        _check_groups(bundle, theme, found)
        _check_effects(bundle, theme, found)
        _check_local(bundle, theme, found)
        found += check_members(bundle, theme)
        for name, form in theme.parties.items():
            check_known(name, theme.roles, "role", form.at, found)
    for theme_id, overlays in bundle.overlays.items():
        for overlay in overlays:
            _check_overlay(bundle, theme_id, overlay, found)
    return found


def _check_roles(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    for name, form in theme.roles.items():
        if name in RESERVED:
            found.append(find_fault(form.at, "reserved-name", name=name))
        for target in form.same_as:
            check_known(target, theme.roles, "role", form.at, found)
        kind = find_role_type(theme, name)
        if kind:
            check_known(kind, bundle.types, "type", form.at, found)
        for end in form.of:
            check_known(end, theme.roles, "role", form.at, found)
        for source in form.from_:
            _check_from(bundle, theme, str(name), source, found)
    for speaker in (s for speakers in theme.speaks_for.values() for s in speakers):
        check_known(speaker, theme.roles, "role", theme.at, found)
    for name in (*theme.apply, *theme.speaks_for):
        check_known(name, theme.roles, "role", theme.at, found)


def _check_from(bundle: Bundle, theme: Theme, role: str, source: str, found: list[Finding]) -> None:
    at = theme.roles[role].at
    if not check_known(source, (*bundle.resources, *bundle.certificates), "source", at, found):
        return
    form = bundle.resources.get(source) or bundle.certificates[source]
    bound = dict(theme.roles[role].from_[source])
    for theirs, ours in bound.items():
        if not check_known(theirs, form.roles, "role", at, found) or not check_known(ours, theme.roles, "role", at, found):
            return
        if form.roles[theirs].type != find_role_type(theme, ours):
            found.append(find_fault(at, "bad-binding", name=source, role=theirs, why=f"{ours}"))
    left = [name for name, r in form.roles.items() if name not in bound and not r.maybe and not r.relation]
    if len(left) != 1 or form.roles[left[0]].type != find_role_type(theme, role):
        found.append(find_fault(getattr(source, "at", at), "unbound-source", source=source, theme=theme.theme))


def _check_paths(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    types = {str(role): find_role_type(theme, role) for role in theme.roles}
    paths = [*theme.assume, *theme.offer, *theme.offer.values(), *theme.same_matter]
    if theme.delivery is not None:
        if theme.delivery.address is not None:
            paths.append(theme.delivery.address)
        for kind in theme.delivery.certificates:
            check_known(kind, bundle.certificates, "certificate", theme.delivery.at, found)
        if set(theme.delivery.to) == {"wallet"}:
            found.append(find_fault(theme.delivery.at, "delivery-wallet", theme=theme.theme))
    for path in paths:
        check_path(bundle, types, path, theme.at, found)


def _check_choice(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    """Exactly one item in every class: one for each value of a situation that the theme always settles."""
    choice = theme.choose_one
    if choice is None:
        return
    use = next((one for one in theme.situations if one.use == choice.by), None)
    kind = bundle.situations.get(choice.by)
    if not check_known(choice.by, (one.use for one in theme.situations), "situation", choice.at, found) or use is None or kind is None:
        return
    for value in choice.items:
        check_known(value, kind.options, "option", choice.at, found)
    left = [value for value in kind.options if value not in choice.items]
    if left:
        found.append(find_fault(choice.at, "choose-one", by=choice.by, why="、".join(left)))
    if use.when is not None or use.of is not None or kind.many:
        found.append(find_fault(choice.at, "choose-one-open", by=choice.by))


def _check_groups(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    """Items that exclude each other, or are visited together, are items of the theme; each visited one has that stage."""
    ids = [str(use.use) for use in theme.uses]
    for name in (name for group in theme.exclusive for name in group):
        check_known(name, ids, "item", getattr(name, "at", theme.at), found)
    for together in theme.together:
        if len(set(together.items)) < 2:
            found.append(find_fault(together.at, "together-alone", name=together.stage))
        for name in together.items:
            if not check_known(name, ids, "item", together.at, found) or name not in bundle.items:
                continue
            stages = {str(stage.id) for stage in bundle.items[name].stages if stage.event is not None}
            check_known(together.stage, stages, "stage", together.at, found)


def _check_effects(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    """What ends after an item: certificates that exist, of a role that can hold one; only a person has an account."""
    ids = [str(use.use) for use in theme.uses]
    for effect in theme.effects:
        check_known(effect.after, ids, "item", effect.at, found)
        for kind in effect.certificates:
            check_known(kind, bundle.certificates, "certificate", effect.at, found)
        if not check_known(effect.of, theme.roles, "role", effect.at, found):
            continue
        type_ = find_role_type(theme, effect.of)
        if not effect.certificates and not effect.access:
            found.append(find_fault(effect.at, "effect-nothing", name=effect.after))
        if type_ not in ("person", "organisation") or theme.roles[effect.of].many is not None or (effect.access and type_ != "person"):
            found.append(find_fault(effect.at, "effect-role", name=effect.of, kind=type_))


def _check_local(bundle: Bundle, theme: Theme, found: list[Finding]) -> None:
    """A local theme is tried and told of only where it is offered; one that was promoted is local no more."""
    if theme.promoted is not None and theme.regions:
        found.append(find_fault(theme.promoted.at, "promoted-local", name=theme.theme))
    for example in bundle.examples.get(str(theme.theme), ()):
        if not is_offered(theme, example.region):
            found.append(find_fault(example.region.at, "local-elsewhere", name=theme.theme, region=example.region))
    for overlay in bundle.overlays.get(str(theme.theme), ()):
        if not is_offered(theme, overlay.region):
            found.append(find_fault(overlay.region.at, "local-elsewhere", name=theme.theme, region=overlay.region))


def _check_use(bundle: Bundle, theme: Theme, use: ItemUse, found: list[Finding]) -> None:
    item = bundle.items.get(use.use)
    if item is None:
        return  # said when the theme's conditions are read
    if use.for_each is not None:
        check_known(use.for_each, (role for role, form in theme.roles.items() if form.many), "role", use.at, found)
    for role, theirs in use.with_.items():
        if not check_known(role, item.roles, "role", use.at, found) or not check_known(theirs, theme.roles, "role", use.at, found):
            continue
        kind = find_role_type(theme, theirs)
        if kind != item.roles[role].type:
            found.append(find_fault(use.at, "bad-binding", name=use.use, role=role, why=f"{theirs}: {kind} ≠ {item.roles[role].type}"))
    for role in item.roles:
        if role not in use.with_:
            found.append(find_fault(use.at, "bad-binding", name=use.use, role=role, why="—"))
    used = {str(s.use) for s in theme.situations}
    for name in item.situations:
        check_known(use.situations.get(name, name), used, "situation", use.at, found)
    for before in use.after:
        check_known(before, (other.use for other in theme.uses), "item", use.at, found)


def _check_overlay(bundle: Bundle, theme_id: str, overlay: Overlay, found: list[Finding]) -> None:
    if not check_known(overlay.overlay, bundle.themes, "theme", overlay.at, found):
        return
    theme = bundle.themes[theme_id]
    for name, form in overlay.items.items():
        if not any(use.use == name for use in theme.uses):
            found.append(find_fault(form.at, "overlay-adds", name=name))
    for name in overlay.parameters:
        check_known(name, bundle.parameters, "parameter", overlay.at, found)
