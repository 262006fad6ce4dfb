"""A case as conditions see it: names of the theme, or names of one item's roles for one task."""

from dataclasses import dataclass, field
from datetime import date

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.parameters import find_rows
from shuangquan.core.exchange.values import read_value
from shuangquan.core.rules.env import ParameterRows
from shuangquan.core.standard.class_env import LATER
from shuangquan.core.standard.plan import PlanItem, PlanVar
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge
from shuangquan.core.words.names import Var

ABSENT = Knowledge(Form.ABSENT)


@dataclass(frozen=True, slots=True)
class CaseEnv:
    """`rules.env.Env` over a case. bind: (role of the item → role of the theme), empty for conditions in the theme's own names.

    list_role, member: the list and the one member this task is for.
    """

    case: Case
    index: PlanIndex
    today: date
    bind: dict[str, str] = field(default_factory=dict)
    list_role: str | None = None
    member: str | None = None

    @property
    def signed_in(self) -> str:
        """The role of the person who signed in, as this scope names it."""
        for own, theirs in self.bind.items():
            if self.index.resolve(theirs) == self.case.signed_in:
                return own
        return self.case.signed_in

    def role(self, role: str) -> str:
        """The theme's role that `role` stands for in this class."""
        return self.index.resolve(self.bind.get(role, role))

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """What is known of `role.fact`; facts of an absent role are known to be absent."""
        name = self.role(role)
        found = self.index.roles.get(name)
        if found is not None and found.absent:
            return ABSENT
        key = self._key(name, member)
        planned = self.index.vars.get(f"{name}.{fact}")
        if planned is None and fact in self.index.situations:
            return self.situation(fact, key)
        know = self.case.know(Var(name, fact, key))
        return self._assumed(planned) if know is UNASKED and planned is not None else know

    def _key(self, role: str, member: str | None) -> str | None:
        spine = self.index.list_of(role)
        if spine is None:
            return None
        return member if member is not None else self.member

    def _assumed(self, planned: PlanVar) -> Knowledge:
        if planned.from_ == "assumed":
            return Knowledge(Form.KNOWN, read_value(planned.type, planned.source))
        return ABSENT if planned.from_ == "absent" else UNASKED

    def members(self, role: str) -> tuple[tuple[str, ...], bool]:
        """The members the matter is about; closed when a complete source answered, the applicant picked, or promises that they are all."""
        spine = self.index.list_of(self.role(role)) or role
        held = self.case.lists.get(spine)
        if held is None:
            return (), False
        planned = self.index.roles.get(spine)
        return held.taken(), held.complete or held.picked is not None or (planned is not None and planned.pledged)

    def situation(self, name: str, member: str | None) -> Knowledge:
        """A settled situation is known; an unsettled one is unknown."""
        planned = self.index.situations.get(name)
        key = None
        if planned is not None and planned.of:
            key = member if member is not None else self.member
        value = self.case.situation(name, key)
        if value is None or value == LATER:
            return UNASKED
        if planned is not None and planned.many:
            return Knowledge(Form.KNOWN, tuple(code for code in value.split(",") if code))
        return Knowledge(Form.KNOWN, value)

    def parameter(self, name: str) -> ParameterRows | None:
        """The rows in force on the parameter's own date."""
        found = self.index.parameters.get(name)
        return find_rows(found, self) if found else None

    def current_member(self, role: str) -> str | None:
        """The member this task is for, whichever of the roles along its list is meant."""
        return self.member if self.index.list_of(self.role(role)) == self.list_role else None


def item_env(case: Case, index: PlanIndex, item: PlanItem, member: str | None, today: date) -> CaseEnv:
    """The case as the rules of `item` see it, for one member where the item is done for a list."""
    return CaseEnv(case, index, today, dict(item.bind), item.for_each, member)
