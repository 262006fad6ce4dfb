"""行政复议: the applicant has another body look at a decision again; what that body finds is carried out by the case itself.

Limits after 行政复议法 (2023) 20, 30, 48, 62 and 88, as known in the trade (grade K), not as a checked text.
"""

from datetime import datetime

from shuangquan.core.cases.appeal_events import (
    AppealAccepted,
    AppealAnswered,
    AppealDecided,
    AppealFiled,
    AppealRejected,
    AppealWithdrawn,
    EffectStayed,
)
from shuangquan.core.cases.appeal_state import Appeal, Weighed
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.deskwork import keep_words
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.pledges import VOID
from shuangquan.core.cases.procedures import ADMINISTRATIVE
from shuangquan.core.cases.reopening import reopen
from shuangquan.core.cases.task_events import TaskPassed
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import Calendar, find_deadline
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.limits import Limit, Unit
from shuangquan.core.words.text import Text

FILE_WITHIN = Limit(Unit.CALENDAR_DAYS, 60)
"""From when the applicant knew of the decision (20)."""
ACCEPT_WITHIN = Limit(Unit.WORKING_DAYS, 5)
"""After which an application that nobody rejected counts as accepted (30)."""
ANSWER_WITHIN = Limit(Unit.WORKING_DAYS, 10)
"""How long the deciding department may take to answer (48)."""
DECIDE_WITHIN = Limit(Unit.CALENDAR_DAYS, 60)
"""From acceptance, in the ordinary procedure (62)."""
_NO_CALENDAR = Calendar(frozenset(), frozenset(), frozenset())
"""Calendar days need none."""
S = TaskState
_STATES = {"refuse": S.REFUSED, "not_accept": S.NOT_ACCEPTED, "revoke": S.DONE}
AGAINST: dict[str, Text] = {
    "refuse": Text("不予决定", "the refusal"),
    "not_accept": Text("不予受理", "not accepting it"),
    "revoke": Text("撤销决定", "the revocation"),
    "extend": Text("延期办理", "the extension"),
}
WANTS: dict[str, Text] = {
    "annul": Text("撤销，重新办", "annul it and decide anew"),
    "change": Text("改成准予", "grant it instead"),
    "unlawful": Text("确认违法", "declare it unlawful"),
}
OUTCOMES: dict[str, Text] = {
    "uphold": Text("维持", "upheld"),
    "annul": Text("撤销并责令重新作出", "annulled, to be decided anew"),
    "change": Text("变更：准予", "changed: granted"),
    "unlawful": Text("确认违法", "declared unlawful"),
    "dismiss": Text("驳回申请", "application dismissed"),
}


def find_weighed(case: Case, item: PlanItem, task: Task) -> Weighed | None:
    """The decision on this task that can be taken to reconsideration; None where none weighs, or it is no administrative act."""
    found = task.recourse.weighed
    if found is None or item.procedure not in ADMINISTRATIVE or case.state is CaseState.WITHDRAWN or case.erased_at is not None:
        return None
    stands = not task.ended if found.against == "extend" else task.state is _STATES[found.against]
    return found if stands and (found.against != "revoke" or task.pledge in VOID) else None


def find_file_by(case: Case, weighed: Weighed) -> datetime:
    """Until when it can be appealed: from the day its document was opened, else from the day it was decided."""
    return find_deadline(max(case.received.get(weighed.document, weighed.at), weighed.at), FILE_WITHIN, _NO_CALENDAR).at


def find_wants(item: PlanItem, against: str) -> tuple[str, ...]:
    """What can be asked for. What a department's own system decides is decided there anew, and not granted here."""
    if against == "extend":
        return ("unlawful",)
    if against == "revoke" or item.decided_by == "department":
        return "annul", "unlawful"
    return "annul", "change", "unlawful"


def find_outcomes(item: PlanItem, appeal: Appeal) -> tuple[str, ...]:
    """What can come of it."""
    return "uphold", *find_wants(item, appeal.against), "dismiss"


def find_appeal_cells(task: Task) -> tuple[str, datetime | None]:
    """How its last appeal stands, for lists: ("" | filed | open (the department has to answer) | answered | over, until or since when)."""
    appeal = task.recourse.appeal
    if appeal is None:
        return "", None
    if not appeal.live:
        return "over", appeal.ended_at
    return "answered" if appeal.state == "open" and appeal.answered_at is not None else appeal.state, appeal.due


def check_file(turn: Turn, item: PlanItem, task: Task) -> Weighed:
    """The decision it would be against. Refusals: "appeal.none", "appeal.once", "appeal.late" with `until`."""
    weighed = find_weighed(turn.case, item, task)
    if weighed is None:
        raise Refusal("appeal.none", item.id)
    if any(one.decided_at == weighed.at for one in task.recourse.appeals):
        raise Refusal("appeal.once", item.id)
    last = find_file_by(turn.case, weighed)
    if turn.now > last:
        raise Refusal("appeal.late", item.id, until=last.date().isoformat())
    return weighed


def decide_file(turn: Turn, index: PlanIndex, item: str, member: str | None, wants: str, text: str, officer: str = "") -> None:
    """The applicant applies for reconsideration, or hands in a paper that `officer` takes in (行政复议法 22, 32: 书面、可以通过原机关; K).

    Refusals: as `check_file`, "appeal.wants", "appeal.why" without facts and reasons.
    """
    task, planned = turn.case.tasks.get((item, member)), index.items.get(item)
    if task is None or planned is None:
        raise Refusal("appeal.none", item)
    weighed = check_file(turn, planned, task)
    if wants not in find_wants(planned, weighed.against):
        raise Refusal("appeal.wants", "wants")
    words = keep_words(turn, f"appeal/{item}", text, Refusal("appeal.why", "text"))
    accept_by = find_deadline(turn.now, ACCEPT_WITHIN, turn.calendar).at
    turn.emit(AppealFiled(item, member, weighed.against, wants, words, turn.case.signed_in, accept_by, officer))


def find_live(case: Case, item: str, member: str | None, *states: str) -> tuple[Task, Appeal]:
    """The task and its appeal that is under way, in one of `states`. Refusal("appeal.over")."""
    task = case.tasks.get((item, member))
    appeal = task.recourse.live if task is not None else None
    if task is None or appeal is None or appeal.state not in states:
        raise Refusal("appeal.over", item)
    return task, appeal


def check_reviewer(item: PlanItem, appeal: Appeal, organ: str, officer: str) -> None:
    """Nobody judges their own decision. Refusals: "appeal.organ" for the deciding department, "appeal.own" for who took part in it."""
    if organ == item.department:
        raise Refusal("appeal.organ", "appeal")
    if officer in appeal.deciders:
        raise Refusal("appeal.own", "appeal")


def decide_take(turn: Turn, index: PlanIndex, item: str, member: str | None, organ: tuple[str, str], officer: str) -> None:
    """受理. organ: (id, name). Refusals: "appeal.over", as `check_reviewer`."""
    _, appeal = find_live(turn.case, item, member, "filed")
    check_reviewer(index.items[item], appeal, organ[0], officer)
    _take(turn, item, member, organ, officer)


def _take(turn: Turn, item: str, member: str | None, organ: tuple[str, str], officer: str) -> None:
    answer_by = find_deadline(turn.now, ANSWER_WITHIN, turn.calendar)
    decide_by = find_deadline(turn.now, DECIDE_WITHIN, turn.calendar)
    turn.emit(AppealAccepted(item, member, answer_by.at, decide_by.at, answer_by.provisional, *organ, officer))


def decide_lapsed(turn: Turn) -> None:
    """视为受理: nobody has said in time whether it is taken."""
    for task in list(turn.case.tasks.values()):
        appeal = task.recourse.live
        if appeal is not None and appeal.state == "filed" and turn.now > appeal.accept_by:
            _take(turn, task.item, task.member, ("", ""), "")


def decide_reject(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, organ: tuple[str, str], officer: str) -> None:
    """不予受理. Refusals: "appeal.over", as `check_reviewer`, "reason.empty"."""
    _, appeal = find_live(turn.case, item, member, "filed")
    check_reviewer(index.items[item], appeal, organ[0], officer)
    turn.emit(AppealRejected(item, member, keep_words(turn, f"ruling/{item}", text), *organ, officer))


def decide_reply(turn: Turn, item: str, member: str | None, text: str, officer: str) -> None:
    """答复 of the deciding department, once. Refusals: "appeal.over" when none is asked for, "reason.empty"."""
    _, appeal = find_live(turn.case, item, member, "open")
    if appeal.answered_at is not None:
        raise Refusal("appeal.over", item)
    turn.emit(AppealAnswered(item, member, keep_words(turn, f"reply/{item}", text), officer))


def decide_stay(turn: Turn, index: PlanIndex, item: str, member: str | None, text: str, organ: tuple[str, str], officer: str) -> None:
    """停止执行, only when a reviewer orders it. Refusals: "appeal.over", "appeal.stayed", as `check_reviewer`, "reason.empty"."""
    _, appeal = find_live(turn.case, item, member, "open")
    check_reviewer(index.items[item], appeal, organ[0], officer)
    if appeal.stayed_at is not None:
        raise Refusal("appeal.stayed", "stay")
    turn.emit(EffectStayed(item, member, keep_words(turn, f"stay/{item}", text), *organ, officer))


def decide_take_back(turn: Turn, item: str, member: str | None) -> None:
    """The applicant takes it back. Refusal("appeal.over")."""
    find_live(turn.case, item, member, "filed", "open")
    turn.emit(AppealWithdrawn(item, member, turn.case.signed_in))


def decide_appeal(
    turn: Turn, index: PlanIndex, item: str, member: str | None, outcome: str, text: str, organ: tuple[str, str], officer: str
) -> None:
    """复议决定, and what follows from it.

    Refusals: "appeal.over", as `check_reviewer`, "appeal.outcome", "appeal.early" while the department may still answer, "appeal.moved"
    when the decision no longer stands, "reason.empty".
    """
    task, appeal = find_live(turn.case, item, member, "open")
    planned = index.items[item]
    check_reviewer(planned, appeal, organ[0], officer)
    if outcome not in find_outcomes(planned, appeal):
        raise Refusal("appeal.outcome", "outcome")
    if appeal.answered_at is None and appeal.answer_by is not None and turn.now <= appeal.answer_by:
        raise Refusal("appeal.early", "outcome", until=appeal.answer_by.date().isoformat())
    weighed = find_weighed(turn.case, planned, task)
    if outcome in ("annul", "change") and (weighed is None or weighed.at != appeal.decided_at):
        raise Refusal("appeal.moved", "outcome")
    words = keep_words(turn, f"ruling/{item}", text)
    turn.emit(AppealDecided(item, member, outcome, words, *organ, officer))
    if outcome in ("annul", "change"):
        reopen(turn, index, task, "appeal", "", officer)
    if outcome == "change":
        turn.emit(TaskPassed(item, member, "officer", None, words, officer))
