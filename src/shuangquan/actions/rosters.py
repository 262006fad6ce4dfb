"""A company's list of people for a matter that is about many: each row is taken or said why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shuangquan.actions.drafts import add_member, pick_members, type_facts
from shuangquan.actions.loading import find_role, load
from shuangquan.actions.people import Person
from shuangquan.core.cases.roster import NUMBER, Line, Roster, find_columns, find_list, match_roster
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of this list looks like."""

    role: PlanRole
    columns: tuple[PlanVar, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a table. lines: every row, in its order; taken: how many members the matter is now about by it."""

    lines: tuple[Line, ...]
    taken: int


def show_table(case_id: str, person: Person, role: str) -> Table:
    """The columns of a list's table. Refusals: "case.unknown", "roster.none"."""
    loaded = load(case_id)
    found = find_list(loaded.index, role)
    return Table(found, find_columns(loaded.index, found, find_role(loaded.case, person.id_number) or ""))


def take_roster(actor: Actor, case_id: str, person: Person, role: str, table: Sequence[Sequence[str]]) -> Taken:
    """Take a table: members it names are chosen, those it may add are added, what its columns say is typed; the rest is said row by row.

    Refusals: "roster.head", "roster.none", "roster.rows", those of `pick_members`; policy.
    """
    head, rows = (list(table[0]), tuple(enumerate(table[1:], start=2))) if table else ([], ())
    if not rows:
        raise Refusal("roster.rows", "table")
    roster = _match(case_id, person, role, head, rows)
    if roster.fresh:
        wrong = _add(actor, case_id, person, role, roster)
        roster = _match(case_id, person, role, head, rows)
        roster = replace(roster, lines=tuple(replace(line, wrong=wrong.get(line.number, line.wrong)) for line in roster.lines))
    if roster.members and find_list(load(case_id).index, role).pick == "some":
        pick_members(actor, case_id, person, role, roster.members)
    faults = _type(actor, case_id, person, roster.said)
    lines = tuple(replace(line, wrong=faults.get(line.member, line.wrong)) if line.member else line for line in roster.lines)
    return Taken(lines, len(roster.members))


def _match(case_id: str, person: Person, role: str, head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Roster:
    loaded = load(case_id)
    by = find_role(loaded.case, person.id_number) or ""
    return match_roster(loaded.case, loaded.index, find_list(loaded.index, role), by, head, rows)


def _add(actor: Actor, case_id: str, person: Person, role: str, roster: Roster) -> dict[int, Refusal]:
    """Add who is not on the list, each by its number or name; answers what could not be."""
    wrong: dict[int, Refusal] = {}
    key = find_list(load(case_id).index, role).key or NUMBER
    for line in roster.fresh:
        before = set(_keys(case_id, role))
        try:
            add_member(actor, case_id, person, role)
            (made,) = set(_keys(case_id, role)) - before
            type_facts(actor, case_id, person, {Var(role, key, made): line.key})
        except Refusal as refusal:
            wrong[line.number] = refusal
        except Refusals as found:
            wrong[line.number] = found.refusals[0]
    return wrong


def _keys(case_id: str, role: str) -> tuple[str, ...]:
    held = load(case_id).case.lists.get(role)
    return tuple(held.keys) if held else ()


def _type(actor: Actor, case_id: str, person: Person, said: Mapping[Var, str]) -> dict[str, Refusal]:
    """Type what holds; answers what does not, by member."""
    try:
        type_facts(actor, case_id, person, dict(said))
    except Refusals as found:
        bad = {refusal.where: refusal for refusal in found.refusals}
        type_facts(actor, case_id, person, {var: text for var, text in said.items() if str(var) not in bad})
        return {str(var.member): bad[str(var)] for var in said if str(var) in bad}
    return {}
