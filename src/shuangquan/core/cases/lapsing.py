"""免提交: certificates that a matter called up, and what happens when one of them loses its force while the matter runs.

In a draft its answer is taken back and the source is asked again. Of a submitted matter nothing is taken away: rules pass on nothing that
rests on it, a person looks, and what rules had already passed on one that was revoked is looked at again.
"""

from collections.abc import Iterator
from datetime import date

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.case_parts import CalledCertificate
from shuangquan.core.cases.certificate_events import CallLapsed, CertificateCalled
from shuangquan.core.cases.events import FactNote
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.rechecks import open_lapsed
from shuangquan.core.cases.task_events import TaskReferred
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.credentials.life import EXPIRED, REVOKED, VALID
from shuangquan.core.exchange.answers import Filed, Reading
from shuangquan.core.words.knowledge import Form, Unknown

LAPSED = "lapsed"
"""Why a person decides, or looks again."""
Call = tuple[str, str | None]


def find_standing_calls(case: Case) -> dict[Call, CalledCertificate]:
    """Calls of a matter that has not ended, by draw and member, whose certificates counted when last looked at."""
    if case.state not in (CaseState.DRAFT, CaseState.SUBMITTED):
        return {}
    return {key: called for key, called in case.calls.items() if not called.lapsed}


def judge_call(status: str | None, valid_to: date | None, today: date) -> str:
    """How a certificate has lost its force, "" while it counts. status None: it is there no more."""
    if status is None or status != VALID:
        return status or REVOKED
    return EXPIRED if valid_to is not None and valid_to < today else ""


def decide_called(turn: Turn, key: Call, filed: Filed) -> None:
    """This certificate answered the draw, at first or in place of one that lapsed."""
    turn.emit(CertificateCalled(*key, filed.certificate, filed.type, filed.valid_to))


def is_as_before(turn: Turn, reading: Reading) -> bool:
    """Whether another certificate says of everybody what is known already."""
    return reading.outcome == "found" and all(
        turn.case.value(got.var) == got.value for got in reading.facts if got.form is Form.KNOWN
    )  # fmt: skip


def decide_lapse(turn: Turn, index: PlanIndex, key: Call, how: str) -> None:
    """The certificate behind this call counts no more. how: expired, or its status."""
    called = turn.case.calls[key]
    draft = turn.case.state is CaseState.DRAFT
    turn.emit(CallLapsed(*key, called.certificate, how, tuple(_find_forgotten(turn.case, index, key)) if draft else ()))
    if draft:
        return
    for task in list(turn.case.tasks.values()):
        if not rests_on(index, task, key):
            continue
        if task.state is TaskState.WAITING:
            turn.emit(TaskReferred(task.item, task.member, LAPSED, None, (), ()))
        elif task.state is TaskState.DONE and how == REVOKED:
            open_lapsed(turn, index.items[task.item], task)


def _find_forgotten(case: Case, index: PlanIndex, key: Call) -> Iterator[FactNote]:
    """What it had said, but for what the person has put right by hand since."""
    draw = index.draws.get(key[0])
    for path, _ in draw.gives if draw is not None else ():
        var = find_var(index, path, key[1])
        origin = case.know(var).origin
        if draw is not None and origin is not None and (origin.kind, origin.source) == (draw.kind, draw.source):
            yield FactNote(var, Form.UNKNOWN, "", "", None, Unknown.NOT_ASKED)


def rests_on(index: PlanIndex, task: Task, key: Call) -> bool:
    """Whether the draw was made for this task's item, and for its member where both have one."""
    draw = index.draws.get(key[0])
    return draw is not None and task.item in draw.items and (None in (key[1], task.member) or key[1] == task.member)


def find_lapsed(case: Case, index: PlanIndex, task: Task) -> tuple[CalledCertificate, ...]:
    """Certificates this task rests on that were called up and count no more."""
    return tuple(called for key, called in case.calls.items() if called.lapsed and rests_on(index, task, key))
