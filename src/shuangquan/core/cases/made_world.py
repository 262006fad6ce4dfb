"""The outside of a case that nobody wrote down: it starts from an example and answers as one situation class wants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.conditions import holds
from shuangquan.core.cases.drafting import check_typed
from shuangquan.core.cases.env import CaseEnv
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.made_values import list_told, list_values
from shuangquan.core.cases.world import World
from shuangquan.core.exchange.values import read_value
from shuangquan.core.standard.class_env import LATER, split_values
from shuangquan.core.standard.model_common import BY_DEPARTMENT
from shuangquan.core.standard.plan import Situation
from shuangquan.core.words.knowledge import Form, Knowledge
from shuangquan.core.words.names import Var

MOST_TRIED = 500
Seen = Mapping[str, tuple[Any, ...]]
"""Fact (by its name) → values that examples hold of it."""


@dataclass(frozen=True, slots=True)
class MadeWorld(World):
    """wanted: the class. seen: values of examples. number: where made-up numbers start. Every paper is shown, everyone picked."""

    wanted: Mapping[str, str] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)
    number: int = 1

    def find_answer(self, case: Case, index: PlanIndex, name: str, member: str | None, spine: str | None) -> str | None:
        """The class's own value; of a list, member by member in turn."""
        return find_wanted(self.wanted, case, name, member, spine)

    def find_picked(self, case: Case, index: PlanIndex, spine: str) -> tuple[str, ...] | None:
        """Everybody."""
        held = case.lists.get(spine)
        return tuple(held.keys)[: index.roles[spine].most] if held is not None and held.keys else None

    def gives_paper(self, case: Case, index: PlanIndex, certificate: str, spine: str | None, member: str | None) -> bool:
        """Every paper is at hand."""
        return True

    def find_typed(self, case: Case, index: PlanIndex, var: Var) -> str | None:
        """What the outside knows, else what the example says, else the first plausible value that the form takes."""
        said = World.find_typed(self, case, index, var)
        known = (self.find_facts(case, index, var.role, var.member) or {}).get(var.fact)
        tried = [one for one in (known, said) if one not in (None, "absent")]
        planned, today = index.vars[var.template], date.fromisoformat(str(self.example.today))
        tried += list_values(planned, self.seen.get(var.fact, ()), list_told(index), today, self.number)
        for value in tried:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            if not check_typed(case, index, case.signed_in, {var: text}, today)[1]:
                return text
        return None

    def outside_facts(self, case: Case, index: PlanIndex, item: str, member: str | None) -> Mapping[str, Any]:
        """What the example says the department answers, and values that lead to what the class wants to come up after it."""
        said = dict(World.outside_facts(self, case, index, item, member))
        for situation in index.plan.situations:
            wanted = self.wanted.get(situation.name, LATER)
            if item in situation.after and wanted != LATER:
                said |= self._find_leading(case, index, item, situation, wanted)
        return said

    def _find_leading(self, case: Case, index: PlanIndex, item: str, situation: Situation, wanted: str) -> Mapping[str, Any]:
        """Values of what the item gives from which the situation follows as wanted; none when no likely ones lead there."""
        today = date.fromisoformat(str(self.example.today))
        told_by = {*index.items[item].gives, *(path for path, value in index.items[item].changes if value == BY_DEPARTMENT)}
        paths = [path for path in situation.reads if path in told_by]
        told = list_told(index)
        likely = (list_values(index.vars[path], self.seen.get(path.split(".")[1], ()), told, today, self.number) for path in paths)
        choices = [[value for value in values if value != "absent"] for values in likely]
        for values in islice(product(*choices), MOST_TRIED):
            given = {path: Knowledge(Form.KNOWN, read_value(index.vars[path].type, v)) for path, v in zip(paths, values, strict=True)}
            env = _GivenEnv(case, index, today, given=given)
            first = next((v for v, text in situation.derive if text == "else" or holds(index, text, env) is not False), None)
            if first == wanted:
                return {path.split(".")[1]: value for path, value in zip(paths, values, strict=True)}
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _GivenEnv(CaseEnv):
    """A case with what a department might answer laid over it."""

    given: Mapping[str, Knowledge]

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        return self.given.get(f"{self.role(role)}.{fact}") or CaseEnv.fact(self, role, fact, member)


def find_wanted(wanted: Mapping[str, str], case: Case, name: str, member: str | None, spine: str | None) -> str | None:
    """The value a class wants of a situation; of a list, of this member: the values there are, in turn."""
    value = wanted.get(name)
    if value is None or spine is None or member is None:
        return value
    parts = split_values(value)
    members = list(case.members(spine))
    return parts[members.index(member) % len(parts)] if parts and member in members else None
