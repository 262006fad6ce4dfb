"""Scripted officers: a submitted case goes on to its end, everything allowed or the first human step refused."""

from shuangquan.core.cases.case import Task, TaskKey
from shuangquan.core.cases.deskwork import decide_pass, decide_refuse
from shuangquan.core.cases.issuing import decide_outside
from shuangquan.core.cases.order import find_feeders, find_planned, is_for_outside
from shuangquan.core.cases.stages import decide_objected
from shuangquan.core.cases.task_events import TaskSent
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.walk import Walked
from shuangquan.core.cases.walk_on import go_on, hear_departments, pass_time
from shuangquan.core.cases.world import World

OFFICER = "scripted"
ROUNDS = 200


def allow_all(walked: Walked, world: World) -> int:
    """Every officer passes, every department approves, every wait passes by the clock; how many steps an officer took."""
    taken = 0
    for _ in range(ROUNDS):
        waiting = [task for task in walked.case.tasks.values() if task.state is TaskState.REVIEW]
        for task in waiting:
            decide_pass(walked.turn, task.item, task.member, "核对无误", OFFICER)
        taken += len(waiting)
        moved = bool(waiting) or hear_departments(walked, world) or pass_time(walked, world)
        if not moved:
            break
        go_on(walked, world)
    return taken


def refuse_first(walked: Walked, world: World) -> TaskKey | None:
    """The first human step refuses, be it an officer's or a department's; everything after is allowed. None when no human step comes."""
    refused = _refuse_one(walked)
    while refused is None and pass_time(walked, world):
        go_on(walked, world)
        refused = _refuse_one(walked)
    if refused is not None:
        go_on(walked, world)
        allow_all(walked, world)
    return refused


def _refuse_one(walked: Walked) -> TaskKey | None:
    for task in list(walked.case.tasks.values()):
        if task.state is TaskState.WAITING and walked.index.items[task.item].waits[task.stages].awaits:
            decide_objected(walked.turn, walked.index, task.item, task.member, "不符合条件", OFFICER)
        now = walked.case.tasks[task.item, task.member]
        if now.state is TaskState.REVIEW:
            decide_refuse(walked.turn, walked.index, task.item, task.member, "不符合条件", "补齐后再来办", OFFICER)
            return task.item, task.member
        if is_for_outside(walked.index.items[task.item], task):
            _refuse_outside(walked, task)
            return task.item, task.member
    return None


def _refuse_outside(walked: Walked, task: Task) -> None:
    item = walked.index.items[task.item]
    walked.turn.emit(TaskSent(task.item, task.member, f"{task.item}.{task.member}", ""))
    text, _ = walked.turn.keep(f"reason/{item.id}", "不符合条件")
    remedy, _ = walked.turn.keep(f"remedy/{item.id}", "补齐后再来办")
    decide_outside(walked.turn, walked.index, item, task, "refuse", {}, {}, text, remedy)


def find_wrong_end(walked: Walked, refused: TaskKey | None) -> str:
    """What is otherwise than it must be; "" when all is well.

    Nothing refused: every task is done and the case completed. Else: that task is refused, those that need its result are stopped, all
    others are done, and the case is completed in part, or not at all when nothing was done.
    """
    states = {(item.id, member): TaskState.PLANNED for item, member in find_planned(walked.turn, walked.index)}
    states |= {key: task.state for key, task in walked.case.tasks.items()}
    stopped = _find_stopped(walked, refused)
    for key, state in states.items():
        expected = TaskState.REFUSED if key == refused else TaskState.STOPPED if key in stopped else TaskState.DONE
        if state is not expected:
            return f"{key[0]}: {state.value}, expected {expected.value}"
    done = any(state is TaskState.DONE for state in states.values())
    end = CaseState.COMPLETED if refused is None else CaseState.PARTIALLY_COMPLETED if done else CaseState.NOT_COMPLETED
    return "" if walked.case.state is end else f"case: {walked.case.state.value}, expected {end.value}"


def _find_stopped(walked: Walked, refused: TaskKey | None) -> set[TaskKey]:
    """Tasks that need, directly or through others, the result of the refused one."""
    nothing = {refused} if refused is not None else set()
    planned = list(find_planned(walked.turn, walked.index))
    grown = True
    while grown:
        before = len(nothing)
        for item, member in planned:
            if any(needed and key in nothing for key, needed in find_feeders(walked.case, walked.index, item, member)):
                nothing.add((item.id, member))
        grown = len(nothing) > before
    return nothing - {refused}
