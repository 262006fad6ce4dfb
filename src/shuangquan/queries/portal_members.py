"""Members of lists on the form: each variable once, and which member a role is."""

from collections.abc import Iterator

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.forms import find_vars
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import find_choosers, name_seat
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_sheets import Field, Row, Sheet
from shuangquan.queries.portal_values import Provenance


def find_own_vars(case: Case, index: PlanIndex, asked: frozenset[Var], role: PlanRole, member: str | None) -> Iterator[tuple[PlanVar, Var]]:
    """What there is of a role or of one member, each variable once, under the name by which it is asked if it is."""
    found: dict[Var, tuple[PlanVar, Var]] = {}
    for planned in index.plan.vars:
        for var in find_vars(case, index, planned):
            own = case.own(var)
            if (own.role, own.member) == (role.name, member) and (own not in found or var in asked):
                found[own] = (planned, var)
    yield from found.values()


def find_choice_sheet(case: Case, index: PlanIndex, by: str, language: str, role: PlanRole) -> Iterator[Sheet]:
    """A role of which the person says which member it is: a question to the applicant, an answer to others.

    What is known of it stands with that member.
    """
    if role not in find_choosers(index):
        return
    anchor, ask, chosen = f"s-{role.name}", role.ask or role.label, case.chosen.get(role.name, ("", ""))[1]
    members = case.members(role.member_of)
    options = tuple((key, _call_member(case, index, by, role.member_of, key)) for key in members)
    if by == case.signed_in:
        value = chosen or (members[0] if len(members) == 1 else "")
        field = Field(role.name, f"f-{role.name}", ask, "choice", options, value, None, sends="one")
        yield Sheet(role.name, "", anchor, role.label, 0, False, (), (field,))
    elif chosen in members:
        row = Row(role.name, f"f-{role.name}", ask, dict(options)[chosen].say(language), Provenance("own"))
        yield Sheet(role.name, "", anchor, role.label, 0, False, (row,))


def _call_member(case: Case, index: PlanIndex, by: str, spine: str, key: str) -> Text:
    """A member as a choice names it: by name where that is known, else by its place; 你 for the reader."""
    place, label = case.members(spine).index(key) + 1, index.roles[spine].label
    name = case.value(Var(spine, "name", key))
    said = Text(str(name), str(name)) if name else Text(f"{label.zh} {place}", f"{label.say('en')} {place}")
    return Text(f"{said.zh}（你）", f"{said.say('en')} (you)") if name_seat(case, spine, key) == by else said
