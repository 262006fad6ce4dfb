"""A case is pinned to the version of the standard it was begun by. To go on by another one is an explicit act, never a side effect."""

from collections.abc import Mapping

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.pin_events import CaseRebased
from shuangquan.core.cases.settle import find_class
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.durations import count_hours
from shuangquan.core.words.errors import Refusal, Refusals


def decide_rebase(turn: Turn, old: PlanIndex, new: PlanIndex, by: str, why: str = "") -> None:
    """Go on by `new`, a plan of another version: for a draft its opening plan, for a submitted case that of the class it is in.

    What was given stays. A draft is told anew what will be asked of whom. Refusals: "rebase.same", "rebase.ended"; of a submitted case
    "reason.empty", and Refusals of "rebase.item", "rebase.party", "rebase.limit" naming what the new version would take away.
    """
    case = turn.case
    if case.state not in (CaseState.DRAFT, CaseState.SUBMITTED):
        raise Refusal("rebase.ended", "case")
    if new.plan.bundle == case.bundle:
        raise Refusal("rebase.same", "case")
    ref = ""
    if case.state is CaseState.SUBMITTED:
        if not why.strip():
            raise Refusal("reason.empty", "reason")
        _check_running(case, old, new)
        ref, _ = turn.keep("rebase", why.strip())
    turn.emit(CaseRebased(new.plan.bundle, new.plan.id, tuple(new.plan.missing), ref, by))


def find_rebase_class(case: Case, index: PlanIndex, opening: PlanIndex) -> Mapping[str, str]:
    """The class of a submitted case in another version. Refusal("rebase.situation") for a situation that nobody has settled."""
    settled = find_class(case, index)
    names = [situation.name for situation in opening.plan.situations] + list(opening.plan.later)
    for name in names:
        if name not in settled and not _is_late(opening, name):
            raise Refusal("rebase.situation", name)
    return {name: settled[name] for name in names if name in settled}


def _is_late(opening: PlanIndex, name: str) -> bool:
    situation = opening.situations.get(name)
    return situation is not None and bool(situation.after)


def _check_running(case: Case, old: PlanIndex, new: PlanIndex) -> None:
    """What has begun goes on, whoever signed has signed for what is done, and nobody waits longer than was promised."""
    faults = []
    for item, _ in case.tasks:
        kept = new.items.get(item)
        if kept is None or kept.for_each != old.items[item].for_each:
            faults.append(Refusal("rebase.item", item, name=old.items[item].name.zh, name_en=old.items[item].name.en))
    for party in new.plan.parties:
        if party.signs and not new.roles[party.role].absent and party.role not in case.signatures:
            faults.append(Refusal("rebase.party", party.role, name=new.label(party.role)))
    before, after = old.plan.limit, new.plan.limit
    if before is not None and (after is None or count_hours(after) > count_hours(before)):
        faults.append(Refusal("rebase.limit", "limit"))
    if faults:
        raise Refusals(tuple(dict.fromkeys(faults)))
