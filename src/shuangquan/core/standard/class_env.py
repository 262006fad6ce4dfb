"""A situation class as an Env: situations are known, facts are not. Conditions over situations are answered here, once per class.

A class is a mapping name → value. A situation of a list has the distinct values of its members, sorted, joined by `+`
("heavy+light"); "" when the list has no members.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.reads import walk_nodes
from shuangquan.core.rules.tree import Expr, Quantifier, SituationRef
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge
from shuangquan.core.words.memo import Memo

Classes = tuple[Mapping[str, str], ...]
EACH = "+"
LATER = "?"
"""The value in a class of a situation that has not come up yet: it waits for the end of an item."""
_SOME_DAY = date(2000, 1, 1)


def split_values(value: str) -> tuple[str, ...]:
    """The members' values that a list situation's class holds."""
    return tuple(part for part in value.split(EACH) if part)


@dataclass(frozen=True, slots=True)
class ClassEnv:
    """What is settled. lists: situation → the list whose members each have it. item_lists: the item's role → the theme's list.

    many: situations of which several options may be chosen: `'x' in name`. closed: whether the classes stand for all members there are.
    member: the member class meant (situation → value), inside for_each. memo: what conditions came to.
    """

    values: Mapping[str, str]
    lists: Mapping[str, str]
    signed_in: str
    item_lists: Mapping[str, str]
    names: Mapping[str, str]
    member: Mapping[str, str] | None = None
    closed: bool = True
    many: frozenset[str] = frozenset()
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)

    @property
    def today(self) -> date:
        """No condition over situations depends on it."""
        return _SOME_DAY

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """No fact is known in a class."""
        return UNASKED

    def parameter(self, name: str) -> ParameterRows | None:
        """No parameter is read in a class."""
        return None

    def current_member(self, role: str) -> str | None:
        """A virtual member inside a quantifier is bound by it; the task's own otherwise."""
        return None

    def situation(self, name: str, member: str | None) -> Knowledge:
        """The settled value; of a list, the member's class or the only value there is."""
        theirs = self.names.get(name, name)
        value = self.values.get(theirs)
        if value == LATER:
            return UNASKED
        if theirs not in self.lists:
            chosen = value if theirs not in self.many or value is None else tuple(code for code in value.split(",") if code)
            return UNASKED if chosen is None else Knowledge(Form.KNOWN, chosen)
        if member is not None:
            own = dict(find_member_classes(self.values, self.lists, self.lists[theirs])[int(member)])
        else:
            own = dict(self.member or {})
        if theirs in own:
            return Knowledge(Form.KNOWN, own[theirs])
        only = split_values(value or "")
        return Knowledge(Form.KNOWN, only[0]) if len(only) == 1 else UNASKED

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        """One virtual member per member class."""
        spine = self.item_lists.get(role, role)
        classes = find_member_classes(self.values, self.lists, spine)
        known = any(of == spine and name in self.values for name, of in self.lists.items())
        return tuple(str(n) for n in range(len(classes))), self.closed and known

    def is_early(self, expr: Expr) -> bool:
        """Whether a condition reads a situation that has not come up yet."""
        read = (node.name for node in walk_nodes(expr) if isinstance(node, SituationRef))
        return any(self.values.get(self.names.get(name, name)) == LATER for name in read)


def find_member_classes(values: Mapping[str, str], lists: Mapping[str, str], spine: str) -> Classes:
    """Every combination of the values that members of `spine` have."""
    names = [name for name, of in lists.items() if of == spine and name in values]
    choices = [split_values(values[name]) for name in names]
    return tuple(dict(zip(names, chosen, strict=True)) for chosen in product(*choices)) if names else ()


def decide_in_class(expr: Expr, env: ClassEnv) -> bool | None:
    """Whether a condition holds in a class: True, False, or None when the class does not say.

    Numbers of members are not known in a class, nor which values go together when a quantifier reads several situations of one list.
    """
    _, names = env.memo.once(("reads", id(expr)), lambda: (expr, _find_names(expr)))  # with the tree, or its id might be another's one day
    if names is None:
        return _decide(expr, env)
    read = tuple([env.values.get(env.names.get(name, name)) for name in names])
    member = tuple(env.member.items()) if env.member else ()
    key = ("holds", id(expr), read, member, env.signed_in, tuple([env.names.get(name, name) for name in names]))
    return env.memo.once(key, lambda: _decide(expr, env))


def _find_names(expr: Expr) -> tuple[str, ...] | None:
    """The situations on whose values alone a condition depends in a class; None when it runs over a list."""
    nodes = tuple(walk_nodes(expr))
    if any(isinstance(node, Quantifier) for node in nodes):
        return None
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, SituationRef)))


def _decide(expr: Expr, env: ClassEnv) -> bool | None:
    quantifiers = [node for node in walk_nodes(expr) if isinstance(node, Quantifier)]
    if any(q.kind in ("count", "sum") for q in quantifiers):
        env = replace(env, closed=False)
    for quantifier in quantifiers:
        read = {node.name for node in walk_nodes(quantifier) if isinstance(node, SituationRef) and node.spine}
        if len(read) > 1:
            return None
    outcome = evaluate(expr, env)
    return None if outcome.unknown else outcome.holds


def decide_for_members(expr: Expr, env: ClassEnv, spine: str | None, classes: Classes | None = None) -> bool | None:
    """Whether a condition of a for_each item holds for every member class (True), none (False) or only some or perhaps (None).

    classes: the member classes that count, when it is not all of them.
    """
    if classes is None:
        classes = find_member_classes(env.values, env.lists, spine) if spine else ()
    if not classes:
        return decide_in_class(expr, env)
    found = {decide_in_class(expr, replace(env, member=member)) for member in classes}
    return found.pop() if len(found) == 1 else None
