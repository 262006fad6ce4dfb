"""Going on by the version of the standard that is online now: the applicant for a draft, an operator for a submitted case."""

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import Loaded, decide_case, find_role
from shuangquan.actions.people import Person
from shuangquan.actions.plans import find_index, plan_key
from shuangquan.actions.running import find_next
from shuangquan.actions.standards import check_offered, load_online
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.rebasing import decide_rebase, find_rebase_class
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.words.actor import SYSTEM, Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.cases import find_case_id
from shuangquan.records.changes import JobRow
from shuangquan.records.plans import find_online_bundle


def has_newer(case: Case) -> bool:
    """Whether another version than the one a case is pinned to serves new cases of its region now."""
    online = find_online_bundle(region=case.region)
    return online is not None and online != case.bundle


def rebase_draft(actor: Actor, case_id: str, person: Person) -> Loaded:
    """The applicant goes on by the version that is online; what was given stays. Refusals of `decide_rebase`, "case.planning"."""

    def decide(turn: Turn, index: PlanIndex) -> None:
        new = _find_opening(turn.case)
        decide_rebase(turn, index, new, find_role(turn.case, person.id_number) or "")

    return decide_case(actor, case_id, "case.fill", decide, person=person)


def rebase_submitted(what: str, why: str) -> Loaded:
    """An operator has a submitted case (its number or id) go on by the version that is online, where plans may be compiled.

    Refusals as `rebase_draft`, and "case.unknown".
    """
    with acting_system():
        case_id = find_case_id(what)
        if case_id is None:
            raise Refusal("case.unknown", "case")
        return _rebase_submitted(case_id, why)


def _rebase_submitted(case_id: str, why: str) -> Loaded:

    def decide(turn: Turn, index: PlanIndex) -> None:
        case, opening = turn.case, _find_opening(turn.case)
        situation = find_rebase_class(case, index, opening)
        missing = frozenset(case.missing)
        new = find_index(plan_key(opening.plan.bundle, case.theme, case.region, case.signed_in, situation, missing))
        decide_rebase(turn, index, new, SYSTEM.subject, why)
        decide_running(turn, new)

    def after(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
        return find_next(case, index, 0)

    return decide_case(SYSTEM, case_id, "case.run", decide, after=after)


def _find_opening(case: Case) -> PlanIndex:
    bundle: Bundle = load_online(case.region)
    planned = bundle.themes.get(case.theme)
    if planned is None:
        raise Refusal("theme.unknown", "theme")
    check_offered(bundle, planned, case.region)
    return find_index(plan_key(bundle.hash, case.theme, case.region, case.signed_in, None, frozenset()))
