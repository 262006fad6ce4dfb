"""What a department's own system says of a package: kept as it comes, applied in its own order, each report once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shuangquan.core.cases.case import Task
from shuangquan.core.cases.deadlines import settle_case, settle_task
from shuangquan.core.cases.deskwork import ANSWER_WITHIN, decide_bounced
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.issuing import decide_outside
from shuangquan.core.cases.later import decide_later, decide_revoked_outside
from shuangquan.core.cases.outside_events import (
    DepartmentApproved,
    DepartmentAsked,
    DepartmentReported,
    DepartmentResumed,
    DepartmentSuspended,
)
from shuangquan.core.cases.packages import find_case_path
from shuangquan.core.cases.resting import VOID
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.cases.turn import Turn
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.calendar import shift_deadline

REVOKED = "revoked"
"""What a report says when the department takes back what it approved."""
REPLAYED, ALTERED = "replayed", "altered"
"""What is wrong with a report whose seal is good: it is about another package's contents; it says otherwise under a number already told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A report whose seal was verified. content: its canonical JSON; package_digest: of the package that it says it is about."""

    package: str
    package_digest: str
    number: int
    what: str
    digest: str
    signature: str
    signer: str
    at: datetime
    content: str


def decide_reports(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, heard: Sequence[Heard]) -> tuple[tuple[int, str], ...]:
    """Keep what is new of these reports and apply all whose turn has come; answers (number, code) of those that are not believed.

    They may come twice and in any order. What has a gap before it is kept and waits; the next look brings what is missing.
    """
    wrong = []
    for report in sorted(heard, key=lambda one: one.number):
        known = task.reports.get(report.number)
        if (report.package, report.package_digest) != (task.package, task.package_digest):
            wrong.append((report.number, REPLAYED))
        elif known is None:
            content, _ = turn.keep(f"report/{item.id}", report.content)
            turn.emit(
                DepartmentReported(
                    item.id, task.member, task.package, report.number, report.what, report.digest, report.signature, report.signer,
                    report.at, content,
                )
            )  # fmt: skip
        elif known[1] != report.digest:
            wrong.append((report.number, ALTERED))
    _apply_due(turn, index, item, task)
    _apply_late(turn, index, item, task)
    return tuple(wrong)


def find_missing(task: Task) -> tuple[int, ...]:
    """Numbers that did not come though later ones have."""
    return tuple(number for number in range(1, max(task.reports, default=0)) if number not in task.reports)


def _apply_due(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    while task.state is TaskState.SENT and task.heard + 1 in task.reports:
        number = task.heard + 1
        try:
            _APPLY[task.reports[number][0]](turn, index, item, task, number)
        except ValueError:  # it cannot be read: a person looks
            decide_bounced(turn, task.item, task.member)


def _apply_late(turn: Turn, index: PlanIndex, item: PlanItem, task: Task) -> None:
    """After the result only one thing still counts: that the department takes it back. Anything else that comes late is kept, no more."""
    whole = not find_missing(task)
    late = [number for number, (what, _, _) in sorted(task.reports.items()) if what == REVOKED]
    if task.state is TaskState.DONE and whole and late and task.pledge not in VOID:
        body = _body(turn, task, late[0])
        decide_revoked_outside(turn, index, task, late[0], _keep_reason(turn, item, body))


def _body(turn: Turn, task: Task, number: int) -> Mapping[str, Any]:
    body: dict[str, Any] = json.loads(str(turn.values[task.reports[number][2]]), parse_float=str)
    return body


def _keep_reason(turn: Turn, item: PlanItem, body: Mapping[str, Any]) -> str:
    return turn.keep(f"reason/{item.id}", str(body["reason"]["zh"]))[0]


def _correct(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, number: int) -> None:
    body = _body(turn, task, number)
    needs = tuple(dict.fromkeys(path for need in body["needs"] for path in _find_asked(index, item, str(need))))
    if not needs:
        raise ValueError("a correction that names nothing of this matter")
    answer_by = turn.now + timedelta(days=ANSWER_WITHIN.amount)
    turn.emit(DepartmentAsked(item.id, task.member, number, needs, _keep_reason(turn, item, body), answer_by))


def _find_asked(index: PlanIndex, item: PlanItem, need: str) -> tuple[str, ...]:
    """Paths of the matter that a department asks for: a fact by the item's own role, or papers by their type."""
    path = find_case_path(index, item, need) if "." in need else None
    if path in index.vars or path in index.evidence:
        return (str(path),)
    return tuple(name for name, planned in index.evidence.items() if need in (planned.certificate, name))


def _suspend(turn: Turn, _index: PlanIndex, item: PlanItem, task: Task, number: int) -> None:
    body = _body(turn, task, number)
    turn.emit(DepartmentSuspended(item.id, task.member, number, _keep_reason(turn, item, body), str(body["until"])))


def _resume(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, number: int) -> None:
    limit, moved = item.promised or item.statutory, None
    if task.due_at is not None and task.paused_at is not None and limit is not None:
        moved = shift_deadline(task.due_at, task.paused_at, turn.now, limit, turn.calendar)
    turn.emit(DepartmentResumed(item.id, task.member, number, moved.at if moved else task.due_at, bool(moved and moved.provisional)))
    settle_task(turn, index, task)
    settle_case(turn, index)


def _decide(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, number: int) -> None:
    body = _body(turn, task, number)
    if body["outcome"] == "refuse":
        decide_outside(turn, index, item, task, "refuse", {}, {}, _keep_reason(turn, item, body))
        decide_later(turn, index, task.key)
    elif body["follows"]:
        turn.emit(DepartmentApproved(item.id, task.member, number))
    else:
        _approve(turn, index, item, task, body["facts"], str(body["assigned"]))


def _certify(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, number: int) -> None:
    if not task.approved:
        raise ValueError("a certificate before any decision")
    decided, made = _body(turn, task, task.approved), _body(turn, task, number)
    _approve(turn, index, item, task, {**decided["facts"], **made["facts"]}, str(made["assigned"] or decided["assigned"]))


def _approve(turn: Turn, index: PlanIndex, item: PlanItem, task: Task, facts: Mapping[str, Any], assigned: str) -> None:
    """assigned: the number the department gave, for every certificate of the item; the package's own when it gives none."""
    named = {find_case_path(index, item, own): value for own, value in facts.items()}
    paths = {path: value for path, value in named.items() if path is not None}
    numbers = {out.type: assigned or task.package for out in item.certificates}
    decide_outside(turn, index, item, task, "approve", paths, numbers)


def _too_early(_turn: Turn, _index: PlanIndex, _item: PlanItem, _task: Task, number: int) -> None:
    raise ValueError(f"report {number} takes back what was not decided")


def _again(_turn: Turn, _index: PlanIndex, _item: PlanItem, task: Task, number: int) -> None:
    """An acceptance is applied as it comes."""
    raise AssertionError(f"report {number} of {task.package} was applied before")


_APPLY = {
    "accepted": _again, "correct": _correct, "suspended": _suspend, "resumed": _resume, "decided": _decide, "certificate": _certify,
    REVOKED: _too_early,
}  # fmt: skip
