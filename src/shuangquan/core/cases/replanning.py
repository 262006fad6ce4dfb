"""A submitted case goes on with another plan: a situation has come up, or an item was withdrawn whose result can be had elsewhere.

The plan itself is compiled by a worker. What only the new plan needs is asked of the applicant in one notice, without an officer.
"""

from collections.abc import Mapping
from datetime import timedelta

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.deskwork import ANSWER_WITHIN
from shuangquan.core.cases.forms import ASKED
from shuangquan.core.cases.gather import Ready, find_draws
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.settle import find_class
from shuangquan.core.cases.task_events import NeedAsked
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.standard.supply import DROPPED
from shuangquan.core.words.names import parse_var


def find_wanted(case: Case, index: PlanIndex) -> tuple[Mapping[str, str], frozenset[str]] | None:
    """(situation class, missing) of the plan a submitted case has to go on with; None while the one at hand serves."""
    if case.state is not CaseState.SUBMITTED:
        return None
    planned = dict(index.plan.situation)
    come_up = {s.name for s in index.plan.situations if s.after}
    situation = planned | {name: value for name, value in find_class(case, index).items() if name in come_up}
    missing = frozenset(case.missing) | {f"{DROPPED}{item}" for item in _find_dropped(case, index)}
    if situation == planned and missing == frozenset(case.missing):
        return None
    return situation, missing


def find_told_draws(case: Case, index: PlanIndex) -> tuple[Ready, ...]:
    """What the new plan draws besides, of sources of which the applicant was told before the first was asked."""
    return tuple(ready for ready in find_draws(case, index) if ready.draw.source in case.told_draws)


def _find_dropped(case: Case, index: PlanIndex) -> frozenset[str]:
    """Items the applicant withdrew while others, not yet begun, wait for what they would have given and can have it elsewhere."""
    gone = {task.item for task in case.tasks.values() if task.state is TaskState.WITHDRAWN and index.items[task.item].elsewhere}
    found = set()
    for item in index.plan.items if gone else ():
        waits = item.for_each is None and (item.id, None) not in case.tasks
        found |= {before for before in gone if waits and may_go_without(case, index, item, before)}
    return frozenset(found)


def may_go_without(case: Case, index: PlanIndex, item: PlanItem, feeder: str) -> bool:
    """Whether everything that `item` needs of `feeder` could come from elsewhere, and the plan has not been made for that yet.

    Of an item that was refused nothing is asked again: what needs its result stops.
    """
    before, task = index.items[feeder], case.tasks.get((feeder, None))
    if task is None or task.state is not TaskState.WITHDRAWN:
        return False
    needed = {one.ref for need in item.needs for one in (need, *need.any)} & {*before.gives}
    return bool(needed) and needed <= {*before.elsewhere} and f"{DROPPED}{feeder}" not in case.missing


def is_newly_needed(case: Case, index: PlanIndex, unmet: tuple[str, ...]) -> bool:
    """Whether all that lacks is for people to give, and the plan that says so is newer than what they signed."""
    return case.replanned_at is not None and all(_may_be_asked(case, index, name) for name in unmet)


def _may_be_asked(case: Case, index: PlanIndex, name: str) -> bool:
    if name in index.evidence:
        return not any(path == name for path, _ in case.lacking)
    planned = index.vars.get(parse_var(name).template)
    return planned is not None and planned.from_ in ASKED


def ask_for(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, unmet: tuple[str, ...]) -> None:
    """One notice that names everything; the clock stands until it is answered."""
    names = dict.fromkeys(_name(index, name) for name in unmet)
    ref, _ = turn.keep(f"notice/{item.id}", f"办到这一步才知道还要：{'、'.join(names)}。给了就自己接着办。")
    turn.emit(NeedAsked(item.id, task.member, unmet, ref, turn.now + timedelta(days=ANSWER_WITHIN.amount)))


def _name(index: PlanIndex, name: str) -> str:
    if name in index.evidence:
        return index.evidence[name].name.zh
    return index.vars[parse_var(name).template].label.zh
