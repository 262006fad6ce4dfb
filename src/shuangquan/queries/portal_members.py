"""Members of lists on the form: each variable once, and which member a role is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.forms import find_vars
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import find_choosers, name_seat, split_seat
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_sheets import Field, Row, Sheet
from shuangquan.queries.portal_values import Provenance


def find_own_vars(case: Case, index: PlanIndex, asked: frozenset[Var], role: PlanRole, member: str | None) -> Iterator[tuple[PlanVar, Var]]:
    """What there is of a role or of one member, each variable once, under the name by which it is asked if it is."""
    found: dict[Var, tuple[PlanVar, Var]] = {}
    names = {role.name, *(one.name for one in index.plan.roles if is_folded(index, one) and index.list_of(one.name) == role.name)}
    for planned in index.plan.vars:
        for var in find_vars(case, index, planned):
            own = case.own(var)
            if own.role in names and own.member == member and (own not in found or var in asked):
                found[own] = (planned, var)
    yield from found.values()


def hide_others(case: Case, index: PlanIndex, by: str, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets as another party reads them, without what is sensitive of the other members of the reader's own list."""
    role, member = split_seat(case, by)
    secret = {planned.path for planned in index.plan.vars if planned.sensitive}
    for sheet in sheets:
        other = member is not None and sheet.role == role and not sheet.mine
        rows = (row for row in sheet.rows if not other or parse_var(row.var).template not in secret)
        yield replace(sheet, rows=tuple(replace(row, provenance=_as_other(row.provenance)) for row in rows))


def _as_other(one: Provenance) -> Provenance:
    """What the applicant typed, to somebody else."""
    return replace(one, kind="applicant") if one.kind == "own" else one


def call_var(index: PlanIndex, by: str, planned: PlanVar) -> Text:
    """A field's label where it stands without a sheet: 逝者的公民身份号码, for a person who is not the reader."""
    role = index.roles.get(planned.role)
    if role is None or role.type != "person" or role.name == by or role.label.zh in planned.label.zh:
        return planned.label
    return Text(f"{role.label.zh}的{planned.label.zh}", f"{role.label.say('en')}: {planned.label.say('en')}")


def is_folded(index: PlanIndex, role: PlanRole) -> bool:
    """Whether a relation stands on the sheets of a list's members, each with theirs, or has no more to say than that."""
    along = index.list_of(role.member_of or role.name)
    return role.form == "relation" and along is not None and not index.roles[along].absent


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
