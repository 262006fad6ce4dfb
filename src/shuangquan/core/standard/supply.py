"""What a class could draw on, as sources of the least-burden problem: sign-in, items, instances, hands, papers, assumptions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.model import Fact
from shuangquan.core.standard.needs import BoundItem
from shuangquan.core.standard.problem import Source
from shuangquan.core.standard.sources import Instance, find_instances, find_near_facts
from shuangquan.core.standard.value_types import find_effort

REFUSED = "refused:"
DROPPED = "item:"
"""Of an item that was withdrawn, in `missing`: what only it would have given comes from elsewhere, where it can."""
SIGN_IN, ITEM, TYPED, OFFERED, ASSUMED, PAPER, WAITS, MEMBER = (
    "sign_in",
    "item",
    "typed",
    "offered",
    "assumed",
    "paper",
    "waits",
    "member",
)


@dataclass(frozen=True)
class Supply:
    """The sources of one class. missing: ids of instances or sources that failed, `refused:role`, `item:` and an item dropped out."""

    cast: Cast
    items: tuple[BoundItem, ...]
    missing: frozenset[str]
    made: Mapping[str, str] = field(default_factory=dict)

    @property
    def bundle(self) -> Bundle:
        """The standard."""
        return self.cast.view.bundle

    @cached_property
    def all_instances(self) -> tuple[Instance, ...]:
        """Every instance, whether it has failed or not, without certificates that an item of the plan is about to issue."""
        holders = ((kind, dict(pairs).get(find_holder(self.bundle, kind))) for item in self.items for kind, pairs in item.certificates)
        issued = frozenset(holders)
        return self.cast.view.memo.once(("unissued", self.cast.players, issued), lambda: self._find_unissued(issued))

    def _find_unissued(self, issued: frozenset[tuple[str, str | None]]) -> tuple[Instance, ...]:
        found = []
        for one in find_instances(self.cast):
            holder = dict(one.bind).get(find_holder(self.bundle, one.source)) if one.kind == "certificate" else None
            if one.kind != "certificate" or (one.source, holder) not in issued:
                found.append(one)
        return tuple(found)

    def failed(self, one: Instance) -> bool:
        """Whether the instance cannot be used: it is lost, or asked by data of a role that refused."""
        return self.lost(one) or self._refused(one)

    def lost(self, one: Instance) -> bool:
        """Whether the instance is missing, by its id or its source's, and would be asked again once it is back."""
        return (one.id in self.missing or one.source in self.missing) and not self._refused(one)

    def _refused(self, one: Instance) -> bool:
        return any(f"{REFUSED}{key.partition('.')[0]}" in self.missing for key in one.keys)

    def takes(self, one: Instance, path: str) -> bool:
        """Whether a variable may come from the instance: its role has not refused, and no item gives it, no rule fixes it."""
        fixed = path in self.made or path in self.cast.view.theme.assume
        return not fixed and f"{REFUSED}{path.partition('.')[0]}" not in self.missing

    @cached_property
    def instances(self) -> tuple[Instance, ...]:
        """Instances that have not failed."""
        if not self.missing:
            return self.all_instances
        return tuple(one for one in self.all_instances if not self.failed(one))

    @cached_property
    def givers(self) -> Mapping[str, tuple[Instance, ...]]:
        """Variable → every instance that surely gives it, whether it has failed or not."""
        found: dict[str, list[Instance]] = {}
        for one in self.all_instances:
            for path, _ in () if one.speculative else one.gives:
                found.setdefault(path, []).append(one)
        return {path: tuple(ones) for path, ones in found.items()}

    def find_fact(self, path: str) -> Fact | None:
        """The dictionary's entry behind a variable."""
        return self.cast.view.memo.once(("fact", path), lambda: self._find_fact(path))

    def _find_fact(self, path: str) -> Fact | None:
        role, _, name = path.partition(".")
        return self.bundle.facts.get(f"{self.cast.type(role)}.{name}")

    def usual(self, path: str) -> int:
        """How many of the variable there usually are."""
        spine = self.cast.spine(path.partition(".")[0])
        return self.cast.view.theme.roles[spine].usual if spine else 1

    def _typed_usually(self, path: str) -> int:
        """How many of the variable are usually typed: of the member who signs in, what signing in proves is not."""
        role, _, name = path.partition(".")
        proved = f"{self.cast.type(role)}.{name}" in self.bundle.sign_in
        mine = self.cast.members.get(self.cast.signed_in, ("", ""))[0] == role
        return max(1, self.usual(path) - (1 if proved and mine else 0))

    @cached_property
    def offers(self) -> Mapping[str, str]:
        """Typed variable → the variable whose value is offered for it."""
        return {self._resolved(path): self._resolved(other) for path, other in self.cast.view.theme.offer.items()}

    @cached_property
    def consenting(self) -> frozenset[str]:
        """Roles whose own data is used only after they agreed, when somebody else signed in."""
        parties = self.cast.view.theme.parties
        return frozenset(str(role) for role, form in parties.items() if form.consents != "never" and role != self.cast.signed_in)

    def source_of(self, one: Instance) -> Source:
        """An instance as a source of the problem."""
        gives = tuple(path for path, _ in one.gives if self.takes(one, path))
        key = ("source", one.id, one.keys, one.match, gives, one.spine, self.cast.signed_in)
        return self.cast.view.memo.once(key, lambda: self._source_of(one, gives))

    def _source_of(self, one: Instance, gives: tuple[str, ...]) -> Source:
        weights = self.bundle.burden
        pick = weights["pick"] if one.list_role and self.cast.view.theme.roles[one.list_role].pick else 0
        spread = self.usual(f"{one.spine}.x") if one.spine else 1
        sensitive = frozenset(path for path in gives if (fact := self.find_fact(path)) and fact.sensitive)
        consents = {path: role for path in gives if (role := path.partition(".")[0]) in self.consenting}
        keys = tuple((key,) for key in (*one.keys, *one.match))
        asks = frozenset(role for key in one.keys if (role := key.partition(".")[0]) in self.consenting)
        return Source(one.id, keys, gives, weights[one.kind] + pick, 0, spread, sensitive, consents, asks)

    def find_fixed(self) -> list[Source]:
        """Sign-in, items, assumptions."""
        theme, weights = self.cast.view.theme, self.bundle.burden
        who = self.cast.signed_in
        own = tuple(f"{who}.{fact.partition('.')[2]}" for fact in self.bundle.sign_in if fact.partition(".")[0] == self.cast.type(who))
        found = [Source(SIGN_IN, (), own, each=weights["sign_in"])]
        for item in self.items:
            keys = tuple(need.refs for need in item.needs)
            found.append(Source(f"{ITEM}:{item.id}", keys, item.gives, each=weights["made_in_theme"], forced=True))
        found += [Source(f"{ASSUMED}:{path}", (), (str(path),)) for path in theme.assume]
        return [*found, *self._find_same(frozenset(own))]

    def _find_same(self, proved: frozenset[str]) -> list[Source]:
        """What is known of every member of a list is known of the one whom a role stands for: the same variable by another name.

        proved: by signing in, and so from nowhere else.
        """
        pairs = self.cast.view.memo.once(("same", self.cast.players), self._find_pairs)
        return [source for path, source in pairs if path not in proved and path not in self.made]

    def _find_pairs(self) -> list[tuple[str, Source]]:
        found, near = [], find_near_facts(self.cast)
        for role, (of, _) in self.cast.members.items():
            for fact in self.bundle.facts_of.get(self.cast.type(role), ()):
                path, same = f"{role}.{fact.name}", f"{of}.{fact.name}"
                if fact.id in near and fact.compute is None and path not in self.cast.view.theme.assume:
                    found.append((path, Source(f"{MEMBER}:{path}", ((same,),), (path,))))
        return found

    def find_typed(self, paths: Iterable[str]) -> list[Source]:
        """People's own typing or photographs of these variables, where somebody may give them."""
        once, cast = self.cast.view.memo.once, self.cast
        free = [path for path in paths if path not in self.made]
        return [one for path in free for one in once(("typed", path, cast.signed_in, cast.players), partial(self._find_typed, path))]

    def _find_typed(self, path: str) -> list[Source]:
        weights = self.bundle.burden
        fact = self.find_fact(path)
        speakers = self.cast.speakers(path.partition(".")[0])
        if fact is None or not fact.by_hand or not speakers:
            return []
        consents = {} if self.cast.signed_in in speakers else {path: speakers[0]}
        effort = weights[find_effort(fact.type, self.bundle.enums)] * self._typed_usually(path)
        found = [Source(f"{TYPED}:{path}", (), (path,), each=effort, consents=consents)]
        if path in self.offers:
            found.append(Source(f"{OFFERED}:{path}", ((self.offers[path],),), (path,), each=weights["confirm"] * self.usual(path)))
        return found

    def _resolved(self, path: str) -> str:
        role, _, fact = path.partition(".")
        return f"{self.cast.resolve(role) or role}.{fact}"

    def find_papers(self) -> list[Source]:
        """Papers that people upload, where no item of the plan issues them."""
        issued = {self._issued(kind, pairs) for item in self.items for kind, pairs in item.certificates}
        paths = dict.fromkeys(paper.path for item in self.items for need in item.needs for paper in need.papers)
        weight = self.bundle.burden["upload"]
        return [Source(f"{PAPER}:{path}", (), (path,), each=weight) for path in paths if path not in issued]

    def _issued(self, kind: str, pairs: tuple[tuple[str, str], ...]) -> str:
        return f"{kind}({','.join(f'{role}={name}' for role, name in pairs)})"

    def find_lawful(self, sources: Iterable[Source]) -> dict[str, frozenset[str]]:
        """Variable → instances of the sources that the dictionary names for its fact; signing in proves as much."""
        by_source = {one.id: one.source for one in self.instances}
        found: dict[str, set[str]] = {}
        for source in sources:
            name = by_source.get(source.id)
            if name is None and source.id != SIGN_IN and not source.id.startswith(f"{MEMBER}:"):
                continue
            for path in source.gives:
                if self._is_lawful(path, name):
                    found.setdefault(path, set()).add(source.id)
        return {path: frozenset(ids) for path, ids in found.items()}

    def _is_lawful(self, path: str, name: str | None) -> bool:
        """Whether the fact's entry names the source, or it is proved by signing in (no name)."""
        fact = self.find_fact(path)
        return fact is not None and (name is None or name in fact.source)


def find_elsewhere(supply: Supply, item: BoundItem) -> tuple[str, ...]:
    """What others need of the item and could have elsewhere if it dropped out: of a source, or of somebody's own hand.

    Nothing of an item that is done for each member of a list: it may drop out for one and be done for another.
    """
    if item.view.use.for_each is not None:
        return ()
    needed = {ref for other in supply.items if other.id != item.id for need in other.needs for ref in need.refs}
    return tuple(path for path in item.gives if path in needed and _is_elsewhere(supply, path))


def _is_elsewhere(supply: Supply, path: str) -> bool:
    if any(path == given for one in supply.instances for given, _ in one.gives):
        return True
    fact = supply.find_fact(path)
    return fact is not None and fact.by_hand and bool(supply.cast.speakers(path.partition(".")[0]))


def find_holder(bundle: Bundle, certificate: str) -> str:
    """The certificate's role that holds it: `holder`, or its first."""
    kind = bundle.certificates.get(certificate)
    return "" if kind is None else str(kind.holder or next(iter(kind.roles), ""))


def find_made(items: Iterable[BoundItem]) -> dict[str, str]:
    """Variable → the item that gives it."""
    return {path: item.id for item in items for path in item.gives}
