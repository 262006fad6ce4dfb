"""What happens to a submitted matter, and how every matter can be brought to an end."""

from datetime import timedelta
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deskwork import decide_answered, decide_bounced, decide_correction, decide_pass, decide_refuse
from shuangquan.core.cases.drafting import decide_evidence, decide_replan, decide_typed
from shuangquan.core.cases.events import RefundSettled
from shuangquan.core.cases.issuing import decide_outside
from shuangquan.core.cases.order import needs_outside
from shuangquan.core.cases.replanning import find_told_draws, find_wanted
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.stages import decide_met, decide_objected
from shuangquan.core.cases.task_events import TaskSent
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.words.names import parse_var
from tests.core.cases.desk_on import settle
from tests.core.cases.matter import Matter

ROUNDS = 40
OPEN = (CaseState.DRAFT, CaseState.SUBMITTED)


def run(matter: Matter) -> None:
    """Everything that decides itself, by another plan where that is wanted."""
    for _ in range(ROUNDS):
        decide_running(matter.turn, matter.index)
        wanted = find_wanted(matter.case, matter.index)
        if wanted is None:
            return
        matter.index = matter.plan(dict(wanted[0]), wanted[1])
        decide_replan(matter.turn, matter.index, wanted[1])
        for ready in find_told_draws(matter.case, matter.index):
            matter.draw(ready)
    raise AssertionError("the plan does not come to rest")


def send(matter: Matter, task: Task) -> None:
    """The department's own system takes the package."""
    if task.state.value == "passed" and needs_outside(matter.index.items[task.item]):
        matter.turn.emit(TaskSent(task.item, task.member, f"{task.item}.{task.member}", ""))


def answer_outside(matter: Matter, task: Task, outcome: str) -> None:
    """The department answers: approve | refuse | bounce. One that is not awaited any more is not looked at, as in the shell."""
    if task.state.value != "sent":
        return
    if outcome == "bounce":
        decide_bounced(matter.turn, task.item, task.member)
        return
    item = matter.index.items[task.item]
    if outcome == "refuse":
        text, _ = matter.turn.keep(f"reason/{task.item}", "不符合条件")
        decide_outside(matter.turn, matter.index, item, task, "refuse", {}, {}, text)
        return
    made: dict[str, Any] = {"boolean": True, "integer": 1, "decimal": "1", "money": "1.00", "date": matter.turn.today.isoformat()}
    facts = {path: made.get(matter.index.vars[path].type, matter.turn.fresh()[-12:]) for path in item.gives}
    numbers = {out.type: matter.turn.number(out.issuer, out.type) for out in item.certificates}
    decide_outside(matter.turn, matter.index, item, task, "approve", facts, numbers)


def tell_stage(matter: Matter, task: Task, *, well: bool) -> None:
    """The department tells what came of what was awaited; or somebody objects."""
    if not well:
        decide_objected(matter.turn, matter.index, task.item, task.member, "有人提了异议", "officer-1")
    elif matter.index.items[task.item].waits[task.stages].awaits:
        decide_met(matter.turn, matter.index, task.item, task.member, "现场符合要求", "officer-1")


def correct(matter: Matter, task: Task) -> None:
    """The officer sends a notice that names the first thing there is to name."""
    needs = tuple(task.missing) or tuple(task.claimed) or tuple(need.ref for need in matter.index.items[task.item].needs)
    with matter.may_be_refused():
        decide_correction(matter.turn, matter.index, task.item, task.member, needs[:1], "请补交", "officer-1")


def answer_notice(matter: Matter, task: Task) -> None:
    """The applicant answers the notice, giving what the platform asked by itself."""
    for name in task.notice_needs if task.asked else ():
        with matter.may_be_refused():
            if name in matter.index.evidence:
                member = task.member if matter.index.evidence[name].per_member else None
                decide_evidence(matter.turn, matter.index, matter.me, name, member, matter.turn.fresh(), "0" * 64)
            else:
                decide_typed(matter.turn, matter.index, matter.me, {parse_var(name): matter.find_value(parse_var(name))})
    with matter.may_be_refused():
        decide_answered(matter.turn, matter.index, task.item, task.member)


def free_officer(task: Task) -> str:
    """Somebody who may decide it: of a task that was reopened, not who decided it before."""
    return next(name for name in ("officer-1", "officer-2", "officer-3") if name not in task.recourse.barred)


def pass_task(matter: Matter, task: Task) -> None:
    """The officer passes it."""
    with matter.may_be_refused():
        decide_pass(matter.turn, task.item, task.member, "已核验", free_officer(task))


def refuse_task(matter: Matter, task: Task) -> None:
    """The officer refuses it."""
    with matter.may_be_refused():
        decide_refuse(matter.turn, matter.index, task.item, task.member, "不符合条件", "可以重新申请", free_officer(task))


def settle_refunds(matter: Matter) -> None:
    """The bank confirms what it paid back."""
    for refund, (*_, state) in list(matter.case.refunds.items()):
        if state == "ordered":
            matter.turn.emit(RefundSettled(refund))


def fill(matter: Matter, *, papers: bool = False) -> str:
    """Bring a draft to submission; answers why it ends early instead, else "". papers: whether they are at hand."""
    matter.down.clear()
    for _ in range(ROUNDS):
        before = len(matter.turn.events)
        standing = matter.gather()
        early = matter.find_early()
        if early:
            return early
        matter.choose()
        matter.choose_members()
        matter.answer(standing)
        if not standing.questions:
            matter.type_all(standing)
            matter.ask_parties()
            matter.show_papers(have=lambda: papers)
        if len(matter.turn.events) == before:
            break
    matter.refused.clear()
    matter.sign()
    matter.order()
    matter.pay()
    matter.submit()
    return ""


def finish(matter: Matter, *, kindly: bool) -> None:
    """Bring a submitted matter to its end: everybody does what is waited for; officers and departments approve, or refuse."""
    matter.down.clear()
    for _ in range(ROUNDS):
        matter.order()
        matter.pay()
        matter.retry()
        run(matter)
        if matter.case.state not in OPEN:
            return
        for task in matter.find_tasks("correct"):
            answer_notice(matter, task)
        for task in matter.find_tasks("review"):
            (pass_task if kindly else refuse_task)(matter, task)
        for task in matter.find_tasks("passed"):
            send(matter, task)
        for task in matter.find_tasks("sent"):
            answer_outside(matter, task, "approve" if kindly else "refuse")
        for task in matter.find_tasks("waiting"):
            tell_stage(matter, task, well=kindly)
        settle(matter)
        ends = [task.until for task in matter.find_tasks("waiting", "suspended") if task.until is not None]
        matter.turn.now = max(matter.turn.now + timedelta(hours=25), *(end + timedelta(seconds=1) for end in ends), matter.turn.now)
