"""What an officer may do with a task now, and what not and why: the desk shows both, and decides neither."""

from collections.abc import Callable, Iterator

from shuangquan.core.cases.appeals import check_file, find_weighed
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.certificate_life import check_living, find_living
from shuangquan.core.cases.pledges import TO_VERIFY
from shuangquan.core.cases.procedures import HEARING
from shuangquan.core.cases.receiving import AT_WORK, IN_HAND, check_not_accepted
from shuangquan.core.cases.reopening import check_barred
from shuangquan.core.cases.seconding import check_extend, check_refuse, check_revoke
from shuangquan.core.cases.special import check_hearing, check_special
from shuangquan.core.cases.stages import find_wait
from shuangquan.core.cases.supervision import must_account
from shuangquan.core.cases.taking_up import check_again, is_taken_back
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.withdrawing import check_cancel
from shuangquan.core.credentials.life import SUSPENDED, VALID
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.errors import Refusal

S = TaskState


def find_acts(turn: Turn, item: PlanItem, task: Task, officer: str) -> dict[str, Refusal | None]:
    """Kinds of wishes (see `actions/tasks.py`) to what stands against them, None for nothing; those out of the question are absent."""
    if task.proposal is not None:
        same = Refusal("second.same", "confirm") if task.proposal.officer == officer else None
        return {"confirm": same, "send_back": None}
    return dict(_find(turn, item, task, officer))


def _find(turn: Turn, item: PlanItem, task: Task, officer: str) -> Iterator[tuple[str, Refusal | None]]:
    if must_account(task):
        yield "account", None
    if (appeal := task.recourse.live) is not None and appeal.state == "open" and appeal.answered_at is None:
        yield "reply", None
    if task.recourse.live is None and find_weighed(turn.case, item, task) is not None:
        yield "lodge", _ask(lambda: check_file(turn, item, task))
    if task.pledge in TO_VERIFY:
        yield from (("kept", None), ("broken", None))
    if task.state is S.WAITING:
        wait = find_wait(item, task)
        yield from (("met", None), ("object", None)) if wait is not None and wait.awaits else (("object", None),)
    if task.state is S.REVIEW:
        other = _ask(lambda: check_barred(task, officer))
        yield from (("correct", None), ("pass", other), ("refuse", other or _ask(lambda: check_refuse(item, task))))
        yield "special", _ask(lambda: check_special(item))
        yield "extend", _ask(lambda: check_extend(turn, item, task))
        yield "hearing", _ask(lambda: check_hearing(item, task))
        yield "not_accept", _ask(lambda: check_not_accepted(turn, task))
    if task.state is S.CORRECT:
        yield "refuse", _ask(lambda: check_refuse(item, task))
    if task.state is S.SUSPENDED:
        yield "result", None
        if task.special == HEARING:
            yield "announce", None
    if task.state in AT_WORK:
        yield "give_back", None
        yield "cancel", _ask(lambda: check_cancel(turn.case))
    if task.state in IN_HAND:
        yield "assign", None
    if is_taken_back(turn.case, task):
        yield "again", _ask(lambda: check_again(turn, task))
    if task.state is S.DONE:
        yield "revoke", _ask(lambda: check_revoke(item, task))
        yield from _find_living(turn, task)
    if task.state in (S.REFUSED, S.NOT_ACCEPTED) and task.decided_by != "department":
        yield "reopen", None


def _find_living(turn: Turn, task: Task) -> Iterator[tuple[str, Refusal | None]]:
    """What may be done with what it issued; nothing where it issued nothing."""
    if find_living(turn.case, task, VALID):
        yield "hold", _ask(lambda: check_living(turn, task, "suspend"))
        yield "reissue", _ask(lambda: check_living(turn, task, "replace"))
    if find_living(turn.case, task, SUSPENDED):
        yield "free", _ask(lambda: check_living(turn, task, "resume"))


def _ask(check: Callable[[], object]) -> Refusal | None:
    try:
        check()
    except Refusal as refusal:
        return refusal
    return None
