"""Sources bound to the roles of a class: every instance of a resource or certificate that could give something.

A source with one role serves every role of that type. One with several serves where a relation's ends match, where a theme's role says
`from`, or where its keys name every role (so that the data itself tells whose it is). By type alone nothing is bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.model import Certificate, Resource, SourceRole
from shuangquan.core.standard.reading import find_read_facts


@dataclass(frozen=True, slots=True)
class Instance:
    """One bound source. keys, match: variables that must be known; gives: (variable, the source's own field)."""

    id: str
    kind: str
    source: str
    bind: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    match: tuple[str, ...]
    gives: tuple[tuple[str, str], ...]
    empty: tuple[tuple[str, str], ...]
    spine: str | None
    list_role: str | None
    list_key: str | None
    list_complete: bool
    speculative: bool


Binding = dict[str, str]


def find_instances(cast: Cast) -> tuple[Instance, ...]:
    """Every instance of every source of the bundle in this class, by name."""
    return cast.view.memo.once(("instances", cast.players), lambda: _bind_all(cast))


def _bind_all(cast: Cast) -> tuple[Instance, ...]:
    found: dict[str, Instance] = {}
    for source in _near_sources(cast):
        for binding in find_bindings(cast, source):
            instance = _bind(cast, source, binding)
            if instance is not None:
                found[instance.id] = instance
    return tuple(found[name] for name in sorted(found))


def find_near_facts(cast: Cast) -> frozenset[str]:
    """The dictionary's ids of all facts that could matter in some class of the theme: those it reads, and those of its sources."""
    return cast.view.memo.once("near facts", lambda: _find_near_facts(cast))


def _find_near_facts(cast: Cast) -> frozenset[str]:
    told = (_find_facts(one, (*_keys(one), *_given(one))) for one in _near_sources(cast))
    return frozenset(find_read_facts(cast.view).union(*told))


def _near_sources(cast: Cast) -> tuple[Resource | Certificate, ...]:
    return cast.view.memo.once("sources", lambda: _find_near_sources(cast))


def _find_near_sources(cast: Cast) -> tuple[Resource | Certificate, ...]:
    """The sources of the bundle that could matter in some class of the theme.

    Their roles can be played there, and they give what the theme reads anywhere, fill a list, or give the key of a source that does.
    """
    theme, bundle = cast.view.theme, cast.view.bundle
    named = {str(source) for form in theme.roles.values() for source in form.from_}
    types = {cast.type(role) for role in theme.roles}
    sources: tuple[Resource | Certificate, ...] = (*bundle.resources.values(), *bundle.certificates.values())
    near = [one for one in sources if one.id in named or types.issuperset(_find_binding_types(one))]
    kept = [one for one in near if any(form.many for form in one.roles.values())]
    read = find_read_facts(cast.view) | {fact for one in kept for fact in _find_facts(one, (*_keys(one), *_given(one)))}
    grown = True
    while grown:
        more = [one for one in near if one not in kept and not read.isdisjoint(_find_facts(one, _given(one)))]
        read |= {fact for one in more for fact in _find_facts(one, _keys(one))}
        kept += more
        grown = bool(more)
    return tuple(one for one in near if one in kept)


def _given(source: Resource | Certificate) -> tuple[str, ...]:
    return source.gives if isinstance(source, Resource) else source.states


def _find_facts(source: Resource | Certificate, paths: tuple[str, ...]) -> set[str]:
    """The dictionary's ids behind the source's own paths."""
    split = (path.partition(".") for path in paths)
    return {f"{source.roles[role].type}.{fact}" for role, _, fact in split if role in source.roles}


def _find_binding_types(source: Resource | Certificate) -> tuple[str, ...]:
    """The types that a theme must have a role of: the relation's, or every role's that must be played."""
    relation = tuple(str(form.type) for form in source.roles.values() if form.relation)[:1]
    return relation or tuple(str(form.type) for form in source.roles.values() if not form.maybe)


def find_bindings(cast: Cast, source: Resource | Certificate) -> Iterator[Binding]:
    """The ways to bind a source's roles to the theme's."""
    named = [(role, pairs) for role in cast.present if (pairs := cast.view.theme.roles[role].from_.get(source.id)) is not None]
    if named:
        for role, pairs in named:
            yield from _bind_named(cast, source.roles, role, pairs)
        return
    if any(form.many for form in source.roles.values()):
        return
    relation = next(((name, form) for name, form in source.roles.items() if form.relation), None)
    if relation is not None:
        yield from _bind_relation(cast, source.roles, str(relation[0]), relation[1])
    elif len(source.roles) == 1:
        ((name, form),) = source.roles.items()
        yield from ({str(name): role} for role in _of_type(cast, form.type))
    else:
        yield from _bind_keyed(cast, source)


def _of_type(cast: Cast, role_type: str) -> tuple[str, ...]:
    return tuple(role for role in cast.present if cast.type(role) == role_type)


def _bind_named(cast: Cast, roles: Mapping[str, SourceRole], ours: str, pairs: Mapping[str, str]) -> Iterator[Binding]:
    binding: Binding = {}
    for theirs, role in pairs.items():
        resolved = cast.resolve(role)
        if resolved is None or cast.absent(resolved):
            return
        binding[str(theirs)] = resolved
    left = [name for name, form in roles.items() if name not in binding and form.type == cast.type(ours)]
    if len(left) != 1:
        return
    binding[str(left[0])] = ours
    if all(name in binding or form.maybe or form.relation for name, form in roles.items()):
        yield binding


def _bind_relation(cast: Cast, roles: Mapping[str, SourceRole], name: str, form: SourceRole) -> Iterator[Binding]:
    kind = cast.view.bundle.types.get(form.type)
    for ours in _of_type(cast, form.type):
        ends = cast.ends(ours)
        if len(ends) != len(form.of):
            continue
        orders = (ends, ends[::-1]) if kind is not None and kind.symmetric else (ends,)
        for order in orders:
            binding = {name: ours, **dict(zip(map(str, form.of), order, strict=True))}
            if all(other in binding or roles[other].maybe for other in roles):
                yield binding


def _bind_keyed(cast: Cast, source: Resource | Certificate) -> Iterator[Binding]:
    keyed = {path.partition(".")[0] for path in _keys(source)}
    names = [str(name) for name, form in source.roles.items() if not form.maybe]
    if not set(names) <= keyed:
        return
    for chosen in product(*(_of_type(cast, source.roles[name].type) for name in names)):
        spines = {cast.spine(role) for role in chosen} - {None}
        if len(set(chosen)) == len(chosen) and len(spines) <= 1:
            yield dict(zip(names, chosen, strict=True))


def _keys(source: Resource | Certificate) -> tuple[str, ...]:
    return source.keys if isinstance(source, Resource) else (*source.find, *source.match)


def _bind(cast: Cast, source: Resource | Certificate, binding: Binding) -> Instance | None:
    resource = isinstance(source, Resource)
    keys = source.keys if isinstance(source, Resource) else source.find
    match = () if isinstance(source, Resource) else source.match
    if not keys:
        return None  # a paper that nobody can look up is evidence, not a source
    gives = source.gives if isinstance(source, Resource) else source.states
    empty = source.empty if isinstance(source, Resource) else {}
    filled = next(((name, form) for name, form in source.roles.items() if form.many and name in binding), None)
    spines = {cast.spine(role) for name, role in binding.items() if not source.roles[name].many} - {None}
    return Instance(
        id=print_instance(source.id, source.roles, binding),
        kind="resource" if resource else "certificate",
        source=source.id,
        bind=tuple((str(name), binding[name]) for name in source.roles if name in binding),
        keys=_paths(keys, binding),
        match=_paths(match, binding),
        gives=tuple((path, str(own)) for own in gives if (path := _path(own, binding))),
        empty=tuple((path, str(value)) for own, value in empty.items() if (path := _path(own, binding))),
        spine=next(iter(spines), None),
        list_role=binding[filled[0]] if filled else None,
        list_key=str(filled[1].key) if filled else None,
        list_complete=bool(filled and filled[1].complete),
        speculative=source.covers == "some",
    )


def print_instance(source: str, roles: Mapping[str, SourceRole], binding: Mapping[str, str]) -> str:
    """The id of a bound source: `source(role=role,…)`, in the order in which the source names its roles."""
    return f"{source}({','.join(f'{name}={binding[name]}' for name in roles if name in binding)})"


def _path(own: str, binding: Mapping[str, str]) -> str:
    role, _, fact = own.partition(".")
    return f"{binding[role]}.{fact}" if role in binding else ""


def _paths(own: tuple[str, ...], binding: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(path for name in own if (path := _path(name, binding)))
