"""A task at a department's own system: its package goes out, what the system says of it is verified, kept and applied."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from prometheus_client import Counter

from shuangquan.actions.calendars import find_calendar
from shuangquan.connectors.bound import ports
from shuangquan.connectors.departments.port import Attachment, Package, Recall, Receipt, Report
from shuangquan.connectors.departments.reports import UNBELIEVED
from shuangquan.core.cases.by_hand import is_by_hand, list_package
from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.chasing import decide_chased, find_chase
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.later import find_uninformed
from shuangquan.core.cases.later_events import DepartmentInformed
from shuangquan.core.cases.outside import Heard, decide_reports
from shuangquan.core.cases.outside_events import SupervisorTold
from shuangquan.core.cases.packages import PackageBody, build_package
from shuangquan.core.cases.recall_events import DepartmentRecalled
from shuangquan.core.cases.recalling import RESENT, find_cause, find_unrecalled
from shuangquan.core.cases.supervisors import RESULT, find_result, find_untold, name_result
from shuangquan.core.cases.task_events import TaskSent
from shuangquan.core.cases.turn import Turn
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.errors import Fault
from shuangquan.records.clock import now
from shuangquan.records.issues import append_issue

_log = logging.getLogger(__name__)
_UNBELIEVED = Counter("shuangquan_reports_unbelieved", "Reports of departments that were not believed, by why.", ("department", "why"))


def send_package(turn: Turn, index: PlanIndex, task: Task) -> None:
    """Hand the task over. Fault when the department does not take it."""
    body, receipt = _submit(turn, index, task)
    turn.emit(TaskSent(task.item, task.member, body.id, body.digest))
    if receipt.by_hand:
        list_package(turn, turn.case.tasks[task.key], body, receipt.order)


def _submit(turn: Turn, index: PlanIndex, task: Task, *, anew: bool = False) -> tuple[PackageBody, Receipt]:
    item = index.items[task.item]
    body = build_package(turn.case, index, item, task, anew=anew)
    package = Package(
        body.id, body.department, turn.case.id, body.item, body.member, body.region, body.wants, body.facts, task.accepted_at or turn.now,
        f"{index.plan.name.zh}：{item.name.zh}", SYSTEM.subject, tuple(Attachment(*paper) for paper in body.papers), body.payment_order,
        body.digest, body.follows,
    )  # fmt: skip
    return body, ports().departments.submit(package)


def hear_department(turn: Turn, index: PlanIndex, task: Task) -> None:
    """Ask for what the department has said, and let it happen. Fault when it cannot be asked, or when what came is not its own.

    What is typed by people is told by people: its department is never asked.
    """
    if is_by_hand(task):
        return
    item = index.items[task.item]
    try:
        reports = ports().departments.find_reports(item.department, task.package)
    except Fault as fault:
        if fault.code in UNBELIEVED:
            note_unbelieved(item.department, task.package, fault.code)
        if fault.code != "unknown_package":
            raise
        _hand_over_again(turn, index, task)
        return
    if not reports:
        return
    if is_undigested(task, reports):
        send_anew(turn, index, task)
        return
    turn.now = now()
    for _number, code in decide_reports(turn, index, item, task, [find_heard(report) for report in reports]):
        note_unbelieved(item.department, task.package, code)


def is_undigested(task: Task, reports: Sequence[Report]) -> bool:
    """Whether the department took the package before packages carried a digest: nothing says then what it decides on."""
    return bool(task.package_digest) and all(not report.package_digest for report in reports)


def send_anew(turn: Turn, index: PlanIndex, task: Task) -> None:
    """Withdraw a package that carried no digest and send the task again, as a package that follows it. Fault as `send_package`."""
    item, case = index.items[task.item], turn.case
    try:
        ports().departments.recall(Recall(task.package, "", item.department, case.id, item.id, RESENT, turn.now, SYSTEM.subject))
    except Fault as fault:
        if fault.code != "unknown_package":
            raise
    body, receipt = _submit(turn, index, task, anew=True)
    turn.emit(TaskSent(task.item, task.member, body.id, body.digest))
    if receipt.by_hand:
        list_package(turn, turn.case.tasks[task.key], body, receipt.order)


def find_heard(report: Report) -> Heard:
    """A verified report as the core takes it."""
    return Heard(
        report.package_id, report.package_digest, report.number, report.what, report.digest, report.signature, report.key_id, report.at,
        report.content,
    )  # fmt: skip


def _hand_over_again(turn: Turn, index: PlanIndex, task: Task) -> None:
    """The department came back from an older copy of its books: what it took since is handed over again, and its count begins anew."""
    body, _ = _submit(turn, index, task)
    if task.reports or body.digest != task.package_digest:
        turn.emit(TaskSent(task.item, task.member, body.id, body.digest))


def tell_supervisors(turn: Turn, index: PlanIndex) -> None:
    """审管互动: whoever supervises gets each result; one that does not take it is told with the next step, for as long as it takes."""
    for task in tuple(find_untold(turn.case, index)):
        item, case = index.items[task.item], turn.case
        facts, name = find_result(case, index, task, turn.values), name_result(case, task)
        package = Package(
            name, item.supervised_by, case.id, item.id, task.member or "", case.region, (), facts, task.decided_at or turn.now,
            f"{index.plan.name.zh}：{item.name.zh}（审管互动）", SYSTEM.subject, kind=RESULT,
        )  # fmt: skip
        try:
            receipt = ports().departments.submit(package)
        except Fault as fault:
            _log.warning("supervisor not told", extra={"event": "supervision", "case": case.id, "code": fault.code})
            continue
        turn.emit(SupervisorTold(item.id, task.member, item.supervised_by, name, receipt.receipt))


def inform_departments(turn: Turn, index: PlanIndex) -> None:
    """Tell the systems of departments, where the standard says so, that what their results rest on does not count any more."""
    for task in tuple(find_uninformed(turn.case, index)):
        item, case = index.items[task.item], turn.case
        facts = {"result.outcome": task.pledge, "result.because": task.because}
        package = Package(
            f"{case.id}.{item.id}.{task.member or '-'}.later", item.department, case.id, item.id, task.member or "", case.region, (), facts,
            task.decided_at or turn.now, f"{index.plan.name.zh}：{item.name.zh}（事后告知）", SYSTEM.subject, kind=RESULT,
        )  # fmt: skip
        try:
            ports().departments.submit(package)
        except Fault as fault:
            _log.warning("department not informed", extra={"event": "later", "case": case.id, "code": fault.code})
            continue
        turn.emit(DepartmentInformed(item.id, task.member, task.because, package.id))


def recall_packages(turn: Turn, index: PlanIndex) -> None:
    """Tell departments of packages that are withdrawn here; what they had said by then is kept, and has no effect."""
    for task in tuple(find_unrecalled(turn.case)):
        item, case = index.items[task.item], turn.case
        recall = Recall(
            task.package,
            task.package_digest,
            item.department,
            case.id,
            item.id,
            find_cause(task),
            task.ended_at or turn.now,
            SYSTEM.subject,
        )
        try:
            known, reports = _recall(recall)
        except Fault as fault:
            _log.warning("package not recalled", extra={"event": "recall", "case": case.id, "code": fault.code})
            continue
        for _number, code in decide_reports(turn, index, item, task, [find_heard(report) for report in reports]):
            note_unbelieved(item.department, task.package, code)
        turn.emit(DepartmentRecalled(item.id, task.member, task.package, known))


def _recall(recall: Recall) -> tuple[bool, tuple[Report, ...]]:
    """(whether it had the package, what it has said of it)."""
    try:
        ports().departments.recall(recall)
        return True, ports().departments.find_reports(recall.department, recall.package_id)
    except Fault as fault:
        if fault.code != "unknown_package":
            raise
        return False, ()


def chase_department(turn: Turn, index: PlanIndex, task: Task) -> None:
    """催办, when it is due: the department's system is reminded; that it could not be reached is noted, not waited for."""
    item = index.items[task.item]
    found = find_chase(item, task, turn.calendar)
    if found is None or turn.now <= found[1]:
        return
    try:
        if not is_by_hand(task):  # its officers read it in their list
            ports().departments.send_reminder(item.department, task.package)
        reached = True
    except Fault:
        reached = False
    decide_chased(turn, item, task, reached=reached)


def find_chase_moments(case: Case, index: PlanIndex) -> Iterator[datetime]:
    """When departments that have not answered are to be reminded next."""
    calendar = find_calendar()
    for task in case.tasks.values():
        found = find_chase(index.items[task.item], task, calendar)
        if found is not None:
            yield found[1]


def note_unbelieved(department: str, package: str, why: str) -> None:
    """Operators see it: in the list of what is wrong with departments, in the metrics and in the log. Nothing of it is believed."""
    _UNBELIEVED.labels(department, why).inc()
    _log.warning("report not believed", extra={"event": "report", "department": department, "code": why})
    append_issue(department, package, why)
