"""The part of a plan that says what is asked of whom: variables, draws, evidence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from shuangquan.core.standard.assign import Assignment
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Certificate, Fact, LegalBasis
from shuangquan.core.standard.plan import Basis, Because, Draw, Evidence, PlanVar
from shuangquan.core.standard.plan_papers import Shown
from shuangquan.core.standard.sources import Instance
from shuangquan.core.standard.supply import ASSUMED, ITEM, MEMBER, OFFERED, PAPER, SIGN_IN, TYPED, WAITS
from shuangquan.core.words.text import Text

IDENTIFYING = frozenset({"resident_id", "uscc"})
"""Types of facts that say who somebody is."""


@dataclass(frozen=True)
class SourceWriter:
    """Writes variables, draws and evidence of one solved class."""

    found: Assignment

    @cached_property
    def reasons(self) -> dict[str, tuple[Because, ...]]:
        """Variable → why it is wanted, at first hand or as a key for something that is."""
        reasons: dict[str, dict[Because, None]] = {}
        for want in self.found.wants:
            for ref in want.refs:
                reasons.setdefault(ref, {})[Because(want.item, want.why)] = None
        for one, paths in (*self.found.draws, *self.found.tried):
            resource = self.find_name(one)
            why = Text(f"用于查询{resource.zh.removesuffix('查询')}", f"Asks: {resource.say('en')}")
            for key in (*one.keys, *one.match):
                if paths:
                    reasons.setdefault(key, {})[Because("", why)] = None
        for path, source in self.found.solution.chosen.items():
            if source.startswith(f"{OFFERED}:"):
                label = self._label(path)
                why = Text(f"用于预填{label.zh}", f"Fills in: {label.say('en')}")
                reasons.setdefault(self.found.supply.offers[path], {})[Because("", why)] = None
        for path, same in self._same:
            reasons.setdefault(same, {}).update(reasons.get(path, {}))
        for one, paths in (*self.found.draws, *self.found.tried):
            form = self.found.supply.cast.view.theme.roles.get(one.list_role or "")
            if form is not None:
                label = form.label or Text(one.list_role or "")
                for path in paths:
                    reasons.setdefault(path, {Because("", Text(f"用于列出{label.zh}", f"Lists: {label.say('en')}")): None})
        for item in self.found.supply.items:
            name = item.view.item.name
            for path in item.gives:
                reasons.setdefault(path, {Because(item.id, Text(f"由“{name.zh}”得出", f"Results from {name.say('en')}")): None})
        return {path: tuple(found) for path, found in reasons.items()}

    @cached_property
    def _same(self) -> list[tuple[str, str]]:
        """(variable of one member, that of every member of its list), where the first is known by the second."""
        supply = self.found.supply
        found = []
        for path, source in self.found.solution.chosen.items():
            if source.startswith(f"{MEMBER}:"):
                role, _, fact = path.partition(".")
                found.append((path, f"{supply.cast.members[role][0]}.{fact}"))
        return found

    def _label(self, path: str) -> Text:
        fact = self.found.supply.find_fact(path)
        return fact.label if fact is not None else Text(path)

    @cached_property
    def users(self) -> dict[str, tuple[str, ...]]:
        """Variable → items served by it, directly or through what it helps to look up."""
        users: dict[str, set[str]] = {}
        for want in self.found.wants:
            for ref in want.refs:
                users.setdefault(ref, set()).add(want.item)
        for path, same in self._same:
            users.setdefault(same, set()).update(users.get(path, ()))
        draws = (*self.found.draws, *self.found.tried)
        for _ in draws:
            for one, paths in draws:
                served = {item for path in paths for item in users.get(path, ())}
                for key in (*one.keys, *one.match):
                    users.setdefault(key, set()).update(served)
        return {path: tuple(sorted(item for item in items if item)) for path, items in users.items()}

    def find_name(self, one: Instance) -> Text:
        """The name of an instance's source."""
        bundle = self.found.supply.bundle
        return bundle.resources[one.source].name if one.kind == "resource" else bundle.certificates[one.source].name

    def write_vars(self) -> tuple[PlanVar, ...]:
        """Every variable of the plan, by path."""
        reasons = self.reasons
        extra = {path: "" for _, paths in self.found.tried for path in paths if path not in self.found.solution.chosen}
        results = {path: f"{ITEM}:{item}" for path, item in self.found.supply.made.items()}
        chosen: Mapping[str, str] = {**results, **self.found.solution.chosen, **{path: f"{TYPED}:{path}" for path in extra}}
        return tuple(self._var(path, chosen[path], reasons.get(path, ())) for path in sorted(chosen) if "(" not in path)

    def _var(self, path: str, source: str, because: tuple[Because, ...]) -> PlanVar:
        supply = self.found.supply
        cast = supply.cast
        role, _, name = path.partition(".")
        fact = supply.find_fact(path)
        if fact is None:
            raise KeyError(path)
        spine = cast.spine(role)
        from_, origin = self._origin(path, source, fact)
        return PlanVar(
            role=role,
            fact=name,
            owner=spine or role,
            label=fact.label,
            type=fact.type,
            sensitive=fact.sensitive,
            check=fact.check,
            listed=spine is not None,
            from_=from_,
            source=origin,
            by=cast.speakers(role) if fact.by_hand and path not in supply.made else (),
            options=tuple((str(code), label) for code, label in supply.bundle.enums.get(fact.type, {}).items()),
            because=because,
        )

    def _origin(self, path: str, source: str, fact: Fact) -> tuple[str, str]:
        kind, _, rest = source.partition(":")
        supply = self.found.supply
        theme = supply.cast.view.theme
        if source == SIGN_IN:
            return "sign_in", ""
        if kind == ITEM:
            return "item", rest
        if kind == ASSUMED:
            return "assumed", str(theme.assume[path])
        if kind == WAITS:
            return "waits", self.found.waits[rest]
        if kind == MEMBER:
            return "member", dict(self._same)[path]
        if kind in (TYPED, OFFERED):
            if fact.type == "image":
                return "photograph", ""
            return "typed", supply.offers[path] if kind == OFFERED else ""
        one = next(one for one in supply.instances if one.id == source)
        role = path.partition(".")[0]
        if one.list_role == role and theme.roles[role].pick and path == f"{role}.{theme.roles[role].key}":
            return "pick", source
        return one.kind, source

    def write_draws(self) -> tuple[Draw, ...]:
        """Sources in use, then those tried first, by id."""
        users = self.users
        firm = [self._draw(one, paths, users, False) for one, paths in self.found.draws]
        tried = [self._draw(one, paths, users, True) for one, paths in self.found.tried]
        return tuple(sorted((*firm, *tried), key=lambda draw: draw.id))

    def write_lost(self) -> tuple[Draw, ...]:
        """Sources the plan does without."""
        users = self.users
        return tuple(self._draw(one, paths, users, one.speculative) for one, paths in self.found.lost)

    def _draw(self, one: Instance, paths: Iterable[str], users: Mapping[str, tuple[str, ...]], speculative: bool) -> Draw:
        supply = self.found.supply
        bundle = supply.bundle
        resource = bundle.resources.get(one.source) if one.kind == "resource" else None
        select = resource.select if resource else None
        taken = {*paths, *(path for path, own in one.gives if _is_shown(one, path, own, select or ""))}
        provider = str(resource.provider if resource else bundle.certificates[one.source].issuer)
        touched = (*(path for path, _ in one.gives if path in taken), *one.keys)
        return Draw(
            id=one.id,
            kind=one.kind,
            source=one.source,
            provider=provider,
            provider_name=bundle.departments.get(provider, Text(provider)),
            name=self.find_name(one),
            bind=one.bind,
            keys=one.keys,
            match=one.match,
            gives=tuple((path, own) for path, own in one.gives if path in taken),
            per_member=one.spine,
            list_role=one.list_role,
            list_key=one.list_key,
            list_complete=one.list_complete,
            select=_rename(select, one) if select else None,
            empty=tuple(pair for pair in one.empty if pair[0] in taken),
            about=tuple(dict.fromkeys(role for path in touched if (role := path.partition(".")[0]) in supply.consenting)),
            sharing=resource.sharing if resource else "conditional",
            basis=_find_law(resource.basis if resource else None),
            items=tuple(sorted({item for path in taken for item in users.get(path, ())})),
            speculative=speculative,
        )

    def write_evidence(self) -> tuple[Evidence, ...]:
        """Papers that people must show in this class."""
        supply = self.found.supply
        reasons = self.reasons
        found: dict[str, Evidence] = {}
        for item in supply.items:
            for need in item.needs:
                for paper in need.papers:
                    if self.found.solution.chosen.get(paper.path) != f"{PAPER}:{paper.path}":
                        continue
                    kind = supply.bundle.certificates[paper.certificate]
                    binding = dict(paper.bind)
                    states = (own.partition(".") for own in kind.states)
                    spines = {supply.cast.spine(role) for role in binding.values()} - {None}
                    speakers = (speaker for role in binding.values() for speaker in supply.cast.speakers(role))
                    found[paper.path] = Evidence(
                        path=paper.path,
                        certificate=paper.certificate,
                        name=kind.name,
                        bind=paper.bind,
                        per_member=next(iter(spines), None),
                        states=tuple(f"{binding[role]}.{fact}" for role, _, fact in states if role in binding),
                        because=reasons.get(paper.path, ()),
                        by=tuple(dict.fromkeys((supply.cast.signed_in, *speakers))),
                        shows=_write_shown(supply.bundle, kind, binding),
                        valid_to=tuple(str(label) for label in kind.shows.valid_to) if kind.shows else (),
                    )
        return tuple(found.values())


def _write_shown(bundle: Bundle, paper: Certificate, binding: Mapping[str, str]) -> tuple[Shown, ...]:
    """What a bound paper shows, in the order it is written; facts of roles that nobody plays are left out. binding: its roles → ours."""
    found = []
    for own, labels in paper.shows.facts.items() if paper.shows else ():
        role, _, fact = own.partition(".")
        if role not in binding:
            continue
        entry = bundle.facts[f"{paper.roles[role].type}.{fact}"]
        options = tuple((str(code), text) for code, text in bundle.enums.get(entry.type, {}).items())
        identifies = entry.type in IDENTIFYING or entry.id in bundle.sign_in
        words = tuple(str(label) for label in labels)
        found.append(Shown(f"{binding[role]}.{fact}", entry.label, str(entry.type), words, options, entry.sensitive, identifies))
    return tuple(found)


def _rename(text: str, one: Instance) -> str:
    """A source's condition in names of the theme."""
    for own, theirs in one.bind:
        text = re.sub(rf"\b{re.escape(own)}\.", f"{theirs}.", text)
    return text


def _is_shown(one: Instance, path: str, own: str, select: str) -> bool:
    """Of a list's source: its key, and what its members are selected by, are always asked for."""
    return one.list_role is not None and (path == f"{one.list_role}.{one.list_key}" or own in select)


def _find_law(basis: LegalBasis | None) -> Basis:
    if basis is None:
        return Basis("U")
    return Basis(basis.grade or "U", f"{basis.law} {basis.article}" if basis.article else str(basis.law))
