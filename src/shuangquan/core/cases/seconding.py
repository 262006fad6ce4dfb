"""二人审查: what weighs on somebody is proposed by one officer and done when another confirms it."""

from collections.abc import Collection

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.case_parts import Proposal
from shuangquan.core.cases.deadlines import extend_deadline, settle_case
from shuangquan.core.cases.desk_events import DecisionConfirmed, DecisionProposed, DecisionSentBack, ResultRevoked, TaskExtended
from shuangquan.core.cases.deskwork import check_free, decide_pass, decide_refuse, keep_words
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.later import take_back
from shuangquan.core.cases.procedures import PROCEDURES
from shuangquan.core.cases.reopening import check_barred, reopen
from shuangquan.core.cases.resting import VOID
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import Deadline
from shuangquan.core.words.errors import Refusal

S = TaskState
LED = frozenset({"extend", "revoke", "reopen"})
"""What a head confirms, where there is one: 行政许可法 42 and 69, as known in the trade (grade K)."""
STATES: dict[str, tuple[TaskState, ...]] = {
    "pass": (S.REVIEW,),
    "refuse": (S.REVIEW, S.CORRECT),
    "extend": (S.REVIEW,),
    "revoke": (S.DONE,),
    "reopen": (S.REFUSED, S.NOT_ACCEPTED),
}
"""In which states what may be proposed."""


def check_extend(turn: Turn, item: PlanItem, task: Task) -> None:
    """Whether its limit may be extended. Refusals: "extend.none", "extend.twice", "extend.late" once the limit is over."""
    if not PROCEDURES[item.procedure].extend or task.due_at is None:
        raise Refusal("extend.none", "days")
    if task.extended:
        raise Refusal("extend.twice", "days")
    if turn.now > task.due_at:
        raise Refusal("extend.late", "days")


def check_revoke(item: PlanItem, task: Task) -> None:
    """Whether its result may be revoked. Refusals: "revoke.none" by its procedure, "revoke.done" when it is revoked."""
    if not PROCEDURES[item.procedure].revoke:
        raise Refusal("revoke.none", "revoke")
    if task.pledge in VOID:
        raise Refusal("revoke.done", "revoke")


def check_refuse(item: PlanItem, task: Task) -> None:
    """Refusal("hearing.first") where the standard wants a hearing offered before a refusal, and it was not."""
    if item.hearing and task.hearing not in ("waived", "held"):
        raise Refusal("hearing.first", "refuse")


def decide_propose(
    turn: Turn, index: PlanIndex, item: str, member: str | None, act: str, reason: str, officer: str, *, remedy: str = "", days: int = 0
) -> None:
    """Propose `act`: pass | refuse | extend (by `days` working days) | revoke | reopen. Nothing happens until another officer confirms it.

    Refusals: "task.not_here", "second.open", as `check_extend`, `check_revoke` and `check_refuse`, "appeal.same_officer", "extend.days",
    "reason.empty", "remedy.empty".
    """
    task, planned = check_free(turn.case, item, member, STATES[act]), index.items[item]
    if act == "extend":
        check_extend(turn, planned, task)
        most = PROCEDURES[planned.procedure].extend
        if not 1 <= days <= most:
            raise Refusal("extend.days", "days", most=most)
    elif act == "revoke":
        check_revoke(planned, task)
    elif act == "refuse":
        check_barred(task, officer)
        check_refuse(planned, task)
    text = keep_words(turn, f"reason/{item}", reason)
    mend = keep_words(turn, f"remedy/{item}", remedy, Refusal("remedy.empty", "remedy")) if act in ("refuse", "revoke") else ""
    turn.emit(DecisionProposed(item, member, act, text, mend, days if act == "extend" else 0, officer))


def check_lead(task: Task, officer: str, leads: Collection[str]) -> None:
    """What the law gives to a 负责人 is confirmed by one, where the department has one who did not propose it. Refusal("second.lead")."""
    proposal = task.proposal
    if proposal is not None and proposal.kind in LED and officer not in leads and set(leads) - {proposal.officer}:
        raise Refusal("second.lead", "confirm")


def decide_confirm(turn: Turn, index: PlanIndex, item: str, member: str | None, officer: str) -> None:
    """The second officer agrees, and it is done. Refusals: "second.none" when nothing is proposed, "second.same" for who proposed it."""
    task, proposal = _find_proposed(turn, item, member)
    if proposal.officer == officer:
        raise Refusal("second.same", "confirm")
    turn.emit(DecisionConfirmed(item, member, proposal.kind, officer))
    _DONE[proposal.kind](turn, index, task, proposal)


def decide_send_back(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """The second officer does not agree, or the first takes it back. Refusals: "second.none", "reason.empty"."""
    _, proposal = _find_proposed(turn, item, member)
    turn.emit(DecisionSentBack(item, member, proposal.kind, keep_words(turn, f"back/{item}", text), officer))


def _find_proposed(turn: Turn, item: str, member: str | None) -> tuple[Task, Proposal]:
    task = turn.case.tasks.get((item, member))
    if task is None or task.proposal is None:
        raise Refusal("second.none", "confirm")
    return task, task.proposal


def _pass(turn: Turn, _index: PlanIndex, task: Task, proposal: Proposal) -> None:
    decide_pass(turn, task.item, task.member, _said(turn, proposal.text), proposal.officer)


def _refuse(turn: Turn, index: PlanIndex, task: Task, proposal: Proposal) -> None:
    reason, remedy = _said(turn, proposal.text), _said(turn, proposal.remedy)
    decide_refuse(turn, index, task.item, task.member, reason, remedy, proposal.officer)


def _extend(turn: Turn, index: PlanIndex, task: Task, proposal: Proposal) -> None:
    check_extend(turn, index.items[task.item], task)
    assert task.due_at is not None
    found = extend_deadline(Deadline(task.due_at, task.provisional), proposal.days, turn.calendar)
    event = TaskExtended(task.item, task.member, proposal.days, found.at, found.provisional, proposal.text, proposal.officer)
    turn.emit(event)
    settle_case(turn, index)


def _revoke(turn: Turn, index: PlanIndex, task: Task, proposal: Proposal) -> None:
    """What rests on it is named to its own departments, or goes with it where the standard says so."""
    check_revoke(index.items[task.item], task)
    turn.emit(ResultRevoked(task.item, task.member, proposal.text, proposal.remedy, proposal.officer))
    take_back(turn, index, task.key, proposal.text)


def _said(turn: Turn, ref: str) -> str:
    return str(turn.values.get(ref) or "")


def _reopen(turn: Turn, index: PlanIndex, task: Task, proposal: Proposal) -> None:
    reopen(turn, index, task, "self", proposal.text, proposal.officer)


_DONE = {"pass": _pass, "refuse": _refuse, "extend": _extend, "revoke": _revoke, "reopen": _reopen}
