"""Names inside the shared libraries: facts, certificates, resources, parameters, items."""

from collections.abc import Iterable, Mapping

from shuangquan.core.rules.scope import Scope, find_near
from shuangquan.core.rules.types import ANY
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.findings import Finding, Place, find_fault
from shuangquan.core.standard.model import Certificate, Fact, Item, Need, Parameter, Resource, SourceRole, find_as_of
from shuangquan.core.standard.model_common import BY_DEPARTMENT
from shuangquan.core.standard.scopes import find_derived, find_facts, find_parameters
from shuangquan.core.standard.text import Word
from shuangquan.core.standard.value_types import VALUE_TYPES, find_value_type
from shuangquan.core.standard.view import Reader

RESERVED = frozenset({"situation", "parameter", "list", "today", "signed_in", "else"})


def check_libraries(bundle: Bundle) -> list[Finding]:
    """Unknown names, types, departments and paths in everything that themes share."""
    found: list[Finding] = []
    for fact in bundle.facts.values():
        check_known(fact.role_type, bundle.types, "type", fact.at, found)
        if find_value_type(fact.type, bundle.enums) is None:
            near = find_near(fact.type, (*VALUE_TYPES, *bundle.enums))
            found.append(find_fault(fact.type.at, "unknown-name", kind="type", name=fact.type, near=near))
        for source in fact.source:
            check_known(source, bundle.resources, "resource", fact.at, found)
        _check_expressions(bundle, fact, found)
    for certificate in bundle.certificates.values():
        check_known(certificate.issuer, bundle.departments, "department", certificate.at, found)
        paths = (*certificate.find, *certificate.match, *certificate.states, *certificate.prints)
        _check_roles(bundle, certificate, paths, found)
    for resource in bundle.resources.values():
        check_known(resource.provider, bundle.departments, "department", resource.at, found)
        _check_roles(bundle, resource, (*resource.keys, *resource.gives, *(Word(p, resource.at) for p in resource.empty)), found)
        _check_select(bundle, resource, found)
    for parameter in bundle.parameters.values():
        for kind in parameter.columns.values() or (parameter.type,):
            if find_value_type(kind, bundle.enums) is None:
                found.append(find_fault(kind.at, "unknown-name", kind="type", name=kind, near=find_near(kind, VALUE_TYPES)))
        _check_pinned(bundle, parameter, found)
    for item in bundle.items.values():
        _check_item(bundle, item, found)
    return found


def _check_pinned(bundle: Bundle, parameter: Parameter, found: list[Finding]) -> None:
    """The facts that say whose date and whose region count: a date or month, and a region, of some type of role."""
    for path, types in ((find_as_of(parameter), ("date", "month")), (parameter.region_of, ("region",))):
        if path is None:
            continue
        fitting = [fact.name for fact in bundle.facts.values() if fact.type in types]
        name = path.partition(".")[2]
        if name not in fitting:
            found.append(find_fault(parameter.at, "unknown-name", kind="fact", name=path, near=find_near(name, fitting)))


def _check_expressions(bundle: Bundle, fact: Fact, found: list[Finding]) -> None:
    """A fact's own check, and what it is computed from; both name facts of the same owner."""
    own = find_derived(bundle, fact.role_type)
    scope = Scope({"": find_facts(bundle, fact.role_type)}, parameters=find_parameters(bundle), derived={"": own})
    Reader(found).read(fact.check, scope, fact.at)
    if fact.compute is not None:
        type_ = find_value_type(fact.type, bundle.enums) or ANY
        Reader(found).read(fact.compute, scope, fact.at, type_)
        if fact.source:
            found.append(find_fault(fact.at, "computed-fact", name=fact.id))


def check_known(name: str, known: Iterable[str], kind: str, at: Place, found: list[Finding]) -> bool:
    """Whether a name is known; a finding with the nearest known one otherwise, at the name's own place if it has one."""
    known = tuple(known)
    if name in known:
        return True
    found.append(find_fault(getattr(name, "at", at), "unknown-name", kind=kind, name=name, near=find_near(name, known)))
    return False


def _check_roles(bundle: Bundle, owner: Certificate | Resource, paths: Iterable[Word], found: list[Finding]) -> None:
    _check_forms(bundle, owner.roles, owner.at, found)
    for path in paths:
        check_path(bundle, {str(role): str(form.type) for role, form in owner.roles.items()}, path, owner.at, found)


def _check_forms(bundle: Bundle, roles: Mapping[str, SourceRole], at: Place, found: list[Finding]) -> None:
    for role, form in roles.items():
        if role in RESERVED:
            found.append(find_fault(getattr(role, "at", at), "reserved-name", name=role))
        check_known(form.type, bundle.types, "type", form.at, found)
        for end in form.of:
            check_known(end, roles, "role", form.at, found)


def check_path(bundle: Bundle, roles: Mapping[str, str], path: str, at: Place, found: list[Finding]) -> bool:
    """Whether `role.fact` names a fact of one of these roles (role → type); a finding otherwise."""
    role, _, fact = path.partition(".")
    place = getattr(path, "at", at)
    if role not in roles:
        found.append(find_fault(place, "unknown-name", kind="role", name=role, near=find_near(role, roles)))
        return False
    entry = bundle.facts.get(f"{roles[role]}.{fact}")
    if entry is None:
        own = [f"{role}.{one.name}" for one in bundle.facts_of.get(roles[role], ())]
        found.append(find_fault(place, "unknown-name", kind="fact", name=path, near=find_near(path, own)))
        return False
    if entry.compute is not None:
        found.append(find_fault(place, "computed-fact", name=path))
        return False
    return True


def _check_select(bundle: Bundle, resource: Resource, found: list[Finding]) -> None:
    facts = {str(role): find_facts(bundle, form.type) for role, form in resource.roles.items()}
    lists = {str(role): str(role) for role, form in resource.roles.items() if form.many}
    Reader(found).read(resource.select, Scope(facts, lists, frozenset(lists), parameters=find_parameters(bundle)), resource.at)


def _check_item(bundle: Bundle, item: Item, found: list[Finding]) -> None:
    check_known(item.department, bundle.departments, "department", item.at, found)
    if item.supervised_by is not None:
        check_known(item.supervised_by, bundle.departments, "department", item.at, found)
    _check_forms(bundle, item.roles, item.at, found)
    types = {str(role): str(form.type) for role, form in item.roles.items()}
    for name in item.situations:
        check_known(name, bundle.situations, "situation", item.at, found)
    for need in item.needs:
        for one in need.any or (need,):
            _check_need(bundle, item, one, types, found)
    for fee in item.fees:
        check_known(fee.pays, types, "role", fee.at, found)
    if item.gives is None:
        return
    for path in (*item.gives.facts, *item.gives.changes):
        check_path(bundle, types, path, item.gives.at, found)
    needed = {str(one.fact) for need in item.needs for one in (need.any or (need,)) if one.fact is not None}
    for path, value in item.gives.changes.items():
        if path not in needed:
            found.append(find_fault(getattr(path, "at", item.gives.at), "change-unneeded", name=path))
        elif value == BY_DEPARTMENT and item.decided_by != "department":
            found.append(find_fault(getattr(path, "at", item.gives.at), "change-unsaid", name=path))
    for kind, roles in item.gives.certificates.items():
        _check_numbering(bundle, item, kind, found)
        if check_known(kind, bundle.certificates, "certificate", item.gives.at, found):
            _check_bound(bundle.certificates[kind], roles, types, item.gives.at, found)


def _check_numbering(bundle: Bundle, item: Item, kind: str, found: list[Finding]) -> None:
    """The item and the type say the same of where the number comes from; that it is stock is said of the type."""
    own = item.gives.numbering if item.gives is not None else None
    form = bundle.certificates.get(kind)
    if form is None or own is None or own == form.numbering or (form.numbering is None and own != "stock"):
        return
    place = item.gives.at if item.gives is not None else item.at
    found.append(find_fault(place, "numbering-differs", name=item.id, kind=kind, own=own, said=form.numbering or "—"))


def _check_need(bundle: Bundle, item: Item, need: Need, types: Mapping[str, str], found: list[Finding]) -> None:
    if need.fact is not None:
        check_path(bundle, types, need.fact, need.at, found)
    elif need.evidence is None:
        found.append(find_fault(need.at, "missing-key", owner=f"{item.id}.needs", name="fact / evidence"))
    elif check_known(need.evidence, bundle.certificates, "certificate", need.at, found):
        _check_bound(bundle.certificates[need.evidence], need.roles, types, need.at, found)


def _check_bound(kind: Certificate, roles: Mapping[str, Word], types: Mapping[str, str], at: Place, found: list[Finding]) -> None:
    for role, own in roles.items():
        if not check_known(role, kind.roles, "role", at, found) or not check_known(own, types, "role", at, found):
            continue
        if kind.roles[role].type != types[own]:
            found.append(find_fault(at, "bad-binding", name=kind.id, role=role, why=f"{types[own]} ≠ {kind.roles[role].type}"))
    for role, form in kind.roles.items():
        if role not in roles and not form.maybe:
            found.append(find_fault(at, "bad-binding", name=kind.id, role=role, why="—"))
