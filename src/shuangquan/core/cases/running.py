"""After submission: every task goes as far as it can by itself; what is left waits for a stated reason."""

from datetime import timedelta

from shuangquan.core.cases.appeals import decide_lapsed
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.conditions import ask_table
from shuangquan.core.cases.deadlines import settle_case, settle_task
from shuangquan.core.cases.env import item_env
from shuangquan.core.cases.events import CaseClosed
from shuangquan.core.cases.fees import owes
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import decide_issue, decide_numbered
from shuangquan.core.cases.lapsing import LAPSED, find_lapsed
from shuangquan.core.cases.needs import find_unmet, find_unread, find_waitable
from shuangquan.core.cases.order import find_feeders, find_planned, is_planned, needs_outside
from shuangquan.core.cases.pledges import VOID
from shuangquan.core.cases.refunds import decide_refunds
from shuangquan.core.cases.replanning import ask_for, find_wanted, is_newly_needed, may_go_without
from shuangquan.core.cases.seats import find_unsettled
from shuangquan.core.cases.settle import settle_later
from shuangquan.core.cases.special import end_offer, end_special
from shuangquan.core.cases.stages import begin_stage, end_stage
from shuangquan.core.cases.task_events import (
    TaskAccepted,
    TaskHeld,
    TaskPassed,
    TaskReferred,
    TaskResumed,
    TaskStopped,
)
from shuangquan.core.cases.transitions import CAME_TO_NOTHING, CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.rules.table import BY_CLAIM, BY_UNKNOWN
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import find_deadline

UNSIGNED = "unsigned"
"""Why a person decides: somebody whom the task is about would not sign, or did not answer."""
HELD_AT_MOST = timedelta(hours=24)
"""How long a task waits for a source before a person takes it; ours to set."""


def decide_running(turn: Turn, index: PlanIndex) -> None:
    """Advance every task until nothing more can be decided here; close the case when every task has ended.

    Of a withdrawn case nothing goes on but the money, which goes back, also when it was paid only after that.
    """
    decide_lapsed(turn)
    if turn.case.state is CaseState.WITHDRAWN:
        decide_refunds(turn)
    if turn.case.state is not CaseState.SUBMITTED:
        return
    moved = True
    while moved:
        moved = False
        settle_later(turn, index)
        for item, member in find_planned(turn, index):
            while _advance(turn, index, item, member):
                moved = True
    decide_refunds(turn)
    _close(turn, index)


def _advance(turn: Turn, index: PlanIndex, item: PlanItem, member: str | None) -> bool:
    task = turn.case.tasks.get((item.id, member)) or Task(item.id, member)
    before = len(turn.events)
    if task.state is TaskState.PLANNED:
        _start(turn, index, item, member)
    elif task.state is TaskState.ACCEPTED:
        _examine(turn, index, item, task)
    elif task.state is TaskState.HELD:
        _resume(turn, task)
    elif task.state is TaskState.PASSED and task.stages < len(item.waits):
        begin_stage(turn, index, item, task)
    elif task.state is TaskState.PASSED and not needs_outside(item):
        decide_numbered(turn, index, item, task)
    elif task.state is TaskState.CORRECT:
        _lapse(turn, index, item, task)
    elif task.state is TaskState.WAITING:
        end_stage(turn, index, item, task)
    elif task.state is TaskState.SUSPENDED:
        end_special(turn, index, task)
    elif task.state is TaskState.OFFERED:
        end_offer(turn, task)
    elif task.state is TaskState.APPROVED:
        decide_issue(turn, index, item, task)
    return len(turn.events) > before


def _start(turn: Turn, index: PlanIndex, item: PlanItem, member: str | None) -> None:
    for key, needed in find_feeders(turn.case, index, item, member):
        feeder = turn.case.tasks.get(key)
        if feeder is None or not feeder.ended:
            if feeder is None and not is_planned(turn, index, index.items[key[0]], key[1]):
                continue
            return
        if needed and (feeder.state in CAME_TO_NOTHING or feeder.pledge in VOID):
            if not may_go_without(turn.case, index, item, key[0]):
                turn.emit(TaskStopped(item.id, member, key[0]))
            return
    limit = item.promised or item.statutory
    due = find_deadline(turn.now, limit, turn.calendar) if limit else None
    turn.emit(TaskAccepted(item.id, member, due.at if due else None, bool(due and due.provisional)))


def _examine(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """Signed by everybody? complete? paid? then the rules. Nothing is refused here: what rules cannot pass goes to a person."""
    if find_unsettled(turn.case, index, item, task.member):
        turn.emit(TaskReferred(item.id, task.member, UNSIGNED, None, (), ()))
        return
    unmet = find_unmet(turn.case, index, item, task.member)
    if unmet:
        source = find_waitable(turn.case, index, unmet)
        if source:
            turn.emit(TaskHeld(item.id, task.member, f"source:{source}"))
        elif is_newly_needed(turn.case, index, unmet):
            ask_for(turn, index, item, task, unmet)
        else:
            turn.emit(TaskReferred(item.id, task.member, "missing", None, unmet, ()))
        return
    if owes(turn.case, index, item, task.member):
        turn.emit(TaskHeld(item.id, task.member, "payment"))
        return
    if find_lapsed(turn.case, index, task):
        turn.emit(TaskReferred(item.id, task.member, LAPSED, None, (), ()))
        return
    if not item.rules:
        _pass(turn, index, item, task, None)
        return
    _ask_rules(turn, index, item, task)


def _ask_rules(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    today = (task.accepted_at or turn.now).date()
    found = ask_table(index, item, item_env(turn.case, index, item, task.member, today))
    if found.then == "approve":
        _pass(turn, index, item, task, found.rule)
        return
    missing = tuple(str(var) for var in found.missing)
    claimed = tuple(str(var) for var in found.claimed)
    if found.by == BY_CLAIM:
        source = find_waitable(turn.case, index, claimed)
        if source:
            turn.emit(TaskHeld(item.id, task.member, f"source:{source}"))
            return
    why = {BY_CLAIM: "claimed", BY_UNKNOWN: "missing"}.get(found.by, "rule")
    turn.emit(TaskReferred(item.id, task.member, why, found.rule, missing, claimed))


def _pass(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, rule: int | None) -> None:
    """Nothing stands against it, unless nobody answers for these rules now, or a paper was not read: a rule cannot read one."""
    papers, held_back = find_unread(turn.case, index, item, task.member), turn.approvals.held_back.get(item.id)
    if held_back and item.decided_by == "platform":
        turn.emit(TaskReferred(item.id, task.member, held_back, rule, (), papers))
    elif papers:
        turn.emit(TaskReferred(item.id, task.member, "paper", rule, (), papers))
    else:
        turn.emit(TaskPassed(item.id, task.member, "rule", rule))


def _resume(turn: Turn, task: Task) -> None:
    """Go on once what it waited for is there; a source that stays away too long is a person's matter."""
    if task.held_on == "payment":
        if turn.case.paid(task.item, task.member) is not None:
            turn.emit(TaskResumed(task.item, task.member))
        return
    source = task.held_on.removeprefix("source:")
    if any(draw == source and outcome != "down" for (draw, _), (outcome, _at) in turn.case.draws.items()):
        turn.emit(TaskResumed(task.item, task.member))
    elif task.changed_at is not None and turn.now - task.changed_at > HELD_AT_MOST:
        turn.emit(TaskReferred(task.item, task.member, "missing", None, (), ()))


def _lapse(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """A notice that nobody has answered by its last day comes to an officer: nothing is refused by silence, and nothing waits for ever."""
    if task.answer_by is None or turn.now <= task.answer_by:
        return
    turn.emit(TaskReferred(item.id, task.member, "unanswered", None, find_unmet(turn.case, index, item, task.member), ()))
    settle_task(turn, index, task)
    settle_case(turn, index)


def _close(turn: Turn, index: PlanIndex) -> None:
    tasks = [turn.case.tasks.get((item.id, member)) for item, member in find_planned(turn, index)]
    if find_wanted(turn.case, index) is not None:
        return
    if not tasks or any(task is None or not task.ended for task in tasks):
        return
    done = sum(task is not None and task.state is TaskState.DONE for task in tasks)
    outcome = CaseState.COMPLETED if done == len(tasks) else CaseState.PARTIALLY_COMPLETED if done else CaseState.NOT_COMPLETED
    turn.emit(CaseClosed(outcome.value))
