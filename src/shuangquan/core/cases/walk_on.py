"""Walk a written example on after it is submitted: departments answer, what is awaited happens, time passes, plans change."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from shuangquan.core.cases.deskwork import decide_answered
from shuangquan.core.cases.drafting import decide_evidence, decide_replan, decide_typed
from shuangquan.core.cases.issuing import decide_outside
from shuangquan.core.cases.order import is_for_outside
from shuangquan.core.cases.pledges import KEPT, MENDING, OPEN, decide_broken, decide_kept
from shuangquan.core.cases.replanning import find_told_draws, find_wanted
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.stages import decide_met, decide_objected
from shuangquan.core.cases.task_events import TaskSent
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.walk import ROUNDS, Plans, Stuck, Walked, fill_form, make_draw, submit_form
from shuangquan.core.cases.world import World
from shuangquan.core.exchange.values import print_value
from shuangquan.core.standard.model_common import BY_DEPARTMENT
from shuangquan.core.words.names import parse_var


def walk_example(world: World, plans: Plans) -> Walked:
    """Walk `world.example` to its end. Stuck when it leaves out what is needed; Refusals as a person would meet them."""
    walked = fill_form(world, plans)
    if not walked.early:
        submit_form(walked)
        run_on(walked, world)
    return walked


def send_form(walked: Walked, world: World) -> None:
    """Sign, pay, submit, and go as far as nobody outside is needed."""
    submit_form(walked)
    go_on(walked, world)


def run_on(walked: Walked, world: World) -> None:
    """Let departments answer, and waits pass."""
    go_on(walked, world)
    for _ in range(ROUNDS):
        if not hear_departments(walked, world) and not pass_time(walked, world) and not verify_pledges(walked, world):
            return
        go_on(walked, world)


def go_on(walked: Walked, world: World) -> None:
    """Whatever decides itself, with another plan where that is wanted; what is newly asked is given as the example says."""
    for _ in range(ROUNDS):
        decide_running(walked.turn, walked.index)
        wanted = find_wanted(walked.case, walked.index)
        if wanted is not None:
            walked.index = walked.plans(*wanted)
            decide_replan(walked.turn, walked.index, wanted[1])
            for ready in find_told_draws(walked.case, walked.index):
                make_draw(walked, world, ready)
        elif not _give_asked(walked, world):
            return
    raise Stuck("the plan does not come to rest")


def _give_asked(walked: Walked, world: World) -> bool:
    """The applicant answers every notice of the platform's own. Whether there was one."""
    asked = [task for task in walked.case.tasks.values() if task.state is TaskState.CORRECT and task.asked]
    for task in asked:
        for name in task.notice_needs:
            walked.asked.append(name if name in walked.index.evidence else parse_var(name).template)
            _give(walked, world, name, task.member)
        decide_answered(walked.turn, walked.index, task.item, task.member)
    return bool(asked)


def _give(walked: Walked, world: World, name: str, member: str | None) -> None:
    turn, index, by = walked.turn, walked.index, walked.case.signed_in
    if name not in index.evidence:
        var = parse_var(name)
        value = world.find_typed(walked.case, index, var)
        if value is None:
            raise Stuck(name)
        decide_typed(turn, index, by, {var: value})
        return
    spine = index.evidence[name].per_member
    if not world.gives_paper(walked.case, index, index.evidence[name].certificate, spine, member):
        raise Stuck(name)
    decide_evidence(turn, index, by, name, member if spine else None, turn.fresh(), "0" * 64)


def hear_departments(walked: Walked, world: World) -> bool:
    """Every package that can be sent is, and answered. Whether there was one."""
    turn, index = walked.turn, walked.index
    sent = [task for task in turn.case.tasks.values() if is_for_outside(index.items[task.item], task)]
    for task in sent:
        turn.emit(TaskSent(task.item, task.member, f"{task.item}.{task.member}", ""))
        numbers = {out.type: turn.number(out.issuer, out.type) for out in index.items[task.item].certificates}
        facts = dict(find_outside_facts(walked, world, task.item, task.member))
        decide_outside(turn, index, index.items[task.item], task, "approve", facts, numbers)
    return bool(sent)


def pass_time(walked: Walked, world: World) -> bool:
    """What is awaited happens as the example says; time passes to the end of what only lies open. Whether anything was waited for."""
    turn, index = walked.turn, walked.index
    waiting = [task for task in turn.case.tasks.values() if task.state is TaskState.WAITING and task.until is not None]
    told = [task for task in waiting if index.items[task.item].waits[task.stages].awaits and world.visits(task.item) != "never"]
    for task in told:
        if world.visits(task.item) == "met":
            facts = {
                path: print_value(index.vars[path].type, value) for path, value in find_outside_facts(walked, world, task.item, task.member)
            }
            decide_met(turn, index, task.item, task.member, "现场查看", "officer", facts)
        else:
            decide_objected(turn, index, task.item, task.member, "现场查看", "officer")
    if not told and waiting:
        turn.now = max(turn.now, min(task.until for task in waiting if task.until is not None) + timedelta(seconds=1))
    return bool(waiting)


def verify_pledges(walked: Walked, world: World) -> bool:
    """What departments find of promises, as the example says; one it does not name is not verified yet. Whether there was one."""
    turn, index = walked.turn, walked.index
    opened = [task for task in turn.case.tasks.values() if task.pledge in (OPEN, MENDING) and task.item in world.example.verified]
    for task in opened:
        if world.example.verified[task.item] == KEPT:
            decide_kept(turn, task.item, task.member, "核查符合", "officer")
        else:
            decide_broken(turn, index, task.item, task.member, "核查不符合", "officer")
    return bool(opened)


def find_outside_facts(walked: Walked, world: World, item: str, member: str | None) -> Iterator[tuple[str, Any]]:
    """What a department's system answers: what the example says, and a plain made-up value for any other fact the item gives."""
    said = world.outside_facts(walked.case, walked.index, item, member)
    made: dict[str, Any] = {"boolean": True, "integer": 1, "decimal": "1", "money": "1.00", "date": walked.turn.today.isoformat()}
    planned_item = walked.index.items[item]
    for path in (*planned_item.gives, *(path for path, value in planned_item.changes if value == BY_DEPARTMENT)):
        fact = path.split(".")[1]
        planned = walked.index.vars[path]
        yield path, said.get(fact, made.get(planned.type, walked.turn.fresh()[-12:]))
