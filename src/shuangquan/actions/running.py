"""Run a submitted case: everything that needs an outside party, one job per transition, until all has ended or waits with a reason."""

import asyncio
import logging
import time
from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta

from shuangquan.actions.answers import await_answer, wait_answer
from shuangquan.actions.approvals import load_approvals
from shuangquan.actions.calls import collecting_calls
from shuangquan.actions.delivering import is_parcel_due, send_parcels, send_refunds
from shuangquan.actions.filed import check_calls
from shuangquan.actions.gathering import ROUNDS, make_draws
from shuangquan.actions.keeping import keep_turn
from shuangquan.actions.loading import TRIES, Loaded, begin_turn, load
from shuangquan.actions.orders import find_paid_orders, is_payment_awaited
from shuangquan.actions.outside import (
    chase_department,
    find_chase_moments,
    hear_department,
    inform_departments,
    recall_packages,
    send_package,
    tell_supervisors,
)
from shuangquan.actions.plans import find_index, plan_key
from shuangquan.actions.waking import WAITED, wake_waiting
from shuangquan.core.cases.by_hand import is_by_hand
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.drafting import decide_replan
from shuangquan.core.cases.gather import find_retries
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.later import find_uninformed
from shuangquan.core.cases.order import is_for_outside
from shuangquan.core.cases.parties import decide_paid
from shuangquan.core.cases.recalling import find_unrecalled
from shuangquan.core.cases.replanning import find_told_draws, find_wanted
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.supervisors import find_untold
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault
from shuangquan.records.changes import JobRow, LostRace
from shuangquan.records.clock import now
from shuangquan.records.connections import refresh_connections
from shuangquan.records.correlation import spanning
from shuangquan.records.queue import enqueue

LATER = (1, 1, 2, 3, 5, 8, 12, 18, 27, 40, 60)
"""Seconds until a case is looked at again when a department or source does not answer; the last one repeats. Each is at most 1.7 times the
one before, so that after an outage of t seconds nobody waits for more than about 0.7 t.
"""
_log = logging.getLogger(__name__)
STAY = 2.0
"""Seconds a step stays with its case while departments work: most answer within that, and nothing is loaded again meanwhile."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Packages (department, id), one of which may soon be answered; until: the instant of the monotonic clock up to which to stay."""

    sent: tuple[tuple[str, str], ...]
    until: float


Walk = Generator[Wait, bool, None]


def run_case(case_id: str, tried: int = 0) -> None:
    """Run a submitted case as the system, as far as it goes now; what then still waits outside is looked at again later."""
    walk = walk_case(case_id, tried)
    wait = advance(walk, None)
    while wait is not None:
        wait = advance(walk, wait_answer(wait.sent, wait.until))


async def run_case_waiting(case_id: str, tried: int = 0) -> None:
    """The same for a worker: only the work takes one of its threads, the waiting for departments none."""
    walk = walk_case(case_id, tried)
    wait = await asyncio.to_thread(advance, walk, None)
    while wait is not None:
        wait = await asyncio.to_thread(advance, walk, await await_answer(wait.sent, wait.until))


def advance(walk: Walk, answered: bool | None) -> Wait | None:
    """Go on to the next wait (answered: what came of the last one, None at the beginning), or None when the walk is over."""
    refresh_connections()
    try:
        return next(walk) if answered is None else walk.send(answered)
    except StopIteration:
        return None


def walk_case(case_id: str, tried: int) -> Walk:
    """The way of a case, step by step; it yields where somebody outside is waited for."""
    loaded, moved_ever = load(case_id), False
    until = time.monotonic() + STAY
    while True:
        before = {task.package for task in loaded.case.tasks.values()}
        loaded, moved = _step(loaded)
        if tried >= WAITED:  # where a department is away, nothing is taken; whoever first gets through tells the others
            wake_waiting({loaded.index.items[t.item].department for t in loaded.case.tasks.values() if t.package not in before})
        moved_ever = moved_ever or moved
        if not _awaits_outside(loaded.case, loaded.index):
            enqueue(find_next(loaded.case, loaded.index, 0))
            return
        if moved:
            until = time.monotonic() + STAY
        sent = tuple((loaded.index.items[t.item].department, t.package) for t in loaded.case.tasks.values() if is_asked(t))
        if moved and (not sent or _may_send(loaded)):
            continue
        if not sent or not (yield Wait(sent, until)):
            enqueue(find_next(loaded.case, loaded.index, 0 if moved_ever else tried + 1, at_once=False))
            return


def is_asked(task: Task) -> bool:
    """Whether a department's system is to be asked for an answer; one that people type into tells nothing by itself."""
    return task.state is TaskState.SENT and not is_by_hand(task)


def _may_send(loaded: Loaded) -> bool:
    """Whether a task has just come so far that its package can be sent."""
    return any(is_for_outside(loaded.index.items[t.item], t) for t in loaded.case.tasks.values())


def _step(loaded: Loaded) -> tuple[Loaded, bool]:
    """Do what is due outside, decide, keep; answers the case as it then is and whether anything happened."""
    for _ in range(TRIES):
        turn = begin_turn(loaded.case, loaded.values)
        turn.approvals = load_approvals(loaded.case, loaded.index)
        with collecting_calls(loaded.case.region):
            _outside(turn, loaded.index)
        with spanning("decide running"):
            decide_running(turn, loaded.index)
            index = _replan(turn, loaded.index)
        if not turn.events:
            return loaded, False
        try:
            stored = keep_turn(SYSTEM, loaded.stored, turn, index)
        except LostRace:
            loaded = load(turn.case.id)
            continue
        assert stored is not None  # the case was loaded, so it is not new
        return Loaded(stored, turn.case, index, turn.values), True
    raise LostRace(loaded.case.id)


def _replan(turn: Turn, index: PlanIndex) -> PlanIndex:
    """Go on with another plan for as long as what has happened asks for one; answers the plan the case is then on."""
    for _ in range(ROUNDS):
        wanted = find_wanted(turn.case, index)
        if wanted is None:
            return index
        case, (situation, missing) = turn.case, wanted
        index = find_index(plan_key(case.bundle, case.theme, case.region, case.signed_in, situation, missing))
        decide_replan(turn, index, missing)
        ready = find_told_draws(turn.case, index)
        if ready:
            make_draws(SYSTEM, turn, index, ready)
        decide_running(turn, index)
    raise RuntimeError(f"theme {index.plan.theme} does not come to rest after {ROUNDS} plans")


def find_next(case: Case, index: PlanIndex, tried: int, *, at_once: bool = True) -> tuple[JobRow, ...]:
    """The next step, when something outside is awaited: at once, or later the longer it takes. Only one waits at a time.

    And a look at the case when the first of what runs (公示, 特别程序, a notice) is over.
    """
    if not _awaits_outside(case, index):
        return _find_waking(case, index)
    delay = timedelta() if at_once else timedelta(seconds=LATER[min(tried, len(LATER) - 1)])
    key = f"{'now' if at_once else 'later'}:{case.id}"
    return (JobRow("case.run", {"case": case.id, "tried": tried}, now() + delay, key=key), *_find_waking(case, index))


def _find_waking(case: Case, index: PlanIndex) -> tuple[JobRow, ...]:
    open_ = [task for task in case.tasks.values() if not task.ended]
    ends = (moment for task in open_ for moment in (task.until, task.remind_at, task.answer_by))
    appeals = (one.accept_by for task in case.tasks.values() if (one := task.recourse.live) is not None and one.state == "filed")
    until = min((moment for moment in (*ends, *appeals, *find_chase_moments(case, index)) if moment is not None), default=None)
    if until is None:
        return ()
    return (JobRow("case.run", {"case": case.id, "tried": 0}, until + timedelta(seconds=1), key=f"stage:{case.id}:{until:%Y%m%d%H%M%S}"),)


def _awaits_outside(case: Case, index: PlanIndex) -> bool:
    for task in case.tasks.values():
        if is_asked(task) or task.held_on.startswith("source:"):
            return True
        if is_for_outside(index.items[task.item], task):
            return True
    if find_wanted(case, index) is not None or any(find_untold(case, index)) or any(find_uninformed(case, index)):
        return True
    if any(find_unrecalled(case)):
        return True
    if is_payment_awaited(case) or any(state == "ordered" for *_, state in case.refunds.values()):
        return True
    return is_parcel_due(case, index) or any(at is None for at in case.parcels.values())


def _outside(turn: Turn, index: PlanIndex) -> None:
    """Every outside act that is due. A party that fails is asked again with the next step; nothing is lost or done twice."""
    retries = find_retries(turn.case, index)
    if retries:
        make_draws(SYSTEM, turn, index, retries)
    for task in list(turn.case.tasks.values()):
        item = index.items[task.item]
        try:
            if is_for_outside(item, task):
                send_package(turn, index, task)
            elif task.state is TaskState.SENT:
                hear_department(turn, index, task)
        except Fault:
            chase_department(turn, index, task)  # who cannot be asked has not answered either
            continue
        chase_department(turn, index, task)
    check_calls(turn, index)
    _note_payments(turn)
    send_refunds(turn, index)
    send_parcels(turn, index)
    tell_supervisors(turn, index)
    inform_departments(turn, index)
    recall_packages(turn, index)


def _note_payments(turn: Turn) -> None:
    if not is_payment_awaited(turn.case):
        return
    try:
        for order in find_paid_orders(turn.case, SYSTEM):
            decide_paid(turn, order, "paid")
    except Fault as fault:  # also one that names another sum: the payment waits, and nothing else of the case with it
        _log.warning("payment not settled", extra={"event": "payment", "case": turn.case.id, "code": fault.code})
