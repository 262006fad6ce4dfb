"""What a person may ask about their own data: what is held, until when, and its erasure (PIPL arts. 45 to 47)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.data_events import CaseErased
from shuangquan.core.cases.events import CaseWithdrawn
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import find_planned, name_seat
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import Basis, PlanVar
from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Knowledge
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.names import Var

KEEP_FINISHED = Limit(Unit.MONTHS, 120)
"""How long a finished matter is kept as an archive; ours to set until a source is had, and shown as 示例."""
KEEP_BASIS = Basis("U", "政务服务事项电子文件保管期限，待核")
_NO_CALENDAR = Calendar(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Held:
    """One fact that the case holds about somebody. basis: what the source was asked on, None for what a person said."""

    var: Var
    planned: PlanVar
    know: Knowledge
    basis: Basis | None


def find_held(case: Case, index: PlanIndex, role: str) -> Iterator[Held]:
    """What the case holds that `role` may be shown, in the plan's order: the applicant's matter without other people's own facts; of
    another party, that party's own facts only. What is held back until somebody agrees is nobody's to see.
    """
    places = {planned.path: place for place, planned in enumerate(index.plan.vars)}
    bases = {draw.source: draw.basis for draw in (*index.plan.draws, *index.plan.lost)}
    found = []
    for var, fact in case.facts.items():
        planned = find_planned(case, index, var)
        there = fact.know.form in (Form.KNOWN, Form.CLAIMED, Form.ABSENT)
        if planned is not None and there and not fact.held and _is_shown(case, index, role, var):
            origin = fact.know.origin
            found.append(Held(var, planned, fact.know, bases.get(origin.source) if origin else None))
    yield from sorted(found, key=lambda held: (places[held.planned.path], held.var.member or ""))


def _is_shown(case: Case, index: PlanIndex, role: str, var: Var) -> bool:
    mine = name_seat(case, var.role, var.member) == role or case.own(Var(role, var.fact)) == var
    if role == case.signed_in and not mine:
        party, form = index.parties.get(var.role), index.roles.get(var.role)
        return party is None or form is None or form.type != "person"
    return mine


def find_kept_until(case: Case) -> datetime | None:
    """Until when a finished matter is kept; None for one that may go at once or that is still under way."""
    if case.closed_at is None or case.state is CaseState.WITHDRAWN:
        return None
    return find_deadline(case.closed_at, KEEP_FINISHED, _NO_CALENDAR).at


def check_erasable(case: Case, now: datetime) -> None:
    """Whether everything that the case holds may be erased now.

    Drafts and withdrawn matters at once. Refusals: "erase.done"; "erase.live" for one under way; "erase.money" while money is on its way
    back; "erase.appeal" while a decision is reconsidered; "erase.kept" with `until`, while the law keeps a finished one.
    """
    if case.erased_at is not None:
        raise Refusal("erase.done", "case")
    if case.state is CaseState.SUBMITTED:
        raise Refusal("erase.live", "case")
    if any(state == "ordered" for *_, state in case.refunds.values()):
        raise Refusal("erase.money", "case")
    if any(task.recourse.live for task in case.tasks.values()):
        raise Refusal("erase.appeal", "case")
    until = find_kept_until(case)
    if until is not None and now <= until:
        raise Refusal("erase.kept", "case", until=until.date().isoformat())


def decide_erase(turn: Turn, by: str) -> None:
    """Erase: a draft is withdrawn first, and every value is destroyed with the event that says so. Refusals as `check_erasable`."""
    case = turn.case
    check_erasable(case, turn.now)
    if case.state is CaseState.DRAFT:
        turn.emit(CaseWithdrawn(by))
    for ref, value in list(turn.values.items()):
        if value is not None:
            turn.drop(ref)
    turn.emit(CaseErased(by))
