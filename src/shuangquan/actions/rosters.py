"""A company's list of people for a matter that is about many: kept as it came, then taken by a job, some rows at a time.

Whom the table names and the list has is chosen at once; after that members are only added and told of, so that whatever somebody does by
hand meanwhile stands. A row that cannot be taken says why and holds no other up; the same table again doubles nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.delegating import check_hand
from shuangquan.actions.drafts import add_member, pick_members, type_facts
from shuangquan.actions.loading import Loaded, find_role, find_tie, load
from shuangquan.actions.people import Person
from shuangquan.core.cases.drafting import check_draft
from shuangquan.core.cases.policy import check_may
from shuangquan.core.cases.roster import NUMBER, Line, find_columns, find_list, match_roster
from shuangquan.core.cases.roster import Roster as Matched
from shuangquan.core.credentials.masks import mask_name, mask_number
from shuangquan.core.standard.plan import PlanRole, PlanVar
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.names import Var
from shuangquan.records.accounts import find_account
from shuangquan.records.rosters import (
    DONE,
    GOING,
    STOPPED,
    Row,
    Said,
    StoredRoster,
    append_roster,
    apply_roster,
    find_going_roster,
    find_latest_roster,
    find_roster,
    halt_roster,
)

AT_ONCE = 10
"""Rows between two looks at how far it is."""
STOPS = ("case.", "policy.", "app.", "delegate.", "identity.")
"""Refusals that no other row can be better off than."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a table of this list looks like."""

    role: PlanRole
    columns: tuple[PlanVar, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a table is. lines: every row worked so far, in its order; count: of all rows; stopped: why the rest is not taken."""

    id: str
    role: str
    state: str
    count: int
    lines: tuple[Said, ...] = field(repr=False)
    stopped: Refusal | None = None

    @property
    def going(self) -> bool:
        """Whether rows are still being taken."""
        return self.state == GOING

    @property
    def bad(self) -> tuple[Said, ...]:
        """Rows that were not taken."""
        return tuple(line for line in self.lines if line.wrong)

    @property
    def taken(self) -> int:
        """How many rows were taken."""
        return len(self.lines) - len(self.bad)

    @property
    def waiting(self) -> int:
        """How many rows are still to come."""
        return self.count - len(self.lines)


def show_table(case_id: str, person: Person, role: str) -> Table:
    """The columns of a list's table. Refusals: "case.unknown", "roster.none"."""
    loaded = load(case_id)
    found = find_list(loaded.index, role)
    return Table(found, find_columns(loaded.index, found, find_role(loaded.case, person.id_number) or ""))


def begin_roster(actor: Actor, case_id: str, citizen: Citizen, role: str, table: Sequence[Sequence[str]]) -> str:
    """Keep a table and have it taken; answers its id.

    Refusals: "roster.head", "roster.none", "roster.rows", "roster.going"; "members.too_many" when the list holds fewer; policy.
    """
    loaded = load(case_id)
    check_may(actor, "case.fill", find_tie(loaded.case, find_role(loaded.case, citizen.person.id_number), actor))
    check_hand(actor, loaded.case.theme, loaded.stored.events[0])
    check_draft(loaded.case)
    head = tuple(table[0]) if table else ()
    rows = tuple((number, tuple(cells)) for number, cells in enumerate(table[1:], start=2) if any(cells))
    if not rows:
        raise Refusal("roster.rows", "table")
    roster = _match(loaded, citizen.person, role, head, rows)
    most = find_list(loaded.index, role).most
    if len(roster.members) > most:
        raise Refusal("members.too_many", role, most=most)
    return append_roster(actor, loaded.stored.row, citizen.index, role, head, rows)


def show_roster(case_id: str, role: str, roster_id: str = "") -> Progress | None:
    """How far the newest table of a list is, or the one of this id; None when there is none."""
    held = find_roster(roster_id) if roster_id else find_latest_roster(case_id, role)
    if held is None or (held.case_id, held.role) != (case_id, role):
        return None
    return Progress(held.id, role, held.state, held.count, held.said, held.stopped)


def halt_table(actor: Actor, case_id: str, citizen: Citizen, role: str) -> None:
    """Take no more rows: those that were taken stay. Nothing happens where no table is being taken. Refusals: policy, "delegate.hand"."""
    loaded = load(case_id)
    check_may(actor, "case.fill", find_tie(loaded.case, find_role(loaded.case, citizen.person.id_number), actor))
    check_hand(actor, loaded.case.theme, loaded.stored.events[0])
    halt_roster(case_id, role, Refusal("roster.halted", "table"))


def find_taking(case_id: str) -> str:
    """The list into which people are still being taken from a table; "" when there is none."""
    return find_going_roster(case_id)


def work_roster(roster_id: str) -> None:
    """Take a table to its end, some rows at a time; what was worked is kept, so that another worker goes on from there.

    Faults and a plan that is being compiled pass through: the job is tried again.
    """
    with acting_system():
        held = find_roster(roster_id)
        account = find_account(held.party) if held is not None and held.state == GOING else None
    if held is None or held.state != GOING:
        return
    if account is None:
        with acting_system():
            apply_roster(held, held.at, held.said, STOPPED, Refusal("account.closed", "account"))
        return
    citizen = Citizen(account, held.party, held.level)
    actor = replace(citizen.actor(held.region, held.door, "take people from a table"), by=held.by)
    with acting(actor, held.party):
        _work(actor, citizen.person, held)


def _work(actor: Actor, person: Person, held: StoredRoster) -> None:
    at, said = held.at, list(held.said)
    try:
        while at < held.count:
            if at == 0:
                _pick(actor, person, held)
            said += _take(actor, person, held, held.rows[at : at + AT_ONCE])
            at = min(held.count, at + AT_ONCE)
            if not apply_roster(held, at, said, DONE if at == held.count else GOING):
                return
    except Refusal as refusal:
        if refusal.code == "case.planning":
            raise
        apply_roster(held, at, said, STOPPED, refusal)


def _pick(actor: Actor, person: Person, held: StoredRoster) -> None:
    """Choose whom the table names, before anybody is added: it is said of the whole list, once."""
    loaded = load(held.case_id)
    roster = _match(loaded, person, held.role, held.head, held.rows)
    if roster.members and find_list(loaded.index, held.role).pick == "some":
        pick_members(actor, held.case_id, person, held.role, roster.members)


def _take(actor: Actor, person: Person, held: StoredRoster, rows: Sequence[Row]) -> list[Said]:
    """Some rows: add whom the list does not have, type what is said, answer what became of each."""
    numbers = {number for number, _ in rows}
    roster = _match(load(held.case_id), person, held.role, held.head, held.rows)
    wrong = {line.number: line.wrong for line in roster.lines if line.wrong is not None}
    fresh = [line for line in roster.fresh if line.number in numbers]
    if fresh:
        wrong |= _add(actor, held, person, fresh)
        roster = _match(load(held.case_id), person, held.role, held.head, held.rows)
    members = {line.member: line.number for line in roster.lines if line.member and line.number in numbers and line.number not in wrong}
    said = {var: text for var, text in roster.said.items() if var.member in members}
    wrong |= {members[member]: refusal for member, refusal in _type(actor, held.case_id, person, said).items()}
    return [Said(line.number, _mask(line.key), wrong.get(line.number)) for line in roster.lines if line.number in numbers]


def _mask(key: str) -> str:
    """By what somebody finds the row again: the end of a number, the beginning of a name."""
    return mask_number(key) if any(sign.isdigit() for sign in key) else mask_name(key)


def _match(loaded: Loaded, person: Person, role: str, head: Sequence[str], rows: Sequence[Row]) -> Matched:
    by = find_role(loaded.case, person.id_number) or ""
    return match_roster(loaded.case, loaded.index, find_list(loaded.index, role), by, head, rows)


def _add(actor: Actor, held: StoredRoster, person: Person, fresh: Sequence[Line]) -> dict[int, Refusal]:
    """Add who is not on the list, each by its number or name; answers what could not be."""
    wrong: dict[int, Refusal] = {}
    key = find_list(load(held.case_id).index, held.role).key or NUMBER
    for line in fresh:
        before = set(_keys(held))
        try:
            add_member(actor, held.case_id, person, held.role)
            (made,) = set(_keys(held)) - before
            type_facts(actor, held.case_id, person, {Var(held.role, key, made): line.key})
        except Refusal as refusal:
            if refusal.code.startswith(STOPS):
                raise
            wrong[line.number] = refusal
        except Refusals as found:
            wrong[line.number] = found.refusals[0]
    return wrong


def _keys(held: StoredRoster) -> tuple[str, ...]:
    found = load(held.case_id).case.lists.get(held.role)
    return tuple(found.keys) if found else ()


def _type(actor: Actor, case_id: str, person: Person, said: Mapping[Var, str]) -> dict[str, Refusal]:
    """Type what holds; answers what does not, by member."""
    if not said:
        return {}
    try:
        type_facts(actor, case_id, person, dict(said))
    except Refusals as found:
        bad = {refusal.where: refusal for refusal in found.refusals}
        good = {var: text for var, text in said.items() if str(var) not in bad}
        if good:
            type_facts(actor, case_id, person, good)
        return {str(var.member): bad[str(var)] for var in said if str(var) in bad}
    return {}
