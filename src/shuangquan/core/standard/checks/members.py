"""Members of lists that have a role of their own, lists that a promise makes whole, and items whose result may be on record."""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_known, check_path
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model_theme import ItemUse, Theme, ThemeRole
from shuangquan.core.standard.scopes import find_role_type


def check_members(bundle: Bundle, theme: Theme) -> list[Finding]:
    """What is wrong with one_of, complete and skip_if_known of a theme."""
    found: list[Finding] = []
    for name, form in theme.roles.items():
        if form.one_of is not None:
            _check_one_of(bundle, theme, str(name), form, found)
        elif form.ask is not None:
            found.append(find_fault(form.at, "ask-what", name=name))
        if form.complete is not None and (form.many is None or form.add != "typed"):
            found.append(find_fault(form.at, "pledged-list", name=name))
    for use in theme.items:
        if use.skip_if_known is not None:
            _check_skip(bundle, theme, use, found)
    for use in theme.choose_one.items.values() if theme.choose_one is not None else ():
        if use.skip_if_known is not None:
            found.append(find_fault(use.skip_if_known.at, "skip-chosen", item=use.use))
    return found


def _check_one_of(bundle: Bundle, theme: Theme, name: str, form: ThemeRole, found: list[Finding]) -> None:
    of = form.one_of
    if of is None or not check_known(of, theme.roles, "role", form.at, found):
        return
    group = theme.roles[of]
    if group.many is None:
        found.append(find_fault(form.at, "one-of-list", name=name, list=of))
        return
    if (form.signed_in is None) == (form.ask is None):
        found.append(find_fault(form.at, "one-of-how", name=name, list=of))
    if form.signed_in is None:
        return
    if form.signed_in != group.many:
        found.append(find_fault(form.signed_in.at, "wrong-type", wanted=group.many, found=form.signed_in))
    if f"{group.many}.{group.key}" not in bundle.sign_in:
        found.append(find_fault(form.at, "one-of-key", name=name, list=of))


def _check_skip(bundle: Bundle, theme: Theme, use: ItemUse, found: list[Finding]) -> None:
    """The fact is one that the item itself gives, that a register may hold, and that nobody can type."""
    path = use.skip_if_known
    types = {str(role): find_role_type(theme, role) for role in theme.roles}
    if path is None or not check_path(bundle, types, path, use.at, found):
        return
    item, (role, _, name) = bundle.items.get(use.use), path.partition(".")
    given = (one.partition(".") for one in (item.gives.facts if item is not None and item.gives is not None else ()))
    if item is not None and (role, name) not in {(str(use.with_.get(own)), fact) for own, _, fact in given}:
        found.append(find_fault(path.at, "skip-not-given", item=use.use, name=path))
    fact = f"{types[role]}.{name}"
    if bundle.facts[fact].by_hand:
        found.append(find_fault(path.at, "skip-by-hand", item=use.use, name=path))
    if fact not in _find_stated(bundle):
        found.append(find_fault(path.at, "skip-no-source", item=use.use, name=path))


def _find_stated(bundle: Bundle) -> set[str]:
    """The dictionary's ids of every fact that some resource gives or some certificate that can be looked up states."""
    papers = ((one.roles, path) for one in bundle.certificates.values() if one.find for path in one.states)
    stated = (*((one.roles, path) for one in bundle.resources.values() for path in one.gives), *papers)
    split = ((roles, *path.partition(".")) for roles, path in stated)
    return {f"{roles[role].type}.{fact}" for roles, role, _, fact in split if role in roles}
