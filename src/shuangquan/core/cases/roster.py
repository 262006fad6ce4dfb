"""A list of people as a table: who of its rows is a member of a list of the case, and what its columns say of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.drafting import may_type
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.names import Var

NUMBER = "id_number"
"""By which people are told apart where the list does not say."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table. number: in the file; member: its key, "" for nobody; wrong: why it was not taken, None when it was."""

    number: int
    key: str = field(repr=False)
    member: str
    wrong: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """A table matched to a list. said: what is told of members. fresh: lines of people the list does not have, where one may add them."""

    lines: tuple[Line, ...]
    said: Mapping[Var, str] = field(repr=False)
    fresh: tuple[Line, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """Keys of the members that the table names."""
        return tuple(line.member for line in self.lines if line.member and line.wrong is None)


def find_list(index: PlanIndex, role: str) -> PlanRole:
    """The list. Refusal("roster.none") for what is no list that can be chosen from or added to."""
    found = index.roles.get(role)
    if found is None or found.form != "many" or found.absent or not (found.pick == "some" or found.add == "typed"):
        raise Refusal("roster.none", "role")
    return found


def find_columns(index: PlanIndex, role: PlanRole, by: str) -> tuple[PlanVar, ...]:
    """The columns of its table: by what a member is known, its name, and what may be typed of it."""
    own = [planned for planned in index.plan.vars if planned.role == role.name]
    key = role.key or NUMBER
    first = [planned for planned in own if planned.fact == key]
    named = [planned for planned in own if planned.fact == "name" and planned.fact != key]
    asked = [planned for planned in own if planned.from_ == "typed" and planned.fact not in (key, "name") and may_type(index, by, planned)]
    return (*first, *named, *asked)


def match_roster(
    case: Case, index: PlanIndex, role: PlanRole, by: str, head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]
) -> Roster:
    """Match a table. head: its first row. Refusal("roster.head") when it lacks the column by which members are known."""
    columns = find_columns(index, role, by)
    places = {planned.fact: head.index(planned.label.zh) for planned in columns if planned.label.zh in head}
    key = role.key or NUMBER
    if key not in places:
        raise Refusal("roster.head", "table", head="、".join(planned.label.zh for planned in columns))
    held = case.lists.get(role.name)
    members = {str(case.value(Var(role.name, key, one))): one for one in (held.keys if held else ())}
    lines: list[Line] = []
    said: dict[Var, str] = {}
    seen: set[str] = set()
    for number, cells in rows:
        value = _cell(cells, places[key]).upper()
        if not any(cells):
            continue
        member = members.get(value, "")
        wrong = _judge(value, member, seen, role)
        seen.add(value)
        lines.append(Line(number, value, member, wrong))
        if member and wrong is None:
            said.update(_read_cells(columns, places, role.name, member, cells, key))
    fresh = tuple(line for line in lines if not line.member and line.wrong is None)
    return Roster(tuple(lines), said, fresh)


def _judge(value: str, member: str, seen: set[str], role: PlanRole) -> Refusal | None:
    if not value:
        return Refusal("roster.blank", "table")
    if value in seen:
        return Refusal("roster.twice", "table")
    if not member and role.add != "typed":
        return Refusal("roster.unknown", "table", who=role.label.zh, who_en=role.label.say("en"))
    return None


def _read_cells(
    columns: Sequence[PlanVar], places: Mapping[str, int], role: str, member: str, cells: Sequence[str], key: str
) -> Iterator[tuple[Var, str]]:
    for planned in columns:
        text = _cell(cells, places[planned.fact]) if planned.fact in places and planned.fact != key else ""
        if text and planned.from_ == "typed":
            codes = {label.zh: code for code, label in planned.options}
            yield Var(role, planned.fact, member), codes.get(text, text)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
