"""对账, once a day: both sides' lists are compared; what a look at the case mends is looked at, the rest is shown to operators."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shuangquan.connectors.bound import ports
from shuangquan.core.cases.reconciling import CONTRADICTS, NO_DIGEST, WHATS, Difference, OurPackage, TheirPackage, find_differences
from shuangquan.core.cases.transitions import TaskState
from shuangquan.core.words.errors import Fault
from shuangquan.records.changes import JobRow
from shuangquan.records.clock import now
from shuangquan.records.issues import append_issue, apply_closed
from shuangquan.records.packages import SentPackage, find_sent_packages
from shuangquan.records.projected import TAKEN_BACK, WENT_ALONG
from shuangquan.records.queue import enqueue_now

BACK = timedelta(days=40)
"""How far back packages are compared: longer than most limits; ours to set."""
SETTLED = timedelta(minutes=10)
"""Packages younger than this may be under way between both sides."""


def reconcile_departments() -> tuple[Difference, ...]:
    """Compare with every department that we sent anything to; one that cannot be asked is compared the next time."""
    until = now() - SETTLED
    sent: dict[str, list[SentPackage]] = {}
    for one in find_sent_packages(until - BACK):
        sent.setdefault(one.department, []).append(one)
    found: list[Difference] = []
    for department, packages in sorted(sent.items()):
        try:
            found += _reconcile(department, packages, until)
        except Fault:
            continue
    return tuple(found)


def _reconcile(department: str, sent: list[SentPackage], until: datetime) -> tuple[Difference, ...]:
    held = ports().departments.find_held(department, until - BACK)
    young = {one.package for one in sent if one.sent_at > until}
    theirs = [TheirPackage(one.package_id, one.package_digest, one.outcome) for one in held if one.package_id not in young]
    found = tuple(find_differences(_find_ours(sent, young), theirs))
    for one in found:
        append_issue(department, one.package, one.what)
    apply_closed(department, WHATS, {(one.package, one.what) for one in found})
    enqueue_now(*(job for one in found for job in _find_jobs(one)))
    return found


def _find_jobs(one: Difference) -> Iterator[JobRow]:
    """What is done about it, beside showing it."""
    case = one.package.partition(".")[0]
    if one.case:
        yield JobRow("case.run", {"case": one.case, "tried": 0}, now(), key=f"now:{one.case}")
    if one.what == CONTRADICTS:
        yield JobRow("department.hear", {"case": case, "package": one.package}, now(), key=f"hear:{one.package}")
    if one.what == NO_DIGEST:
        yield JobRow("department.resend", {"case": case, "package": one.package}, now(), key=f"resend:{one.package}")


def _find_outcome(one: SentPackage) -> str:
    """As the department sees it: a result that was taken back is a refusal."""
    return "refuse" if one.reason == TAKEN_BACK else one.outcome


def _find_ours(sent: list[SentPackage], young: set[str]) -> Iterator[OurPackage]:
    newest = {(one.case, one.item, one.member): one.package for one in sent}
    seen = set()
    for one in reversed(sent):  # of one that was handed over again the last time counts
        if one.package in seen or one.package in young:
            continue
        seen.add(one.package)
        last = newest[one.case, one.item, one.member] == one.package
        decided = one.state in (TaskState.DONE, TaskState.REFUSED, TaskState.APPROVED)
        by_department = decided and not one.officer and one.reason != WENT_ALONG
        yield OurPackage(one.package, one.digest, one.case, last, one.state == TaskState.SENT, _find_outcome(one), by_department)
